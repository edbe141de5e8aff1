"""What a list became, as the tables of a workbook: with its document, and the sources and places that are new."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from types import MappingProxyType

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
    found: MappedList,
    mapping: ImportMapping,
    naming: NameIds,
    document: Cells | None,
    beside: Mapping[str, Sequence[Cells]] = MappingProxyType({}),
) -> dict[str, Table]:
    """Return the tables of what was understood. `document`: the list's own, where rows are not documents themselves.

    `beside`: rows of the register that these may refer to, by sheet.
    """
    rows: dict[str, Sequence[Cells]] = {**found.tables}
    if document is not None:
        rows["documents"] = [document]
    rows["sources"] = [
        {"id": made, "name": name, "kind": mapping.kinds.get(folded(name), mapping.other_kind)}
        for made, name in naming.new["sources"].items()
    ]
    rows["places"] = [{"id": made, "name": name} for made, name in naming.new["places"].items()]
    for name, known in beside.items():
        rows[name] = [*known, *rows.get(name, ())]
    mapped = _mapped_fields(mapping)
    return {
        each.name: _table(each, rows[each.name], mapped.get(each.name, set()))
        for each in SHEETS
        if rows.get(each.name)
    }


def _mapped_fields(mapping: ImportMapping) -> dict[str, set[str]]:
    """Return the fields of each sheet that a mapping speaks of: where a list is silent there, it has nothing to say."""
    found: dict[str, set[str]] = {}
    for name, field, _ in mapping.fields():
        found.setdefault(name, set()).add(field)
    if "names" in found.get("mentions", set()):
        found["mentions"] |= {"name", "description", "age"}
    return found


def _table(of: Sheet, rows: Sequence[Cells], mapped: AbstractSet[str]) -> Table:
    """Return the table of a sheet, with the author's own columns behind its own.

    It has the columns that are `mapped` or filled: of others it says nothing, and what the register has there stays.
    """
    said = {name for row in rows for name, cell in row.items() if cell} | mapped
    names = tuple(each.name for each in of.written if each.required or each.name in said)
    own = own_names(row.get("own", "") for row in rows)
    filled = ([*(row.get(name, "") for name in names), *own_cells(row.get("own", ""), own)] for row in rows)
    return Table((*names, *own), filled)
