"""A whole table by a mapping: rows of the register, rows set aside with reasons, and what has to be answered."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from isthmus.core.import_mapping.mapped_row import MappedRow
from isthmus.core.import_mapping.no_rows import NoRows
from isthmus.core.import_mapping.records import CellReason, Record
from isthmus.core.import_mapping.repeat_cells import has_too_many, repeat_cells
from isthmus.core.import_mapping.rows import RowMapper
from isthmus.core.import_mapping.submission_text import submission_text
from isthmus.core.import_mapping.values import ImportMapping
from isthmus.core.messages import Message

__all__ = [
    "ColumnQuestion",
    "MappedList",
    "Passage",
    "RowDoubts",
    "SetAside",
    "content_of",
    "key_of",
    "map_list",
    "second_key_of",
]

_EXAMPLES = 5


@dataclass(frozen=True, slots=True)
class SetAside:
    """A row that is not in the register: its number, its cells, and why. `columns`: those of a row of another sheet.

    `repeated`: the cells of rows of other sheets that belong to it.
    """

    number: int
    cells: tuple[str, ...]
    reasons: tuple[CellReason, ...]
    columns: tuple[str, ...] = ()
    repeated: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class ColumnQuestion:
    """What a column leaves open, in how many rows, with some of the cells that ask it."""

    column: str
    message: Message
    rows: int = 0
    examples: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Passage:
    """The row of the list that a statement was made of, as it came: `statement` is the id of the statement."""

    statement: str
    number: int
    cells: tuple[str, ...]
    used: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RowDoubts:
    """Rows that are not read, by number: those that may be one of some statements, those that have another's key."""

    may_be: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    twice: frozenset[int] = frozenset()


@dataclass(slots=True)
class MappedList:
    """What a table became. Each row of it is either understood, and then a passage, or set aside.

    `texts`: of submissions of a form, the text of each document by its id.
    """

    names: tuple[str, ...]
    tables: dict[str, list[dict[str, str]]] = field(default_factory=dict)
    passages: list[Passage] = field(default_factory=list)
    aside: list[SetAside] = field(default_factory=list)
    questions: dict[tuple[str, str], ColumnQuestion] = field(default_factory=dict)
    remarks: dict[tuple[str, str], ColumnQuestion] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    _repeated: dict[str, int] = field(default_factory=dict)
    _of_orphans: dict[str, int] = field(default_factory=dict)

    @property
    def rows(self) -> int:
        """Return how many rows came in."""
        return len(self.passages) + len(self.aside)

    @property
    def columns(self) -> tuple[str, ...]:
        """Return the names of the columns, with those of other sheets of which, or with which, rows are set aside.

        Orphans have the last ones, so that the cells of other rows end before them.
        """
        return (*self.names, *self._repeated, *self._of_orphans)

    def cells_of(self, row: SetAside) -> tuple[str, ...]:
        """Return the cells of a row that is set aside, as `columns` name them, up to its last one."""
        own = () if row.columns else row.cells[: len(self.names)]
        cells = dict(zip(row.columns, row.cells, strict=False)) if row.columns else row.repeated
        start = len(self.names) + (len(self._repeated) if row.columns else 0)
        places = self._of_orphans if row.columns else self._repeated
        placed = {start + places[name]: cell for name, cell in cells.items() if name}
        if not placed:
            return row.cells
        found = [*own, *[""] * (max(placed) + 1 - len(own))]
        for place, cell in placed.items():
            found[place] = cell
        return tuple(found)

    def take(self, made: MappedRow, base: str) -> None:
        """Take in what a row became."""
        for each in made.remarks:
            _ask(self.remarks, each)
        if made.reasons:
            self.set_aside(made.record, *made.reasons)
            return
        self.passages.append(Passage(base, made.record.number, tuple(made.record.cells), made.used))
        for name, rows in made.rows.items():
            self.tables.setdefault(name, []).extend(rows)
        for document in made.rows.get("documents", ()):
            if made.record.header.read is not None and document.get("protection") != "sealed":
                self.texts[document["id"]] = submission_text(made.record)

    def set_aside(self, record: Record, *reasons: CellReason, sheet: str = "") -> None:
        """Set a row aside for these reasons. `sheet`: the one where it stands, if it is not the main one."""
        columns = tuple(f"{sheet} / {name}" if name else "" for name in record.header.names) if sheet else ()
        repeated = {} if sheet else repeat_cells(record)
        if not sheet and has_too_many(record):
            reasons = (*reasons, CellReason("", "", Message("mapped.many_repeated")))
        for name in filter(None, columns):
            self._of_orphans.setdefault(name, len(self._of_orphans))
        for name in repeated:
            self._repeated.setdefault(name, len(self._repeated))
        self.aside.append(SetAside(record.number, tuple(record.cells), reasons, columns, repeated))
        for each in reasons:
            _ask(self.questions, each)


