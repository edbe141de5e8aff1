"""The words of a page as they stand on it, line by line; a line is parted where a gap is wide.

Lengths are in points, `top` is counted downwards.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from statistics import median

__all__ = ["PARTING_GAP", "PlacedWord", "Stretch", "stretches"]

# A gap between two words of one line as wide as this many heights (a height is 1.1 to 1.4 ems) parts them: blanks of a
# line that is stretched to the margin seldom are so wide, gutters and gaps between cells seldom narrower.
PARTING_GAP = 0.9


@dataclass(frozen=True, slots=True)
class PlacedWord:
    """A word as it stands on a page."""

    text: str
    left: float
    top: float
    right: float
    bottom: float

    @property
    def height(self) -> float:
        """Return how high it is."""
        return self.bottom - self.top


@dataclass(frozen=True)
class Stretch:
    """Words of one line between which there is no wide gap."""

    words: tuple[PlacedWord, ...]

    @cached_property
    def left(self) -> float:
        """Return where it begins, from the left."""
        return min(each.left for each in self.words)

    @cached_property
    def right(self) -> float:
        """Return where it ends, from the left."""
        return max(each.right for each in self.words)

    @cached_property
    def top(self) -> float:
        """Return where its highest word begins."""
        return min(each.top for each in self.words)

    @cached_property
    def bottom(self) -> float:
        """Return where its lowest word ends."""
        return max(each.bottom for each in self.words)

    @cached_property
    def height(self) -> float:
        """Return how high its words are, in the middle."""
        return median(each.height for each in self.words)

    @property
    def middle(self) -> float:
        """Return how far down its middle is."""
        return (self.top + self.bottom) / 2

    @property
    def width(self) -> float:
        """Return how wide it is."""
        return self.right - self.left

    @property
    def last(self) -> str:
        """Return its last word."""
        return self.words[-1].text


def stretches(lines: Iterable[Sequence[PlacedWord]]) -> Iterator[Stretch]:
    """Yield the lines of a page, parted where a gap is wide. Words without any height or width are left out."""
    for line in lines:
        open_words: list[PlacedWord] = []
        for word in (each for each in line if each.height > 0 and each.right > each.left):
            if open_words and _is_parted(open_words[-1], word):
                yield Stretch(tuple(open_words))
                open_words = []
            open_words.append(word)
        if open_words:
            yield Stretch(tuple(open_words))


def _is_parted(word: PlacedWord, following: PlacedWord) -> bool:
    gap = max(following.left - word.right, word.left - following.right)
    height = max(word.height, following.height)
    is_lower = abs(following.top - word.top) > height and abs(following.bottom - word.bottom) > height
    return is_lower or gap > PARTING_GAP * height
