"""The rows of a file as a mapping reads them, with the rows of other sheets that belong to them."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from isthmus.core.import_mapping.records import CellReason, Header, Record
from isthmus.core.import_mapping.values import ImportMapping, RepeatSheet, TableShape
from isthmus.core.mapping import MappingError, repeated, shown
from isthmus.core.messages import Message
from isthmus.files.import_mapping.beside_cells import BesideCells
from isthmus.files.table import Table, TablePlace, open_table

__all__ = ["ListRows", "open_list"]

type Progress = Callable[[int, int], None]


class ListRows:
    """The rows of a list, read once: the `header` of the main sheet, and its rows with those that belong to them."""

    def __init__(self, table: Table, shape: TableShape, repeats: Mapping[str, "_Repeats"]) -> None:
        self._beside = BesideCells(table, shape.header_rows, shape.merged)
        self.header = _header(self._beside.names)
        self._table, self._repeats = table, repeats
        self._unnamed = [at for at, name in enumerate(table.names) if not name]
        self._filled: set[int] = set()

    def __iter__(self) -> Iterator[Record]:
        for numbers, rows in _rows(self._table):
            for number, row in zip(numbers, rows, strict=True):
                yield self._record(number, row)

    def _record(self, number: int, row: Sequence[str]) -> Record:
        width = len(self._table.names)
        marks: tuple[CellReason, ...] = ()
        if len(row) != width and (len(row) < width or any(map(str.strip, row[width:]))):
            marks = (CellReason("", "", Message("mapped.width", n=len(row), width=width)),)
        self._filled.update(at for at in self._unnamed if at < len(row) and row[at].strip())
        cells, beside = self._beside.row(number, row[:width])
        record = Record(number, self.header, cells)
        within = {name: each.of(record) for name, each in self._repeats.items()}
        return Record(number, self.header, cells, within, marks + beside)

    @property
    def notices(self) -> tuple[Message, ...]:
        """Return what is to be said of the file, as far as its rows were read."""
        return tuple(self._beside.notices([at + 1 for at in sorted(self._filled)]))

    @property
    def orphans(self) -> dict[str, list[Record]]:
        """Return the rows of other sheets, by sheet, that no row of the main one has; once all were read."""
        return {name: left for name, each in self._repeats.items() if (left := each.left())}


@contextmanager
def open_list(path: Path, mapping: ImportMapping, progress: Progress | None = None) -> Iterator[ListRows]:
    """Open a file as a mapping reads it. Raises `TableError`, also while its rows are read."""
    shape = mapping.table
    repeats = {each.sheet: _repeats(path, shape, each) for each in shape.repeats}
    place = TablePlace(shape.sheet, shape.header_row, shape.header_rows or 1)
    with open_table(path, shape.encoding, progress, place) as table:
        rows = ListRows(table, shape, repeats)
        _check_columns(mapping, rows.header, {name: each.header for name, each in repeats.items()})
        yield rows


def _header(names: Sequence[str]) -> Header:
    """Return the header. Raises `MappingError` where two columns that have a name have the same."""
    if twice := repeated(names):
        name, times = next(iter(twice.items()))
        raise MappingError(Message("mapping.twice", column=name[:40], n=times), Message("mapping.twice_fix"))
    return Header.of(names)


def _rows(table: Table) -> Iterator[tuple[Sequence[int], list[list[str]]]]:
    """Yield the rows that are not blank; one of another width is its own row's matter, not the table's."""
    for first, rows in table.chunks:
        filled = [at for at, row in enumerate(rows) if any(map(str.strip, row))]
        if len(filled) < len(rows):
            kept = set(filled)
            table.passed.extend(first + at for at in range(len(rows)) if at not in kept)
        if filled:
            yield [first + at for at in filled], [rows[at] for at in filled]


class _Repeats:
    """The rows of another sheet, by what they belong to."""

    def __init__(self, header: Header, parent: str) -> None:
        self.header, self._parent = header, parent
        self._rows: dict[str, list[Record]] = defaultdict(list)
        self._taken: set[str] = set()

    def add(self, key: str, record: Record) -> None:
        """Take a row in."""
        self._rows[key].append(record)

    def of(self, record: Record) -> Sequence[Record]:
        """Return the rows that belong to a row of the main sheet."""
        key = record.cell(self._parent)
        self._taken.add(key)
        return self._rows.get(key, ()) if key else ()

    def left(self) -> list[Record]:
        """Return the rows that belong to nothing that was asked for."""
        return [
            each for key, rows in self._rows.items() if key not in self._taken or not key for each in rows
        ]


def _repeats(path: Path, shape: TableShape, wanted: RepeatSheet) -> _Repeats:
    with open_table(path, shape.encoding, place=TablePlace(wanted.sheet)) as table:
        header = _header(table.names)
        if wanted.key not in header.places:
            raise _no_column(wanted.key, header, wanted.line)
        found = _Repeats(header, wanted.parent)
        for numbers, rows in _rows(table):
            for number, row in zip(numbers, rows, strict=True):
                record = Record(number, header, tuple(row))
                found.add(record.cell(wanted.key), record)
        return found


def _check_columns(mapping: ImportMapping, header: Header, within: Mapping[str, Header]) -> None:
    """Raise `MappingError` where the mapping names columns that the table does not have: all of them at once."""
    for act in mapping.acts:
        for people in act.people:
            if people.each and people.each not in within:
                rule = Message("mapped.no_repeat", sheet=people.each[:40], line=people.line)
                raise MappingError(rule, Message("mapped.no_repeat_fix"))
    lacking = [(name, 0) for name in mapping.table.key if name not in header.places]
    lacking += [
        (each.parent, each.line) for each in mapping.table.repeats if each.parent not in header.places
    ]
    named = [(of, *column) for of, source in _sources(mapping, header, within) for column in source]
    for of in (header, *within.values()):
        missing = [(name, line) for one, name, line in named if one is of and name not in of.places]
        if of is header:
            missing = [*lacking, *missing]
        if missing := list({name: (name, line) for name, line in reversed(missing)}.values())[::-1]:
            raise _no_columns(missing, of)


def _sources(
    mapping: ImportMapping, header: Header, within: Mapping[str, Header]
) -> Iterator[tuple[Header, list[tuple[str, int]]]]:
    for fields in (mapping.document, mapping.statement):
        for source in fields.values():
            yield header, [(name, source.line) for name in source.named]
    for act in mapping.acts:
        if act.where:
            yield header, [(act.where, act.line)]
        for source in act.fields.values():
            yield header, [(name, source.line) for name in source.named]
        for people in act.people:
            of = within.get(people.each, header) if people.each else header
            for each in (*people.fields.values(), people.number, people.names):
                if each is not None:
                    yield of, [(name, each.line) for name in each.named]


def _no_columns(missing: Sequence[tuple[str, int]], header: Header) -> MappingError:
    if len(missing) == 1:
        return _no_column(missing[0][0], header, missing[0][1])
    columns = tuple(Message("mapped.column_in_line", column=name[:40], line=line) for name, line in missing)
    fix = Message("mapped.no_columns_fix", names=shown(header.names))
    return MappingError(Message("mapped.no_columns", columns=columns[:20]), fix)


def _no_column(column: str, header: Header, line: int) -> MappingError:
    rule = Message("mapped.no_column", column=column[:40], line=line)
    return MappingError(rule, Message("mapped.no_columns_fix", names=shown(header.names)))
