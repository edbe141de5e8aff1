"""One sheet at a time: from its text cells to the rows that are sound in themselves."""

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import batched, compress, repeat

from isthmus.core.messages import Message
from isthmus.core.workbook.cells import MISSING, Fault, screened, suspicious
from isthmus.core.workbook.headers import placed
from isthmus.core.workbook.judgement_kinds import SIDES
from isthmus.core.workbook.own_columns import gathered, is_own
from isthmus.core.workbook.problems import Problem, Problems, shortened
from isthmus.core.workbook.readers import ReadColumn, column_reader
from isthmus.core.workbook.row_rules import broken_rules
from isthmus.core.workbook.rows import Row, Term
from isthmus.core.workbook.schema import SHEETS, Column, Sheet
from isthmus.core.workbook.tokens import SEALED_TEXTS

__all__ = ["ReadSheet", "Table", "read_sheet"]

type Columns = Sequence[Sequence[object]]
type Codes = Mapping[str, Mapping[str, str]]

_BATCH = 1_024
# Sheets whose rows a list cell may name.
_LISTED = frozenset(column.to for sheet in SHEETS for column in sheet.columns if column.type == "refs")


@dataclass(slots=True)
class Table:
    """A sheet as text: its header, and its rows below in order. The rows are read once and need not fit in memory.

    Whoever supplies them sets `cut_short` when it could not read them to the end.
    """

    header: Sequence[str]
    rows: Iterable[Sequence[str]]
    cut_short: bool = False


@dataclass(slots=True)
class ReadSheet:
    """The sound rows of a sheet with their row numbers, and the keys of those that are not sound.

    `faulty` holds the values of rows with a fault of their own, since what they point to is still to be checked;
    `dropped` the rows that are sound in themselves and left out all the same.
    """

    sheet: Sheet
    rows: list[Row] = field(default_factory=list)
    numbers: array[int] = field(default_factory=lambda: array("L"))
    keys: dict[str, str] = field(default_factory=dict)
    unsound: dict[str, int] = field(default_factory=dict)
    faulty: list[tuple[int, tuple[object, ...]]] = field(default_factory=list)
    dropped: list[Row] = field(default_factory=list)
    absent: bool = False
    lacking: tuple[str, ...] = ()  # columns that the table does not have: it says nothing of them
    unread: bool = False  # some rows, or all ids, could not be read: what points here may point to something

    def leave_out(self, positions: Iterable[int]) -> list[str]:
        """Move the rows at these positions to the unsound ones; their keys."""
        gone = set(positions)
        if not gone:
            return []
        left_out = [(row_key(self.rows[i]), self.numbers[i]) for i in sorted(gone)]
        self.unsound.update(left_out)
        for key, _ in left_out:
            self.keys.pop(key, None)
        self.dropped.extend(self.rows[i] for i in sorted(gone))
        kept = [i not in gone for i in range(len(self.rows))]
        self.rows = list(compress(self.rows, kept))
        self.numbers = array("L", compress(self.numbers, kept))
        return [key for key, _ in left_out]


def row_key(row: Row) -> str:
    """Return what identifies the row in its sheet."""
    return f"{row.list};{row.code}" if isinstance(row, Term) else row.id


def read_sheet(
    sheet: Sheet,
    table: Table,
    *,
    read: Mapping[str, ReadSheet],
    codes: Codes,
    problems: Problems,
) -> ReadSheet:
    """Return the rows of one sheet; what they point to may be in the sheets `read` before, or come later."""
    result = ReadSheet(sheet)
    if not table.header and table.cut_short:
        result.unread = True
        return result
    where = placed(sheet, table.header, problems)
    found = zip(sheet.written, where, strict=True)
    result.lacking = tuple(column.name for column, at in found if at is None)
    own = {name.strip(): at for at, name in enumerate(table.header) if is_own(name)}
    if not own:
        result.lacking += ("own",)
    readers = [_reader_of(column, sheet, {**read, sheet.name: result}, codes) for column in sheet.columns]
    repeated: list[tuple[int, str]] = []
    number = 2
    for batch in batched(table.rows, _BATCH):
        _Batch(sheet, where, own, len(table.header), number, batch, problems).read_into(
            result, readers, repeated
        )
        number += len(batch)
    _report_repeated(result, repeated, problems)
    result.unread = table.cut_short or where[0] is None
    return result


def _reader_of(column: Column, sheet: Sheet, read: Mapping[str, ReadSheet], codes: Codes) -> ReadColumn:
    pointed_into = dict.fromkeys(SIDES.values()) if column.type == "side" else (column.to,)
    known = [read[each].keys for each in pointed_into if each in read]
    return column_reader(column, known=known, codes=codes.get(column.to, {}), listed=sheet.name in _LISTED)


