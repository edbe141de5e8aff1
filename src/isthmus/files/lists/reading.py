"""Reading a table of lists in bounded memory: equal rows are counted as they come, all problems are told at once."""

from array import array
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from pathlib import Path

import numpy as np

from isthmus.core.estimate.values import Lists
from isthmus.core.messages import Message, MessageError, Value
from isthmus.core.workbook.cells import Fault
from isthmus.core.workbook.problems import Problem, Problems, shortened
from isthmus.files.lists.cells import MOST_PEOPLE, count_of, on_list, stratum_of
from isthmus.files.lists.columns import AskedColumns, ListColumns, columns_of, looks_like_counts
from isthmus.files.table import Table, TableError, TableFault, open_table
from isthmus.files.table.text import Chunk

__all__ = ["MOST_STRATA", "ReadLists", "UnsoundLists", "read_lists"]

MOST_STRATA = 100
_MOST_NAMED = 6  # strata in one problem, so that it is read

type Key = tuple[str, ...]
type Pattern = tuple[bool | None, ...]
"""For each list whether somebody is on it; None where it did not exist."""


class UnsoundLists(MessageError):
    """The table breaks rules; `problems` says which."""

    def __init__(self, problems: Problems) -> None:
        super().__init__(Message("lists.unsound"))
        self.problems = problems


@dataclass(frozen=True, eq=False)
class ReadLists:
    """The lists by stratum (one, the empty one, where none was asked for), and what was passed over.

    `on_no_list`: people in rows without a 1. `repeated`: rows with counts whose pattern stood in an earlier one.
    `absent`: lists that did not exist in some strata (all of their cells there are N/A), and in which; empty there.
    """

    strata: Mapping[str, Lists]
    per_person: bool
    unread: tuple[Value, ...]
    on_no_list: int
    repeated: int
    absent: Mapping[str, tuple[str, ...]]


def read_lists(
    path: Path,
    strata: str = "",
    progress: Callable[[int, int], None] | None = None,
    *,
    encoding: str = "",
    lists: Sequence[str] = (),
) -> ReadLists:
    """Read a table with a column of 0 and 1 for each list; a row per pattern with its `count`, or per person.

    `lists` names the columns that are lists. Raises `UnsoundLists` with everything that is wrong, and `NoSuchColumn`
    for `strata` and `lists`.
    """
    problems = Problems()
    counting = None
    try:
        with open_table(path, encoding, progress) as table:
            counting = _counted(table, path.stem, AskedColumns(strata, tuple(lists)), problems)
    except TableError as error:
        fault = error.fault
        problems.add(Problem(path.stem, fault.row, "", "", fault.rule, fault.fix))
    if counting is not None:
        counting.check_whole()
    if problems or counting is None:
        raise UnsoundLists(problems)
    return counting.result()


def _counted(table: Table, sheet: str, asked: AskedColumns, problems: Problems) -> "_PatternCounts | None":
    """Count the whole table; None where its header is not sound, or there are no rows."""
    counting: _PatternCounts | None = None
    try:
        for chunk in table.chunks:
            if counting is None:
                columns = _columns(sheet, table, chunk, asked, problems)
                if columns is None:
                    return None
                counting = _PatternCounts(sheet, columns, problems, len(table.names))
            counting.add(chunk)
            if len(counting.strata) > MOST_STRATA:
                break
    except TableFault as fault:
        problems.add(Problem(sheet, fault.row, "", "", fault.rule, fault.fix))
    else:
        if counting is None:
            problems.add(Problem(sheet, None, "", "", Message("table.no_rows"), Message("table.no_rows_fix")))
    return counting


def _columns(
    sheet: str, table: Table, chunk: Chunk, asked: AskedColumns, problems: Problems
) -> ListColumns | None:
    """Return which columns are what, by the header and the first rows; None where they are not sound."""
    sample = [row for row in chunk[1] if len(row) == len(table.names)]
    columns = columns_of(sheet, table.row, table.names, sample, asked, problems)
    return None if problems else columns


