"""Rows that no key tells, of which one cell changed: the row that it was, where no other can be meant.

What tells an incident or a person apart (day, place, names, numbers) must be as it was: of two rows that differ in one
of these nobody can say whether an author corrected one, or took it out and wrote another.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterator, Mapping

from isthmus.core.import_mapping.values import ImportMapping

__all__ = ["match_but_for_one_cell", "telling_columns", "tells_of_another"]

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
) -> tuple[dict[int, str], dict[int, tuple[str, ...]]]:
    """Return which row of a file is which known one, by its number; and which may be one of several, or several one.

    A row may be a known one where it differs from it in one cell that does not tell rows apart; cells that are empty
    are not among `Cells`. It is that one where it may be no other, and no other row of the file may be it.
    """
    beside = {name for cells in (*known.values(), *rows.values()) for name in cells} - set(telling)
    by_rest: dict[Hashable, set[str]] = defaultdict(set)
    for ref, cells in known.items():
        for rest in _rests(cells, beside):
            by_rest[rest].add(ref)
    may_be: dict[int, set[str]] = {}
    met: Counter[str] = Counter()
    for number, cells in rows.items():
        if any(cells.get(each) for each in telling):
            may_be[number] = {ref for rest in _rests(cells, beside) for ref in by_rest.get(rest, ())}
            met.update(may_be[number])
    found = {n: min(refs) for n, refs in may_be.items() if len(refs) == 1 and met[min(refs)] == 1}
    doubts = {n: tuple(sorted(refs)) for n, refs in may_be.items() if refs and n not in found}
    return found, doubts


def tells_of_another(was: Cells, now: Cells, telling: Collection[str]) -> bool:
    """Return whether nothing that tells rows apart is as it was, though both say something of it."""
    both = [each for each in telling if was.get(each) and now.get(each)]
    return bool(both) and all(was[each] != now[each] for each in both)


def _rests(cells: Cells, beside: Collection[str]) -> Iterator[Hashable]:
    """Yield what is left of a row without each of the columns that may change."""
    for column in beside:
        yield column, frozenset((name, cell) for name, cell in cells.items() if name != column)
