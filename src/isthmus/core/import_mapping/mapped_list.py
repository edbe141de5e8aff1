"""A whole table by a mapping: rows of the register, rows set aside with reasons, and what has to be answered."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from isthmus.core.dates.date_words import folded
from isthmus.core.import_mapping.count_words import TOTALS
from isthmus.core.import_mapping.counts import read_count
from isthmus.core.import_mapping.mapped_row import MappedRow
from isthmus.core.import_mapping.records import CellReason, Record
from isthmus.core.import_mapping.rows import RowMapper
from isthmus.core.import_mapping.values import ImportMapping
from isthmus.core.messages import Message

__all__ = ["ColumnQuestion", "MappedList", "Passage", "SetAside", "content_of", "key_of", "map_list"]

_FIRST_CELLS = 3  # in which a total says that it is one: behind a number of its row, or a year
_FEWEST_SUMMED = 3  # a number that equals one or two others is no sum yet
_EXAMPLES = 5


@dataclass(frozen=True, slots=True)
class SetAside:
    """A row that is not in the register: its number, its cells, and why."""

    number: int
    cells: tuple[str, ...]
    reasons: tuple[CellReason, ...]


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


@dataclass(slots=True)
class MappedList:
    """What a table became. Each row of it is either understood, and then a passage, or set aside."""

    names: tuple[str, ...]
    tables: dict[str, list[dict[str, str]]] = field(default_factory=dict)
    passages: list[Passage] = field(default_factory=list)
    aside: list[SetAside] = field(default_factory=list)
    questions: dict[tuple[str, str], ColumnQuestion] = field(default_factory=dict)
    remarks: dict[tuple[str, str], ColumnQuestion] = field(default_factory=dict)

    @property
    def rows(self) -> int:
        """Return how many rows came in."""
        return len(self.passages) + len(self.aside)

    def take(self, made: MappedRow, base: str) -> None:
        """Take in what a row became."""
        for each in made.remarks:
            _ask(self.remarks, each)
        if made.reasons:
            self.aside.append(SetAside(made.record.number, tuple(made.record.cells), tuple(made.reasons)))
            for each in made.reasons:
                _ask(self.questions, each)
            return
        self.passages.append(Passage(base, made.record.number, tuple(made.record.cells), made.used))
        for name, rows in made.rows.items():
            self.tables.setdefault(name, []).extend(rows)


def _ask(kept: dict[tuple[str, str], ColumnQuestion], reason: CellReason) -> None:
    key = (reason.column, reason.message.code)
    question = kept.setdefault(key, ColumnQuestion(reason.column, reason.message))
    question.rows += 1
    if reason.value and len(question.examples) < _EXAMPLES and reason.value not in question.examples:
        question.examples.append(reason.value)


def key_of(record: Record, mapping: ImportMapping) -> str:
    """Return what tells an author's row apart, from the columns that the mapping names; nothing of empty ones."""
    cells = [record.cell(column) for column in mapping.table.key]
    return "\x1f".join(cells) if any(cells) else ""


def content_of(record: Record, mapping: ImportMapping) -> str:
    """Return a digest of the words of a row but for its key, since an author may number rows anew."""
    cells = [
        f"{name}\x1f{record.cell(name)}"
        for name in record.header.names
        if name not in mapping.table.key and name
    ]
    within = [content_of(each, mapping) for rows in record.repeats.values() for each in rows]
    return sha256("\x1e".join((*cells, *within)).encode()).hexdigest()


def map_list(
    records: Iterable[tuple[Record, str]], mapping: ImportMapping, mapper: RowMapper, names: Sequence[str]
) -> MappedList:
    """Return what rows become, each with the id of the statement that it is; its other ids follow from that.

    An id says nothing of what the row holds: ids leave in files in which names do not.
    """
    found = MappedList(tuple(names))
    totals = _TotalRows(mapping)
    keys: set[str] = set()
    for record, base in records:
        key = key_of(record, mapping)
        reason = totals.of(record)
        if reason is None and key and key in keys:
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


class _TotalRows:
    """Tells rows that sum up others: by a word for it, or by a number that is the sum of those above."""

    def __init__(self, mapping: ImportMapping) -> None:
        every = [people for act in mapping.acts for people in act.people if not people.each]
        numbers = [people.number for people in every]
        self._columns = tuple(
            dict.fromkeys(column for number in numbers if number for column in number.columns)
        )
        self._sums = dict.fromkeys(self._columns, 0)
        self._parts = dict.fromkeys(self._columns, 0)

    def of(self, record: Record) -> CellReason | None:
        """Return why the row is a total, where it is one; else count it."""
        filled = [(name, cell) for name in record.header.names if (cell := record.cell(name))]
        if not filled:
            return CellReason("", "", Message("mapped.blank"))
        for name, cell in filled[:_FIRST_CELLS]:
            if TOTALS.match(folded(cell)):
                return CellReason(name, cell, Message("mapped.total"))
        if filled and all(name in self._columns for name, _ in filled):
            return CellReason(filled[0][0], filled[0][1], Message("mapped.number_alone"))
        numbers = dict(self._numbers(record))
        if numbers and len(filled) <= len(numbers) + 1:
            for column, number in numbers.items():
                if number and self._parts[column] >= _FEWEST_SUMMED and number == self._sums[column]:
                    return CellReason(column, str(number), Message("mapped.sum"))
        for column, number in numbers.items():
            self._sums[column] += number
            self._parts[column] += 1
        return None

    def _numbers(self, record: Record) -> Iterator[tuple[str, int]]:
        for column in self._columns:
            if count := read_count(record.cell(column)):
                yield column, count.low
