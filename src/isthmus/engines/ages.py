"""When ages were true, where no column says it: told by people who state a birth in one row and an age in another."""

from collections.abc import Sequence
from datetime import date

import numpy as np

from isthmus.core.dates.ages import read_age
from isthmus.core.link.fields import PARTS
from isthmus.core.link.spans import span
from isthmus.core.messages import Message
from isthmus.engines.connection import Engine, one

__all__ = ["ages_note", "day_of_ages", "names_of"]

FEWEST = 5  # people by whom the day is told: fewer may be namesakes
# Half of the days that they tell lie so near to one another, in days: further apart they tell no day. Ages are known to
# a year, births are slips at times, and lists of several years have no one day.
NEAR = 1_100
_AT_MOST = 20_000  # people that are looked at: more make the day no surer


def day_of_ages(engine: Engine, has: set[str], names: Sequence[str], joins: Sequence[str]) -> tuple[str, int]:
    """Return the day as YYYY-MM-DD on which ages were true, or "" where nothing tells it; and how many people tell it.

    `names`: expressions for the parts of names, over `raw` with `joins`. A person is a name that stands in one row with
    a birth, and in one with an age and no birth. The day is that of half a year: a few rows more do not move it.
    """
    if not {"born", "age"} <= has or not names:
        return "", 0
    same = [*names, *(["raw.sex"] if "sex" in has else [])]
    keys = ", ".join(f"coalesce({each}, '')" for each in same)
    rows = engine.execute(
        f"with said as (select hash({keys}) as person, born, case when born is null then age end as age "
        f"from raw {' '.join(joins)} where {names[0]} is not null and {names[-1]} is not null) "
        "select min(born), min(age) from said group by person having count(born) = 1 and count(age) = 1 "
        f"order by person limit {_AT_MOST}"
    ).fetchall()
    days = [day for born, age in rows if (day := _day(str(born), str(age))) is not None]
    if len(days) < FEWEST:
        return "", len(days)
    low, middle, high = np.quantile(days, [0.25, 0.5, 0.75])
    return ("" if high - low > NEAR else _half_year(round(middle))), len(days)


def ages_note(engine: Engine) -> Message | None:
    """Return on which day ages were taken as true, or that they were left out; None where rows say when."""
    tables = {str(row[0]) for row in engine.execute("show tables").fetchall()}
    if "ages_as_of" not in tables:
        return None
    day, people = one(engine, "select day, people from ages_as_of")
    if not day:
        return Message("link.read.ages_left_out", n=int(people))
    return Message("link.read.ages_as_of", day=str(day), n=int(people))


def names_of(columns: Sequence[str]) -> list[str]:
    """Return the expressions for the keys of parts of names among the columns of records."""
    ends = tuple(f" as {part}_k" for part in PARTS)
    return [each.rpartition(" as ")[0] for each in columns if each.endswith(ends)]


def _day(born: str, age: str) -> float | None:
    """Return the middle of the days on which somebody born then had that age."""
    birth, years = span(born), read_age(age.removesuffix(".0"))
    if birth is None or not years or years.is_backwards or birth.last - birth.first > NEAR:
        return None
    middle = (birth.first + birth.last) / 2
    return middle + (years.low.days + years.high.days_until_next) / 2


def _half_year(ordinal: int) -> str:
    near = date.fromordinal(ordinal)
    starts = [date(year, month, 1) for year in range(near.year, near.year + 2) for month in (1, 7)]
    return min(starts, key=lambda each: abs((each - near).days)).isoformat()
