"""Quotes that the text of their document does not contain."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property

from isthmus.core.messages import Message
from isthmus.core.workbook.cautions import Caution
from isthmus.core.workbook.problems import shortened
from isthmus.core.workbook.rows import Document, Statement
from isthmus.core.workbook.sheets import ReadSheet
from isthmus.core.workbook.tokens import is_token

__all__ = ["FoldedText", "TextOf", "is_checked", "quote_caution", "quotes_not_found"]

# The text of a file of the workbook by its path; nothing where it is not there or is no text.
type TextOf = Callable[[str], str | None]


class FoldedText:
    """The text of a document, with every run of white space as one blank, in which quotes are looked for."""

    def __init__(self, text: str) -> None:
        self._written = text

    @cached_property
    def _text(self) -> str:
        return _folded(self._written)

    def has(self, quote: str) -> bool:
        """Return whether the text contains the quote word for word; white space may differ."""
        return _folded(quote) in self._text

    def span(self, quote: str, after: int = 0) -> tuple[int, int] | None:
        """Return where the quote begins and ends in the text as it was written: first past `after`, else first of all.

        Nothing where the text does not contain it.
        """
        start = self._written.find(quote, after)
        if start < 0:
            start = self._written.find(quote)
        if start >= 0:
            return start, start + len(quote)
        return self._folded_span(_folded(quote))

    def within(self, quote: str, start: int, end: int) -> tuple[int, int] | None:
        """Return where the quote stands that begins between two places of the text; it may reach beyond."""
        at = self._written.find(quote, start)
        if start <= at < end:
            return at, at + len(quote)
        found = FoldedText(self._written[start : end + _LONGER * len(quote)]).span(quote)
        return (start + found[0], start + found[1]) if found and start + found[0] < end else None

    def _folded_span(self, quote: str) -> tuple[int, int] | None:
        start = self._text.find(quote) if quote else -1
        if start < 0:
            return None
        return self._place(start), self._place(start + len(quote) - 1) + 1

    def _place(self, at: int) -> int:
        """Return where a character of the folded text that is no blank stands in the text as it was written."""
        folded, written = self._runs
        run = bisect_right(folded, at) - 1
        return written[run] + at - folded[run]

    @cached_property
    def _runs(self) -> tuple[list[int], list[int]]:
        """Return where each run of characters that show something begins: in the folded text, and as it was written."""
        folded: list[int] = []
        written: list[int] = []
        at, end = 0, 0
        for run in _RUN.finditer(self._written):
            blank = any(each.isspace() for each in self._written[end : run.start()])
            at += blank and bool(folded)
            folded.append(at)
            written.append(run.start())
            at, end = at + len(run[0]), run.end()
        return folded, written


# A quote whose white space was folded was so many times longer, at most, as it was written.
_LONGER = 3
# Blanks that show nothing: of no width, and the mark at the start of a file.
_UNSEEN = "\u200b\u2060\ufeff"
_RUN = re.compile(rf"[^\s{_UNSEEN}]+")


def _folded(text: str) -> str:
    return " ".join(re.sub(f"[{_UNSEEN}]", "", text).split())


def is_checked(quote: str, wording: str, protection: str) -> bool:
    """Return whether the quote of a statement should stand in its document: in its words, and open to be read."""
    return bool(quote) and wording in ("", "verbatim") and protection != "sealed" and not is_token(quote)


def quotes_not_found(read: Mapping[str, ReadSheet], text_of: TextOf) -> Iterator[Caution]:
    """Yield the quotes that are not in the file of their document, each file read once."""
    sheet = read["statements"]
    files = {
        row.id: row.file
        for row in read["documents"].rows
        if isinstance(row, Document) and row.file and row.protection != "sealed" and not is_token(row.file)
    }
    quoted: dict[str, list[tuple[int, Statement]]] = {}
    for number, row in zip(sheet.numbers, sheet.rows, strict=True):
        if (
            isinstance(row, Statement)
            and row.document in files
            and is_checked(row.quote, row.wording, row.protection)
        ):
            quoted.setdefault(files[row.document], []).append((number, row))
    for path, statements in quoted.items():
        text = text_of(path)
        if text is not None:
            yield from _not_in(FoldedText(text), statements)


def _not_in(text: FoldedText, statements: Iterable[tuple[int, Statement]]) -> Iterator[Caution]:
    return (quote_caution(number, row) for number, row in statements if not text.has(row.quote))


def quote_caution(number: int | None, row: Statement) -> Caution:
    """Return what is asked about a quote that the text does not contain, at a row of its sheet."""
    doubt, mend = Message("caution.quote"), Message("caution.quote_fix")
    return Caution("statements", number, "quote", shortened(row.quote), doubt, mend)
