"""What a cell may hold: any cell, and one of each format: numbers, dates, moments, languages, paths, addresses."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from isthmus.core.dates import DateError, bounds
from isthmus.core.dates.ages import read_age
from isthmus.core.mapping import trimmed
from isthmus.core.messages import Message
from isthmus.core.workbook.problems import Said

__all__ = [
    "FORMATS",
    "FORMULA",
    "LONGEST_CELL",
    "MISSING",
    "TOO_LONG",
    "Fault",
    "ReadCell",
    "screened",
    "suspicious",
]

type ReadCell = Callable[[str], object]

LONGEST_CELL = 1_000_000
# How a reader of spreadsheets shows a formula, which is no text: a sign that no text has stands first.
FORMULA = "\0="


@dataclass(frozen=True, slots=True)
class Fault:
    """The rule that a cell breaks, and how to fix it."""

    rule: Said
    mend: Said


MISSING = Fault(Message("cell.missing"), Message("fix.fill_in"))
TOO_LONG = Fault(Message("cell.too_long", most=LONGEST_CELL), Message("fix.file"))

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_NOT_UTF8 = re.compile("[\ud800-\udfff]")


def suspicious(cells: Sequence[str]) -> bool:
    """Return whether any of the cells has to be looked at by itself."""
    joined = "\n".join(cells)
    return _FORBIDDEN.search(joined) is not None or (
        len(joined) > LONGEST_CELL and max(map(len, cells)) > LONGEST_CELL
    )


def screened(cell: str) -> str | Fault:
    """Return the text as it is, or what is wrong with it."""
    if len(cell) > LONGEST_CELL:
        return TOO_LONG
    if cell.startswith(FORMULA):
        return Fault(Message("cell.formula"), Message("fix.formula"))
    if _NOT_UTF8.search(cell):
        return Fault(Message("cell.not_utf8"), Message("fix.csv_utf8"))
    if _FORBIDDEN.search(cell):
        return Fault(Message("cell.control"), Message("fix.type_again"))
    return cell


def _number(cell: str) -> object:
    cell = trimmed(cell)
    if not cell:
        return None
    if not re.fullmatch(r"[0-9]{1,9}", cell):
        return Fault(Message("cell.number"), Message("fix.number"))
    return int(cell) or Fault(Message("cell.at_least_one"), Message("fix.at_least_one"))


def _date(cell: str) -> object:
    text = trimmed(cell)
    try:
        bounds(text)
    except DateError as wrong:
        return Fault(Message("cell.date", why=wrong.message), Message("fix.date"))
    return text


_MOMENT = re.compile(r"\d{4}-\d\d-\d\d([Tt ]\d\d:\d\d(:\d\d(\.\d{1,9})?)?([Zz]|[+-]\d\d:\d\d)?)?", re.ASCII)


_TIMESTAMP = re.compile(r"\d{4}-\d\d-\d\d([Tt ]\d\d:\d\d:\d\d(\.\d{1,9})?([Zz]|[+-]\d\d:\d\d))?", re.ASCII)


def _dated(shape: re.Pattern[str], rule: Message) -> ReadCell:
    fault = Fault(rule, Message("fix.moment"))

    def read(cell: str) -> object:
        text = trimmed(cell)
        return text if not text or (shape.fullmatch(text) and _in_calendar(text)) else fault

    return read


def _in_calendar(text: str) -> bool:
    try:
        datetime.fromisoformat(text.upper()) if len(text) > 10 else date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _shaped(shape: str, rule: Message, mend: Message) -> ReadCell:
    pattern, fault = re.compile(shape, re.ASCII), Fault(rule, mend)

    def read(cell: str) -> object:
        text = trimmed(cell)
        return text if not text or pattern.fullmatch(text) else fault

    return read


_DEGREES = re.compile(r"[+-]?\d{1,3}(\.\d{1,15})?", re.ASCII)


def _degrees(limit: int) -> ReadCell:
    fault = Fault(Message("cell.degrees", limit=limit), Message("fix.degrees"))

    def read(cell: str) -> object:
        text = trimmed(cell)
        return text if not text or (_DEGREES.fullmatch(text) and abs(float(text)) <= limit) else fault

    return read


def _age(cell: str) -> object:
    text = trimmed(cell)
    found = read_age(text)
    if text and not found:
        return Fault(Message("cell.age"), Message("fix.age"))
    if found and found.is_backwards:
        return Fault(Message("cell.ages"), Message("fix.ages"))
    return text


_IDENTIFIER = re.compile(r"[^:;\s][^:;]*:[^;]*[^;\s]")


def _identifiers(cell: str) -> object:
    parts = [part for each in cell.split(";") if (part := each.strip())]
    if not all(map(_IDENTIFIER.fullmatch, parts)):
        return Fault(Message("cell.identifiers"), Message("fix.identifiers"))
    return screened(cell)


_PATH_FAULT = Fault(Message("cell.path"), Message("fix.path"))


_OUTSIDE = re.compile(r"/|~|[A-Za-z]:|.*\\", re.DOTALL)


def _path(cell: str) -> object:
    text = trimmed(cell)
    return _PATH_FAULT if _OUTSIDE.match(text) or ".." in text.split("/") else screened(text)


_SCRIPT = re.compile(r"\s*(javascript|data|vbscript|file)\s*:", re.IGNORECASE)


def _url(cell: str) -> object:
    if _SCRIPT.match(cell):
        return Fault(Message("cell.url"), Message("fix.url"))
    return screened(trimmed(cell))


_LANGUAGE = r"(?:[A-Za-z]{2,8}|[xX]|[iI])(?:-[A-Za-z0-9]{1,8})*"

# A column's type, and the reading of one of its cells: its value, or a `Fault`.
FORMATS: Mapping[str, ReadCell] = {
    "number": _number,
    "date": _date,
    "moment": _dated(_MOMENT, Message("cell.moment")),
    "timestamp": _dated(_TIMESTAMP, Message("cell.timestamp")),
    "language": _shaped(_LANGUAGE, Message("cell.language"), Message("fix.language")),
    "sha256": _shaped(r"[0-9A-Fa-f]{64}", Message("cell.sha256"), Message("fix.sha256")),
    "latitude": _degrees(90),
    "longitude": _degrees(180),
    "age": _age,
    "identifiers": _identifiers,
    "path": _path,
    "url": _url,
}
