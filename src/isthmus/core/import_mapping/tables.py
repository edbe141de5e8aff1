"""What a list became, as the tables of a workbook: with its document, and the sources and places that are new."""

from collections.abc import Mapping, Sequence

from isthmus.core.dates.date_words import folded
from isthmus.core.import_mapping.mapped_list import MappedList
from isthmus.core.import_mapping.naming import NameIds
from isthmus.core.import_mapping.values import ImportMapping
from isthmus.core.workbook.check import Table
from isthmus.core.workbook.own_columns import own_cells, own_names
from isthmus.core.workbook.schema import SHEETS, Sheet

__all__ = ["kinds_open", "workbook_tables"]

type Cells = Mapping[str, str]


def kinds_open(mapping: ImportMapping, naming: NameIds) -> tuple[str, ...]:
    """Return the names of new sources whose kind the mapping does not say."""
    if mapping.other_kind:
        return ()
    return tuple(name for name in naming.new["sources"].values() if folded(name) not in mapping.kinds)


def workbook_tables(
    found: MappedList, mapping: ImportMapping, naming: NameIds, document: Cells | None
) -> dict[str, Table]:
    """Return the tables of what was understood. `document`: the list's own, where rows are not documents themselves."""
    rows: dict[str, Sequence[Cells]] = {**found.tables}
    if document is not None:
        rows["documents"] = [document]
    rows["sources"] = [
        {"id": made, "name": name, "kind": mapping.kinds.get(folded(name), mapping.other_kind)}
        for made, name in naming.new["sources"].items()
    ]
    rows["places"] = [{"id": made, "name": name} for made, name in naming.new["places"].items()]
    return {each.name: _table(each, rows[each.name]) for each in SHEETS if rows.get(each.name)}


def _table(of: Sheet, rows: Sequence[Cells]) -> Table:
    """Return the table of a sheet, with the author's own columns behind its own."""
    names = tuple(each.name for each in of.written)
    own = own_names(row.get("own", "") for row in rows)
    filled = ([*(row.get(name, "") for name in names), *own_cells(row.get("own", ""), own)] for row in rows)
    return Table((*names, *own), filled)
