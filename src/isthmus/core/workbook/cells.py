"""Reading cells a column at a time: each cell becomes its value, or a `Fault` that says which rule it breaks.

A workbook may hold tens of millions of cells, so a reader takes a whole column, asks first whether anything in it
can be wrong at all, and remembers what it read before.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from unicodedata import is_normalized, normalize

from isthmus.core.dates import DateError, bounds
from isthmus.core.workbook.schema import Column
from isthmus.core.workbook.vocabularies import ALIASES

__all__ = ["LONGEST_CELL", "Fault", "ReadColumn", "column_reader", "formula_like"]

LONGEST_CELL = 1_000_000


@dataclass(frozen=True, slots=True)
class Fault:
    """The rule that a cell breaks, and how to mend it."""

    rule: str
    mend: str


type ReadColumn = Callable[[Sequence[str]], Sequence[object]]
type ReadCell = Callable[[str], object]

MISSING = Fault("This cell may not be empty.", "Fill it in.")

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_NOT_UTF8 = re.compile("[\ud800-\udfff]")
_BLANK = re.compile(r"\s")
_RISKY_STARTS = frozenset("=+-@\t\r")
_FORMULA = re.compile(r"[=\t\r]|[-+@](?s:.*?)(?:\||(?<![\w.])[A-Za-z][\w.]*\()", re.ASCII)


def formula_like(text: str) -> bool:
    """Whether a spreadsheet might take the text for a formula; `+7 900`, `-5` and `@handle` it may keep."""
    return _FORMULA.match(text) is not None


class _Memo(dict[str, object]):
    """What each spelling was read as; forgets everything when it grows too large."""

    __slots__ = ("read",)
    _LARGEST = 65_536

    def __init__(self, read: ReadCell) -> None:
        super().__init__()
        self.read = read

    def __missing__(self, cell: str) -> object:
        if len(self) >= self._LARGEST:
            self.clear()
        found = self[cell] = self.read(cell)
        return found


def _each(read: ReadCell) -> ReadColumn:
    """Cell by cell, each spelling read once."""
    memo = _Memo(read)
    return lambda cells: [memo[cell] for cell in cells]


def _texts(column: Column) -> ReadColumn:
    """Text as it is; only a column with a suspicious cell is looked at cell by cell."""
    pool: dict[str, str] = {}

    def read(cells: Sequence[str]) -> Sequence[object]:
        if not any(cells):
            return cells
        if _suspicious(cells):
            return [_screened(cell) for cell in cells]
        return [pool.setdefault(cell, cell) for cell in cells] if len(pool) < 20_000 else cells

    return read


def _suspicious(cells: Sequence[str]) -> bool:
    joined = "\n".join(cells)
    return (
        _FORBIDDEN.search(joined) is not None
        or not _RISKY_STARTS.isdisjoint({cell[:1] for cell in cells})
        or (len(joined) > LONGEST_CELL and max(map(len, cells)) > LONGEST_CELL)
    )


def _screened(cell: str) -> str | Fault:
    if len(cell) > LONGEST_CELL:
        return Fault(
            f"A cell holds at most {LONGEST_CELL:,} characters.", "Put the text in a file and name that."
        )
    if formula_like(cell):
        return Fault(
            "A spreadsheet may run this cell as a formula.",
            "Put an apostrophe or a quotation mark before it, or remove its first character.",
        )
    if _NOT_UTF8.search(cell):
        return Fault("The text is not valid UTF-8.", "Save the sheet as CSV UTF-8 and check this cell.")
    if _FORBIDDEN.search(cell):
        return Fault("The text holds a control character.", "Type the cell again without it.")
    return cell


def _names(known: Mapping[str, str]) -> ReadColumn:
    """Ids and references: trimmed, NFC, and one string for all cells that name the same row."""

    def read(cells: Sequence[str]) -> Sequence[object]:
        joined = "".join(cells)
        if not joined.isascii() or _BLANK.search(joined):
            cells = [_named(cell) for cell in cells]
        return [known.get(cell, cell) for cell in cells] if known else cells

    return read


def _named(cell: str) -> str:
    cell = cell.strip()
    return cell if is_normalized("NFC", cell) else normalize("NFC", cell)


def _ids(*, listed: bool) -> ReadColumn:
    """Ids of rows; those that a list may name hold no semicolon."""
    trim = _names({})

    def read(cells: Sequence[str]) -> Sequence[object]:
        trimmed: Sequence[str] = trim(cells)  # type: ignore[assignment]
        if _suspicious(trimmed):
            trimmed = [_screened(cell) for cell in trimmed]  # type: ignore[misc]
        if listed and any(";" in cell for cell in trimmed if isinstance(cell, str)):
            fault = Fault(
                "An id that a list may name holds no semicolon.",
                "Choose another id, here and where it is used.",
            )
            return [fault if isinstance(cell, str) and ";" in cell else cell for cell in trimmed]
        return trimmed

    return read


def _lists(known: Mapping[str, str]) -> ReadColumn:
    def read(cell: str) -> tuple[str, ...]:
        parts = (_named(part) for part in cell.split(";"))
        return tuple(known.get(part, part) for part in parts if part)

    return _each(read)


def _choices(column: Column) -> ReadColumn:
    allowed = {choice: choice for choice in ("", *column.choices)}
    fault = Fault(f"One of: {', '.join(column.choices)}.", "Choose one of these" + _or_empty(column))

    def read(cell: str) -> object:
        return allowed.get(cell.strip()) if cell.strip() in allowed else fault

    return _each(read)


def _or_empty(column: Column) -> str:
    return "." if column.required else ", or leave the cell empty."


def _reliabilities(column: Column) -> ReadColumn:
    read = _choices(column)
    return lambda cells: read([_two_digits(cell.strip()) for cell in cells])


def _two_digits(cell: str) -> str:
    """A spreadsheet takes `01` for a number and writes 1."""
    return "0" + cell if len(cell) == 1 else cell


def _vocabulary_lists(column: Column) -> ReadColumn:
    read = _choices(column)
    return lambda cells: read([ALIASES.get(cell.strip().lower(), cell) for cell in cells])


def _codes(column: Column, codes: Mapping[str, str]) -> ReadColumn:
    def read(cell: str) -> object:
        code = codes.get(_named(cell))
        return (
            code
            if code is not None
            else Fault(
                f"A code of the list {column.to}, or one that the sheet vocabulary adds to it.",
                f"Use one of {', '.join(list(codes)[:20])}; or add the code to vocabulary.",
            )
        )

    return _each(lambda cell: read(cell) if cell.strip() else "")


def _numbers(_: Column) -> ReadColumn:
    return _each(_number)


def _number(cell: str) -> object:
    cell = cell.strip()
    if not cell:
        return None
    if not re.fullmatch(r"[0-9]{1,9}", cell):
        return Fault("A whole number, written in digits.", "Write as 100, with no sign, point or word.")
    return int(cell) or Fault("At least 1.", "Count one person as 1.")


def _dates(_: Column) -> ReadColumn:
    return _each(_date)


def _date(cell: str) -> object:
    text = cell.strip()
    try:
        bounds(text)
    except DateError as wrong:
        return Fault(
            f"{wrong} A date is EDTF (ISO 8601-2).",
            "Write as 2017, 2017-03, 2017-03-15, 2017-03?, 2017-02/2017-04 or ../2017, or leave it empty.",
        )
    return text


_MOMENT = re.compile(r"\d{4}-\d\d-\d\d([Tt ]\d\d:\d\d(:\d\d(\.\d{1,9})?)?([Zz]|[+-]\d\d:\d\d)?)?", re.ASCII)


def _moment(cell: str) -> object:
    text = cell.strip()
    if not text or (_MOMENT.fullmatch(text) and _in_calendar(text)):
        return text
    return Fault("A day, or a day and time as RFC 3339.", "Write as 2026-11-22T09:30:00Z or 2026-11-22.")


def _in_calendar(text: str) -> bool:
    try:
        datetime.fromisoformat(text.upper()) if len(text) > 10 else date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _shaped(shape: str, rule: str, mend: str) -> Callable[[Column], ReadColumn]:
    pattern, fault = re.compile(shape, re.ASCII), Fault(rule, mend)

    def read(cell: str) -> object:
        text = cell.strip()
        return text if not text or pattern.fullmatch(text) else fault

    return lambda _: _each(read)


def _degrees(limit: int) -> Callable[[Column], ReadColumn]:
    fault = Fault(f"Decimal degrees from -{limit} to {limit}.", "Write as 43.5, with a point and no letter.")

    def read(cell: str) -> object:
        text = cell.strip()
        if not text:
            return text
        return (
            text
            if re.fullmatch(r"[+-]?[0-9]{1,3}(\.[0-9]{1,15})?", text) and abs(float(text)) <= limit
            else fault
        )

    return lambda _: _each(read)


_AGE = re.compile(r"(\d{1,3}(?:\.\d{1,2})?)(?:/(\d{1,3}(?:\.\d{1,2})?))?", re.ASCII)


def _age(cell: str) -> object:
    text = cell.strip()
    found = _AGE.fullmatch(text)
    if text and not found:
        return Fault("Years as a number, or an interval.", "Write as 16 or 15/17.")
    if found and found[2] and float(found[1]) > float(found[2]):
        return Fault("An interval of ages begins with the lower one.", "Write as 15/17.")
    return text


_PATH_FAULT = Fault(
    "A path within the workbook's folder, relative and without “..”.",
    "Write as files/letter.pdf, with forward slashes.",
)


def _path(cell: str) -> object:
    text = cell.strip()
    if (
        re.match(r"/|~|[A-Za-z]:|.*\\", text, re.DOTALL)
        or ".." in text.split("/")
        or not isinstance(_screened(text), str)
    ):
        return _PATH_FAULT
    return text


def _url(cell: str) -> object:
    if re.match(r"\s*(javascript|data|vbscript|file)\s*:", cell, re.IGNORECASE):
        return Fault("A web address, not a script or a local file.", "Write as https://example.org/page.")
    return _screened(cell.strip())


_LANGUAGE = r"(?:[A-Za-z]{2,8}|[xX]|[iI])(?:-[A-Za-z0-9]{1,8})*"

_BY_TYPE: Mapping[str, Callable[[Column], ReadColumn]] = {
    "text": _texts,
    "choice": _choices,
    "reliability": _reliabilities,
    "list": _vocabulary_lists,
    "number": _numbers,
    "date": _dates,
    "moment": lambda _: _each(_moment),
    "language": _shaped(_LANGUAGE, "A language tag as BCP 47 has it.", "Write as en, ru or sr-Latn."),
    "sha256": _shaped(
        r"[0-9A-Fa-f]{64}", "64 hexadecimal digits.", "Copy what sha256sum prints, or leave it empty."
    ),
    "latitude": _degrees(90),
    "longitude": _degrees(180),
    "age": lambda _: _each(_age),
    "path": lambda _: _each(_path),
    "url": lambda _: _each(_url),
}


def column_reader(
    column: Column, *, known: Mapping[str, str], codes: Mapping[str, str], listed: bool
) -> ReadColumn:
    """The reader of one column.

    `known` holds the ids of the sheet it points into, as far as they were read; `codes` those of its list; `listed`
    says whether lists name the rows of its sheet.
    """
    read = _reader(column, known, codes, listed)
    return _required(read) if column.required else read


def _reader(column: Column, known: Mapping[str, str], codes: Mapping[str, str], listed: bool) -> ReadColumn:
    if column.type == "id":
        return _ids(listed=listed)
    if column.type in ("ref", "side"):
        return _names(known)
    if column.type == "refs":
        return _lists(known)
    if column.type == "code":
        return _codes(column, codes)
    return _BY_TYPE[column.type](column)


def _required(read: ReadColumn) -> ReadColumn:
    def required(cells: Sequence[str]) -> Sequence[object]:
        found = read(cells)
        if all(found) and "" not in map(str.strip, cells):
            return found
        return [
            value if value and cell.strip() else MISSING for value, cell in zip(found, cells, strict=True)
        ]

    return required
