"""The cells of one XLSX sheet, and its shared texts, read as a stream.

Read here and not with openpyxl, which holds a cell of any length in memory, alters texts that look like its escapes
(`x005F_`), and takes ten times as long.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import IO, Final
from xml.parsers.expat import ExpatError, ParserCreate, XMLParserType

from isthmus.core.messages import Message
from isthmus.core.workbook.cells import FORMULA, LONGEST_CELL
from isthmus.files.table.date_formats import ShownPart
from isthmus.files.table.errors import TableFault

__all__ = ["MOST_ROWS", "UnreadableXlsx", "escaped", "shared_texts", "sheet_rows"]

MOST_ROWS: Final = 1_048_576
_MOST_COLUMNS = 16_384
_PIECE = 1 << 18
_LONGEST_TAG = 4 << 20
_NAMESPACES = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)
_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")
_TO_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)|\r")


class UnreadableXlsx(TableFault):
    """The file is no XLSX that a spreadsheet program writes."""

    def __init__(self) -> None:
        super().__init__(Message("table.xlsx"), Message("table.spreadsheet_fix"))


def escaped(text: str) -> str:
    """The text as OOXML writes it: a carriage return, which XML would drop, and what looks like such an escape."""
    return _TO_ESCAPE.sub(lambda found: "_x000D_" if found[0] == "\r" else "_x005F_", text)


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


class _TagReader:
    """Calls a method of its own for each tag that it knows, and collects text; of an endless text only the start."""

    def __init__(self) -> None:
        self.on_start: dict[str, Callable[[Mapping[str, str]], None]] = {}
        self.on_end: dict[str, Callable[[], None]] = {}
        self.collecting = False
        self.texts: list[str] = []
        self.length = 0

    def read(self, stream: IO[bytes]) -> Iterator[None]:
        """Read on, and pause after every piece. Raises `UnreadableXlsx`."""
        parser = self._parser()
        fed = 0
        try:
            while piece := stream.read(_PIECE):
                parser.Parse(piece, False)
                fed += len(piece)
                if fed - parser.CurrentByteIndex > _LONGEST_TAG:
                    raise UnreadableXlsx
                yield
            parser.Parse(b"", True)
        except (
            ExpatError,
            LookupError,
            ValueError,
        ):  # the last two: an encoding that is unknown, or no XML's
            raise UnreadableXlsx from None
        yield

    def _parser(self) -> XMLParserType:
        parser = ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        starts = {f"{space} {name}": call for name, call in self.on_start.items() for space in _NAMESPACES}
        ends = {f"{space} {name}": call for name, call in self.on_end.items() for space in _NAMESPACES}
        parser.StartElementHandler = lambda name, attributes: (
            starts[name](attributes) if name in starts else None
        )
        parser.EndElementHandler = lambda name: ends[name]() if name in ends else None
        parser.CharacterDataHandler = self._collect
        parser.StartDoctypeDeclHandler = _refuse_entities
        return parser

    def _collect(self, text: str) -> None:
        if self.collecting and self.length <= LONGEST_CELL:
            self.texts.append(text)
            self.length += len(text)

    def start_text(self, _: Mapping[str, str] | None = None) -> None:
        self.collecting = True

    def end_text(self) -> None:
        self.collecting = False

    def forget(self) -> None:
        self.texts, self.length = [], 0


def _refuse_entities(*_: object) -> None:
    raise UnreadableXlsx


class _SharedTexts(_TagReader):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.phonetic = False
        self.on_start = {"t": self.start_shared, "rPh": self.start_phonetic}
        self.on_end = {"t": self.end_text, "rPh": self.end_phonetic, "si": self.end_item}

    def start_shared(self, _: Mapping[str, str]) -> None:
        self.collecting = not self.phonetic

    def start_phonetic(self, _: Mapping[str, str]) -> None:
        self.phonetic = True

    def end_phonetic(self) -> None:
        self.phonetic = False

    def end_item(self) -> None:
        self.found.append(_unescaped("".join(self.texts)))
        self.forget()


def shared_texts(stream: IO[bytes]) -> list[str]:
    """The texts that cells point to by number. Raises `UnreadableXlsx`."""
    reader = _SharedTexts()
    for _ in reader.read(stream):
        pass
    return reader.found


def sheet_rows(
    stream: IO[bytes],
    *,
    shared: Sequence[str],
    dates: Mapping[str, ShownPart],
    epoch: datetime,
    formulas: bool,
) -> Iterator[list[str]]:
    """The rows of a sheet as texts, empty ones too. `dates`: what styles show of a date.

    With `formulas`, a formula is shown as one; without, it is its last value. Raises `TableFault`.
    """
    reader = _Sheet(shared, dates, epoch, formulas=formulas)
    for _ in reader.read(stream):
        yield from reader.rows
        reader.rows.clear()


class _Sheet(_TagReader):
    def __init__(
        self, shared: Sequence[str], dates: Mapping[str, ShownPart], epoch: datetime, *, formulas: bool
    ) -> None:
        super().__init__()
        self.formulas = formulas
        self.shared, self.dates, self.epoch = shared, dates, epoch
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
        }
        self.on_end = {
            "v": self.end_text,
            "t": self.end_text,
            "f": self.end_text,
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

    def end_row(self) -> None:
        self.rows.append(self.row)

    def start_cell(self, attributes: Mapping[str, str]) -> None:
        self.type, self.style = attributes.get("t", "n"), attributes.get("s", "")
        place = attributes.get("r", "").rstrip("0123456789")
        self.column = self.letters.get(place) or self._column(place)
        self.formula = False
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
        self.formula = True
        self.collecting = self.formulas

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
                found = _unescaped(text)
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
            return self.shared[int(text)]
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
