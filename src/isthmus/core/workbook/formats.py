"""The formats of single cells: numbers, dates, moments, codes of languages, paths, addresses."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime

from isthmus.core.dates import DateError, bounds
from isthmus.core.workbook.cells import Fault, screened

__all__ = ["FORMATS", "ReadCell"]

type ReadCell = Callable[[str], object]


def _number(cell: str) -> object:
    cell = cell.strip()
    if not cell:
        return None
    if not re.fullmatch(r"[0-9]{1,9}", cell):
        return Fault("A whole number, written in digits.", "Write as 100, with no sign, point or word.")
    return int(cell) or Fault("At least 1.", "Count one person as 1.")


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


_TIMESTAMP = re.compile(r"\d{4}-\d\d-\d\d([Tt ]\d\d:\d\d:\d\d(\.\d{1,9})?([Zz]|[+-]\d\d:\d\d))?", re.ASCII)


def _dated(shape: re.Pattern[str], rule: str) -> ReadCell:
    fault = Fault(rule, "Write as 2026-11-22T09:30:00Z or 2026-11-22.")

    def read(cell: str) -> object:
        text = cell.strip()
        return text if not text or (shape.fullmatch(text) and _in_calendar(text)) else fault

    return read


def _in_calendar(text: str) -> bool:
    try:
        datetime.fromisoformat(text.upper()) if len(text) > 10 else date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _shaped(shape: str, rule: str, mend: str) -> ReadCell:
    pattern, fault = re.compile(shape, re.ASCII), Fault(rule, mend)

    def read(cell: str) -> object:
        text = cell.strip()
        return text if not text or pattern.fullmatch(text) else fault

    return read


_DEGREES = re.compile(r"[+-]?\d{1,3}(\.\d{1,15})?", re.ASCII)


def _degrees(limit: int) -> ReadCell:
    fault = Fault(f"Decimal degrees from -{limit} to {limit}.", "Write as 43.5, with a point and no letter.")

    def read(cell: str) -> object:
        text = cell.strip()
        return text if not text or (_DEGREES.fullmatch(text) and abs(float(text)) <= limit) else fault

    return read


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


_OUTSIDE = re.compile(r"/|~|[A-Za-z]:|.*\\", re.DOTALL)


def _path(cell: str) -> object:
    text = cell.strip()
    return _PATH_FAULT if _OUTSIDE.match(text) or ".." in text.split("/") else screened(text)


_SCRIPT = re.compile(r"\s*(javascript|data|vbscript|file)\s*:", re.IGNORECASE)


def _url(cell: str) -> object:
    if _SCRIPT.match(cell):
        return Fault("A web address, not a script or a local file.", "Write as https://example.org/page.")
    return screened(cell.strip())


_LANGUAGE = r"(?:[A-Za-z]{2,8}|[xX]|[iI])(?:-[A-Za-z0-9]{1,8})*"

# A column's type, and the reading of one of its cells: its value, or a `Fault`.
FORMATS: Mapping[str, ReadCell] = {
    "number": _number,
    "date": _date,
    "moment": _dated(_MOMENT, "A day, or a day and time of day."),
    "timestamp": _dated(_TIMESTAMP, "A day, or a day and time with its offset, as RFC 3339."),
    "language": _shaped(_LANGUAGE, "A language tag as BCP 47 has it.", "Write as en, ru or sr-Latn."),
    "sha256": _shaped(r"[0-9A-Fa-f]{64}", "64 hexadecimal digits.", "Copy what sha256sum prints."),
    "latitude": _degrees(90),
    "longitude": _degrees(180),
    "age": _age,
    "path": _path,
    "url": _url,
}
