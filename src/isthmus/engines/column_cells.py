"""The cells of one column of the table `raw`: how often each text stands in each list, and what is written instead."""

from collections import Counter, defaultdict
from collections.abc import Mapping

import pyarrow as pa

from isthmus.core.link.stated import says_unknown
from isthmus.engines.connection import Engine, one

__all__ = ["CellTimes", "ListTimes", "Replaced", "first_of", "move_cells", "replace_cells", "stated_cells"]

type ListTimes = dict[str, Counter[str]]
type CellTimes = Counter[tuple[str, str]]  # by list and text
type Replaced = dict[tuple[str, str], str | None]  # by list and text: what is written instead


def stated_cells(engine: Engine, field: str) -> ListTimes:
    """Return how often each text stands in a column, by list; cells that say that nothing is known are left out."""
    rows = engine.execute(
        f"select list, {field}, count(*) from raw where {field} is not null group by all order by all"
    ).fetchall()
    unknown = {text: says_unknown(text) for text in {str(row[1]) for row in rows}}
    found: ListTimes = defaultdict(Counter)
    for name, text, n in rows:
        if not unknown[str(text)]:
            found[str(name)][str(text)] += int(n)
    return found


def first_of(engine: Engine, field: str, cells: CellTimes) -> int:
    """Return the number of the first row in which one of these cells stands."""
    lists, texts = zip(*cells, strict=True)
    engine.register("sought", pa.table({"list": pa.array(lists), "text": pa.array(texts)}))
    (found,) = one(engine, f"select min(i) from raw join sought on raw.list = sought.list and {field} = text")
    engine.unregister("sought")
    return int(found)


def replace_cells(engine: Engine, field: str, instead: Mapping[tuple[str, str], str | None]) -> None:
    """Write these texts instead of those in a column; none is an empty cell."""
    _update(engine, field, f"{field} = written", instead)


def move_cells(engine: Engine, field: str, to: str, instead: Mapping[tuple[str, str], str | None]) -> None:
    """Write these texts into another column, where that is empty, and leave the cells of this one empty."""
    _update(engine, field, f"{to} = coalesce({to}, written), {field} = null", instead)


def _update(engine: Engine, field: str, change: str, instead: Mapping[tuple[str, str], str | None]) -> None:
    if not instead:
        return
    lists, texts = zip(*instead, strict=True)
    columns = [pa.array(each, pa.string()) for each in (lists, texts, instead.values())]
    engine.register("instead", pa.table(columns, names=["list", "text", "written"]))
    engine.execute(
        f"update raw set {change} from instead where raw.list = instead.list and {field} = instead.text"
    )
    engine.unregister("instead")