@dataclass(slots=True)
class _PatternCounts:
    """How many people have which pattern, by stratum, so far."""

    sheet: str
    columns: ListColumns
    problems: Problems
    width: int
    strata: defaultdict[str, Counter[Pattern]] = field(default_factory=lambda: defaultdict(Counter))
    rows: int = 0
    ids: "array[int]" = field(default_factory=lambda: array("q"))
    passed: list[int] = field(default_factory=list)
    first: int = 0
    unsaid: Counter[tuple[int, str]] = field(default_factory=Counter)  # rows by list and stratum that are N/A

    @property
    def places(self) -> tuple[int, ...]:
        """Return the columns that are read: lists, then the stratum, then the count."""
        more = (self.columns.stratum, self.columns.count)
        return (*self.columns.lists, *(place for place in more if place is not None))

    def add(self, chunk: Chunk) -> None:
        """Count the rows of a chunk."""
        first, rows = chunk
        self.first = self.first or first
        numbers: Sequence[int] = range(first, first + len(rows))
        if set(map(len, rows)) - {self.width} or not all(map(any, rows)):
            kept = [(at, row) for at, row in zip(numbers, rows, strict=True) if self._is_row(at, row)]
            numbers, rows = [at for at, _ in kept], [row for _, row in kept]
        if self.columns.person is not None and self.columns.count is None:
            self.ids.extend(map(hash, map(itemgetter(self.columns.person), rows)))
        self.rows += len(rows)
        key_of = _taking(self.places)
        wrong = {}
        for key, many in Counter(map(key_of, rows)).items():
            faults = self._take(key, many)
            if faults:
                wrong[key] = faults
        if wrong:
            self._tell(wrong, ((at, key_of(row)) for at, row in zip(numbers, rows, strict=True)))

    def _is_row(self, number: int, row: Sequence[str]) -> bool:
        """Return whether a record is a row; empty lines are none, and those with too few or many cells are told."""
        if len(row) == self.width and any(map(str.strip, row)):
            return True
        self.passed.append(number)
        if any(map(str.strip, row)):
            rule = Message("lists.width", n=self.width, found=len(row))
            short = len(row) < self.width
            self._say(number, "", rule, Message("lists.short_row_fix" if short else "lists.long_row_fix"))
        return False

    def _take(self, key: Key, many: int) -> list[tuple[int, Fault]]:
        """Count people with one content of the cells that are read, or return what is wrong with which of them."""
        lists = len(self.columns.lists)
        on = [on_list(cell) for cell in key[:lists]]
        stratum = stratum_of(key[lists]) if self.columns.stratum is not None else ""
        count = count_of(key[-1]) if self.columns.count is not None else 1
        read = (*on, *((stratum,) if self.columns.stratum is not None else ()), count)
        faults = [(place, each) for place, each in enumerate(read) if isinstance(each, Fault)]
        if not faults and isinstance(count, int) and isinstance(stratum, str):
            pattern = tuple(None if each is None else each is True for each in on)
            self.strata[stratum][pattern] += many * count
            self.unsaid.update({(at, stratum): many for at, each in enumerate(pattern) if each is None})
        return faults

    def _tell(self, wrong: Mapping[Key, list[tuple[int, Fault]]], rows: Iterator[tuple[int, Key]]) -> None:
        for number, key in rows:
            for place, fault in wrong.get(key, ()):
                name = shortened(self._name(self.places[place]))
                value = shortened(key[place].strip())
                self.problems.add(Problem(self.sheet, number, name, value, fault.rule, fault.mend))

    def check_whole(self) -> None:
        """Tell what shows only over all rows."""
        if len(self.strata) > MOST_STRATA:
            rule = Message("lists.most_strata", most=MOST_STRATA)
            self._say(None, self._name(self.columns.stratum or 0), rule, Message("lists.most_strata_fix"))
        if sum(found.total() for found in self.strata.values()) > MOST_PEOPLE:
            rule = Message("lists.most_people", most=MOST_PEOPLE)
            self._say(None, "", rule, Message("lists.most_people_fix"))
        patterns = sum(map(len, self.strata.values()))
        named = looks_like_counts(self.columns, self.rows, patterns) if not self.problems else None
        if named is not None:
            self._say(None, named, Message("lists.like_counts"), Message("lists.like_counts_fix"))
        self._check_absent()
        self._check_ids()

    def _check_absent(self) -> None:
        """Tell of lists, once each, of which nobody can say where they existed."""
        for at in sorted({at for at, _ in self.unsaid}):
            mixed = sorted({s for j, s in self.unsaid if j == at} - set(self._absent(at)))
            if not mixed:
                continue
            name = self._name(self.columns.lists[at])
            if self.columns.stratum is None:
                rule = Message("lists.not_applicable", n=self.unsaid[at, ""])
                self._say(None, name, rule, Message("lists.not_applicable_fix"))
            else:
                rule = Message("lists.not_applicable_in", n=len(mixed), strata=mixed[:_MOST_NAMED])
                self._say(None, name, rule, Message("lists.not_applicable_in_fix"))

    def _absent(self, at: int) -> tuple[str, ...]:
        """Return the strata, in order, in which nothing but N/A stands in a list."""
        return tuple(
            stratum
            for stratum, found in sorted(self.strata.items())
            if all(pattern[at] is None for pattern in found)
        )

    def _name(self, place: int) -> str:
        return self.columns.names[place]

    def _check_ids(self) -> None:
        """People with two rows would count as two; equal ids have equal hashes, others next to never (64 bits)."""
        hashes = np.array(self.ids, dtype=np.int64)
        order = np.argsort(hashes, kind="stable")
        again = hashes[order][1:] == hashes[order][:-1]
        name = self._name(self.columns.person or 0)
        for at in np.sort(order[1:][again & (hashes[order][1:] != hash(""))]).tolist():
            self._say(self._row_of(at), name, Message("lists.same_id"), Message("lists.same_id_fix"))

    def _row_of(self, at: int) -> int:
        """Return the number of the row that is the `at`th of those that are counted, from 0."""
        row = self.first + at
        while (before := bisect_left(self.passed, row + 1)) != row - self.first - at:
            row = self.first + at + before
        return row

    def _say(self, row: int | None, column: str, rule: Message, mend: Message) -> None:
        self.problems.add(Problem(self.sheet, row, shortened(column), "", rule, mend))

    def result(self) -> ReadLists:
        """Return the lists; a column that was empty throughout is none."""
        on = np.array([list(map(bool, p)) for p in {p for f in self.strata.values() for p in f}], dtype=bool)
        places = self.columns.lists
        kept = [j for j, place in enumerate(places) if place not in self.columns.maybe or on[:, j].any()]
        names = [self._name(places[j]) for j in kept]
        empty = [place for j, place in enumerate(places) if j not in kept]
        no_list = sum(many for found in self.strata.values() for on, many in found.items() if not any(on))
        return ReadLists(
            strata={stratum: _lists(names, kept, self.strata[stratum]) for stratum in sorted(self.strata)},
            per_person=self.columns.count is None,
            unread=tuple(self.columns.name(place) for place in sorted({*self.columns.unread, *empty})),
            on_no_list=no_list,
            repeated=0 if self.columns.count is None else self.rows - sum(map(len, self.strata.values())),
            absent={name: strata for j, name in zip(kept, names, strict=True) if (strata := self._absent(j))},
        )


def _taking(places: tuple[int, ...]) -> Callable[[Sequence[str]], Key]:
    if len(places) == 1:
        return lambda row: (row[places[0]],)
    return itemgetter(*places)


def _lists(names: Sequence[str], kept: list[int], found: Mapping[Pattern, int]) -> Lists:
    patterns = np.array([[on is True for on in each] for each in found], dtype=np.bool_)[:, kept]
    return Lists.of(names, patterns, list(found.values()))
