"""What a spreadsheet holds besides the words of its cells, as the rows of a list take it in.

Notes and links behind words become columns of their own. A cell that is merged over several rows is said of each where
the mapping says so, and else sets them aside, as one that spans several columns does: what it means nobody said.
"""

from collections.abc import Iterator, Mapping, Sequence

from isthmus.core.import_mapping.records import CellReason
from isthmus.core.messages import Message
from isthmus.files.table import Table
from isthmus.files.table.errors import rows_named
from isthmus.files.table.features import CellRange, MergedCells, SheetFeatures, SheetFrame
from isthmus.files.table.xlsx_writing import column_letters

__all__ = ["LINKS", "NOTES", "BesideCells"]

NOTES = "cell_notes"
LINKS = "cell_links"
_EACH, _FIRST = "each_row", "first_row"
_MOST_NAMED = 10


class BesideCells:
    """Takes the rows of a table with what else its file holds of them. `names`: its columns, with those of their own.

    `merged`: what the mapping says of cells that are merged over several rows; `header_rows`: how many rows the names
    of columns take, 0 where nobody said that it is one. Rows are asked for in order.
    """

    def __init__(self, table: Table, header_rows: int, merged: str) -> None:
        self._table, self._merged, self._header_rows = table, merged, header_rows
        self._first = table.row + (header_rows or 1)
        self._features = table.features or SheetFeatures()
        self._frame = self._features.frame()
        self._width = len(table.names)
        self._ranges = [each for each in self._frame.merged if each.bottom >= self._first]
        self._cells = MergedCells(self._ranges)
        self._down = [
            each
            for each in self._ranges
            if self._first <= each.top < each.bottom and each.left == each.right <= self._width
        ]
        self._above: dict[CellRange, str] = {}
        self._notes = self._by_row(self._frame.notes)
        self._links = self._by_row(self._frame.links)
        own = {NOTES: bool(self._notes), LINKS: bool(self._links) or self._frame.links_in_rows}
        self._own = [name for name, there in own.items() if there and name not in table.names]
        self.names = (*table.names, *self._own)

    def _by_row(self, found: Mapping[tuple[int, int], str]) -> dict[int, list[tuple[int, str]]]:
        """Return what stands at cells below the header, by row."""
        rows: dict[int, list[tuple[int, str]]] = {}
        for (row, column), text in sorted(found.items()):
            if row >= self._first and column <= self._width:
                rows.setdefault(row, []).append((column, text))
        return rows

    @property
    def is_merged_down(self) -> bool:
        """Return whether a cell is merged over several rows, and not over columns."""
        return bool(self._down)

    def is_header(self, number: int, cells: Sequence[str]) -> bool:
        """Return whether a row is perhaps the second of the names of columns.

        So it is below names that are merged over columns; or where it has words, and no figure, below a name that is
        missing, and there are words for each column.
        """
        if number != self._first or self._header_rows:
            return False
        if any(each.top < self._first and each.left < each.right for each in self._frame.merged):
            return True
        names = self._table.names
        said = [cell.strip() for cell in cells]
        nameless = [at for at, name in enumerate(names) if not name and at < len(said) and said[at]]
        is_wordy = not any(map(str.isdecimal, "".join(said)))
        return bool(nameless) and is_wordy and all(a or b for a, b in zip(names, said, strict=False))

    def row(self, number: int, cells: Sequence[str]) -> tuple[tuple[str, ...], tuple[CellReason, ...]]:
        """Return the cells of a row, and why it is set aside before any is read."""
        taken, marks = list(cells), []
        if self.is_header(number, cells):
            marks.append(CellReason("", "", Message("mapped.perhaps_header")))
        for each in self._cells.over(number):
            if each.left > self._width:
                continue
            if each.left < each.right:
                marks.append(self._mark(each, taken, "mapped.merged_across"))
            elif each.top == number:
                self._above[each] = taken[each.left - 1] if each.left <= len(taken) else ""
            elif self._merged == _EACH and each in self._above:
                taken[each.left - 1] = self._above[each]
            elif self._merged != _FIRST:
                marks.append(self._mark(each, taken, "mapped.merged"))
        return (*taken, *self._beside(number)), tuple(marks)

    def _mark(self, merged: CellRange, cells: Sequence[str], code: str) -> CellReason:
        value = self._above.get(merged, cells[merged.left - 1] if merged.left <= len(cells) else "")
        return CellReason(self._name(merged.left), value, Message(code))

    def _beside(self, number: int) -> Iterator[str]:
        for name, found in ((NOTES, self._notes), (LINKS, self._links)):
            if name in self._own:
                said = [*found.get(number, ()), *(self._formulas_of(number) if name == LINKS else ())]
                yield "\n".join(f"{self._name(column)}: {text}" for column, text in said)

    def _formulas_of(self, number: int) -> Sequence[tuple[int, str]]:
        """Return the formulas of a row that are links."""
        found = self._features.links.get(number, ())
        return [(column, target) for column, target in found if column <= self._width]

    def _name(self, column: int) -> str:
        return self._table.names[column - 1] if column <= self._width else ""

    def notices(self, unnamed: Sequence[int] = ()) -> Iterator[Message]:
        """Yield what is to be said of the file, as far as its rows were read. `unnamed`: columns without a name."""
        yield from self._of_places()
        yield from self._of_columns(unnamed)
        yield from self._of_file()

    def _of_places(self) -> Iterator[Message]:
        hidden = [each for each in self._features.hidden_rows if each >= self._first]
        if hidden:
            code = "sheet.filtered" if self._frame.filtered else "sheet.hidden_rows"
            yield Message(code, n=len(hidden), rows=rows_named(hidden))
        elif self._frame.filtered:
            yield Message("sheet.filter")
        columns = _columns(self._frame, self._width)
        if columns:
            names = tuple(self._called(each) for each in columns[:_MOST_NAMED])
            yield Message("sheet.hidden_columns", n=len(columns), names=names)
        if self._down:
            yield Message(
                f"sheet.merged_{self._merged}" if self._merged else "sheet.merged", n=len(self._down)
            )

    def _of_columns(self, unnamed: Sequence[int]) -> Iterator[Message]:
        for code, found in (
            ("sheet.coloured", self._features.coloured),
            ("sheet.struck", self._features.struck),
            ("sheet.formulas", self._features.formulas),
        ):
            for column, rows in sorted(found.items()):
                below = [each for each in rows if each >= self._first]
                # A column that has one colour throughout says nothing by it.
                is_plain = code == "sheet.coloured" and len(below) > self._features.last_row - self._first
                if below and column <= self._width and not is_plain:
                    name = self._called(column)
                    yield Message(code, n=len(below), column=name, rows=rows_named(below))
        for code, there in (("sheet.notes", self._notes), ("sheet.links", self._links)):
            n = sum(map(len, there.values()))
            if code == "sheet.links":
                n += sum(len(self._formulas_of(row)) for row in self._features.links if row >= self._first)
            name = NOTES if code == "sheet.notes" else LINKS
            if n:
                yield Message(code if name in self._own else f"{code}_left", n=n, column=name)
        if unnamed:
            names = tuple(self._called(each) for each in unnamed[:_MOST_NAMED])
            yield Message("sheet.unnamed", n=len(unnamed), names=names)

    def _of_file(self) -> Iterator[Message]:
        if self._features.other_sheets:
            yield Message("sheet.others", names=self._features.other_sheets[:_MOST_NAMED])
        for code, there in (
            ("sheet.macros", self._features.macros),
            ("sheet.external", self._features.external),
        ):
            if there:
                yield Message(code)
        if self._features.unseen:
            yield Message(f"sheet.unseen_{self._features.unseen}")

    def _called(self, column: int) -> str:
        """Return the name of a column, or its letters where it has none."""
        return self._name(column) or column_letters(column - 1)


def _columns(frame: SheetFrame, width: int) -> list[int]:
    """Return the columns of a table that are hidden."""
    return sorted(
        {
            column
            for first, last in frame.hidden_columns
            for column in range(max(first, 1), min(last, width) + 1)
        }
    )
