"""Numbers in lines from right to left, looked at a second time: the models of these scripts lose digits of them.

The numbers of a page are cut out and laid beneath each other, as one small picture. It is recognised in English, and
the shapes of its digits are told one by one, for English has none that look like Eastern Arabic digits (٢٠١٧). What
comes back with certainty takes the place of the digits that stood there.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from isthmus.core.reading.recognised import LEAST_SURE, RecognisedWord, has_letters_from_right
from isthmus.files.document.answers import GreyPage

__all__ = [
    "ALLOWED",
    "LANGUAGE",
    "CutOut",
    "NumberCut",
    "NumberPlace",
    "cut_out",
    "digits_in",
    "with_numbers",
]

LANGUAGE = "eng"
ALLOWED = "0123456789.,:/-"
_NUMBER = re.compile(r"\d[\d.,:/-]*\d|\d")
# Western digits come back with .87 to .97; Eastern ones, of which it makes letters, with less than .76.
_SURE = 85
# As much around a number as a digit is wide that was taken for part of the gap before the next word, or left out.
_AROUND = 120
_BESIDE = 2
_LONGEST = 12  # letters of a number that came as something else
_MARGIN = 40
_WHITE = b"\xff"


@dataclass(frozen=True, slots=True)
class NumberPlace:
    """A word that may be a number: its place among the words of the page, and its columns in the picture cut out.

    `has_particle`: letters are written before its digits, and together with them: و٢٠١٤, "and 2014".
    """

    number: int
    left: int
    right: int
    has_particle: bool = False


@dataclass(frozen=True, slots=True)
class NumberCut:
    """What was cut out for words that may be numbers, and follow one another in their line, in reading order.

    `top` and `bottom`: between which rows of the picture it stands; `left` and `right`: between which columns, with
    what lies beside the words.
    """

    places: Sequence[NumberPlace]
    top: int
    bottom: int
    left: int
    right: int


@dataclass(frozen=True, slots=True)
class CutOut:
    """The numbers of a page beneath each other, in one picture."""

    picture: GreyPage
    cuts: Sequence[NumberCut]

    def picture_of(self, cut: NumberCut) -> GreyPage:
        """Return the rows of one cut."""
        width = self.picture.width
        pixels = self.picture.pixels[cut.top * width : cut.bottom * width]
        return GreyPage(width, cut.bottom - cut.top, pixels)


@dataclass(frozen=True, slots=True)
class _Region:
    """A part of a page, and the words in it that may be numbers, by their places."""

    numbers: Sequence[int]
    left: int
    top: int
    right: int
    bottom: int


def cut_out(page: GreyPage, words: Sequence[RecognisedWord]) -> CutOut | None:
    """Return the numbers of a page, each with what lies between it and the words beside it; None without any."""
    regions = list(_regions(page, words))
    if not regions:
        return None
    width = max(each.right - each.left for each in regions) + 2 * _MARGIN
    lines, cuts = [_WHITE * (width * _MARGIN)], list[NumberCut]()
    at = _MARGIN
    for region in regions:
        rest = width - _MARGIN - (region.right - region.left)
        for row in range(region.top, region.bottom):
            start = row * page.width
            lines.append(
                _WHITE * _MARGIN + page.pixels[start + region.left : start + region.right] + _WHITE * rest
            )
        lines.append(_WHITE * (width * _MARGIN))
        end = at + region.bottom - region.top
        places = [_place(words[number], number, region.left) for number in region.numbers]
        cuts.append(NumberCut(places, at, end, _MARGIN, _MARGIN + region.right - region.left))
        at = end + _MARGIN
    return CutOut(GreyPage(width, at, b"".join(lines)), cuts)


def _place(word: RecognisedWord, number: int, left: int) -> NumberPlace:
    start = word.left - left + _MARGIN
    return NumberPlace(number, start, start + word.width, has_letters_from_right(word.text[:1]))


def _regions(page: GreyPage, words: Sequence[RecognisedWord]) -> Iterator[_Region]:
    """Yield what is cut out: a number may have come as two words, so those that follow one another stay together."""
    for _, line in groupby(enumerate(words), key=lambda each: each[1].line):
        row = sorted(line, key=lambda each: each[1].left)
        runs = [(may_be, list(run)) for may_be, run in groupby(row, key=_may_be_number)]
        for at, (may_be, run) in enumerate(runs):
            if not may_be:
                continue
            here = [word for _, word in run]
            # Boxes of words may overlap: of its own a number loses nothing.
            before = min(_end(runs[at - 1][1][-1][1]) + _BESIDE, here[0].left - _BESIDE) if at else 0
            after = runs[at + 1][1][0][1].left - _BESIDE if at + 1 < len(runs) else page.width
            after = max(after, _end(here[-1]) + _BESIDE)
            left = max(before, here[0].left - _AROUND, 0)
            right = min(after, _end(here[-1]) + _AROUND, page.width)
            top = max(min(each.top for each in here) - _BESIDE, 0)
            bottom = min(max(each.top + each.height for each in here) + _BESIDE, page.height)
            if left < right and top < bottom:
                yield _Region([number for number, _ in reversed(run)], left, top, right, bottom)


def _end(word: RecognisedWord) -> int:
    return word.left + word.width


def _may_be_number(placed: tuple[int, RecognisedWord]) -> bool:
    """Return whether a word has a digit, or no letter of a script that is read from right to left: ٢ comes as Y."""
    word = placed[1]
    if _NUMBER.search(word.text):
        return True
    is_dirt = word.sure < LEAST_SURE and not any(map(str.isalnum, word.text))
    return len(word.text) <= _LONGEST and not is_dirt and not has_letters_from_right(word.text)


def with_numbers(
    words: Sequence[RecognisedWord], cuts: Iterable[NumberCut], again: Iterable[RecognisedWord]
) -> list[RecognisedWord]:
    """Return the words with those numbers that were recognised once more with certainty, as many as there are."""
    changed = list(words)
    looked = [(each, each.top + each.height / 2) for each in again]
    for cut in cuts:
        here = [each for each, middle in looked if cut.top <= middle <= cut.bottom]
        if len(here) != len(cut.places):
            continue
        from_right = sorted(here, key=lambda each: each.left, reverse=True)
        for place, found in zip(cut.places, from_right, strict=True):
            changed[place.number] = _with_number(words[place.number], found)
    return changed


def _with_number(word: RecognisedWord, found: RecognisedWord) -> RecognisedWord:
    digits = _NUMBER.search(found.text)
    if found.sure < _SURE or not digits or digits_in(digits[0]) < digits_in(word.text):
        return word
    return replace(word, text=_NUMBER.sub(digits[0], word.text, count=1), sure=found.sure)


def digits_in(text: str) -> int:
    """Return how many digits a text has, of any script."""
    return sum(map(str.isdigit, text))
