"""Lines of print that no recognised word covers: a recogniser leaves out whole lines, even of clean print, untold.

What words were recognised is painted over; ink that is left, as high as a line and longer than a word, is cut out line
by line, each to be recognised by itself.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from statistics import median

from isthmus.core.reading.recognised import RecognisedWord, sureness
from isthmus.files.document.answers import GreyPage

__all__ = ["LeftOut", "left_out", "with_lines"]

# On a page that was made even paper has 240, ink less than 100; between them are the edges of letters.
_INK = 150
# Each line costs a run of the recogniser; where more are left, it is a picture, or a script that it does not know.
_MOST_LINES = 12
# What is left of a letter at the edge of its word, or between two words, is narrower and lower than a line.
_LOWEST, _HIGHEST, _SHORTEST = 0.4, 2.2, 2.0
# Letters cover a tenth to a third of their line; rules and pictures more, specks less.
_THINNEST, _FULLEST = 0.02, 0.5
# A row with fewer points of ink lies between lines. Words of a line stand nearer than so many heights.
_FEWEST_POINTS = 3
_APART = 2.5
# Marks above and below a line reach out of it, by this share of its height.
_MARKS = 0.12
_MARGIN = 20
# A line that is no print comes back with less.
_SURE = 60
_WHITE = 255


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A line that was left out, as a picture of its own, and where its upper left corner lies on the page."""

    picture: GreyPage
    left: int
    top: int


type _Box = tuple[int, int, int, int]
"""Left, top, right, bottom."""


def left_out(page: GreyPage, words: Sequence[RecognisedWord]) -> list[LeftOut]:
    """Return the lines of a page that no word covers, the highest first; none where there are too many."""
    if not words:
        return []
    height = round(median(each.height for each in words))
    rest = _painted_over(page, words, round(height * _MARKS))
    ink = rest.translate(bytes(each < _INK for each in range(256)))
    found = [box for band in _bands(ink, page, height) for box in _apart(ink, page.width, band, height)]
    lines = [box for box in found if _is_line(ink, page.width, box, height)]
    return [_cut(rest, page, box) for box in lines] if len(lines) <= _MOST_LINES else []


def _painted_over(page: GreyPage, words: Iterable[RecognisedWord], marks: int) -> bytearray:
    rest = bytearray(page.pixels)
    for word in words:
        left, right = max(word.left - marks, 0), min(word.left + word.width + marks, page.width)
        white = bytes([_WHITE]) * max(right - left, 0)
        for row in range(max(word.top - marks, 0), min(word.top + word.height + marks, page.height)):
            rest[row * page.width + left : row * page.width + right] = white
    return rest


def _bands(ink: bytearray, page: GreyPage, height: int) -> Iterator[tuple[int, int]]:
    """Yield from which row to which there is ink; a dot or a mark belongs to what it stands near."""
    near = max(round(height * _MARKS), 1)
    rows = [
        row
        for row in range(page.height)
        if ink.count(1, row * page.width, (row + 1) * page.width) >= _FEWEST_POINTS
    ]
    begin = last = -near - 1
    for row in rows:
        if row - last > near:
            if begin >= 0:
                yield begin, last + 1
            begin = row
        last = row
    if begin >= 0:
        yield begin, last + 1


def _apart(ink: bytearray, width: int, band: tuple[int, int], height: int) -> Iterator[_Box]:
    """Yield the boxes of a band with white between them as wide as between columns."""
    top, bottom = band
    rows = [int.from_bytes(ink[row * width : (row + 1) * width]) for row in range(top, bottom)]
    together = 0
    for row in rows:
        together |= row
    columns = together.to_bytes(width)
    begin = last = -1
    for at in (each for each in range(width) if columns[each]):
        if begin >= 0 and at - last > _APART * height:
            yield begin, top, last + 1, bottom
            begin = at
        begin, last = (at if begin < 0 else begin), at
    if begin >= 0:
        yield begin, top, last + 1, bottom


def _is_line(ink: bytearray, width: int, box: _Box, height: int) -> bool:
    left, top, right, bottom = box
    points = sum(ink.count(1, row * width + left, row * width + right) for row in range(top, bottom))
    share = points / ((right - left) * (bottom - top))
    is_high = _LOWEST * height <= bottom - top <= _HIGHEST * height
    return is_high and right - left >= _SHORTEST * height and _THINNEST <= share <= _FULLEST


def _cut(rest: bytearray, page: GreyPage, box: _Box) -> LeftOut:
    left, top = max(box[0] - _MARGIN, 0), max(box[1] - _MARGIN, 0)
    right, bottom = min(box[2] + _MARGIN, page.width), min(box[3] + _MARGIN, page.height)
    rows = (rest[row * page.width + left : row * page.width + right] for row in range(top, bottom))
    return LeftOut(GreyPage(right - left, bottom - top, b"".join(rows)), left, top)


def with_lines(
    words: Sequence[RecognisedWord], found: Iterable[tuple[LeftOut, Sequence[RecognisedWord]]]
) -> list[RecognisedWord]:
    """Return the words of a page with those of each line that was left out, where they are read."""
    lines = [list(line) for _, line in groupby(words, key=lambda each: each.line)]
    for count, (line, read) in enumerate(found, 1):
        if read and sureness(read) >= _SURE:
            _put(
                lines,
                [replace(each, left=each.left + line.left, top=each.top + line.top) for each in read],
                count,
            )
    return [word for line in lines for word in line]


def _put(lines: list[list[RecognisedWord]], line: list[RecognisedWord], count: int) -> None:
    """Put a line beside the one that is nearest above or below it, and into its paragraph."""
    left, right = min(each.left for each in line), max(each.left + each.width for each in line)
    middle = _middle(line)
    over = [
        (abs(middle - _middle(other)), at)
        for at, other in enumerate(lines)
        if any(each.left < right and each.left + each.width > left for each in other)
    ]
    _, at = min(over, default=(0.0, len(lines) - 1))
    block, paragraph, _ = lines[at][0].line
    placed = [replace(each, line=(block, paragraph, -count)) for each in line]
    lines.insert(at + (middle > _middle(lines[at])), placed)


def _middle(line: Sequence[RecognisedWord]) -> float:
    return median(each.top + each.height / 2 for each in line)
