"""The words that were recognised on the picture of a page, as a text in the order in which they are read.

Whoever recognises letters says also which words make a line, a paragraph and a block, and in which order blocks are
read. Places are in points of the picture, counted from its upper left corner.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from isthmus.core.reading.plain_letters import plain_letters
from isthmus.core.reading.values import Box, ReadPart

__all__ = [
    "LEAST_SURE",
    "LETTERS",
    "RecognisedWord",
    "has_letters_from_right",
    "in_lines_across",
    "in_reading_order",
    "is_from_right",
    "part_of_words",
    "sureness",
]

# A word is what stands between blanks.
LETTERS = re.compile(r"\S+")
_SCALE = 10_000
# Marks of direction that a recogniser puts around numbers: the text has the order in which it is read, without them.
_MARKS = dict.fromkeys(map(ord, "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"))
# What is recognised with less, and has no letter and no digit, is dirt, or an edge of the picture.
LEAST_SURE = 30
# A line of prose ends where its column does; one that ends before this share of it was broken by whoever wrote it.
_FULL = 0.8
_FROM_RIGHT = ("R", "AL")
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


def has_letters_from_right(text: str) -> bool:
    """Return whether a text has letters of a script that is read from right to left."""
    return any(unicodedata.bidirectional(each) in _FROM_RIGHT for each in text)


def is_from_right(words: Iterable[RecognisedWord]) -> bool:
    """Return whether most letters of words are read from right to left."""
    kinds = [unicodedata.bidirectional(letter) for word in words for letter in word.text]
    return sum(kind in _FROM_RIGHT for kind in kinds) > kinds.count("L")


def in_reading_order(line: Sequence[RecognisedWord]) -> list[RecognisedWord]:
    """Return the words of a line in the order in which they are read.

    A recogniser that takes a paragraph with many numbers for one from left to right gives what stands between the
    numbers in the wrong order. So where a line has mostly letters from right to left, and it leads to the right all the
    same, it is ordered by where its words stand, and in it words from left to right that follow one another as they are
    read. Else it stays: places of words may overlap.
    """
    if not is_from_right(line) or not any(map(_leads_right, line, line[1:])):
        return list(line)
    row = sorted(line, key=lambda each: each.left + each.width / 2, reverse=True)
    read: list[RecognisedWord] = []
    for is_latin, group in groupby(row, key=_is_from_left):
        run = list(group)
        read += reversed(run) if is_latin else run
    return read


def in_lines_across(words: Iterable[RecognisedWord]) -> list[RecognisedWord]:
    """Return words that were found anywhere on a page, in lines over its whole width and in reading order."""
    rows: list[list[RecognisedWord]] = []
    for word in sorted(words, key=_middle):
        last = rows[-1][-1] if rows else None
        if last and _middle(word) - _middle(last) < min(word.height, last.height) / 2:
            rows[-1].append(word)
        else:
            rows.append([word])
    lines = (
        [replace(word, line=(1, 1, at)) for word in sorted(row, key=lambda each: each.left)]
        for at, row in enumerate(rows, start=1)
    )
    return [word for line in lines for word in in_reading_order(line)]


def _middle(word: RecognisedWord) -> float:
    return word.top + word.height / 2


def _leads_right(word: RecognisedWord, following: RecognisedWord) -> bool:
    """Return whether a word stands wholly to the right of the one before it, and both are not from left to right."""
    both_latin = _is_from_left(word) and _is_from_left(following)
    return following.left >= word.left + word.width and not both_latin


def _is_from_left(word: RecognisedWord) -> bool:
    return any(unicodedata.bidirectional(each) == "L" for each in word.text)


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
        if text and (word.sure >= LEAST_SURE or any(each.isalnum() for each in text)):
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
