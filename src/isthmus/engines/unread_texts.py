"""Names and places of which nothing is compared, since no script that they are in is read: counted, never shown."""

from collections.abc import Sequence

from isthmus.core.link.fields import PARTS
from isthmus.core.link.stated import says_unknown
from isthmus.core.names.nameless import why_nameless
from isthmus.engines.connection import Engine, another_cursor, one

__all__ = ["unread_texts"]

_AT_ONCE = 100_000
# What is null in the table of a field's distinct texts where nothing was read.
_UNREAD = dict.fromkeys(PARTS, "k is null") | {
    "name": " and ".join(f"{part}_k is null" for part in PARTS),
    "place": "parts is null",
}


def unread_texts(engine: Engine, fields: Sequence[str]) -> dict[str, tuple[int, int]]:
    """Return by field how many records state something, and of how many nothing was read, after `prepare`.

    A name that is none, and a cell that says that nothing is known, are not among the latter.
    """
    found: dict[str, tuple[int, int]] = {}
    for field in fields:
        if field in _UNREAD and (unread := _unread(engine, field)):
            found[field] = int(one(engine, f"select count({field}) from raw")[0]), unread
    return found


def _unread(engine: Engine, field: str) -> int:
    cursor = another_cursor(engine)
    cursor.execute(
        f"select text, count(*) from raw join f_{field} on text = {field} where {_UNREAD[field]} group by 1"
    )
    says_nothing = says_unknown if field == "place" else why_nameless
    unread = 0
    while rows := cursor.fetchmany(_AT_ONCE):
        unread += sum(int(n) for text, n in rows if not says_nothing(text))
    return unread
