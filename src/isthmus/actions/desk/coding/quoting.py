"""Quotes and where they stand: in characters, paragraphs and parts of the document's text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from isthmus.core.reading import WHOLE_TEXT, Places

__all__ = ["Paragraph", "paragraph_of", "paragraphs", "passage"]

BLANK_LINE = re.compile(r"\n\s*\n")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph with the blank lines after it, in characters, and what it is called: those that hold anything count.

    `part`: the number of its part, from 0, where it is the first of it.
    """

    start: int
    end: int
    locator: str
    part: int | None = None


def passage(text: str, first: int, last: int) -> str:
    """Return the characters from `first` to `last`, counted from 1, both included; empty where there are none."""
    return text[max(first, 1) - 1 : max(last, 0)].strip()


def paragraphs(text: str, places: Places = WHOLE_TEXT) -> Iterator[Paragraph]:
    """Yield the paragraphs of a text in order; together they are the whole text. They are counted in each part anew."""
    start = number = 0
    part = -1
    for end in chain((match.end() for match in BLANK_LINE.finditer(text)), (len(text),)):
        if end == start:
            continue
        is_filled = bool(text[start:end].strip())
        here = places.part_at(start)
        is_first = here != part
        number = int(is_filled) if is_first else number + is_filled
        part = here
        yield Paragraph(start, end, places.locator(part + 1, max(number, 1)), part if is_first else None)
        start = end


def paragraph_of(text: str, quote: str, places: Places = WHOLE_TEXT) -> str:
    """Return the place in which the quote begins, as `¶2`; empty where the text does not have it as it stands."""
    start = text.find(quote) if quote else -1
    if start < 0:  # a text of 4 MB has thousands of paragraphs, and each save asks
        return ""
    return next(each.locator for each in paragraphs(text, places) if start < each.end)
