"""The cells of one XLSX sheet as a stream, and what else is met among them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import IO, Final

from isthmus.core.messages import Message
from isthmus.core.workbook.cells import FORMULA
from isthmus.files.table.date_formats import ShownPart
from isthmus.files.table.errors import TableFault
from isthmus.files.table.features import SheetFeatures
from isthmus.files.table.xlsx_texts import TagReader, UnreadableXlsx, unescaped

__all__ = ["MOST_ROWS", "CellStyles", "sheet_rows"]

MOST_ROWS: Final = 1_048_576
_MOST_COLUMNS = 16_384
_LINK_FORMULA = re.compile(r'\s*HYPERLINK\(\s*"([^"]{1,20000})"', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class CellStyles:
    """What the numbers of styles mean: what they show of a date, and which of them colour a cell or strike it out."""

    dates: Mapping[str, ShownPart] = field(default_factory=dict)
    coloured: frozenset[str] = frozenset()
    struck: frozenset[str] = frozenset()


def sheet_rows(
    stream: IO[bytes],
    features: SheetFeatures,
    *,
    shared: Sequence[str],
    struck_texts: frozenset[int],
    styles: CellStyles,
    epoch: datetime,
    formulas: bool,
) -> Iterator[list[str]]:
    """The rows of a sheet as texts, empty ones too; what else is met goes into its `features`.

    With `formulas`, a formula is shown as one; without, it is its last value. Raises `TableFault`.
    """
    reader = _Sheet(shared, styles, epoch, features, formulas=formulas)
    reader.struck_texts = struck_texts
    for _ in reader.read(stream):
        yield from reader.rows
        reader.rows.clear()


class _Sheet(TagReader):
    def __init__(
        self,
        shared: Sequence[str],
        styles: CellStyles,
        epoch: datetime,
        features: SheetFeatures,
        *,
        formulas: bool,
    ) -> None:
        super().__init__()
        self.formulas, self.features = formulas, features
        self.shared, self.dates, self.epoch = shared, styles.dates, epoch
        self.coloured, self.struck = styles.coloured, styles.struck
        self.struck_texts: frozenset[int] = frozenset()
        self.rows: list[list[str]] = []
        self.row: list[str] = []
        self.number = 0
        self.type, self.style, self.column, self.formula = "n", "", 0, False
        self.on_start = {
            "row": self.start_row,
            "c": self.start_cell,
            "v": self.start_text,
            "t": self.start_text,
            "f": self.start_formula,
            "strike": self.start_strike,
        }
        self.on_end = {
            "v": self.end_text,
            "t": self.end_text,
            "f": self.end_formula,
            "c": self.end_cell,
            "row": self.end_row,
        }
        self.letters: dict[str, int] = {}

    def start_row(self, attributes: Mapping[str, str]) -> None:
        number = _whole(attributes.get("r", "")) or self.number + 1
        if not self.number < number <= MOST_ROWS:
            raise UnreadableXlsx
        self.rows.extend([] for _ in range(number - self.number - 1))
        self.number, self.row = number, []
        if attributes.get("hidden") in ("1", "true"):
            self.features.hidden_rows.append(number)

    def end_row(self) -> None:
        self.rows.append(self.row)
        self.features.last_row = self.number

    def start_cell(self, attributes: Mapping[str, str]) -> None:
        self.type, self.style = attributes.get("t", "n"), attributes.get("s", "")
        place = attributes.get("r", "").rstrip("0123456789")
        self.column = self.letters.get(place) or self._column(place)
        self.formula = False
        if self.style in self.coloured:
            self.features.coloured[self.column].append(self.number)
        if self.style in self.struck:
            self.start_strike({})
        self.forget()

    def _column(self, place: str) -> int:
        column = len(self.row) + 1
        if place:
            column = 0
            for letter in place:
                column = column * 26 + ord(letter) - 64
            self.letters[place] = column
        if not 0 < column <= _MOST_COLUMNS:
            raise UnreadableXlsx
        return column

    def start_formula(self, _: Mapping[str, str]) -> None:
        self.formula = self.collecting = True
        self.features.formulas[self.column].append(self.number)

    def end_formula(self) -> None:
        self.collecting = False
        if not self.formulas:
            if found := _LINK_FORMULA.match("".join(self.texts)):
                self.features.links[self.number].append((self.column, found[1]))
            self.forget()

    def start_strike(self, _: Mapping[str, str]) -> None:
        """Take a cell, some or all of which is struck out, once."""
        rows = self.features.struck[self.column]
        if not rows or rows[-1] != self.number:
            rows.append(self.number)

    def end_cell(self) -> None:
        if self.formula and not self.formulas:
            if not self.texts and self.type != "str":
                raise TableFault(Message("table.formula"), Message("table.formula_fix"), self.number)
            self.formula = False
        if not self.texts and not self.formula:
            return
        gap = self.column - len(self.row) - 1
        if gap < 0:
            raise UnreadableXlsx
        if gap:
            self.row.extend([""] * gap)
        self.row.append(self._text("".join(self.texts)))

    def _text(self, text: str) -> str:
        """The cell as text: what a spreadsheet turned into a number, a date or a yes is turned back."""
        if self.formula:
            return FORMULA + text  # the formula with its last value: enough to be refused and found
        match self.type:
            case "s":
                found = self._shared(text)
            case "b":
                found = "yes" if text.strip() == "1" else "no"
            case "d":
                found = self._iso(text)
            case "n":
                found = self._number(text)
            case _:
                found = unescaped(text)
        return found

    def _iso(self, text: str) -> str:
        shown = self.dates.get(self.style)
        try:
            since = datetime.fromisoformat(text).replace(tzinfo=None) - self.epoch
            return shown(self.epoch, since / timedelta(days=1)) if shown else text.removesuffix("T00:00:00")
        except (ValueError, OverflowError):
            return text.removesuffix("T00:00:00")

    def _shared(self, text: str) -> str:
        try:
            number = int(text)
            if number in self.struck_texts:
                self.start_strike({})
            return self.shared[number]
        except (ValueError, IndexError):
            raise UnreadableXlsx from None

    def _number(self, text: str) -> str:
        try:
            value = float(text)
            if shown := self.dates.get(self.style):
                return shown(self.epoch, value)
        except (ValueError, OverflowError, TypeError):
            return text
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else text


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
