"""A list in a file, by a mapping: rows of the register, rows set aside, and questions; nothing is written anywhere."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from isthmus.core.import_mapping.cells import CellReader
from isthmus.core.import_mapping.mapped_list import MappedList, SetAside, map_list
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

__all__ = ["AppliedMapping", "KnownList", "apply_mapping", "new_list"]

type Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class AppliedMapping:
    """What a list became: `workbook` of the rows that were understood, `found` with those set aside.

    `open_kinds`: new sources whose kind nobody said. `document`: what is wrong with the list's own document.
    `problems`: what the rules of the workbook say of what was understood; nothing, where the mapping is sound.
    """

    found: MappedList
    workbook: Workbook
    problems: Problems
    new: Mapping[str, Mapping[str, str]]
    open_kinds: tuple[str, ...]
    document: tuple[CellReason, ...]

    @property
    def is_whole(self) -> bool:
        """Return whether all that was understood may go into a register."""
        return not (self.open_kinds or self.document or self.problems)


@dataclass(frozen=True, slots=True)
class KnownList:
    """What a register has already: names with their ids, rows that may be referred to, and the list's own document.

    `base_of` gives a row of the list the id of its statement; None: it is as it was, and nothing is to be read of it.
    """

    naming: NameIds
    base_of: Callable[[Record], str | None]
    beside: Mapping[str, Sequence[Mapping[str, str]]] = field(default_factory=dict)
    document: str = ""


def new_list(prefix: str) -> KnownList:
    """Return what is known where there is no register: nothing. `prefix`: how ids begin."""
    return KnownList(NameIds(prefix), lambda each: f"{prefix}{each.number}", document=prefix + DOCUMENT)


def apply_mapping(
    path: Path, mapping: ImportMapping, today: date, known: KnownList, progress: Progress | None = None
) -> AppliedMapping:
    """Return what the list in a file becomes. Raises `TableError`."""
    mapper = RowMapper(mapping, CellReader(today), known.naming)
    with open_list(path, mapping, progress) as rows:
        document, reasons = _document(mapper, known)
        bases = ((each, known.base_of(each)) for each in rows)
        found = map_list(
            ((each, base) for each, base in bases if base is not None), mapping, mapper, rows.header.names
        )
        _set_orphans_aside(found, rows)
    if document is not None:
        for row in found.tables.get("statements", ()):
            row["document"] = document["id"]
    open_kinds = kinds_open(mapping, known.naming)
    workbook, problems = Workbook(), Problems()
    if not open_kinds and not reasons and found.passages:
        workbook, problems = check(workbook_tables(found, mapping, known.naming, document, known.beside))
    return AppliedMapping(found, workbook, problems, known.naming.new, open_kinds, reasons)


def _document(mapper: RowMapper, known: KnownList) -> tuple[dict[str, str] | None, tuple[CellReason, ...]]:
    """Return the list's own document, where its rows are not documents, and what is wrong with it."""
    if mapper.mapping.row == "interview":
        return None, ()
    cells, wrong = mapper.document(Record(0, Header((), {}), ()))
    return {"id": known.document, **cells}, tuple(wrong)


def _set_orphans_aside(found: MappedList, rows: ListRows) -> None:
    for record in _each(rows.orphans.values()):
        reason = CellReason("", "", Message("mapped.orphan"))
        found.aside.append(SetAside(record.number, tuple(record.cells), (reason,)))


def _each(many: Iterable[list[Record]]) -> Iterator[Record]:
    for some in many:
        yield from some
