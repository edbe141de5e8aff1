"""From what acts say to plain columns that SQL compares: each distinct cell is read once, in Python."""

import re
from collections import Counter
from collections.abc import Callable, Sequence

import numpy as np
import pyarrow as pa

from isthmus.core.dates import DateError, bounds
from isthmus.core.link import normalise
from isthmus.core.link.model import BANDS
from isthmus.core.link.spans import span
from isthmus.core.names.nameless import names_nobody
from isthmus.engines.connection import Engine

__all__ = ["prepare_acts"]

type Cells = Sequence[str]

_FIRST_DAY, _LAST_DAY = 1, 3_652_059  # of the calendar: where a period is open, it reaches as far as it must
_MANY = 1_000_000_000
_COUNT = re.compile(r"\d{1,9}", re.ASCII)
_AS_WRITTEN = re.compile(r"\S*[0-9_-]\S*")  # an id, not a name: compared letter by letter
_TEXTS = pa.list_(pa.string())


def prepare_acts(engine: Engine, table: pa.Table) -> None:
    """Make the table `records` of acts: i, id, type_k, and the columns that their comparisons read; empty is null."""
    columns: dict[str, pa.Array] = {
        "i": pa.array(range(table.num_rows), pa.int64()),
        "id": table.column("id"),
        "type_k": pa.array(
            _each(_cells(table, "type"), lambda text: normalise.further(text) or None), pa.string()
        ),
    }
    columns |= _period(_cells(table, "date"))
    columns |= _site(_cells(table, "place"))
    columns |= _number(_cells(table, "low"), _cells(table, "high"))
    for part in ("victims", "perpetrators"):
        columns[part] = pa.array(_each(_cells(table, part), _members), _TEXTS)
    engine.register("acts", pa.table(columns))
    engine.execute("create or replace table records as select * from acts order by i")
    engine.unregister("acts")


def _cells(table: pa.Table, field: str) -> Cells:
    if field not in table.column_names:
        return [""] * table.num_rows
    return [str(cell or "").strip() for cell in table.column(field).to_pylist()]


def _each[Read](cells: Cells, read: Callable[[str], Read]) -> list[Read | None]:
    """Return what each cell says, an empty one nothing."""
    found: dict[str, Read | None] = {cell: read(cell) for cell in dict.fromkeys(cells) if cell}
    return [found.get(cell) for cell in cells]


def _banded(keys: Sequence[str | None]) -> pa.Array:
    """Return to each key its band, by how many acts share it: 0 the rarest quarter of those that state one."""
    counts = Counter(key for key in keys if key is not None)
    sizes = np.sort(np.array([counts[key] for key in keys if key is not None], dtype=np.int64))
    below = {
        size: (np.searchsorted(sizes, size, "left") + np.searchsorted(sizes, size, "right")) / 2 / len(sizes)
        for size in set(counts.values())
    }
    bands = [None if key is None else min(BANDS - 1, int(BANDS * below[counts[key]])) for key in keys]
    return pa.array(bands, pa.int8())


def _period(dates: Cells) -> dict[str, pa.Array]:
    read = _each(dates, _days)
    keys = [str(days[0]) if days and days[0] == days[1] else None for days in read]
    return {
        "period_first": pa.array([days[0] if days else None for days in read], pa.int32()),
        "period_last": pa.array([days[1] if days else None for days in read], pa.int32()),
        "period_k": pa.array(keys, pa.string()),
        "period_b": _banded(keys),
    }


def _days(text: str) -> tuple[int, int] | None:
    """Return the first and last possible day; an open end is far away, and what is no date says nothing."""
    closed = span(text)
    if closed:
        return closed.first, closed.last
    try:
        found = bounds(text)
    except DateError:
        return None
    if found.earliest is None and found.latest is None:
        return None
    first, last = (each.toordinal() if each else None for each in (found.earliest, found.latest))
    return first or _FIRST_DAY, last or _LAST_DAY


def _site(places: Cells) -> dict[str, pa.Array]:
    parts = _each(places, lambda text: normalise.place_parts(text) or None)
    names = _each(places, lambda text: normalise.place_name(re.split(r"[;,/>|]", text)[0]))
    keys = [each[0] if each else None for each in parts]
    return {
        "site_parts": pa.array(parts, _TEXTS),
        "site_k": pa.array(keys, pa.string()),
        "site_b": _banded(keys),
        "site_n": pa.array([name.native if name else None for name in names], pa.string()),
        "site_w": pa.array([name.script if name else None for name in names], pa.string()),
    }


def _number(lows: Cells, highs: Cells) -> dict[str, pa.Array]:
    """Return the counts of victims; without a least number it is 0, without a greatest it is open."""
    ranges = [_range(low, high) for low, high in zip(lows, highs, strict=True)]
    keys = [str(each[0]) if each and each[0] == each[1] else None for each in ranges]
    return {
        "number_low": pa.array([each[0] if each else None for each in ranges], pa.int64()),
        "number_high": pa.array([each[1] if each else None for each in ranges], pa.int64()),
        "number_k": pa.array(keys, pa.string()),
        "number_b": _banded(keys),
    }


def _range(low: str, high: str) -> tuple[int, int] | None:
    least, most = (int(each) if _COUNT.fullmatch(each) else None for each in (low, high))
    if least is None and most is None:
        return None
    least = least or 0
    return least, _MANY if most is None or most < least else most


def _members(text: str) -> list[str] | None:
    """Return whom a cell lists, ids as written and names by their sound, whatever the order of their words."""
    listed = (_member(each.strip()) for each in text.split(";"))
    return list(dict.fromkeys(each for each in listed if each)) or None


def _member(text: str) -> str:
    if _AS_WRITTEN.fullmatch(text):
        return normalise.further(text)
    if names_nobody(text):
        return ""
    return " ".join(sorted(normalise.part_of(text).key.split())) or normalise.further(text)
