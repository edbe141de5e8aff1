"""Rows of a spreadsheet that are no entries: totals, headings, the names of columns once more."""

from collections.abc import Iterator, Sequence
from datetime import date

from isthmus.core.dates.written import understand_date
from isthmus.core.import_mapping.count_words import TOTALS
from isthmus.core.import_mapping.counts import read_count
from isthmus.core.import_mapping.records import CellReason, Record
from isthmus.core.import_mapping.silent_words import word_of
from isthmus.core.import_mapping.values import ImportMapping
from isthmus.core.messages import Message

__all__ = ["NoRows"]

_FIRST_CELLS = 3  # in which a total says that it is one: behind a number of its row, or a year
_FEWEST_SUMMED = 3  # a number that equals one or two others is no sum yet
_FEWEST_COLUMNS = 3  # of a table in which a row with one cell stands out
_LAST_DAY = date(2100, 1, 1)  # whether it is a date at all, and not whether it is past, is asked here


def _is_date(cell: str) -> bool:
    return bool(understand_date(cell, _LAST_DAY).readings)


_SAID_ALONE = (
    ("mentions", "name"),
    ("mentions", "names"),
    ("mentions", "other_names"),
    ("mentions", "description"),
    ("statements", "quote"),
)


def _of_people(mapping: ImportMapping) -> Iterator[str]:
    """Yield the columns that may tell of somebody or something by themselves: names, and what was said."""
    for name, field, source in mapping.fields():
        if (name, field) in _SAID_ALONE:
            yield from source.named


class NoRows:
    """Tells rows that are no entries of a list.

    Totals are told by a word, or by a number that is the sum of those above; others are the names of columns once more,
    or hold nothing but a number or a heading.
    """

    def __init__(self, mapping: ImportMapping) -> None:
        self._key = frozenset(mapping.table.key)
        self._people = frozenset(_of_people(mapping))
        every = [people for act in mapping.acts for people in act.people if not (people.each or act.each)]
        numbers = [people.number for people in every]
        self._columns = tuple(
            dict.fromkeys(column for number in numbers if number for column in number.columns)
        )
        self._sums = dict.fromkeys(self._columns, 0)
        self._parts = dict.fromkeys(self._columns, 0)

    def of(self, record: Record) -> CellReason | None:
        """Return why the row is no entry, where it is none; else count it."""
        filled = [(name, cell) for name in record.header.names if (cell := record.cell(name))]
        if not filled:
            return CellReason("", "", Message("mapped.blank"))
        for name, cell in filled[:_FIRST_CELLS]:
            if TOTALS.match(word_of(cell)):
                return CellReason(name, cell, Message("mapped.total"))
        if (bare := self._bare(record, filled)) is not None:
            return bare
        if filled and all(name in self._columns for name, _ in filled):
            return CellReason(filled[0][0], filled[0][1], Message("mapped.number_alone"))
        numbers = dict(self._numbers(record))
        if numbers and len(filled) <= len(numbers) + 1:
            for column, number in numbers.items():
                if number and self._parts[column] >= _FEWEST_SUMMED and number == self._sums[column]:
                    return CellReason(column, str(number), Message("mapped.sum"))
        for column, number in numbers.items():
            self._sums[column] += number
            self._parts[column] += 1
        return None

    def _bare(self, record: Record, filled: Sequence[tuple[str, str]]) -> CellReason | None:
        """Return why a row is none that has the names of columns, its own number, or one cell of another kind alone."""
        name, cell = filled[0]
        if len(filled) > 1 and all(word_of(one) == word_of(each) for one, each in filled):
            return CellReason(name, cell, Message("mapped.header_again"))
        columns = sum(map(bool, record.header.names))
        if columns < _FEWEST_COLUMNS or record.repeats or record.marks:
            return None
        if all(each in self._key and any(map(str.isdecimal, said)) for each, said in filled):
            return CellReason(name, cell, Message("mapped.key_alone"))
        is_heading = name not in self._people or _is_date(cell)
        if len(filled) == 1 and is_heading and name not in self._columns:
            return CellReason(name, cell, Message("mapped.one_cell"))
        return None

    def _numbers(self, record: Record) -> Iterator[tuple[str, int]]:
        for column in self._columns:
            if count := read_count(record.cell(column)):
                yield column, count.low
