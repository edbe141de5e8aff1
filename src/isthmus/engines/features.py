"""From what records say to plain columns that SQL compares: each distinct value is read once; the rest is SQL."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import partial

import duckdb
import pyarrow as pa

from isthmus.core.link import normalise
from isthmus.core.link.fields import PARTS
from isthmus.core.link.identifiers import identifiers
from isthmus.core.link.sexes import sex_of
from isthmus.core.link.spans import Span, born_from_age, span
from isthmus.engines.ages import day_of_ages, names_of
from isthmus.engines.bands import count_values, with_bands
from isthmus.engines.connection import another_cursor, one
from isthmus.engines.name_places import PART_COLUMNS, count_uses, put_in_place
from isthmus.engines.names_read import NAMES_TO_READ, add_names_read, put_names_read

__all__ = ["prepare", "prepare_more"]

_SOME_DAY = "2000-01-01"
# An age of two figures, of a row that states no birth: figures change places, and tens are misread.
_TWO_FIGURES = "case when regexp_full_match(f_age.age, '[0-9][0-9]') then f_age.age end"
_AT_ONCE = 100_000  # distinct values read in Python before they go back to the engine
type Rows = Iterable[tuple[object, ...]]
type Engine = duckdb.DuckDBPyConnection


def prepare(engine: Engine, fields: Sequence[str], read_before: bytes = b"") -> None:
    """Make the table `records` from the table `raw` (i, id, list and the fields, all text, empty as null).

    Names of which `names_read` told what they were read as before are not read again.
    """
    _describe(engine, fields, read_before)
    count_uses(engine)
    put_in_place(engine)
    count_values(engine)
    with_bands(engine, "records")


def prepare_more(engine: Engine, fields: Sequence[str], into: str) -> None:
    """Make a table like `records` of what is in `raw` now, with the bands that `prepare` found; new values are rare."""
    _describe(engine, fields)
    put_in_place(engine)
    with_bands(engine, into)


def _describe(engine: Engine, fields: Sequence[str], read_before: bytes = b"") -> None:
    has = set(fields)
    joins: list[str] = []
    columns = ["raw.i", "raw.id", "nullif(raw.list, '') as list"]
    _names(engine, has, columns, joins, read_before)
    _days(engine, has, columns, joins)
    _others(engine, has, columns, joins)
    engine.execute(
        f"create or replace table described as select {', '.join(columns)} from raw {' '.join(joins)}"
    )


def _names(engine: Engine, has: set[str], columns: list[str], joins: list[str], read_before: bytes) -> None:
    whole = "name" in has
    if whole:
        put_names_read(engine, read_before)
        schema = [("text", pa.string()), *((f"{part}_{c}", t) for part in PARTS for c, t in PART_COLUMNS)]
        _read(engine, "f_name", NAMES_TO_READ, schema, _whole)
        add_names_read(engine)
        joins.append("left join f_name on f_name.text = raw.name")
    for part in PARTS:
        if part in has:
            schema = [("text", pa.string()), *PART_COLUMNS]
            _read(
                engine,
                f"f_{part}",
                f"select distinct {part} from raw where {part} is not null",
                schema,
                partial(_part, part),
            )
            joins.append(f"left join f_{part} on f_{part}.text = raw.{part}")
        for column, _type in PART_COLUMNS:
            given = ([f"f_{part}.{column}"] if part in has else []) + (
                [f"f_name.{part}_{column}"] if whole else []
            )
            if given:
                columns.append(f"coalesce({', '.join(given)}) as {part}_{column}")
    if "other_names" in has:
        schema = [("text", pa.string()), ("words", pa.list_(pa.string()))]
        _read(
            engine, "f_other", "select distinct other_names from raw where other_names is not null", schema,
            lambda rows: ((text, normalise.names_in(text)) for (text,) in rows),
        )  # fmt: skip
        joins.append("left join f_other on f_other.text = raw.other_names")
        columns.append("f_other.words as others")


def _part(part: str, rows: Iterable[tuple[str, ...]]) -> Rows:
    return ((text, *_nulls(normalise.named_part(part, text))) for (text,) in rows)


def _whole(rows: Iterable[tuple[str, ...]]) -> Rows:
    for (text,) in rows:
        parts = normalise.parts_of(text)
        yield (text, *(value for part in PARTS for value in _nulls(parts[part])))


def _nulls(part: normalise.NamePart) -> tuple[object, ...]:
    if not part.key:
        return (None,) * len(part)
    return (*part[:-3], part.unordered or None, part.other or None, part.letters)


def _days(engine: Engine, has: set[str], columns: list[str], joins: list[str]) -> None:
    days: dict[str, str] = {
        day: _dated(engine, day) for day in ("born", "died", "date", "age_on") if day in has
    }
    names = names_of(columns), tuple(joins)
    joins += days.values()
    on = _age_on(engine, days, has, *names) if "age" in has else ""
    if on:
        schema = [("age", pa.string()), ("at", pa.string()), ("first", pa.int32()), ("last", pa.int32())]
        _read(
            engine, "f_age",
            f"select distinct age, {on} from raw {' '.join(days.values())} where age is not null", schema,
            lambda rows: ((age, at, *_span(born_from_age(age, at))) for age, at in rows),
        )  # fmt: skip
        joins.append(f"left join f_age on f_age.age = raw.age and f_age.at = {on}")
    for day in ("born", "died", "date"):
        sides = ([f"f_{day}"] if day in has else []) + (["f_age"] if day == "born" and on else [])
        if sides:
            columns += [
                f"coalesce({', '.join(f'{side}.{end}' for side in sides)}) as {day}_{end}"
                for end in ("first", "last")
            ]
            stated = day in has
            columns.append(f"{f'f_{day}.digits' if stated else 'null::varchar'} as {day}_k")
            columns.append(f"{f'f_{day}.sorted' if stated else 'null::int'} as {day}_m")
            if day == "born":
                columns.append(f"{_TWO_FIGURES if on else 'null::varchar'} as born_a")


def _age_on(
    engine: Engine, days: Mapping[str, str], has: set[str], names: Sequence[str], joins: Sequence[str]
) -> str:
    """Return in SQL when an age was that, by the joins of dates; "" where nothing tells it.

    Where a row does not say it, the middle year of the days that others state, which records that come later keep.
    Where none does, the day that people with a birth and an age tell, in the table `ages_as_of`; where they do not,
    ages are left out beside births, which they would contradict; without births one day for all does.
    """
    stated = [each for each in ("age_on", "date", "died") if each in days]
    middles = ", ".join(["null", *(f"(f_{each}.first + f_{each}.last) // 2" for each in stated)])
    engine.execute(
        "create table if not exists usual_day as "
        f"select quantile_disc(coalesce({middles}), 0.5) as day from raw {' '.join(days.values())}"
    )
    (day,) = one(engine, "select day from usual_day")
    if day is not None:
        usual = f"{date.fromordinal(int(day)).year:04}"
    elif "born" not in has:
        usual = _SOME_DAY
    else:
        usual, people = day_of_ages(engine, has, names, joins)
        engine.execute("create or replace table ages_as_of as select ? as day, ? as people", [usual, people])
        if not usual:
            return ""
    texts = "".join(f"if(f_{each}.first is null, null, {each}), " for each in stated)
    return f"coalesce({texts}'{usual}')"


def _dated(engine: Engine, day: str) -> str:
    schema = [("text", pa.string()), ("first", pa.int32()), ("last", pa.int32())]
    schema += [("digits", pa.string()), ("sorted", pa.int32())]
    _read(engine, f"f_{day}", f"select distinct {day} from raw where {day} is not null", schema, _read_days)
    return f"left join f_{day} on f_{day}.text = raw.{day}"


def _read_days(rows: Iterable[tuple[str, ...]]) -> Rows:
    for (text,) in rows:
        found = span(text)
        digits = _digits(text, found)
        yield (text, *_span(found), digits, int("".join(sorted(digits))) if digits else None)


def _span(found: Span | None) -> tuple[int | None, int | None]:
    return (found.first, found.last) if found else (None, None)


def _digits(text: str, found: Span | None) -> str | None:
    """Return YYYYMMDD of a date that names a day; also where the calendar has no such day: a slip of the pen."""
    digits = "".join(letter for letter in text if letter.isdigit())
    plain = len(digits) == 8 and not set(text) - set("0123456789-./ ")
    return digits if plain and (found is None or found.first == found.last) else None


def _others(engine: Engine, has: set[str], columns: list[str], joins: list[str]) -> None:
    if "place" in has:
        schema = [("text", pa.string()), ("parts", pa.list_(pa.string()))]
        schema += [("native", pa.string()), ("script", pa.string())]
        _read(
            engine, "f_place", "select distinct place from raw where place is not null", schema,
            lambda rows: ((text, *_place(text)) for (text,) in rows),
        )  # fmt: skip
        joins.append("left join f_place on f_place.text = raw.place")
        columns += ["f_place.parts as place_parts", "f_place.parts[1] as place_k"]
        columns += ["f_place.native as place_n", "f_place.script as place_w"]
    if "sex" in has:
        _text(engine, "sex", sex_of, columns, joins)
    if "identifiers" in has:
        lists = [(name, pa.list_(pa.string())) for name in ("stated", "slips", "schemes")]
        _read(
            engine, "f_identifiers", "select distinct identifiers from raw where identifiers is not null",
            [("text", pa.string()), *lists],
            lambda rows: ((text, *identifiers(text)) for (text,) in rows),
        )  # fmt: skip
        joins.append("left join f_identifiers on f_identifiers.text = raw.identifiers")
        columns += [f"f_identifiers.{name} as identifiers_{name}" for name in ("stated", "slips", "schemes")]
    for each in sorted(name for name in has if name.startswith("x_")):
        _text(engine, each, normalise.further, columns, joins)
        columns.append(f"f_{each}.signs as {each}_e")


def _place(text: str) -> tuple[list[str] | None, str | None, str | None]:
    """Return the sounds of a place's parts, and the first of them in its own script, with that."""
    first = normalise.nearest_place(text)
    return (normalise.place_parts(text) or None, first.native or None, first.script or None)


