"""DOCX by a walk of our own over its XML, which keeps what readers see and libraries leave out.

The kept library (mammoth 1.13.0) loses formulas, headers with the letterhead and where the numbers of a list begin, and
shows hidden words; it holds the whole document as a tree, and 400 fields in each other end it. Text that somebody
quotes as evidence is read here.
"""

import re
from collections.abc import Iterator
from typing import IO

from isthmus.files.document.blocks import Blocks
from isthmus.files.document.docx_body import DocxBody
from isthmus.files.document.docx_numbering import ListNumbers, NumberingHandler
from isthmus.files.document.docx_parts import (
    PREFIXES,
    RelationsHandler,
    SettingsHandler,
    StylesHandler,
    WordRelations,
    WordStyles,
)
from isthmus.files.document.program import noted, part_of, reading_of, within_limits
from isthmus.files.document.zipped import DocumentArchive

__all__ = ["docx"]

_FOLDER = re.compile(r"[^/]*$")


def docx(stream: IO[bytes]) -> Iterator[list[object]]:
    """Answer for a document of Word."""
    return within_limits(lambda: _answers(stream))


def _answers(stream: IO[bytes]) -> Iterator[list[object]]:
    yield reading_of("whole", "docx")
    document = _Document(DocumentArchive(stream))
    yield part_of(document.text())
    for note in sorted(document.notes):
        yield noted(note)


class _Document:
    """The parts of a document that are read, each by its relation to the main one."""

    def __init__(self, archive: DocumentArchive) -> None:
        self._archive = archive
        self.notes = set[str]()
        package = self._relations("")
        self._main = package.first("officeDocument") or "word/document.xml"
        self._related = self._relations(self._main)
        self._numbers = ListNumbers()
        self._styles = WordStyles()
        self._settings = SettingsHandler()
        self._read("styles", StylesHandler(self._styles))
        self._read("numbering", NumberingHandler(self._numbers))
        self._read("settings", self._settings)

    def text(self) -> str:
        """Return headers, text, notes and footers."""
        notes = {kind: self._notes(kind) for kind in ("footnotes", "endnotes")}
        body = self._body(self._related)
        body.note_texts = notes
        body.diagram = self._diagram
        self._archive.read(self._main, body, PREFIXES)
        text = body.text()
        self.notes |= body.found
        headers = self._margins([each for each in body.margins if each[0] == "header"], body)
        footers = self._margins([each for each in body.margins if each[0] == "footer"], body)
        return "\n\n".join(each for each in (*headers, text, *footers) if each)

    def _body(self, related: WordRelations) -> DocxBody:
        return DocxBody(Blocks(), related, self._styles, self._numbers)

    def _notes(self, kind: str) -> dict[str, str]:
        """Return the text of each footnote or endnote by its number in the file."""
        part = self._related.first(kind)
        if not part or not self._archive.has(part):
            return {}
        body = self._body(self._relations(part))
        self._archive.read(part, body, PREFIXES)
        self.notes |= body.found
        return body.separate

    def _diagram(self, relation: str) -> str:
        """Return the words of a diagram or a chart, which lie in a part of their own."""
        part = self._related.part(relation)
        words = DocxBody(Blocks(), WordRelations(), self._styles, self._numbers)
        if part and self._archive.has(part):
            self._archive.read(part, words, PREFIXES)
        return words.text()

    def _margins(self, margins: list[tuple[str, str, str]], main: DocxBody) -> Iterator[str]:
        """Yield the text of each header or footer that is shown, once."""
        seen = set[str]()
        for _, which, relation in margins:
            shown = {"first": main.has_title_page, "even": self._settings.even_and_odd}.get(which, True)
            part = self._related.part(relation)
            if not shown or not part or part in seen or not self._archive.has(part):
                continue
            seen.add(part)
            body = self._body(self._relations(part))
            body.in_margin = True
            self._archive.read(part, body, PREFIXES)
            self.notes |= body.found
            text = body.text()
            if text not in seen and any(map(str.isalpha, text)):
                seen.add(text)
                yield text

    def _relations(self, part: str) -> WordRelations:
        handler = RelationsHandler(_FOLDER.sub("", part))
        folder, _, name = part.rpartition("/")
        path = f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"
        if self._archive.has(path):
            self._archive.read(path, handler, PREFIXES)
        return handler.relations

    def _read(self, kind: str, handler: StylesHandler | NumberingHandler | SettingsHandler) -> None:
        part = self._related.first(kind)
        if part and self._archive.has(part):
            self._archive.read(part, handler, PREFIXES)
