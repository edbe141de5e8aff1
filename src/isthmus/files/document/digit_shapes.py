"""Digits of Arabic print, told one by one by their shapes.

The models of Arabic that recognise whole lines take ١٩٩٠ for 1900 and ٢٠١٧ for ٠١7. The ten shapes themselves are few
and stand apart, so a small network of one hidden layer tells them; `python -m benchmarks.digit_shapes` made its
weights, from fonts that print digits of both kinds, and judges it on fonts that it never saw.
"""

import base64
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp, log

from isthmus.files.document.answers import GreyPage

__all__ = ["GRID", "OTHER", "SCALE", "Shape", "features", "shapes_in", "shares"]

GRID = 12
"""A shape is looked at in so many rows and columns."""
OTHER = "other"
"""What is no digit and no mark between digits."""
# Half-way between ink and paper, which is made even before: 240 of 255.
_PAPER = 240
# The share of points that are ink at the least, where there is ink at all: a dot alone in a wide cut.
_INK_SHARE = 0.01
# A speck is smaller than this share of the highest shape, in both directions. The dot that is a nought has a fifth.
_SPECK = 0.1
SCALE = 127.0
"""A weight is kept as a whole number of so many parts of the greatest one of its unit."""


@dataclass(frozen=True, slots=True)
class Shape:
    """Ink that hangs together: where it stands in its picture, and its points, row by row from the top."""

    left: int
    top: int
    width: int
    height: int
    rows: Sequence[bytes]

    @property
    def right(self) -> int:
        """Return where it ends."""
        return self.left + self.width


def shapes_in(picture: GreyPage) -> list[Shape]:
    """Return the shapes of a small picture from left to right, without specks."""
    found = sorted(_joined(picture), key=lambda each: each.left)
    highest = max((each.height for each in found), default=0)
    return [each for each in found if max(each.width, each.height) > _SPECK * highest]


def _joined(picture: GreyPage) -> Iterator[Shape]:
    width, height = picture.width, picture.height
    limit = _limit(picture.pixels)
    ink = bytearray(each < limit for each in picture.pixels)
    for start in range(width * height):
        if not ink[start]:
            continue
        ink[start] = 0
        waiting, points = [start], list[int]()
        while waiting:
            at = waiting.pop()
            points.append(at)
            across = at % width
            for row in (at - width, at, at + width):
                for other in range(row - (across > 0), row + 1 + (across < width - 1)):
                    if 0 <= other < len(ink) and ink[other]:
                        ink[other] = 0
                        waiting.append(other)
        yield _shape(points, width)


def _limit(pixels: bytes) -> int:
    """Return the shade from which on points are paper."""
    darkest = sorted(pixels)[int(len(pixels) * _INK_SHARE)] if pixels else 0
    return (darkest + _PAPER) // 2


def _shape(points: Sequence[int], width: int) -> Shape:
    across, down = [at % width for at in points], [at // width for at in points]
    left, top = min(across), min(down)
    wide, high = max(across) - left + 1, max(down) - top + 1
    rows = [bytearray(wide) for _ in range(high)]
    for x, y in zip(across, down, strict=True):
        rows[y - top][x - left] = 1
    return Shape(left, top, wide, high, [bytes(row) for row in rows])


def features(shape: Shape, tallest: Shape) -> list[float]:
    """Return what the network sees of a shape: its ink in a grid, its form, and its size and height in its number.

    `tallest`: the highest shape of its number. Shape: GRID x GRID + 3 numbers of about -1 to 1.
    """
    seen = [2 * _share(shape, row, column) - 1 for row in range(GRID) for column in range(GRID)]
    middle = shape.top + shape.height / 2 - tallest.top
    return [
        *seen,
        max(-1.0, min(log(shape.width / shape.height), 1.0)),
        shape.height / tallest.height,
        max(-1.0, min(middle / tallest.height, 2.0)),
    ]


def _share(shape: Shape, row: int, column: int) -> float:
    """Return how much of a cell of the grid is ink."""
    top, bottom = _part(row, shape.height)
    left, right = _part(column, shape.width)
    ink = sum(sum(line[left:right]) for line in shape.rows[top:bottom])
    return ink / ((bottom - top) * (right - left))


def _part(number: int, size: int) -> tuple[int, int]:
    start = number * size // GRID
    return start, max((number + 1) * size // GRID, start + 1)


def shares(seen: Sequence[float]) -> dict[str, float]:
    """Return how likely a shape is each digit or mark, given its features; the shares sum to one."""
    network = _network()
    hidden = [max(0.0, value) for value in _layer(seen, network.first)]
    last = _layer(hidden, network.second)
    highest = max(last)
    weights = [exp(value - highest) for value in last]
    total = sum(weights)
    return {kind: weight / total for kind, weight in zip(network.kinds, weights, strict=True)}


def _layer(values: Sequence[float], units: Sequence[Sequence[float]]) -> list[float]:
    """Return what each unit gives: its last weight stands alone."""
    return [sum(map(float.__mul__, unit, values)) + unit[-1] for unit in units]


@dataclass(frozen=True, slots=True)
class _Network:
    kinds: Sequence[str]
    first: Sequence[Sequence[float]]
    second: Sequence[Sequence[float]]


@cache
def _network() -> _Network:
    stored = json.loads((files(__package__) / "digit_shapes.json").read_text(encoding="utf-8"))
    return _Network(stored["kinds"], _units(stored["first"]), _units(stored["second"]))


def _units(stored: Sequence[dict[str, str | float]]) -> list[list[float]]:
    """Return the weights of units: kept as whole numbers of -127 to 127, of which the greatest weight is one."""
    return [
        [float(each) * float(unit["greatest"]) / SCALE for each in memoryview(_bytes(unit)).cast("b")]
        for unit in stored
    ]


def _bytes(unit: dict[str, str | float]) -> bytes:
    return base64.b64decode(str(unit["weights"]))