def _text(
    engine: Engine, field: str, plain: Callable[[str], str], columns: list[str], joins: list[str]
) -> None:
    _read(
        engine, f"f_{field}", f"select distinct {field} from raw where {field} is not null",
        [("text", pa.string()), ("plain", pa.string()), ("signs", pa.string())],
        lambda rows: ((text, said := plain(text) or None, said and normalise.in_signs(said)) for (text,) in rows),
    )  # fmt: skip
    joins.append(f"left join f_{field} on f_{field}.text = raw.{field}")
    columns.append(f"f_{field}.plain as {field}_k")


def _read(
    engine: Engine,
    table: str,
    query: str,
    schema: Sequence[tuple[str, pa.DataType]],
    reader: Callable[[Iterable[tuple[str, ...]]], Rows],
) -> None:
    """Make `table` of what `reader` finds in the distinct values, a batch at a time."""
    arrow = pa.schema(list(schema))
    engine.execute(f"create or replace table distinct_values as {query}")
    made = False
    cursor = another_cursor(engine)
    cursor.execute("select * from distinct_values")
    while batch := cursor.fetchmany(_AT_ONCE):
        rows = list(reader(batch))
        found = pa.table(
            [
                pa.array(column, each.type)
                for column, each in zip(zip(*rows, strict=True), arrow, strict=True)
            ],
            schema=arrow,
        )
        engine.register("found", found)
        engine.execute(
            f"insert into {table} select * from found"
            if made
            else f"create or replace table {table} as select * from found"
        )
        engine.unregister("found")
        made = True
    if not made:
        engine.register("found", arrow.empty_table())
        engine.execute(f"create or replace table {table} as select * from found")
        engine.unregister("found")
    engine.execute("drop table distinct_values")
