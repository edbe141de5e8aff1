"""The words that were recognised on the picture of a page, as a text in the order in which they are read.

Whoever recognises letters says also which words make a line, a paragraph and a block, and in which order blocks are
read. Places are in points of the picture, counted from its upper left corner.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from isthmus.core.reading.plain_letters import plain_letters
from isthmus.core.reading.values import Box, ReadPart

__all__ = ["LETTERS", "RecognisedWord", "part_of_words", "sureness"]

# A word is what stands between blanks.
LETTERS = re.compile(r"\S+")
_SCALE = 10_000
# Marks of direction that a recogniser puts around numbers: the text has the order in which it is read, without them.
_MARKS = dict.fromkeys(map(ord, "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"))
# What is recognised with less, and has no letter and no digit, is dirt, or an edge of the picture.
_LEAST_SURE = 30
# A line of prose ends where its column does; one that ends before this share of it was broken by whoever wrote it.
_FULL = 0.8
_HYPHENS = ("-", "\u2010", "\u00ad", "\u00ac")


@dataclass(frozen=True, slots=True)
class RecognisedWord:
    """A word as it was recognised. `line`: block, paragraph and line in which it stands, each counted from 1."""

    text: str
    left: int
    top: int
    width: int
    height: int
    sure: float
    line: tuple[int, int, int]


def part_of_words(words: Sequence[RecognisedWord], size: tuple[int, int]) -> ReadPart:
    """Return the text of a page of that width and height, and where each word stands in both."""
    pieces: list[str] = []
    boxes: list[Box] = []
    at = 0
    before: RecognisedWord | None = None
    read = list(_read(words))
    full = _full_lines(read)
    for word in read:
        between = _between(before, word, is_full=before.line in full) if before else ""
        if before and not between:
            pieces[-1] = pieces[-1][:-1]  # the hyphen at the end of the line before
            at -= 1
            boxes[-1] = replace(boxes[-1], end=at)
        pieces += [between, word.text]
        start = at + len(between)
        at = start + len(word.text)
        boxes.append(_box(word, start, at, size))
        before = word
    return ReadPart("".join(pieces), size=(float(size[0]), float(size[1])), boxes=tuple(boxes))


def sureness(words: Sequence[RecognisedWord]) -> float:
    """Return how sure the words of a page are, in hundredths, each as much as it is long; 0 without any."""
    letters = sum(len(each.text) for each in words)
    return sum(each.sure * len(each.text) for each in words) / letters if letters else 0.0


def _read(words: Sequence[RecognisedWord]) -> Iterator[RecognisedWord]:
    for word in words:
        text = plain_letters(word.text).translate(_MARKS).strip()
        if text and (word.sure >= _LEAST_SURE or any(each.isalnum() for each in text)):
            yield replace(word, text=text)


def _full_lines(words: Sequence[RecognisedWord]) -> set[tuple[int, int, int]]:
    """Return the lines that are about as wide as their paragraph: what follows them belongs to the same sentence."""
    widths: dict[tuple[int, int, int], int] = {}
    for line, group in groupby(words, key=lambda each: each.line):
        here = list(group)
        widths[line] = max(each.left + each.width for each in here) - min(each.left for each in here)
    widest: dict[tuple[int, int], int] = {}
    for line, width in widths.items():
        widest[line[:2]] = max(width, widest.get(line[:2], 0))
    return {line for line, width in widths.items() if width >= _FULL * widest[line[:2]]}


def _between(word: RecognisedWord, following: RecognisedWord, *, is_full: bool) -> str:
    """Return what stands between two words; nothing where one word goes on in the next line."""
    if word.line == following.line:
        return " "
    if word.line[:2] != following.line[:2]:
        return "\n\n"
    after = " " if is_full else "\n"
    goes_on = len(word.text) > 1 and word.text.endswith(_HYPHENS) and word.text[-2].isalpha()
    return "" if goes_on and following.text[0].isalpha() and not following.text[0].isupper() else after


def _box(word: RecognisedWord, start: int, end: int, size: tuple[int, int]) -> Box:
    width, height = size
    return Box(
        start,
        end,
        round(word.left / width * _SCALE),
        round(word.top / height * _SCALE),
        max(round(word.width / width * _SCALE), 1),
        max(round(word.height / height * _SCALE), 1),
        round(word.sure),
    )
