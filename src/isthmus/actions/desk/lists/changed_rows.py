"""Rows that no key tells, and whose words changed in one cell, are changes of rows that were, and not new ones."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import batched
from pathlib import Path

from isthmus.core.import_mapping.matching import KnownRow, MatchedRows, RowWords
from isthmus.core.import_mapping.one_cell_changed import (
    match_but_for_one_cell,
    telling_columns,
    tells_of_another,
)
from isthmus.core.import_mapping.values import ImportMapping
from isthmus.files.import_mapping.records import open_list
from isthmus.store.desk.models import ListRow

__all__ = ["recognise_changed_rows"]

_AT_ONCE = 500
# Of rows that are new, or no longer there: more are another list, and would be held in memory with all their cells.
_MOST = 5_000


def recognise_changed_rows(
    matched: MatchedRows, words: Collection[RowWords], path: Path, mapping: ImportMapping
) -> None:
    """Take the rows of a file that are changes of known ones into what was matched: as changed, or as doubts.

    Where an author numbered rows anew, a key may be another row's by now, and tells nothing alone.
    """
    if mapping.table.repeats:
        return  # the words of a row are those of its repeats, too
    moved = matched.renumbered > 0
    again = {number: matched.statements[number] for number in matched.by_key if moved}
    missing = {each.statement for each in matched.missing if moved or not each.key}
    known = matched.statements.keys() | matched.doubts.keys()
    new = {each.number for each in words if (moved or not each.key) and each.number not in known}
    if max(len(missing), len(new)) + len(again) > _MOST or not (again or (missing and new)):
        return
    now = _read(path, mapping, new | again.keys())
    was = dict(_known(mapping.name, missing | set(again.values())))
    telling = telling_columns(mapping)
    for number, ref in again.items():
        if ref in was and tells_of_another(was[ref], now[number], telling):
            _part(matched, number)
            missing.add(ref)
            new.add(number)
    keys = {*mapping.table.key, *mapping.table.second_key}
    found, doubts = match_but_for_one_cell(
        {ref: _without(was[ref], keys) for ref in missing if ref in was},
        {number: _without(now[number], keys) for number in new},
        telling - keys,
    )
    matched.statements |= found
    matched.doubts |= doubts
    matched.changed = sorted({*matched.changed, *found})
    taken = set(found.values())
    matched.missing = [each for each in matched.missing if each.statement not in taken]


def _part(matched: MatchedRows, number: int) -> None:
    """Take a row that its key alone told for another one than that which had this key before."""
    matched.missing.append(KnownRow(matched.statements.pop(number), "", ""))
    matched.changed.remove(number)


def _read(path: Path, mapping: ImportMapping, wanted: Collection[int]) -> dict[int, dict[str, str]]:
    """Return the cells of rows of the file, by number."""
    with open_list(path, mapping) as rows:
        return {each.number: _filled(each.header.names, each.cells) for each in rows if each.number in wanted}


def _without(cells: Mapping[str, str], columns: Collection[str]) -> dict[str, str]:
    return {name: cell for name, cell in cells.items() if name not in columns}


def _known(name: str, statements: Collection[str]) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the cells of rows as the register has them, but of those that somebody corrected here."""
    rows = (
        ListRow.objects.current().filter(list__name=name, corrected={}).select_related("change", "statement")
    )
    for some in batched(statements, _AT_ONCE):
        for row in rows.filter(statement__ref__in=some):
            if row.statement is not None:
                yield row.statement.ref, _filled(row.change.columns, row.cells)


def _filled(columns: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
    return {name: cell.strip() for name, cell in zip(columns, cells, strict=False) if name and cell.strip()}