@dataclass(frozen=True, slots=True)
class _Batch:
    """Some thousand rows, read column by column."""

    sheet: Sheet
    where: list[int | None]
    own: Mapping[str, int]
    width: int
    first: int
    rows: Sequence[Sequence[str]]
    problems: Problems

    def read_into(
        self, result: ReadSheet, readers: Sequence[ReadColumn], repeated: list[tuple[int, str]]
    ) -> None:
        numbers, full = self._filled_rows()
        if not full:
            return
        cells = list(zip(*full, strict=True))
        raw = [cells[i] if i is not None else ("",) * len(full) for i in self.where]
        raw.append(tuple(self._own_cells(cells, len(full))))
        columns = [
            [MISSING] * len(full) if self._lacks(at) else read(column)
            for at, (read, column) in enumerate(zip(readers, raw, strict=True))
        ]
        bad = self._report(numbers, raw, columns)
        keys = self._keys(columns)
        bad.update(_note_keys(result, keys, numbers, repeated))
        if bad:
            for i in sorted(bad):
                result.unsound.setdefault(keys[i], numbers[i])
                result.faulty.append((numbers[i], tuple(column[i] for column in columns)))
            sound = [i not in bad for i in range(len(full))]
            columns = [list(compress(column, sound)) for column in columns]
            numbers = list(compress(numbers, sound))
            for i in bad:
                result.keys.pop(keys[i], None)
        result.rows.extend(map(self.sheet.row, *columns))
        result.numbers.extend(numbers)

    def _own_cells(self, cells: Sequence[Sequence[str]], rows: int) -> Sequence[str]:
        """Return what each row holds of own columns, as one text."""
        if not self.own:
            return ("",) * rows
        columns = [cells[at] for at in self.own.values()]
        held = [gathered(dict(zip(self.own, each, strict=True))) for each in zip(*columns, strict=True)]
        for column in filter(suspicious, columns):  # such a cell stands for the row's, so that it is told
            held = [
                cell if isinstance(screened(cell), Fault) else text
                for cell, text in zip(column, held, strict=True)
            ]
        return held

    def _filled_rows(self) -> tuple[Sequence[int], Sequence[Sequence[str]]]:
        """Return the rows that are not empty, each as wide as the header."""
        width, numbers = self.width, range(self.first, self.first + len(self.rows))
        if {len(row) for row in self.rows} == {width} and all(map(any, self.rows)):
            return numbers, self.rows
        filled = [
            (number, row) for number, row in zip(numbers, self.rows, strict=True) if any(map(str.strip, row))
        ]
        for number, row in filled:
            if any(map(str.strip, row[width:])):
                self._add(number, "", "" if self._is_sealed(row) else "".join(row[width:]), _TOO_WIDE)
        return [number for number, _ in filled], [_as_wide(row, width) for _, row in filled]

    def _report(
        self, numbers: Sequence[int], raw: Sequence[Sequence[str]], columns: Sequence[Sequence[object]]
    ) -> set[int]:
        """Tell of every fault in row and column order; the positions of the rows at fault."""
        names = self.sheet.names
        found = [
            (i, at, value)
            for at, column in enumerate(columns)
            if Fault in set(map(type, column)) and not self._lacks(at)
            for i, value in enumerate(column)
            if isinstance(value, Fault)
        ]
        rules = broken_rules(self.sheet.name, dict(zip(names, columns, strict=True)))
        found += [(i, names.index(name), fault) for i, name, fault in rules]
        found.sort(key=lambda one: one[:2])
        marks = raw[names.index("protection")] if "protection" in names else ()
        for i, at, fault in found:
            sealed = names[at] in SEALED_TEXTS.get(self.sheet.name, ()) and marks[i].strip() == "sealed"
            self._add(numbers[i], names[at], "" if sealed else raw[at][i], fault)
        if any(map(self._lacks, range(len(columns)))):
            return set(range(len(numbers)))
        return {i for i, _, _ in found}

    def _is_sealed(self, row: Sequence[str]) -> bool:
        """Return whether a row as it was read is marked as sealed: what stands in it is told in no problem."""
        names = self.sheet.names
        at = self.where[names.index("protection")] if "protection" in names else None
        return at is not None and row[at].strip() == "sealed"

    def _lacks(self, at: int) -> bool:
        """Return whether the whole table lacks this column, which is required: told once, not for every row."""
        return self.sheet.columns[at].required and self.where[at] is None

    def _add(self, number: int, column: str, value: str, fault: Fault) -> None:
        self.problems.add(Problem(self.sheet.name, number, column, shortened(value), fault.rule, fault.mend))

    def _keys(self, columns: Columns) -> Sequence[str]:
        parts = columns[: len(self.sheet.keys)]
        if any(Fault in set(map(type, part)) for part in parts):
            parts = [[cell if isinstance(cell, str) else "" for cell in part] for part in parts]
        return [";".join(map(str, key)) for key in zip(*parts, strict=True)] if len(parts) > 1 else parts[0]  # type: ignore[return-value]


_TOO_WIDE = Fault(Message("cell.too_wide"), Message("fix.too_wide"))


def _as_wide(row: Sequence[str], width: int) -> Sequence[str]:
    return row if len(row) == width else [*row[:width], *repeat("", width - len(row))]


def _note_keys(
    result: ReadSheet, keys: Sequence[str], numbers: Sequence[int], repeated: list[tuple[int, str]]
) -> Iterator[int]:
    """Take note of the rows' keys; the positions of those whose key an earlier row has."""
    known, unsound = result.keys, result.unsound
    fresh = dict(zip(keys, keys, strict=True))
    if len(fresh) == len(keys) and known.keys().isdisjoint(fresh) and unsound.keys().isdisjoint(fresh):
        known.update(fresh)
        return
    for i, key in enumerate(keys):
        if key and (key in known or key in unsound):
            repeated.append((numbers[i], key))
            yield i
        known[key] = key


def _report_repeated(result: ReadSheet, repeated: Sequence[tuple[int, str]], problems: Problems) -> None:
    """Tell of every id that stands twice, and leave out all of its rows: nobody can say which one is meant."""
    if not repeated:
        return
    keys = {key for _, key in repeated}
    first = {key: result.unsound[key] for key in keys if key in result.unsound}
    positions = [i for i, row in enumerate(result.rows) if row_key(row) in keys]
    for i in positions:
        key, number = row_key(result.rows[i]), result.numbers[i]
        first[key] = min(number, first.get(key, number))
    column = result.sheet.keys[-1]
    for number, key in repeated:
        rule = Message("cell.id_twice", row=first[key])
        problems.add(
            Problem(result.sheet.name, number, column, shortened(key), rule, Message("fix.another_id"))
        )
    result.leave_out(positions)
