"""Numbers in lines from right to left, looked at a second time: the models of these scripts lose digits of them.

The numbers of a page are cut out and laid beneath each other, as one small picture that is recognised in English. What
comes back with certainty takes the place of the digits that stood there; Eastern Arabic digits (٢٠١٧) never do, since
English has none that look like them.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from isthmus.core.reading.recognised import RecognisedWord
from isthmus.files.document.answers import GreyPage

__all__ = ["ALLOWED", "LANGUAGE", "cut_out", "is_from_right", "with_numbers"]

LANGUAGE = "eng"
ALLOWED = "0123456789.,:/-"
_NUMBER = re.compile(r"\d[\d.,:/-]*\d|\d")
# Western digits come back with .87 to .97; Eastern ones, of which it makes letters, with less than .76.
_SURE = 85
# As much around a number as a digit is wide that was taken for part of the gap before the next word, or left out.
_AROUND = 120
_BESIDE = 2
_MARGIN = 40
_WHITE = b"\xff"


@dataclass(frozen=True, slots=True)
class CutOut:
    """The numbers of a page beneath each other; of each the place of its word, and between which rows it stands."""

    picture: GreyPage
    rows: Sequence[tuple[int, int, int]]


def is_from_right(words: Iterable[RecognisedWord]) -> bool:
    """Return whether most letters of a page are read from right to left."""
    kinds = [unicodedata.bidirectional(letter) for word in words for letter in word.text]
    return sum(kind in ("R", "AL") for kind in kinds) > kinds.count("L")


def cut_out(page: GreyPage, words: Sequence[RecognisedWord]) -> CutOut | None:
    """Return the numbers of a page, each with what lies between it and the words beside it; None without any."""
    boxes = list(_boxes(page, words))
    if not boxes:
        return None
    width = max(right - left for _, left, _, right, _ in boxes) + 2 * _MARGIN
    lines, rows = [_WHITE * (width * _MARGIN)], []
    at = _MARGIN
    for number, left, top, right, bottom in boxes:
        rest = width - _MARGIN - (right - left)
        for row in range(top, bottom):
            start = row * page.width
            lines.append(_WHITE * _MARGIN + page.pixels[start + left : start + right] + _WHITE * rest)
        lines.append(_WHITE * (width * _MARGIN))
        rows.append((number, at, at + bottom - top))
        at += bottom - top + _MARGIN
    return CutOut(GreyPage(width, at, b"".join(lines)), rows)


def _boxes(page: GreyPage, words: Sequence[RecognisedWord]) -> Iterator[tuple[int, int, int, int, int]]:
    """Yield of each word with a digit its place, and left, top, right and bottom of what is cut out."""
    for _, line in groupby(enumerate(words), key=lambda each: each[1].line):
        row = sorted(line, key=lambda each: each[1].left)
        for at, (number, word) in enumerate(row):
            if not _NUMBER.search(word.text):
                continue
            end = word.left + word.width
            before = row[at - 1][1].left + row[at - 1][1].width + _BESIDE if at else 0
            after = row[at + 1][1].left - _BESIDE if at + 1 < len(row) else page.width
            left, right = max(before, word.left - _AROUND, 0), min(after, end + _AROUND, page.width)
            top, bottom = max(word.top - _BESIDE, 0), min(word.top + word.height + _BESIDE, page.height)
            if left < right and top < bottom:
                yield number, left, top, right, bottom


def with_numbers(
    words: Sequence[RecognisedWord], found: CutOut, again: Iterable[RecognisedWord]
) -> list[RecognisedWord]:
    """Return the words with those numbers that were recognised once more with certainty, each alone in its rows."""
    changed = list(words)
    looked = [(each, each.top + each.height / 2) for each in again]
    for number, top, bottom in found.rows:
        here = [each for each, middle in looked if top <= middle <= bottom]
        if len(here) != 1 or here[0].sure < _SURE:
            continue
        digits = _NUMBER.search(here[0].text)
        if digits and _count(digits[0]) >= _count(words[number].text):
            text = _NUMBER.sub(digits[0], words[number].text, count=1)
            changed[number] = replace(words[number], text=text, sure=here[0].sure)
    return changed


def _count(text: str) -> int:
    return sum(map(str.isdigit, text))
