"""Which columns of a table are lists, which holds the counts, which the strata; the rest is not read, and named.

A column is a list where its filled cells, in the first 20,000 rows, are 0 or 1 for the greater part, so that a slip of
the hand in one cell is reported and not taken for a column of another kind.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from isthmus.core.workbook.problems import Problem, Problems, shortened
from isthmus.files.lists.cells import MARKS, ON

__all__ = ["MOST_LISTS", "Columns", "NoSuchColumn", "columns_of", "looks_like_counts"]

MOST_LISTS = 20
_COUNT = "count"
_IDS = frozenset(
    {"id", "ids", "person", "person_id", "personid", "record", "record_id", "no", "nr", "number", "key", "№"}
)
_PEOPLE = ("id", "person", "person_id", "personid")
_COUNTS = frozenset(
    {"counts", "n", "freq", "frequency", "frequencies", "total", "people", "number of people", "observed"}
)
_FEW_ROWS = 4


class NoSuchColumn(ValueError):
    """The column that was to hold the strata is not there, or holds something else."""


@dataclass(frozen=True, slots=True)
class Columns:
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

    def name(self, place: int) -> str:
        """What the column is called; of one without a name, its place."""
        return self.names[place] or f"column {place + 1}"


@dataclass(frozen=True, slots=True)
class _Cells:
    """What the filled cells of a column are, in the rows that were looked at."""

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
    strata: str,
    problems: Problems,
) -> Columns:
    """Tell the columns apart by the header, record `row`, and the first rows. Raises NoSuchColumn for the strata."""
    told = _Telling(sheet, row, tuple(" ".join(cell.split()) for cell in header), problems)
    told.check_names()
    count = told.place_of(_COUNT)
    stratum = _stratum(told.names, strata, count)
    kinds = {place: _cells(place, rows) for place in range(len(header)) if place not in (count, stratum)}
    lists = told.lists(kinds)
    unread = tuple(
        place for place in kinds if place not in lists and (told.names[place] or kinds[place].filled)
    )
    found = Columns(
        told.names, tuple(lists), frozenset(place for place in lists if not kinds[place].filled),
        count, stratum, next((place for name in _PEOPLE if (place := told.place_of(name)) in unread), None),
        unread, tuple(p for p in unread if kinds[p].filled and kinds[p].numbers == kinds[p].filled),
    )  # fmt: skip
    told.check_lists(found)
    return found


def looks_like_counts(columns: Columns, rows: int, patterns: int) -> str | None:
    """Return a column that may well hold counts under another name, or None; of so many rows and patterns.

    As counts go by, no pattern comes twice; of people it does, once there are a few.
    """
    if columns.count is not None:
        return None
    named = [columns.names[place] for place in columns.unread if columns.names[place].casefold() in _COUNTS]
    apart = [columns.names[p] for p in columns.numbers if columns.names[p].casefold() not in _IDS]
    if rows >= _FEW_ROWS and rows == patterns:
        named += [name for name in apart if name]
    return next(iter(named), None)


def _stratum(names: Sequence[str], strata: str, count: int | None) -> int | None:
    if not strata:
        return None
    wanted = " ".join(strata.split()).casefold()
    place = next((at for at, name in enumerate(names) if name.casefold() == wanted), None)
    if place is None or place == count:
        why = "that column holds the counts" if place is not None else "no such column"
        others = ", ".join(shortened(name) for at, name in enumerate(names) if name and at != count)
        raise NoSuchColumn(f"{shortened(strata)}: {why}. The table has: {others}.")
    return place


def _cells(place: int, rows: Sequence[Sequence[str]]) -> _Cells:
    counted = Counter(row[place] for row in rows)
    filled = on_or_not = marks = numbers = 0
    for cell, many in counted.items():
        text = cell.strip()
        if text:
            filled += many
            on_or_not += many * (text in ON)
            marks += many * (text.casefold() in MARKS)
            numbers += many * text.isdecimal()
    return _Cells(filled, on_or_not, marks, numbers)


@dataclass(frozen=True, slots=True)
class _Telling:
    """The header, and where what is wrong with it is told."""

    sheet: str
    row: int
    names: tuple[str, ...]
    problems: Problems

    def place_of(self, name: str) -> int | None:
        return next((at for at, each in enumerate(self.names) if each.casefold() == name), None)

    def say(self, column: str, value: str, rule: str, mend: str) -> None:
        self.problems.add(Problem(self.sheet, self.row, shortened(column), shortened(value), rule, mend))

    def check_names(self) -> None:
        if all(name in ON or name.isdecimal() for name in self.names):
            rule = "The first row names the columns; this one holds numbers."
            self.say("", "", rule, "Add a row on top with the name of each list, and count above the counts.")
            return
        folded = Counter(name.casefold() for name in self.names if name)
        for folded_name, many in folded.items():
            if many > 1:
                name = next(name for name in self.names if name.casefold() == folded_name)
                rule = f"Names of columns differ, by more than capitals; {many} are called so."
                self.say(name, "", rule, "Rename or remove all but one.")
        for name in self.names:
            if not name.isprintable():
                self.say(name, "", "The name of this column can not be read.", "Save the sheet as CSV UTF-8.")

    def lists(self, kinds: dict[int, _Cells]) -> list[int]:
        """Return the places of lists."""
        found = []
        for place, cells in kinds.items():
            name = self.names[place]
            is_id = name.casefold() in _IDS and (cells.on_or_not < cells.filled or not cells.filled)
            if cells.as_list and not is_id:
                found.append(place)
                if not name:
                    rule = f"A list has a name; column {place + 1} has none."
                    self.say(
                        "", "", rule, "Name it in the first row; take the column out where it is no list."
                    )
            elif not cells.filled and name and not is_id:
                found.append(place)
            elif cells.marked:
                rule = "Who is on a list is written as 1, and 0 or empty; this column says it otherwise."
                self.say(name, "", rule, "Write 0 and 1; take the column out where it is no list.")
        return found

    def check_lists(self, found: Columns) -> None:
        lists = set(found.lists) - found.maybe
        if not lists and not self.problems:
            rule = "A list is a column of 0 and 1; no column is."
            self.say("", "", rule, "Give each list a column: 1 for who is on it, 0 for who is not.")
        if len(found.lists) > MOST_LISTS:
            rule = f"At most {MOST_LISTS} lists are read; there are {len(found.lists)} columns of 0 and 1."
            self.say("", "", rule, "Put lists of one kind, or of sources under one control, together as one.")
