"""The words of a page in the order in which they are read: columns one after the other, lines joined to paragraphs.

A page gives its words line by line, as a program wrote them down: across columns, the foot before the head. What is
read first follows from where words stand. Lengths are in points, `top` is counted downwards.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from math import inf
from statistics import median

from isthmus.core.reading.stretched_lines import BESIDE, made_whole, rows_of
from isthmus.core.reading.stretches import PlacedWord, Stretch, stretches

__all__ = ["page_text"]

# Where no column is found, a gap between stretches that is so many heights wide is one between cells of a table.
_CELL_GAP = 1.6
# Columns of prose: so many lines of one at least, so many of the other beside it, which may be the end of a text; and
# most lines fill so much of the width, with so many words. Cells of a table do not.
_FEWEST_LINES = 3
_FEWEST_BESIDE = 2
_FILLED = 0.6
_FEWEST_WORDS = 3
# The next line begins a paragraph where it stands lower than a line usually does, by this factor.
_WIDE_PITCH = 1.45
# Lines of a paragraph never stand further apart than so many heights.
_WIDEST_PITCH = 2.0
# … or is set in another size …
_OTHER_SIZE = 1.18
# … or is moved in by so many heights.
_INDENT = 0.8
# A line that ends before this share of its column was broken by the author, or ends a paragraph.
_FULL_LINE = 0.8
_ENDS = (".", "!", "?", "…", ":", "؟", "۔", "。", "»", "”", ")")
# What stands at the end of a line where a word goes on in the next.
_JOINED = ("\u00ad", "\u2010")


def page_text(
    lines: Iterable[Sequence[PlacedWord]], *, right_to_left: bool = False
) -> tuple[str, list[tuple[int, int, PlacedWord]]]:
    """Return the text of a page, paragraphs parted by a blank line, and where in it each word stands."""
    writer = _Writer(right_to_left=right_to_left)
    whole = made_whole(list(stretches(lines)), right_to_left=right_to_left)
    for column in _columns(whole, right_to_left=right_to_left):
        writer.column(column)
    return writer.result()


def _columns(page: Sequence[Stretch], *, right_to_left: bool) -> Iterator[list[Stretch]]:
    """Yield groups of stretches that are read from top to bottom, in the order in which they are read."""
    gutter = _gutter(page)
    if gutter is None:
        if page:
            yield _by_lines(page, right_to_left=right_to_left)
        return
    band: list[Stretch] = []
    for each in sorted(page, key=lambda found: found.middle):
        if each.left < gutter < each.right:
            yield from _beside(band, gutter, right_to_left=right_to_left)
            yield [each]
            band = []
        else:
            band.append(each)
    yield from _beside(band, gutter, right_to_left=right_to_left)


def _beside(band: Sequence[Stretch], gutter: float, *, right_to_left: bool) -> Iterator[list[Stretch]]:
    sides = [[each for each in band if (each.left >= gutter) is is_right] for is_right in (False, True)]
    feet: list[list[Stretch]] = []
    for side in reversed(sides) if right_to_left else sides:
        body, foot = _with_foot(side)
        yield from _columns(body, right_to_left=right_to_left)
        feet.append(foot)
    for foot in filter(None, feet):
        yield _by_lines(foot, right_to_left=right_to_left)


def _with_foot(side: Sequence[Stretch]) -> tuple[Sequence[Stretch], list[Stretch]]:
    """Return a column and its notes, which are smaller and stand at its foot: the text goes on in the next column."""
    downwards = sorted(side, key=lambda found: found.middle)
    size = median(each.height for each in side) if side else 0.0
    last = next((n for n in range(len(side), 0, -1) if downwards[n - 1].height * _OTHER_SIZE >= size), 0)
    return downwards[:last], downwards[last:]


def _gutter(page: Sequence[Stretch]) -> float | None:
    """Return where a white strip parts columns of prose; lines across it, a heading say, are allowed. None without."""
    found = [(lines, -at) for at in _strips(page) if (lines := _lines_beside(page, at))]
    return -max(found)[1] if found else None


def _strips(page: Sequence[Stretch]) -> set[float]:
    """Return the middles, in whole points, of the gaps between stretches that stand beside each other."""
    found: set[float] = set()
    rows = sorted(page, key=lambda each: each.top)
    for at, each in enumerate(rows):
        for other in rows[at + 1 :]:
            if other.top > each.bottom:
                break
            left, right = sorted((each, other), key=lambda one: one.left)
            if left.right < right.left:
                found.add(round((left.right + right.left) / 2))
    return found


def _lines_beside(page: Sequence[Stretch], gutter: float) -> int:
    """Return how many lines stand in columns on both sides of a strip; 0 where these are no columns of prose."""
    left = [each for each in page if each.right <= gutter]
    right = [each for each in page if each.left >= gutter]
    sides = (_with_one_beside(left, right), _with_one_beside(right, left))
    fewer, more = sorted(map(len, sides))
    if fewer < _FEWEST_BESIDE or more < _FEWEST_LINES or not all(map(_is_prose, sides)):
        return 0
    return fewer + more


def _with_one_beside(side: Sequence[Stretch], other: Sequence[Stretch]) -> list[Stretch]:
    """Return the stretches of one side that stand no higher and no lower than the other side reaches."""
    top, bottom = (
        min((each.top for each in other), default=inf),
        max((each.bottom for each in other), default=-inf),
    )
    return [each for each in side if each.bottom > top and each.top < bottom]


def _is_prose(side: Sequence[Stretch]) -> bool:
    width = max(each.right for each in side) - min(each.left for each in side)
    words = median(len(each.words) for each in side)
    return words >= _FEWEST_WORDS and median(each.width for each in side) >= _FILLED * width


def _by_lines(page: Sequence[Stretch], *, right_to_left: bool) -> list[Stretch]:
    """Return stretches from top to bottom, those beside each other in the direction of the writing."""
    rows = rows_of(page)
    return [each for row in rows for each in (reversed(row) if right_to_left else row)]


class _Writer:
    """Writes stretches down, one after the other, as the paragraphs that they are."""

    def __init__(self, *, right_to_left: bool) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self._words: list[tuple[int, int, PlacedWord]] = []
        self._right_to_left = right_to_left
        self._last: Stretch | None = None
        self._last_edges = (0.0, 0.0)
        self._has_cells = False

    def column(self, column: Sequence[Stretch]) -> None:
        """Write one column; a paragraph may go on from the one before."""
        edges = min(each.left for each in column), max(each.right for each in column)
        pitch = _pitch(column)
        first = True
        for each in column:
            if self._last is not None:
                self._between(self._last, each, edges, pitch, goes_on=first)
            self._stretch(each)
            self._last, self._last_edges, first = each, edges, False

    def result(self) -> tuple[str, list[tuple[int, int, PlacedWord]]]:
        """Return the text, and where each word stands in it."""
        return "".join(self._pieces), self._words

    def _stretch(self, stretch: Stretch) -> None:
        for number, word in enumerate(stretch.words):
            if number:
                self._write(" ")
            start = self._length
            self._write(word.text)
            if self._length > start:
                self._words.append((start, self._length, word))

    def _write(self, text: str) -> None:
        self._pieces.append(text)
        self._length += len(text)

    def _between(
        self, last: Stretch, following: Stretch, edges: tuple[float, float], pitch: float, *, goes_on: bool
    ) -> None:
        if self._is_beside(last, following):
            gap = max(following.left - last.right, last.left - following.right)
            is_cell = gap > _CELL_GAP * last.height
            self._write(" | " if is_cell else " ")
            self._has_cells |= is_cell
            return
        had_cells, self._has_cells = self._has_cells, False
        if self._begins_paragraph(last, following, edges, pitch, goes_on=goes_on):
            self._write("\n\n")
        elif last.last.endswith(_JOINED):
            self._unhyphenate()
        elif self._is_full(last, self._last_edges) and not had_cells:
            self._write(" ")
        else:
            self._write("\n")

    def _is_beside(self, last: Stretch, following: Stretch) -> bool:
        return abs(last.middle - following.middle) < BESIDE * min(last.height, following.height)

    def _begins_paragraph(
        self, last: Stretch, following: Stretch, edges: tuple[float, float], pitch: float, *, goes_on: bool
    ) -> bool:
        sizes = sorted((last.height, following.height))
        if sizes[1] > _OTHER_SIZE * sizes[0]:
            return True
        is_closed = last.last.endswith(_ENDS)
        if goes_on:  # the first line of a column: only the line before it says whether it goes on
            return is_closed or not self._is_full(last, self._last_edges)
        step = following.middle - last.middle
        if step > _WIDE_PITCH * pitch or (is_closed and step > _WIDE_PITCH * last.height):
            return True
        is_moved_in = self._moved_in(following, edges) > _INDENT * following.height
        was_moved_in = self._moved_in(last, self._last_edges) > _INDENT * last.height
        return (is_moved_in and not was_moved_in) or (is_closed and not self._is_full(last, self._last_edges))

    def _moved_in(self, stretch: Stretch, edges: tuple[float, float]) -> float:
        return edges[1] - stretch.right if self._right_to_left else stretch.left - edges[0]

    def _is_full(self, stretch: Stretch, edges: tuple[float, float]) -> bool:
        left, right = edges
        reached = right - stretch.left if self._right_to_left else stretch.right - left
        return reached >= _FULL_LINE * (right - left)

    def _unhyphenate(self) -> None:
        """Take back the hyphen, so that the word goes on where its second half is written next."""
        start, end, word = self._words[-1]
        kept = word.text[:-1]
        self._pieces[-1] = kept
        self._length -= 1
        if kept:
            self._words[-1] = (start, end - 1, word)
        else:
            self._words.pop()


def _pitch(column: Sequence[Stretch]) -> float:
    """Return how far a line usually stands below the one before: every fourth at least begins no paragraph."""
    height = max((each.height for each in column), default=0.0)
    steps = [below.middle - above.middle for above, below in pairwise(column)]
    lines = sorted(step for step, each in zip(steps, column, strict=False) if step > BESIDE * each.height)
    return min(lines[(len(lines) - 1) // 4], _WIDEST_PITCH * height) if lines else height * _WIDE_PITCH
