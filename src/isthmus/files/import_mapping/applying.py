"""A list in a file, by a mapping: rows of the register, rows set aside, and questions; nothing is written anywhere."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
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

__all__ = ["AppliedMapping", "apply_mapping"]

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


def apply_mapping(
    path: Path,
    mapping: ImportMapping,
    today: date,
    *,
    prefix: str,
    naming: NameIds | None = None,
    progress: Progress | None = None,
) -> AppliedMapping:
    """Return what the list in a file becomes. `prefix`: how its ids begin. Raises `TableError`."""
    naming = naming or NameIds(prefix)
    mapper = RowMapper(mapping, CellReader(today), naming)
    with open_list(path, mapping, progress) as rows:
        reasons: tuple[CellReason, ...] = ()
        document = None
        if mapping.row != "interview":
            cells, wrong = mapper.document(Record(0, Header((), {}), ()))
            document, reasons = {"id": prefix + DOCUMENT, **cells}, tuple(wrong)
        found = map_list(rows, mapping, mapper, rows.header.names, lambda each: f"{prefix}{each.number}")
        _set_orphans_aside(found, rows)
    if document is not None:
        for row in found.tables.get("statements", ()):
            row["document"] = document["id"]
    open_kinds = kinds_open(mapping, naming)
    workbook, problems = Workbook(), Problems()
    if not open_kinds and not reasons and found.passages:
        workbook, problems = check(workbook_tables(found, mapping, naming, document))
    return AppliedMapping(found, workbook, problems, naming.new, open_kinds, reasons)


def _set_orphans_aside(found: MappedList, rows: ListRows) -> None:
    for record in _each(rows.orphans.values()):
        reason = CellReason("", "", Message("mapped.orphan"))
        found.aside.append(SetAside(record.number, tuple(record.cells), (reason,)))


def _each(many: Iterable[list[Record]]) -> Iterator[Record]:
    for some in many:
        yield from some
