"""Rows without a key whose words changed in one cell are changes of the rows that they were, and not new ones."""

from collections.abc import Collection, Iterator, Sequence
from itertools import batched
from pathlib import Path

from isthmus.core.import_mapping.matching import MatchedRows, RowWords
from isthmus.core.import_mapping.one_cell_changed import match_but_for_one_cell, telling_columns
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
    """Take the rows of a file that are changes of known ones into what was matched, as changed."""
    if mapping.table.repeats:
        return  # the words of a row are those of its repeats, too
    missing = [each.statement for each in matched.missing if not each.key]
    new = {each.number for each in words if not each.key and each.number not in matched.statements}
    if not missing or not new or max(len(missing), len(new)) > _MOST:
        return
    known = dict(_known(mapping.name, missing))
    with open_list(path, mapping) as rows:
        read = {each.number: _filled(each.header.names, each.cells) for each in rows if each.number in new}
    found = match_but_for_one_cell(known, read, telling_columns(mapping))
    matched.statements |= found
    matched.changed = sorted({*matched.changed, *found})
    taken = set(found.values())
    matched.missing = [each for each in matched.missing if each.statement not in taken]


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
