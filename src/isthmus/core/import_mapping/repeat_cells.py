"""The rows of other sheets that belong to a row, as further cells of it: so a row that waits is kept, and corrected.

Each cell is named after the sheet, which of the rows of that sheet it is, and its column: "dead 2 / age".
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from isthmus.core.import_mapping.form_columns import sources_of_repeats, taken_header
from isthmus.core.import_mapping.records import Header, Record
from isthmus.core.import_mapping.values import ImportMapping

__all__ = ["has_too_many", "record_with_repeats", "repeat_cells", "split_columns"]

_MOST = 100  # rows of other sheets: more are no page that somebody corrects
_NUMBERED = r"{} (\d{{1,4}}) / "


def has_too_many(record: Record) -> bool:
    """Return whether so many rows belong to a row that they are not kept as its cells."""
    return _size(record) - 1 > _MOST


def _size(record: Record) -> int:
    return 1 + sum(_size(each) for rows in record.repeats.values() for each in rows)


def repeat_cells(record: Record) -> dict[str, str]:
    """Return the cells of the rows that belong to a row, by name; nothing where they are too many."""
    return {} if has_too_many(record) else dict(_cells(record, ""))


def _cells(record: Record, under: str) -> Iterator[tuple[str, str]]:
    for sheet, rows in record.repeats.items():
        for number, each in enumerate(rows, 1):
            start = f"{under}{sheet} {number} / "
            for name, cell in zip(each.header.names, each.cells, strict=False):
                if name:
                    yield start + name, cell
            yield from _cells(each, start)


def split_columns(names: Sequence[str], mapping: ImportMapping) -> tuple[list[str], list[str]]:
    """Return the columns of the main sheet, and those that name cells of rows that belong to it."""
    starts = tuple(
        pattern
        for each in mapping.table.repeats
        for pattern in (
            re.compile(_NUMBERED.format(re.escape(each.sheet))),
            re.compile(f"{re.escape(each.sheet)} / "),
        )
    )
    further = {name for name in names if any(each.match(name) for each in starts)}
    return [name for name in names if name not in further], [name for name in names if name in further]


def record_with_repeats(number: int, cells: Mapping[str, str], mapping: ImportMapping) -> Record:
    """Return a row with the rows that belong to it, of cells by name; of these rows those in which something stands."""
    main, further = split_columns(list(cells), mapping)
    rows = _Repeats({name: cells[name] for name in further}, mapping)
    header = rows.header("", main)
    within: dict[str, Sequence[Record]] = {}
    record = Record(number, header, [cells.get(name, "") for name in header.names], within)
    within |= rows.of("", "", record)
    return record


class _Repeats:
    """Rows of other sheets, made of cells by name."""

    def __init__(self, cells: Mapping[str, str], mapping: ImportMapping) -> None:
        self._cells, self._mapping = cells, mapping
        self._names: dict[str, list[str]] = {each.sheet: [] for each in mapping.table.repeats}
        for each in mapping.table.repeats:
            start = re.compile(f"(?:.* / )?{_NUMBERED.format(re.escape(each.sheet))}")
            nested = self._starts(each.sheet)
            ends = (name[found.end() :] for name in cells if (found := start.match(name)))
            self._names[each.sheet] = list(dict.fromkeys(end for end in ends if not nested.match(end)))
        self._headers = {name: Header.of(names) for name, names in self._names.items()}

    def _starts(self, sheet: str) -> re.Pattern[str]:
        """Return how the names of cells begin that belong to rows below those of a sheet."""
        below = [re.escape(each.sheet) for each in self._mapping.table.repeats if each.of == sheet]
        return re.compile(_NUMBERED.format(f"(?:{'|'.join(below)})") if below else r"(?!)")

    def header(self, sheet: str, names: Sequence[str]) -> Header:
        """Return the header of a sheet of which these columns are kept."""
        if not self._mapping.is_form:
            return Header.of(names)
        sources = sources_of_repeats(self._mapping, self._headers, sheet)
        return taken_header(self._mapping, names, sheet, sources)

    def of(self, sheet: str, under: str, above: Record) -> dict[str, list[Record]]:
        """Return the rows that belong to a row."""
        found = {}
        for each in self._mapping.table.repeats:
            if each.of == sheet:
                header = self.header(each.sheet, self._names[each.sheet])
                numbers = range(1, _MOST + 1)
                made = (self._row(each.sheet, f"{under}{each.sheet} {n} / ", header, above) for n in numbers)
                found[each.sheet] = [row for row in made if row is not None]
        return found

    def _row(self, sheet: str, start: str, header: Header, above: Record) -> Record | None:
        if not any(cell.strip() for name, cell in self._cells.items() if name.startswith(start)):
            return None
        within: dict[str, Sequence[Record]] = {}
        cells = [self._cells.get(start + name, "") for name in header.names]
        record = Record(above.number, header, cells, within, above=above)
        within |= self.of(sheet, start, record)
        return record
