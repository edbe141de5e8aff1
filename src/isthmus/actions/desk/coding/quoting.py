"""Quotes and where they stand: in characters and paragraphs of the document's text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

__all__ = ["Paragraph", "paragraph_of", "paragraphs", "passage"]

BLANK_LINE = re.compile(r"\n\s*\n")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph with the blank lines after it, in characters; its number counts those that hold anything."""

    start: int
    end: int
    number: int


def passage(text: str, first: int, last: int) -> str:
    """Return the characters from `first` to `last`, counted from 1, both included; empty where there are none."""
    return text[max(first, 1) - 1 : max(last, 0)].strip()


def paragraphs(text: str) -> Iterator[Paragraph]:
    """Yield the paragraphs of a text in order; together they are the whole text."""
    start = number = 0
    ends = [*(match.end() for match in BLANK_LINE.finditer(text)), len(text)]
    for end in ends:
        number += bool(text[start:end].strip())
        if end > start:
            yield Paragraph(start, end, max(number, 1))
        start = end


def paragraph_of(text: str, quote: str) -> str:
    """Return the paragraph in which the quote begins, as `¶2`; empty where the text does not have it as it stands."""
    start = text.find(quote) if quote else -1
    return next((f"¶{each.number}" for each in paragraphs(text) if each.start <= start < each.end), "")
