"""A list in a file, by a mapping: rows of the register, rows set aside, and questions; nothing is written anywhere."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from isthmus.core.import_mapping.cells import CellReader
from isthmus.core.import_mapping.date_orders import DateOrders
from isthmus.core.import_mapping.mapped_list import MappedList, RowDoubts, map_list
from isthmus.core.import_mapping.mapped_row import DOCUMENT
from isthmus.core.import_mapping.naming import NameIds
from isthmus.core.import_mapping.records import CellReason, Header, Record
from isthmus.core.import_mapping.rows import RowMapper
from isthmus.core.import_mapping.tables import kinds_open, workbook_tables
from isthmus.core.import_mapping.values import ImportMapping
from isthmus.core.messages import Message
from isthmus.core.workbook.check import check
from isthmus.core.workbook.problems import Problems
from isthmus.core.workbook.rows import Workbook
from isthmus.files.import_mapping.records import ListRows, open_list

__all__ = ["AppliedMapping", "KnownList", "apply_mapping", "in_encoding", "new_list"]

type Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class AppliedMapping:
    """What a list became: `workbook` of the rows that were understood, `found` with those set aside.

    `open_kinds`: new sources whose kind nobody said. `document`: what is wrong with the list's own document.
    `problems`: what the rules of the workbook say of what was understood; nothing, where the mapping is sound.
    `notices`: what the file holds besides its cells, and what is done with it. `unknown`: columns of a form that the
    mapping does not speak of.
    """

    found: MappedList
    workbook: Workbook
    problems: Problems
    new: Mapping[str, Mapping[str, str]]
    open_kinds: tuple[str, ...]
    document: tuple[CellReason, ...]
    notices: tuple[Message, ...] = ()
    unknown: tuple[str, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Return whether all that was understood may go into a register."""
        return not (self.open_kinds or self.document or self.problems)


@dataclass(frozen=True, slots=True)
class KnownList:
    """What a register has already: names with their ids, rows that may be referred to, and the list's own document.

    `base_of` gives a row of the list the id of its statement; None: it is as it was, and nothing is to be read of it.
    `held` gives the ids of the acts and people that a statement has. `doubts`: rows of which nobody can say which they
    are.
    """

    naming: NameIds
    base_of: Callable[[Record], str | None]
    beside: Mapping[str, Sequence[Mapping[str, str]]] = field(default_factory=dict)
    document: str = ""
    held: Callable[[str], Collection[str]] = lambda _: ()
    doubts: RowDoubts = field(default_factory=RowDoubts)


def new_list(prefix: str) -> KnownList:
    """Return what is known where there is no register: nothing. `prefix`: how ids begin."""
    return KnownList(NameIds(prefix), lambda each: f"{prefix}{each.number}", document=prefix + DOCUMENT)


def in_encoding(mapping: ImportMapping, encoding: str) -> ImportMapping:
    """Return a mapping that reads a file in this encoding, where one is named, and not in its own."""
    return replace(mapping, table=replace(mapping.table, encoding=encoding)) if encoding else mapping


def apply_mapping(
    path: Path,
    mapping: ImportMapping,
    today: date,
    known: KnownList,
    progress: Progress | None = None,
    orders: DateOrders | None = None,
) -> AppliedMapping:
    """Return what the list in a file becomes. Raises `TableError`. `orders`: of its dates, where they were seen."""
    orders = _orders(path, mapping) if orders is None else orders
    mapper = RowMapper(mapping, CellReader(today, orders), known.naming, known.held)
    with open_list(path, mapping, progress) as rows:
        document, reasons = _document(mapper, known)
        bases = ((each, known.base_of(each)) for each in rows)
        found = map_list(bases, mapping, mapper, rows.header.names, known.doubts)
        _set_orphans_aside(found, rows)
        notices, unknown = rows.notices, rows.unknown
    if document is not None:
        for row in found.tables.get("statements", ()):
            row["document"] = document["id"]
    open_kinds = kinds_open(mapping, known.naming)
    workbook, problems = Workbook(), Problems()
    if not open_kinds and not reasons and found.passages:
        workbook, problems = check(workbook_tables(found, mapping, known.naming, document, known.beside))
    return AppliedMapping(found, workbook, problems, known.naming.new, open_kinds, reasons, notices, unknown)


def _orders(path: Path, mapping: ImportMapping) -> DateOrders:
    """Return in which orders the dates of a list stand, where the mapping says one for a column."""
    orders = DateOrders.of(mapping)
    if orders.columns:
        with open_list(path, mapping) as rows:
            for each in rows:
                orders.see(each)
    return orders


def _document(mapper: RowMapper, known: KnownList) -> tuple[dict[str, str] | None, tuple[CellReason, ...]]:
    """Return the list's own document, where its rows are not documents, and what is wrong with it."""
    if mapper.mapping.is_form:
        return None, ()
    cells, wrong = mapper.document(Record(0, Header((), {}), ()))
    return {"id": known.document, **cells}, tuple(wrong)


def _set_orphans_aside(found: MappedList, rows: ListRows) -> None:
    for sheet, records in rows.orphans.items():
        for record in records:
            found.set_aside(record, CellReason(sheet, "", Message("mapped.orphan")), sheet=sheet)
