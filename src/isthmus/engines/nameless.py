"""How many records have something in the place of a name that names nobody: it is not compared, and that is said."""

from collections.abc import Sequence

from isthmus.core.names.nameless import why_nameless
from isthmus.engines.connection import Engine, another_cursor

__all__ = ["nameless_records"]

_AT_ONCE = 100_000


def nameless_records(engine: Engine, fields: Sequence[str]) -> int:
    """Return for how many records of the table `raw` the given or else the whole name is none, though one is stated."""
    said = [field for field in ("given", "name") if field in fields]
    if not said:
        return 0
    cursor = another_cursor(engine)
    cursor.execute(f"select coalesce({', '.join(said)}) as said, count(*) from raw group by 1")
    found = 0
    while rows := cursor.fetchmany(_AT_ONCE):
        found += sum(int(n) for text, n in rows if text and why_nameless(text))
    return found
