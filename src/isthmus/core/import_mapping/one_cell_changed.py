"""Rows without a key of which one cell changed: the row that it was, where no other can be meant.

What tells an incident or a person apart (day, place, names, numbers) must be as it was: of two rows that differ in one
of these nobody can say whether an author corrected one, or took it out and wrote another.
"""

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterator, Mapping

from isthmus.core.import_mapping.values import ImportMapping

__all__ = ["match_but_for_one_cell", "telling_columns"]

type Cells = Mapping[str, str]

_TELLING = ("date", "place", "name", "names", "number", "identifiers")


def telling_columns(mapping: ImportMapping) -> frozenset[str]:
    """Return the columns by which a row says who or what it is about."""
    fields = (
        source for of, name, source in mapping.fields() if of in ("acts", "mentions") and name in _TELLING
    )
    return frozenset(column for source in fields for column in source.named)


def match_but_for_one_cell(
    known: Mapping[str, Cells], rows: Mapping[int, Cells], telling: Collection[str]
) -> dict[int, str]:
    """Return which row of a file is which known one, by its number; cells that are empty are not among `Cells`.

    A row is matched where one known row alone differs from it in one cell that does not tell rows apart, and no other
    row of the file differs so from that one.
    """
    beside = {name for cells in (*known.values(), *rows.values()) for name in cells} - set(telling)
    by_rest: dict[Hashable, set[str]] = defaultdict(set)
    for ref, cells in known.items():
        for rest in _rests(cells, beside):
            by_rest[rest].add(ref)
    found: dict[int, str] = {}
    met: dict[str, set[int]] = defaultdict(set)
    for number, cells in rows.items():
        if not any(cells.get(each) for each in telling):
            continue
        may_be = {ref for rest in _rests(cells, beside) for ref in by_rest.get(rest, ())}
        for ref in may_be:
            met[ref].add(number)
        if len(may_be) == 1:
            found[number] = may_be.pop()
    return {number: ref for number, ref in found.items() if met[ref] == {number}}


def _rests(cells: Cells, beside: Collection[str]) -> Iterator[Hashable]:
    """Yield what is left of a row without each of the columns that may change."""
    for column in beside:
        yield column, frozenset((name, cell) for name, cell in cells.items() if name != column)
