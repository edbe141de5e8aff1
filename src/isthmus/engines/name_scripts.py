"""Names in scripts that are not read: they are compared with those of their own script alone, which is counted."""

from collections.abc import Sequence

from isthmus.core.link.fields import PARTS
from isthmus.engines.connection import Engine, one

__all__ = ["names_in_other_scripts"]

# `w` is one letter for a script that is read, and a word for another.
_OTHER = dict.fromkeys(PARTS, "length(w) > 1") | {
    "name": f"greatest({', '.join(f'length({part}_w)' for part in PARTS)}) > 1"
}


def names_in_other_scripts(engine: Engine, fields: Sequence[str]) -> dict[str, tuple[int, int]]:
    """Return by field of names how many records state it, and how many of them in a script that is not read.

    Fields without such a name are left out. `prepare` comes first.
    """
    found: dict[str, tuple[int, int]] = {}
    for field in (each for each in fields if each in _OTHER):
        matching = f"select count(*) from raw join f_{field} on text = {field} where {_OTHER[field]}"
        if n := int(one(engine, matching)[0]):
            found[field] = int(one(engine, f"select count({field}) from raw")[0]), n
    return found