def _ask(kept: dict[tuple[str, str], ColumnQuestion], reason: CellReason) -> None:
    key = (reason.column, reason.message.code)
    question = kept.setdefault(key, ColumnQuestion(reason.column, reason.message))
    question.rows += 1
    if reason.value and len(question.examples) < _EXAMPLES and reason.value not in question.examples:
        question.examples.append(reason.value)


def key_of(record: Record, mapping: ImportMapping) -> str:
    """Return what tells an author's row apart, from the columns that the mapping names; nothing of empty ones."""
    return _key(record, mapping.table.key)


def second_key_of(record: Record, mapping: ImportMapping) -> str:
    """Return what tells an author's row whose key was changed; nothing of empty columns."""
    return _key(record, mapping.table.second_key)


def _key(record: Record, columns: Sequence[str]) -> str:
    cells = [record.cell(column) for column in columns]
    return "\x1f".join(cells) if any(cells) else ""


def content_of(record: Record, mapping: ImportMapping) -> str:
    """Return a digest of the words of a row but for its key, since an author may number rows anew.

    A cell that is empty says as much as a column that is not there: a form may get further questions.
    """
    keys = {*mapping.table.key, *mapping.table.second_key}
    cells = [
        f"{name}\x1f{cell}"
        for name in record.header.names
        if name not in keys and name and (cell := record.cell(name))
    ]
    within = [content_of(each, mapping) for rows in record.repeats.values() for each in rows]
    return sha256("\x1e".join((*cells, *within)).encode()).hexdigest()


def map_list(
    records: Iterable[tuple[Record, str | None]],
    mapping: ImportMapping,
    mapper: RowMapper,
    names: Sequence[str],
    doubts: RowDoubts | None = None,
) -> MappedList:
    """Return what rows become, each with the id of the statement that it is; its other ids follow from that.

    Rows without an id are as they were: nothing comes of them, and another row cannot have their key.
    An id says nothing of what the row holds: ids leave in files in which names do not.
    """
    doubts = doubts or RowDoubts()
    found = MappedList(tuple(names))
    no_row = NoRows(mapping)
    keys: set[str] = set()
    for record, base in records:
        key = key_of(record, mapping)
        if base is None:
            keys.add(key)
            continue
        reason = None if mapping.is_form else no_row.of(record)
        if reason is None and record.number in doubts.may_be:
            reason = CellReason("", "", Message("mapped.perhaps_row", rows=doubts.may_be[record.number]))
        if reason is None and key and (key in keys or record.number in doubts.twice):
            reason = _key_twice(record, mapping)
        keys.add(key)
        if reason is not None:
            found.take(MappedRow(record, reasons=[reason]), "")
        else:
            found.take(mapper.read(record, base), base)
    return found


def _key_twice(record: Record, mapping: ImportMapping) -> CellReason:
    column = mapping.table.key[0]
    return CellReason(column, record.cell(column), Message("mapped.key_twice"))
