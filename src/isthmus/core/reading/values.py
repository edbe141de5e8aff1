"""A file that was read: pages, messages or stretches of time, one after the other, and the text that they make."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import accumulate

__all__ = ["BETWEEN", "Box", "PartKind", "ReadPart", "TextReading", "WordPlaces"]

# Between two parts stands a blank line: a paragraph ends where a page does, and a quote may go over it all the same.
BETWEEN = "\n\n"


class PartKind(StrEnum):
    """What the parts of a file are, which says how a place in it is named."""

    WHOLE = "whole"  # a file without parts: its paragraphs alone are counted
    PAGE = "page"
    MESSAGE = "message"
    CUE = "cue"


@dataclass(frozen=True, slots=True)
class Box:
    """Where a stretch of a page's text stands on it: characters from `start` to `end`, in ten-thousandths of the page.

    `left` and `top` are its corner, counted from the page's own upper left corner. `sure`: how sure whoever recognised
    its letters is of them, in hundredths; letters of a text layer are what the file says.
    """

    start: int
    end: int
    left: int
    top: int
    width: int
    height: int
    sure: int = 100


@dataclass(frozen=True, slots=True)
class WordPlaces:
    """Where the words of one page stand on its picture, which is turned to the right by so many degrees before.

    `languages`: those in which they were recognised. `corrected`: somebody wrote the text of the page as it is printed.
    """

    boxes: tuple[Box, ...]
    turned: int = 0
    languages: tuple[str, ...] = ()
    corrected: bool = False


@dataclass(frozen=True, slots=True)
class ReadPart:
    """One part: its text, and what is known of it beside.

    `label`: who wrote a message and when, or what a page is called where that is not its number. `seconds`: where a
    stretch of time begins and ends. `size`: of a page, in points, width and height.
    """

    text: str
    label: str = ""
    seconds: tuple[float, float] | None = None
    size: tuple[float, float] | None = None
    boxes: tuple[Box, ...] = ()


@dataclass(frozen=True)
class TextReading:
    """What one tool read in one file. `notes` are what the reader should know of it, as codes of messages."""

    kind: PartKind
    parts: Sequence[ReadPart]
    tool: str
    version: str
    parameters: str = ""
    language: str = ""
    notes: Sequence[str] = ()

    @cached_property
    def text(self) -> str:
        """Return the text of all parts."""
        return BETWEEN.join(part.text for part in self.parts)

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """Return where each part begins in the text."""
        lengths = (len(part.text) + len(BETWEEN) for part in self.parts[:-1])
        return (*accumulate(lengths, initial=0),) if self.parts else ()
