"""What the cells of a roster are read as, before anything is compared: dates, ages, sexes; what is not read is counted.

Nothing vanishes in silence: a cell that states something and cannot be read is counted by its field, and a column most
of which cannot be read is refused, since people would be told apart, or joined, by what is left of it.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pyarrow as pa

from isthmus.core.dates.examples import as_example
from isthmus.core.dates.written_ages import understand_age
from isthmus.core.link.births import birth_years, default_day
from isthmus.core.link.normalise import plain
from isthmus.core.link.sexes import sexes_of
from isthmus.core.link.spans import born_from_age, span
from isthmus.core.mapping import ColumnMapping, MappingError
from isthmus.core.messages import Message
from isthmus.engines.column_cells import (
    CellTimes,
    ListTimes,
    Replaced,
    first_of,
    move_cells,
    replace_cells,
    stated_cells,
)
from isthmus.engines.connection import Engine, one
from isthmus.engines.name_scripts import names_in_other_scripts
from isthmus.engines.reading import RosterFiles
from isthmus.engines.written_dates import DATE_FIELDS, RosterDates, understand_dates

__all__ = ["ReadRoster", "UnreadCells", "notes_on_names", "read_cells"]

_EXAMPLES = 3
_FEWEST = 2  # unread cells for which a column is refused: a single one says nothing of the rest
_TWO = 2
_FIXES = dict.fromkeys(DATE_FIELDS, "link.refused.fix_dates") | {
    "age": "link.refused.fix_age",
    "sex": "link.refused.fix_sex",
}
_ANY_DAY = "2017"  # ages are read as of some day here: whether they can be, not when


@dataclass(frozen=True, slots=True)
class UnreadCells:
    """Of one field: its column, how many cells state something, how many of these are not read, and a few of them.

    `file` and `row`: where the first of them stands.
    """

    field: str
    column: str
    stated: int
    count: int
    file: str
    row: int
    examples: tuple[str, ...] = ()

    @property
    def message(self) -> Message:
        """Return it in words."""
        return self._said("link.read.unread", "link.read.unread_such")

    def refusal(self, n: int) -> Message:
        """Return in words that `n` cells are too many for the column to be used."""
        return self._said("link.refused.unread", "link.refused.unread_such", field=self.field, n=n)

    def _said(self, code: str, such: str, **values: str | int) -> Message:
        known: dict[str, str | int] = {"column": self.column, "stated": self.stated, "n": self.count}
        place: dict[str, str | int] = {"file": self.file, "row": self.row}
        if not self.examples:
            return Message(code, **known | place | values)
        return Message(such, examples=self.examples, **known | place | values)

    def as_json(self, tell: Callable[[Message], dict[str, Any]]) -> dict[str, Any]:
        """Return it as a report has it."""
        return {
            "column": self.column,
            "count": self.count,
            "share": round(self.count / self.stated, 4),
            "examples": list(self.examples),
            "first": {"file": self.file, "row": self.row},
            "message": tell(self.message),
        }


@dataclass(slots=True)
class ReadRoster:
    """The files, how the cells of their columns were understood, and the fields that there are to compare."""

    files: RosterFiles
    dates: RosterDates = field(default_factory=RosterDates)
    unread: dict[str, UnreadCells] = field(default_factory=dict)
    notes: list[Message] = field(default_factory=list)
    fields: list[str] = field(default_factory=list)
    refused: list[MappingError] = field(default_factory=list)

    @property
    def mapped(self) -> ColumnMapping:
        """Return which column was read as what."""
        return self.files.mapped

    def sentences(self) -> list[Message]:
        """Return all that is to be said of the cells."""
        return [*(each.message for each in self.unread.values()), *self.dates.questions(), *self.notes]


def read_cells(engine: Engine, files: RosterFiles, order: str, today: date) -> ReadRoster:
    """Write the cells of the table `raw` as the engines read them. Raises `MappingError` where most are not read."""
    mapped = files.mapped
    found = ReadRoster(files, fields=[name for name in mapped.columns if name not in ("id", "list")])
    if "age" in found.fields:
        _take_birth_years(engine, found, today)
    for name in DATE_FIELDS:
        if name in mapped.columns:
            _read_dates(engine, found, name, order, today)
    if "born" in found.fields:
        _drop_default_days(engine, found)
    if "age" in mapped.columns:
        _read_ages(engine, found)
        _count_undated_ages(engine, found)
    if "sex" in mapped.columns:
        _read_sexes(engine, found)
    _refuse(found)
    return found


def _take_birth_years(engine: Engine, found: ReadRoster, today: date) -> None:
    """Take ages that are years of birth as such, by list, where no birth is stated."""
    times = stated_cells(engine, "age")
    years: Replaced = {
        (name, text): year
        for name, texts in times.items()
        for text, year in birth_years(texts, today.year).items()
    }
    if not years:
        return
    if "born" not in found.fields:
        engine.execute("alter table raw add column born varchar")
        found.fields.append("born")
    move_cells(engine, "age", "born", years)
    if not one(engine, "select count(age) from raw")[0]:
        found.fields.remove("age")  # no age is left, of which it would have to be said when it was that
    n = sum(times[name][text] for name, text in years)
    found.notes.append(Message("link.read.birth_years", column=found.mapped.columns["age"], n=n))


def _read_dates(engine: Engine, found: ReadRoster, name: str, order: str, today: date) -> None:
    times = stated_cells(engine, name)
    instead, unread, asked = understand_dates(times, order, today, found.dates)
    _account(engine, found, name, times, unread, asked)
    replace_cells(engine, name, instead)


def _drop_default_days(engine: Engine, found: ReadRoster) -> None:
    """Leave the year alone of births on a day on which a list puts those of whom it knows no more, as 1 January."""
    for name, texts in stated_cells(engine, "born").items():
        day = default_day(texts)
        if day:
            replace_cells(engine, "born", {(name, text): year for text, year in day.years.items()})
            found.notes.append(
                Message(
                    "link.read.default_day",
                    n=day.cells,
                    stated=day.of,
                    share=day.cells / day.of,
                    month_and_day=day.month_and_day,
                )
            )


def _read_ages(engine: Engine, found: ReadRoster) -> None:
    times = stated_cells(engine, "age")
    instead: Replaced = {}
    unread: CellTimes = Counter()
    for name, text, n in _each(times):
        if born_from_age(text, _ANY_DAY) is None:
            written = understand_age(text)
            if written and born_from_age(written, _ANY_DAY):
                instead[name, text] = written
            else:
                unread[name, text] += n
    _account(engine, found, "age", times, unread)
    replace_cells(engine, "age", instead)


def _count_undated_ages(engine: Engine, found: ReadRoster) -> None:
    """Say how many ages have no day on which they were that: they are read as of what the other rows state."""
    stated = [name for name in ("age_on", "date", "died") if name in found.fields]
    texts = {text for name in stated for _, text, _ in _each(stated_cells(engine, name)) if span(text)}
    engine.register("days", pa.table({"text": pa.array(sorted(texts), pa.string())}))
    undated = "".join(f" and coalesce({name}, '') not in (select text from days)" for name in stated)
    (n,) = one(engine, f"select count(*) from raw where age is not null{undated}")
    engine.unregister("days")
    if n and texts:
        found.notes.append(Message("link.read.undated_ages", n=n))


def _read_sexes(engine: Engine, found: ReadRoster) -> None:
    """Write sexes as `m`, `f`, `other`; codes of somebody's own are compared where there are just two."""
    times = stated_cells(engine, "sex")
    known = {name: sexes_of(texts) for name, texts in times.items()}
    values = {plain(text) for _, text, _ in _each(times)}
    column = found.mapped.columns["sex"]
    if not any(known.values()) and len(values) <= _TWO:
        if len(values) == _TWO:
            found.notes.append(Message("link.read.two_codes", column=column))
        return
    instead: Replaced = {(name, text): known[name].get(text) for name, text, _ in _each(times)}
    unread = Counter({(name, text): n for name, text, n in _each(times) if text not in known[name]})
    _account(engine, found, "sex", times, unread)
    replace_cells(engine, "sex", instead)


