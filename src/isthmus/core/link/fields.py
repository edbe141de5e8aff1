"""The fields of a roster: what its columns may say about a person, and which column says it."""

import re
from collections.abc import Sequence

from isthmus.core.mapping import ColumnMapping, Field, MappingError, map_fields, shown
from isthmus.core.messages import Message

__all__ = ["DATES", "NAMES", "PARTS", "map_roster"]

PARTS = ("given", "father", "grandfather", "family")
NAMES = ("name", *PARTS, "other_names")
DATES = ("born", "died", "date")
# What is there to compare: an id, a list or the day of an age alone tell nobody from another.
_COMPARED = (*NAMES, "sex", "born", "age", "died", "date", "place", "identifiers")
# What such columns are often called; what may be of anything (date, day, first) is not guessed.
_ALSO = {
    "sex": ("gender",),
    "born": ("date_of_birth", "birth_date", "birthdate", "dob", "birthday"),
    "died": ("date_of_death", "death_date", "dod"),
}
_FIELDS = tuple(
    Field(name, _ALSO.get(name, ()))
    for name in ("list", *NAMES, "sex", "born", "age", "age_on", "died", "date", "place", "identifiers")
)
_FURTHER = re.compile(r"x_[a-z0-9_]{1,40}")


def map_roster(names: Sequence[str], asked: Sequence[str] = ()) -> ColumnMapping:
    """Return which column each field of a roster is read from; `asked` are texts `field=column`.

    Without `asked`, columns named like a field are used; with it, only those asked for (and `id`, where a column is).
    Raises `MappingError`.
    """
    try:
        found = map_fields(names, (Field("id", required=True), *_FIELDS), asked, _is_further)
    except MappingError as error:
        if error.rule.code != "mapping.missing":
            raise
        fix = Message("mapping.no_id_fix", names=shown(names))
        raise MappingError(Message("mapping.no_id"), fix) from None
    if not any(field in _COMPARED or _is_further(field) for field in found.columns):
        fix = Message("mapping.nothing_compared_fix", fields=_COMPARED, names=shown(names))
        raise MappingError(Message("mapping.nothing_compared"), fix)
    return found


def _is_further(name: str) -> bool:
    return bool(_FURTHER.fullmatch(name))
