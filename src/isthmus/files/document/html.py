"""HTML as a reader sees it, without scripts, styles and hidden parts; nothing that it names is fetched."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import IO

from isthmus.files.document.blocks import Blocks
from isthmus.files.document.choices import Choices
from isthmus.files.document.guessed_charset import declared_or_guessed
from isthmus.files.document.html_elements import BLOCKS, ENDED_BY, UNREAD, VOID
from isthmus.files.document.html_tokens import START, WORDS, tokens_of
from isthmus.files.document.list_labels import numbered
from isthmus.files.document.program import (
    MOST_LETTERS,
    ProgramFault,
    noted,
    part_of,
    read_all,
    reading_of,
    within_limits,
)

__all__ = ["PageReader", "html", "html_charset", "page_text"]

# A page that somebody reads is far smaller; what is malformed on purpose takes the parser longer than its length.
MOST_HTML = 64 << 20
_HIDING = re.compile(r"(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))", re.IGNORECASE)
_REMOTE = re.compile(r"\s*(?:https?:)?//", re.IGNORECASE)
_REMOTE_IN_STYLE = re.compile(r"url\(\s*['\"]?(?:https?:)?//", re.IGNORECASE)
_CHARSET = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,500}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:+-]{1,40})", re.IGNORECASE
)
_FIRST_BYTES = 8192  # browsers look at 1,024; pages that were saved begin with more
_RUNS = re.compile("[ \t\n\r\f]+")


def html(stream: IO[bytes], *asked: str) -> Iterator[list[object]]:
    """Answer for a page."""
    return within_limits(lambda: _answers(read_all(stream, MOST_HTML), Choices.of(asked)))


def _answers(content: bytes, choices: Choices) -> Iterator[list[object]]:
    letters = declared_or_guessed(content, html_charset(content), choices.charset)
    if letters is None:
        yield reading_of("whole", "html")
        raise ProgramFault("document.charset")
    yield reading_of("whole", "html", letters.parameters)
    text, remote = page_text(letters.text)
    yield part_of(text)
    if letters.has_lost:
        yield noted("document.letters_lost")
    if remote:
        yield noted("document.remote_pictures")


def html_charset(content: bytes) -> str | None:
    """Return the charset that a page declares in itself."""
    found = _CHARSET.search(content[:_FIRST_BYTES])
    return found[1].decode("ascii", "replace") if found else None


def page_text(page: str) -> tuple[str, bool]:
    """Return the text of a page, and whether it has pictures elsewhere."""
    reader = PageReader()
    reader.read(page)
    return reader.blocks.text(), reader.remote


class PageReader:
    """Puts the text of a page together. `opened` and `closed` are for pages whose elements mean more."""

    def __init__(self) -> None:
        self.blocks = self.fresh()
        self.remote = False
        self._open: list[tuple[str, bool]] = []  # tags, and whether each began a hidden stretch
        self._counts = Counter[str]()
        self._hidden = 0
        self._lists: list[tuple[str, int, str]] = []  # tag, number of the next item, kind of numbers

    @staticmethod
    def fresh() -> Blocks:
        """Return a text to put together."""
        return Blocks(collapse=True)

    def read(self, page: str) -> None:
        """Read a page."""
        if len(page) > MOST_HTML:
            raise ProgramFault("document.too_long", most=MOST_LETTERS)
        for kind, value, attributes in tokens_of(page):
            if kind == WORDS:
                self._take_words(value)
            elif kind == START:
                self._open_tag(value, attributes)
            else:
                self._close_tag(value)

    def opened(self, tag: str, attributes: dict[str, str]) -> None:
        """Take note of an element that is shown."""

    def closed(self, tag: str) -> None:
        """Take note of the end of an element."""

    def _open_tag(self, tag: str, attributes: dict[str, str]) -> None:
        self._end_before(tag)
        hidden = tag in UNREAD or _is_hidden(attributes)
        self.remote = self.remote or _is_remote(tag, attributes)
        if tag not in VOID:
            self._open.append((tag, hidden))
            self._counts[tag] += 1
            self._hidden += hidden
        if not self._hidden and not hidden:
            self._start(tag, attributes)
            self.opened(tag, attributes)

    def _close_tag(self, tag: str) -> None:
        if tag == "br" and not self._hidden:
            self.blocks.break_line()
        if not self._counts[tag]:
            return
        while self._pop() != tag:
            pass

    def _take_words(self, text: str) -> None:
        if not self._hidden:
            pre = self._counts["pre"] or self._counts["textarea"] or self._counts["listing"]
            self.words(text.replace("\r\n", "\n") if pre else _RUNS.sub(" ", text))

    def words(self, data: str) -> None:
        """Take in words that are shown."""
        self.blocks.write(data)

    def _end_before(self, tag: str) -> None:
        ended = ENDED_BY.get(tag)
        while ended and self._open and self._open[-1][0] in ended:
            self._pop()

    def _pop(self) -> str:
        tag, hid = self._open.pop()
        self._counts[tag] -= 1
        if not self._hidden:
            self.closed(tag)
            self._end(tag)
        self._hidden -= hid
        return tag

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag in BLOCKS:
            self.blocks.end_paragraph()
        match tag:
            case "br":
                self.blocks.break_line()
            case "a":
                self.blocks.open_link(attributes.get("href", ""))
            case "table":
                self.blocks.open_table()
            case "tr":
                self.blocks.open_row()
            case "td" | "th":
                self.blocks.open_cell()
            case "ul" | "ol" | "menu" | "dir":
                start = attributes.get("start", "")
                first = int(start) if start.lstrip("-").isdecimal() and len(start) < 8 else 1
                self._lists.append((tag, first, attributes.get("type", "1")))
            case "li":
                self._item(attributes)
            case "dt" | "dd":
                self.blocks.begin_item("")
            case _:
                self._start_of_words(tag, attributes)

    def _start_of_words(self, tag: str, attributes: dict[str, str]) -> None:
        match tag:
            case "q":
                self.blocks.write("“")
            case "rt":
                self.blocks.write("(")
            case "sup":
                self.blocks.raised = True
            case "pre" | "textarea" | "listing":
                self.blocks.as_it_stands = True
            case "img":
                alternative = attributes.get("alt", "")
                # Mail programs put emoji as pictures; a longer text is not what is seen.
                if 0 < len(alternative) <= 8 and not any(map(str.isalnum, alternative)):
                    self.blocks.write(alternative)

    def _item(self, attributes: dict[str, str]) -> None:
        label = "•"
        if self._lists and self._lists[-1][0] == "ol":
            tag, number, kind = self._lists[-1]
            value = attributes.get("value", "")
            number = int(value) if value.isdecimal() and len(value) < 8 else number
            self._lists[-1] = (tag, number + 1, kind)
            label = numbered(number, _KINDS.get(kind, "decimal")) + "."
        self.blocks.begin_item(label)

    def _end(self, tag: str) -> None:
        if tag in BLOCKS:
            self.blocks.end_paragraph()
        if tag in _ENDS:
            _ENDS[tag](self.blocks)
        match tag:
            case "ul" | "ol" | "menu" | "dir":
                if self._lists:
                    self._lists.pop()
                if self._lists and self._counts["li"]:
                    self.blocks.begin_item("")
            case "q":
                self.blocks.write("”")
            case "rt":
                self.blocks.write(")")
            case "sup":
                self.blocks.raised = False
            case "pre" | "textarea" | "listing":
                self.blocks.end_paragraph()
                self.blocks.as_it_stands = False


_ENDS = {
    "a": Blocks.close_link,
    "table": Blocks.close_table,
    "tr": Blocks.close_row,
    "td": Blocks.close_cell,
    "th": Blocks.close_cell,
    "li": Blocks.end_item,
    "dt": Blocks.end_item,
    "dd": Blocks.end_item,
}
_KINDS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}


def _is_hidden(attributes: dict[str, str]) -> bool:
    return "hidden" in attributes or bool(_HIDING.search(attributes.get("style", "")))


def _is_remote(tag: str, attributes: dict[str, str]) -> bool:
    if tag in ("img", "input", "image", "video", "embed", "source"):
        named = (attributes.get(each, "") for each in ("src", "srcset", "poster", "href", "xlink:href"))
        if any(map(_REMOTE.match, named)):
            return True
    background = attributes.get("background", "")
    return bool(_REMOTE.match(background) or _REMOTE_IN_STYLE.search(attributes.get("style", "")))