def _each(times: ListTimes) -> Iterator[tuple[str, str, int]]:
    return ((name, text, n) for name, texts in times.items() for text, n in texts.items())


def _account(
    engine: Engine,
    found: ReadRoster,
    name: str,
    times: ListTimes,
    unread: CellTimes,
    asked: CellTimes | None = None,
) -> None:
    """Count the cells that are not read; keep why a column cannot be used where they are more than half of it.

    `asked`: cells that could be read in two ways, which of a column make it as unusable. Before any is written anew.
    """
    open_cells = unread + (asked or Counter())
    if not open_cells:
        return
    file, row = found.files.place(first_of(engine, name, unread or open_cells))
    examples = () if name == "sex" else _examples(unread)
    stated = sum(texts.total() for texts in times.values())
    column = found.mapped.columns[name]
    cells = UnreadCells(name, column, stated, unread.total(), file, row, examples)
    if unread:
        found.unread[name] = cells
    n = open_cells.total()
    if n >= _FEWEST and 2 * n > stated:
        fix = "link.refused.fix_order" if n > 2 * unread.total() else _FIXES[name]
        found.refused.append(MappingError(cells.refusal(n), Message(fix, field=name)))


def _examples(unread: CellTimes) -> tuple[str, ...]:
    """Return a few texts, the most frequent first."""
    times: Counter[str] = Counter()
    for (_list, text), n in unread.items():
        times[text] += n
    frequent = sorted(times, key=lambda text: (-times[text], text))
    shown = dict.fromkeys(each for text in frequent if (each := as_example(text)))
    return tuple(shown)[:_EXAMPLES]


def notes_on_names(engine: Engine, found: ReadRoster) -> list[Message]:
    """Return what is to be said of names, after they were read."""
    return [
        Message("link.read.other_script", column=found.mapped.columns[name], n=n, stated=stated)
        for name, (stated, n) in names_in_other_scripts(engine, found.fields).items()
    ]


def _refuse(found: ReadRoster) -> None:
    """Raise what makes columns unusable: all at once, since cells that moved to the next column spoil several."""
    if not found.refused:
        return
    first = found.refused[0]
    others = tuple(str(each.rule.values["column"]) for each in found.refused[1:])
    if not others:
        raise first
    raise MappingError(first.rule, Message("link.refused.fix_several", columns=others, n=len(others)))
