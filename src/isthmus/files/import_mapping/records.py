"""The rows of a file as a mapping reads them, with the rows of other sheets that belong to them."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path

from isthmus.core.import_mapping.beside_columns import is_beside
from isthmus.core.import_mapping.form_columns import (
    columns_not_spoken_of,
    named_columns,
    sources_of_repeats,
    taken_header,
)
from isthmus.core.import_mapping.records import CellReason, Header, Record
from isthmus.core.import_mapping.values import ImportMapping, RepeatSheet
from isthmus.core.mapping import MappingError, repeated, spelled
from isthmus.core.messages import Message
from isthmus.files.import_mapping.beside_cells import BesideCells
from isthmus.files.import_mapping.columns_named import check_columns, no_column
from isthmus.files.import_mapping.opening import open_mapped_table
from isthmus.files.table import Table, TablePlace

__all__ = ["ListRows", "open_list"]

type Progress = Callable[[int, int], None]


class ListRows:
    """The rows of a list, read once: the `header` of the main sheet, and its rows with those that belong to them.

    `unknown`: columns of a form that the mapping neither takes nor leaves out.
    """

    def __init__(self, table: Table, mapping: ImportMapping, repeats: Mapping[str, "_Repeats"]) -> None:
        shape = mapping.table
        self._beside = BesideCells(table, shape.header_rows, shape.merged)
        self.raw = _header(["" if is_beside(each) else each for each in self._beside.names], mapping)
        self._table, self._mapping, self._repeats = table, mapping, repeats
        self._unnamed = [at for at, name in enumerate(table.names) if not name]
        self._filled: set[int] = set()
        self._of: dict[str, list[_Repeats]] = defaultdict(list)
        for each in repeats.values():
            self._of[each.wanted.of].append(each)

    @cached_property
    def _taken(self) -> dict[str, Header]:
        """Return the headers of a form's sheets with the columns that are taken; the main sheet's under no name."""
        if not self._mapping.is_form:
            return {}
        headers = {name: each.header for name, each in self._repeats.items()}
        return {
            sheet: taken_header(
                self._mapping, header.names, sheet, sources_of_repeats(self._mapping, headers, sheet)
            )
            for sheet, header in {"": self.raw, **headers}.items()
        }

    @property
    def header(self) -> Header:
        """Return the header of the main sheet, of a form without the columns that are not taken."""
        return self._taken.get("", self.raw)

    @property
    def unknown(self) -> tuple[str, ...]:
        """Return the columns of a form that the mapping does not speak of."""
        raw = {"": self.raw, **{name: each.header for name, each in self._repeats.items()}}
        return tuple(
            name
            for sheet, header in self._taken.items()
            for name in columns_not_spoken_of(self._mapping, raw[sheet].names, header.names)
        )

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
        return self._joined(Record(number, self.raw, cells, marks=marks + beside), "", None)

    def _joined(self, raw: Record, sheet: str, above: Record | None) -> Record:
        """Return a row with the rows that belong to it, without the cells that are not taken."""
        within: dict[str, Sequence[Record]] = {}
        header = self._taken.get(sheet, raw.header)
        cells = raw.cells if header is raw.header else tuple(map(raw.cell, header.names))
        record = Record(raw.number, header, cells, within, raw.marks, above)
        for each in self._of[sheet]:
            name = each.wanted.sheet
            within[name] = [self._joined(row, name, record) for row in each.of(raw)]
        return record

    @property
    def notices(self) -> tuple[Message, ...]:
        """Return what is to be said of the file, as far as its rows were read."""
        return tuple(self._beside.notices([at + 1 for at in sorted(self._filled)]))

    @property
    def orphans(self) -> dict[str, list[Record]]:
        """Return the rows of other sheets, by sheet, that belong to no row; once all were read."""
        found = {name: left for name, each in self._repeats.items() if (left := each.left())}
        return {
            name: [self._joined(row, name, None) for row in left] if self._taken else left
            for name, left in found.items()
        }


@contextmanager
def open_list(path: Path, mapping: ImportMapping, progress: Progress | None = None) -> Iterator[ListRows]:
    """Open a file as a mapping reads it. Raises `TableError`, also while its rows are read."""
    shape = mapping.table
    repeats = {each.sheet: _repeats(path, mapping, each) for each in shape.repeats}
    place = TablePlace(shape.sheet, shape.header_row, shape.header_rows or 1)
    with open_mapped_table(path, shape.encoding, progress, place) as table:
        if table.features is not None:
            read = set(map(spelled, repeats))
            others = table.features.other_sheets
            table.features.other_sheets = tuple(each for each in others if spelled(each) not in read)
        rows = ListRows(table, mapping, repeats)
        check_columns(mapping, rows.raw, {name: each.header for name, each in repeats.items()})
        yield rows


def _header(names: Sequence[str], mapping: ImportMapping) -> Header:
    """Return the header. Raises `MappingError` where two columns that have a name have the same.

    Columns of a form may differ in case alone; those that have the same name are left out, if none of them is taken.
    """
    if not mapping.is_form:
        if twice := repeated(names):
            raise _twice(*next(iter(twice.items())))
        return Header.of(names)
    counted = Counter(name for name in names if name)
    several = {name for name, times in counted.items() if times > 1}
    for name in sorted(several & named_columns(mapping)):
        raise _twice(name, counted[name])
    return Header.of([name if name not in several else "" for name in names])


def _twice(name: str, times: int) -> MappingError:
    rule = Message("mapping.twice", column=name[:40], n=times)
    return MappingError(rule, Message("mapping.twice_fix"))


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

    def __init__(self, header: Header, wanted: RepeatSheet) -> None:
        self.header, self.wanted = header, wanted
        self._rows: dict[tuple[str, ...], list[Record]] = defaultdict(list)
        self._taken: set[tuple[str, ...]] = set()

    def add(self, record: Record) -> None:
        """Take a row in."""
        self._rows[_cells(record, self.wanted.key)].append(record)

    def of(self, record: Record) -> Sequence[Record]:
        """Return the rows that belong to a row of the sheet above."""
        key = _cells(record, self.wanted.parent)
        self._taken.add(key)
        return self._rows.get(key, ()) if all(key) else ()

    def left(self) -> list[Record]:
        """Return the rows that belong to nothing that was asked for."""
        return [
            each
            for key, rows in self._rows.items()
            if key not in self._taken or not all(key)
            for each in rows
        ]


def _cells(record: Record, columns: Sequence[str]) -> tuple[str, ...]:
    return tuple(map(record.cell, columns))


def _repeats(path: Path, mapping: ImportMapping, wanted: RepeatSheet) -> _Repeats:
    with open_mapped_table(path, mapping.table.encoding, place=TablePlace(wanted.sheet)) as table:
        header = _header(table.names, mapping)
        for column in wanted.key:
            if column not in header.places:
                raise no_column(column, header, wanted.line)
        found = _Repeats(header, wanted)
        for numbers, rows in _rows(table):
            for number, row in zip(numbers, rows, strict=True):
                found.add(Record(number, header, tuple(row)))
        return found
