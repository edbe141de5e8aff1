"""Lines that are stretched to the margin: their wide blanks part no columns and no cells.

A gutter, or a gap between cells, is white in the lines above and below, too; over and under a wide blank most lines go
on without a gap.
"""

from collections.abc import Iterator, Sequence
from itertools import chain, pairwise

from isthmus.core.reading.stretches import Stretch

__all__ = ["BESIDE", "made_whole", "rows_of"]

# Lines whose middles are nearer than this share of their height stand beside each other.
BESIDE = 0.5
# Lines so many above and below say whether a gap is a blank: of a paragraph most are not stretched so far.
_NEAR = 5
# Fewer lines that go on without a gap may be headings across columns.
_FEWEST_ACROSS = 2


def made_whole(page: Sequence[Stretch], *, right_to_left: bool) -> list[Stretch]:
    """Return the stretches of a page, those of one line joined where only a blank that was made wider parts them."""
    rows = rows_of(page)
    return list(
        chain.from_iterable(
            _joined(row, [*rows[max(at - _NEAR, 0) : at], *rows[at + 1 : at + 1 + _NEAR]], right_to_left)
            for at, row in enumerate(rows)
        )
    )


def rows_of(page: Sequence[Stretch]) -> list[list[Stretch]]:
    """Return stretches that stand beside each other, from left to right, the highest first."""
    rows: list[list[Stretch]] = []
    for each in sorted(page, key=lambda found: found.middle):
        row = rows[-1] if rows else None
        if row and each.middle - row[0].middle < BESIDE * min(each.height, row[0].height):
            row.append(each)
        else:
            rows.append([each])
    return [sorted(row, key=lambda each: each.left) for row in rows]


def _joined(row: list[Stretch], near: list[list[Stretch]], right_to_left: bool) -> Iterator[Stretch]:
    together = row[:1]
    for left, right in pairwise(row):
        if _is_blank(left.right, right.left, near):
            together.append(right)
        else:
            yield _one(together, right_to_left)
            together = [right]
    yield _one(together, right_to_left)


def _one(beside: list[Stretch], right_to_left: bool) -> Stretch:
    ordered = reversed(beside) if right_to_left else beside
    return beside[0] if len(beside) == 1 else Stretch(tuple(word for each in ordered for word in each.words))


def _is_blank(left: float, right: float, near: list[list[Stretch]]) -> bool:
    across = sum(any(each.left <= left and each.right >= right for each in row) for row in near)
    parted = sum(_is_parted(left, right, row) for row in near)
    return across >= _FEWEST_ACROSS and across > parted


def _is_parted(left: float, right: float, row: list[Stretch]) -> bool:
    """Return whether a line stands on both sides of a gap, and does not go on across it."""
    is_across = any(each.left <= left and each.right >= right for each in row)
    return not is_across and row[0].left < left and row[-1].right > right
