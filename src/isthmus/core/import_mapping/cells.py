"""What the cells of a row say of one field, or why that cannot be told."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import islice

from isthmus.core.dates.ages import read_age
from isthmus.core.dates.date_cells import ORDERS, readings_in_order, without_time
from isthmus.core.dates.date_words import folded
from isthmus.core.dates.written import understand_date
from isthmus.core.dates.written_ages import understand_age
from isthmus.core.import_mapping.chosen_options import chosen_options
from isthmus.core.import_mapping.date_orders import NUMBER, DateOrders, sign_of, sign_within, swapped
from isthmus.core.import_mapping.people_in_cell import pieces
from isthmus.core.import_mapping.records import CellReason, Record
from isthmus.core.import_mapping.silent_words import is_silent, word_of
from isthmus.core.import_mapping.values import CellSource
from isthmus.core.messages import Message
from isthmus.core.workbook.cells import FORMATS, Fault, screened
from isthmus.core.workbook.schema import Column
from isthmus.core.workbook.vocabularies import VOCABULARIES

__all__ = ["EXCEL", "FIRST_SERIAL", "LAST_SERIAL", "CellReader", "Unreadable", "is_yes", "yes_or_no"]

# What the programs count days from; a number below the first is too near to an age or a count to be a day.
EXCEL = {"excel_1900": datetime(1899, 12, 30), "excel_1904": datetime(1904, 1, 1)}  # noqa: DTZ001  # no zones
FIRST_SERIAL, LAST_SERIAL = 7_306, 73_050  # 1920 to 2099
_YES = frozenset(
    map(
        folded, ("yes", "y", "true", "1", "x", "✓", "✔", "да", "+", "نعم", "oui", "vrai", "sí", "так", "evet")
    )
)
_NO = frozenset(
    map(folded, ("no", "n", "false", "0", "", "-", "n/a", "na", "нет", "لا", "non", "faux", "ні", "hayır"))
)


class Unreadable(Exception):
    """A cell does not say what its field needs; `reason` says why."""

    def __init__(self, reason: CellReason) -> None:
        super().__init__(reason.message.code)
        self.reason = reason


def yes_or_no(cell: str) -> bool | None:
    """Return whether a cell says yes; None where it says neither."""
    word = folded(cell)
    return True if word in _YES else False if word in _NO else None


def is_yes(cell: str) -> bool:
    """Return whether a cell of a column says that something is there: whatever is filled, and not 0 or no."""
    return folded(cell) not in _NO and not is_silent(cell)


def said_in(source: CellSource, record: Record, column: str) -> str:
    """Return what stands in a cell; nothing where it says nothing. Raises `Unreadable` where that is to be asked."""
    return cell if (cell := record.cell(column)) and said(source, cell, column) else ""


def said(source: CellSource, text: str, column: str) -> bool:
    """Return whether a text says something. Raises `Unreadable` where nobody said whether it does."""
    if source.nothing is None:
        return True
    word = word_of(text)
    if word in source.codes or word in source.own_words:
        return True
    if word in source.nothing:
        return False
    if is_silent(text):
        raise Unreadable(CellReason(column, text, Message("mapped.perhaps_nothing")))
    return True


@dataclass(slots=True)
class CellReader:
    """Reads fields from rows; remembers what each spelling of a date or an age was read as.

    `codes`: those of the vocabularies, with what an organisation added. `today` bounds the years that are usual.
    `orders`: in which order the dates of each column stand.
    """

    today: date
    orders: DateOrders = field(default_factory=DateOrders)
    codes: Mapping[str, frozenset[str]] = field(
        default_factory=lambda: {name: frozenset(own) for name, own in VOCABULARIES.items()}
    )
    _dates: dict[tuple[str, str, str], str | Message] = field(default_factory=dict)
    _ages: dict[str, str] = field(default_factory=dict)
    _fixed: dict[tuple[str, ...], str] = field(default_factory=dict)

    def values(self, source: CellSource, record: Record) -> list[tuple[str, str]]:
        """Return what the row says of a field that may have several values, each with its column. Raises `Unreadable`.

        Nothing where all of its cells are empty and nothing is said for that.
        """
        if source.fixed:
            return [(value, "") for value in pieces(source.fixed, (";",))]
        if source.listed:
            return list(self._listed(source, record))
        found = [
            (part, column)
            for column in _columns(source, record)
            for part in _parts(source, said_in(source, record, column), column)
            if not source.split or said(source, part, column)
        ]
        if not found and source.otherwise:
            return [(source.otherwise, "")]
        return [(self._meant(source, part, column), column) for part, column in found]

    def value(self, source: CellSource, record: Record, column: Column) -> str:
        """Return what the row says of one field, as a cell of the register holds it. Raises `Unreadable`."""
        if source.fixed:
            return self._same_for_all(source, record, column)
        return self._date(source, record) if column.type == "date" else self._value(source, record, column)

    def _same_for_all(self, source: CellSource, record: Record, column: Column) -> str:
        key = (source.fixed, source.prefix, source.joined, column.sheet, column.name)
        if key not in self._fixed:
            self._fixed[key] = self._value(source, record, column)
        return self._fixed[key]

    def _value(self, source: CellSource, record: Record, column: Column) -> str:
        found = self.values(source, record)
        named = found[0][1] if found else ""
        text = source.joined.join(each for each, _ in found if each)
        if not text:
            return ""
        return self.checked(source.prefix + text, column, named)

    def checked(self, text: str, column: Column, named: str) -> str:
        """Return a value as the register holds it. Raises `Unreadable` where it breaks the rule of its column."""
        if column.type == "age":
            if text not in self._ages:
                age = understand_age(text)
                self._ages[text] = "" if _UNSURE_AGE.search(text) or is_too_old(age) else age
            if not self._ages[text]:
                raise Unreadable(CellReason(named, text, Message("mapped.age")))
            return self._ages[text]
        fault = self._fault(text, column)
        if fault is not None:
            raise Unreadable(CellReason(named, text, fault))
        return text

    def _fault(self, text: str, column: Column) -> Message | None:
        if column.type == "code":
            known = self.codes[column.to]
            return (
                None
                if text in known
                else Message("mapped.code", list=column.to, codes=tuple(sorted(known))[:20])
            )
        if column.choices:
            return None if text in column.choices else Message("mapped.choice", choices=column.choices)
        read = FORMATS[column.type](text) if column.type in FORMATS else screened(text)
        return read.rule if isinstance(read, Fault) and isinstance(read.rule, Message) else None

    def _listed(self, source: CellSource, record: Record) -> Iterable[tuple[str, str]]:
        for column, value in source.listed.items():
            says = yes_or_no(record.cell(column))
            if says is None:
                raise Unreadable(CellReason(column, record.cell(column), Message("mapped.yes_or_no")))
            if says:
                yield value, column

    def _meant(self, source: CellSource, part: str, column: str) -> str:
        if not source.codes:
            return part
        meant = source.codes.get(folded(part))
        if meant is None:
            raise Unreadable(CellReason(column, part, Message("mapped.no_meaning")))
        return meant

    def _date(self, source: CellSource, record: Record) -> str:
        """Return a date; of two columns, which are its first and its last day, the interval."""
        found = [
            (self._one_date(source, said_in(source, record, each), each), each)
            for each in _columns(source, record)[:2]
        ]
        ends = [each for each, _ in found]
        if len(ends) < 2 or not any(ends):
            return ends[0] if ends and ends[0] else source.otherwise
        if ends[0] == ends[1] or not ends[1]:
            return ends[0]
        if any("/" in end for end in ends):
            raise Unreadable(CellReason(found[0][1], "/".join(ends), Message("mapped.ends")))
        interval = f"{ends[0] or '..'}/{ends[1]}"
        read = FORMATS["date"](interval)
        if isinstance(read, Fault):
            raise Unreadable(CellReason(found[0][1], interval, Message("mapped.ends")))
        return interval

    def _one_date(self, source: CellSource, cell: str, column: str) -> str:
        if not cell:
            return ""
        if source.codes:
            cell = source.codes.get(folded(cell), cell)
            if not cell:
                return ""
        how = source.dates or source.orders.get(sign_of(cell) or sign_within(cell) or NUMBER, "")
        if source.orders and how in ORDERS:
            cell = swapped(cell)
        key = (how, source.century, cell)
        if key not in self._dates:
            self._dates[key] = self._understood(cell, how, source.century)
        found = self._dates[key]
        if not (source.orders and sign_of(cell) in source.orders) and self.orders.in_doubt(
            column, cell, source.dates
        ):
            found = Message("mapped.two_orders")
        if isinstance(found, Message):
            raise Unreadable(CellReason(column, cell, found))
        return found

    def _understood(self, cell: str, how: str, century: str) -> str | Message:
        if cell.replace(".", "", 1).isdecimal() and FIRST_SERIAL <= float(cell) <= LAST_SERIAL:
            if how not in EXCEL:
                return Message("mapped.serial")
            return (EXCEL[how] + timedelta(days=int(float(cell)))).date().isoformat()
        found = understand_date(without_time(cell), self.today)
        if not found.readings:
            return found.problem or Message("date.not_understood")
        readings = readings_in_order(found.readings, how if how in ORDERS else "")
        if found.question_name == "century" and century:
            readings = [each for each in readings if each.edtf.startswith(century)]
        answered = found.question_name == "order" and bool(readings and readings[0].order)
        answered |= found.question_name == "century" and bool(century)
        if len(readings) == 1 and (found.question is None or answered):
            return readings[0].edtf
        return found.question or Message("date.not_understood")


def _columns(source: CellSource, record: Record) -> tuple[str, ...]:
    """Return the columns that count in a row: of those of which the first counts, the first that is filled."""
    if not source.first_of:
        return source.columns
    return tuple(islice((each for each in source.columns if record.cell(each)), 1))


def _parts(source: CellSource, cell: str, column: str) -> list[str]:
    """Return the values in a cell. Raises `Unreadable` where answers are parted by blanks, and one is not known."""
    if " " not in source.split or not source.codes:
        return pieces(cell, source.split)
    chosen = chosen_options(cell, source.codes)
    if chosen is None:
        raise Unreadable(CellReason(column, cell, Message("mapped.no_meaning")))
    return chosen


# A dash at an end, a letter that may be a sex, a fraction, a figure of no age.
_UNSURE_AGE = re.compile(
    r"^\W*[-–]|[-–]\W*$|^\W*[^\W\d_]{1,2}\W*$|\d +[mMfFмжМЖ]\W*$|\d[MFМЖ]\W*$|\d ?/ ?\d.*/|[¼½¾±]"
)
_OLDEST = 125  # nobody is known to have been older


def is_too_old(age: str) -> bool:
    """Return whether nobody is of that age."""
    read = read_age(age)
    return read is not None and read.low.years > _OLDEST
