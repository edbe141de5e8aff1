"""The fields of a roster: what its columns may say about a person, and which column says it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

__all__ = ["DATES", "NAMES", "PARTS", "FieldError", "Mapped", "mapped"]

PARTS = ("given", "father", "grandfather", "family")
NAMES = ("name", *PARTS, "other_names")
DATES = ("born", "died", "date")
KNOWN = ("id", "list", *NAMES, "sex", "born", "age", "age_on", "died", "date", "place")
# What is there to compare: an id, a list or the day of an age alone tell nobody apart.
COMPARED = (*NAMES, "sex", "born", "age", "died", "date", "place")
_FURTHER = re.compile(r"x_[a-z0-9_]{1,40}")


class FieldError(ValueError):
    """The columns can not be used as asked; says which, the rule, and what to do."""


@dataclass(frozen=True)
class Mapped:
    """`columns`: the column of each field, in the order of the fields; `unused`: columns that nothing reads."""

    columns: Mapping[str, str]
    unused: tuple[str, ...]

    @property
    def further(self) -> tuple[str, ...]:
        """The fields of further columns, `x_...`."""
        return tuple(field for field in self.columns if field.startswith("x_"))


def mapped(columns: Sequence[str], asked: Sequence[str] = ()) -> Mapped:
    """Return which column each field is read from; `asked` are texts `field=column`. Raises `FieldError`.

    Without `asked`, columns named like a field are used; with it, only those asked for (and `id`, where a column is)
    """
    found = _asked(columns, asked) if asked else {each: each for each in columns if _is_field(each)}
    if "id" in columns and asked:
        found.setdefault("id", "id")
    _check(columns, found)
    ordered = {field: found[field] for field in (*KNOWN, *sorted(found)) if field in found}
    used = set(ordered.values())
    return Mapped(ordered, tuple(each for each in columns if each not in used))


def _is_field(name: str) -> bool:
    return name in KNOWN or bool(_FURTHER.fullmatch(name))


def _asked(columns: Sequence[str], asked: Sequence[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for each in asked:
        field, equals, column = (part.strip() for part in each.partition("="))
        if not (field and equals and column):
            raise FieldError(
                f"--map {each!r} is not of the form field=column. Write for example family=surname."
            )
        if not _is_field(field):
            raise FieldError(
                f"There is no field {field!r}. Fields are {', '.join(KNOWN)}, and x_ with a name for a further column."
            )
        if column not in columns:
            raise FieldError(f"There is no column {column!r}. The columns are {', '.join(columns)}.")
        if found.get(field, column) != column:
            raise FieldError(f"The field {field} is mapped twice. Map it to one column.")
        found[field] = column
    return found


def _check(columns: Sequence[str], found: Mapping[str, str]) -> None:
    listed = ", ".join(columns) or "none"
    if "id" not in found:
        raise FieldError(
            f"No column is the id. The columns are {listed}: name one id, or use --map id=COLUMN."
        )
    if not any(field in COMPARED or field.startswith("x_") for field in found):
        raise FieldError(
            f"No column can be compared. The columns are {listed}: name them like fields "
            f"({', '.join(COMPARED)}), or use --map field=COLUMN."
        )
