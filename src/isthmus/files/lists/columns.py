"""Which columns of a table are lists, which holds the counts, which the strata; the rest is not read, and named.

A column is a list where its filled cells, in the rows that are looked at first, are 0 or 1 for the greater part, so
that a slip of the hand in one cell is reported and not taken for a column of another kind; or where it is named as one.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from isthmus.core.mapping import Field, named, place_of, repeated, shown, spelled
from isthmus.core.messages import Message, MessageError, Value
from isthmus.core.workbook.problems import Problem, Problems, shortened
from isthmus.files.lists.cells import MARKS, NOT_APPLICABLE, ON

__all__ = ["MOST_LISTS", "AskedColumns", "ListColumns", "NoSuchColumn", "columns_of", "looks_like_counts"]

MOST_LISTS = 20
_COUNT = Field("count")
_PERSON = Field("id", also=("person", "person_id", "personid"))
_IDS = frozenset(
    {
        "id",
        "ids",
        "person",
        "person_id",
        "personid",
        "record",
        "record_id",
        "no",
        "nr",
        "number",
        "key",
        "№",
        "#",
        "row",
    }
)
_COUNTS = frozenset(
    {"counts", "n", "freq", "frequency", "frequencies", "total", "people", "number_of_people", "observed"}
)
_FEW_ROWS = 4


class NoSuchColumn(MessageError):
    """The column that was to hold the strata, or a list, is not there, or holds something else; `asked` for which."""

    def __init__(self, asked: str, rule: Message, fix: Message) -> None:
        super().__init__(Message("mapping.error", rule=rule, fix=fix))
        self.asked = asked


@dataclass(frozen=True, slots=True)
class AskedColumns:
    """The column to stratify by, and those that are the lists; nothing where the table is to tell."""

    strata: str = ""
    lists: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ListColumns:
    """Places in a row: of the lists (`maybe`: those of them that were empty so far), the count, the stratum, an id.

    `numbers`: columns that are not read, and hold whole numbers.
    """

    names: tuple[str, ...]
    lists: tuple[int, ...]
    maybe: frozenset[int]
    count: int | None
    stratum: int | None
    person: int | None
    unread: tuple[int, ...]
    numbers: tuple[int, ...]

    def name(self, place: int) -> Value:
        """Return what the column is called; of one without a name, its place."""
        return named(self.names, place)


@dataclass(frozen=True, slots=True)
class _CellKinds:
    """What the filled cells of a column are, in the rows that were looked at; N/A fills none."""

    filled: int
    on_or_not: int
    marks: int
    numbers: int

    @property
    def as_list(self) -> bool:
        return 0 < self.filled <= 2 * self.on_or_not

    @property
    def marked(self) -> bool:
        return 0 < self.filled <= 2 * self.marks


def columns_of(
    sheet: str,
    row: int,
    header: Sequence[str],
    rows: Sequence[Sequence[str]],
    asked: AskedColumns,
    problems: Problems,
) -> ListColumns:
    """Return which columns are what, by the header, row `row`, and the first rows. Raises `NoSuchColumn`."""
    checked = _HeaderCheck(sheet, row, tuple(header), problems)
    checked.check_names()
    count = place_of(header, _COUNT)
    stratum = _stratum(header, asked.strata, count)
    kinds = {place: _cells(place, rows) for place in range(len(header)) if place not in (count, stratum)}
    lists = checked.asked(kinds, _asked(header, asked, count)) if asked.lists else checked.lists(kinds)
    unread = tuple(place for place in kinds if place not in lists and (header[place] or kinds[place].filled))
    found = ListColumns(
        tuple(header), tuple(lists), frozenset(place for place in lists if not kinds[place].filled),
        count, stratum, place_of(header, _PERSON, unread),
        unread, tuple(p for p in unread if kinds[p].on_or_not < kinds[p].filled == kinds[p].numbers),
    )  # fmt: skip
    checked.check_lists(found)
    return found


def looks_like_counts(columns: ListColumns, rows: int, patterns: int) -> str | None:
    """Return a column that may well hold counts under another name, or None; of so many rows and patterns.

    As counts go by, no pattern comes twice; of people it does, once there are a few.
    """
    if columns.count is not None:
        return None
    named = [columns.names[place] for place in columns.unread if spelled(columns.names[place]) in _COUNTS]
    apart = [columns.names[p] for p in columns.numbers if spelled(columns.names[p]) not in _IDS]
    if rows >= _FEW_ROWS and rows == patterns:
        named += [name for name in apart if name]
    return next(iter(named), None)


def _stratum(names: Sequence[str], strata: str, count: int | None) -> int | None:
    return _place(names, "strata", strata, {count: "lists.column_of_counts"}) if strata else None


def _asked(names: Sequence[str], asked: AskedColumns, count: int | None) -> list[int]:
    """Return the places of the lists that were asked for, in the order of the table."""
    taken = {count: "lists.column_of_counts", _stratum(names, asked.strata, count): "lists.column_of_strata"}
    return sorted({_place(names, "lists", each, taken) for each in asked.lists})


def _place(names: Sequence[str], asked: str, name: str, taken: Mapping[int | None, str]) -> int:
    """Return where the column of this name stands. Raises `NoSuchColumn`, also where it holds what was taken before."""
    place = place_of(names, Field(spelled(name)))
    if place is None or place in taken:
        code = "lists.column_missing" if place is None else taken[place]
        rule = Message(code, column=shortened(name))
        others = shown(each for at, each in enumerate(names) if at not in taken)
        raise NoSuchColumn(asked, rule, Message("lists.column_fix", names=others))
    return place


def _cells(place: int, rows: Sequence[Sequence[str]]) -> _CellKinds:
    counted = Counter(row[place] for row in rows)
    filled = on_or_not = marks = numbers = 0
    for cell, many in counted.items():
        text = cell.strip()
        if text and text.casefold() not in NOT_APPLICABLE:
            filled += many
            on_or_not += many * (text in ON)
            marks += many * (text.casefold() in MARKS)
            numbers += many * text.isdecimal()
    return _CellKinds(filled, on_or_not, marks, numbers)


@dataclass(frozen=True, slots=True)
class _HeaderCheck:
    """The header, and where what is wrong with it is told."""

    sheet: str
    row: int
    names: tuple[str, ...]
    problems: Problems

    def say(self, column: str, rule: Message, mend: Message) -> None:
        self.problems.add(Problem(self.sheet, self.row, shortened(column), "", rule, mend))

    def check_names(self) -> None:
        if all(name in ON or name.isdecimal() for name in self.names):
            self.say("", Message("lists.numbers"), Message("lists.numbers_fix"))
            return
        for name, times in repeated(self.names).items():
            rule = Message("mapping.twice", column=shortened(name), n=times)
            self.say(name, rule, Message("mapping.twice_fix"))
        for name in self.names:
            if not name.isprintable():
                self.say(name, Message("lists.name"), Message("lists.name_fix"))

    def lists(self, kinds: dict[int, _CellKinds]) -> list[int]:
        """Return the places of lists."""
        found = []
        for place, cells in kinds.items():
            name = self.names[place]
            is_id = name.casefold() in _IDS and (cells.on_or_not < cells.filled or not cells.filled)
            if cells.as_list and not is_id:
                found.append(place)
                if not name:
                    self.say("", Message("lists.nameless", n=place + 1), Message("lists.nameless_fix"))
            elif not cells.filled and name and not is_id:
                found.append(place)
            elif cells.marked:
                self.say(name, Message("lists.marks"), Message("lists.marks_fix"))
        return found

    def asked(self, kinds: dict[int, _CellKinds], places: list[int]) -> list[int]:
        """Return the places of lists that were asked for."""
        for place in places:
            if kinds[place].filled and not kinds[place].as_list:
                self.say(self.names[place], Message("lists.no_list"), Message("lists.no_list_fix"))
        return places

    def check_lists(self, found: ListColumns) -> None:
        lists = set(found.lists) - found.maybe
        if not lists and not self.problems:
            self.say("", Message("lists.none"), Message("lists.none_fix"))
        if len(found.lists) > MOST_LISTS:
            rule = Message("lists.most", most=MOST_LISTS, n=len(found.lists))
            self.say("", rule, Message("lists.most_fix"))
