"""Which column a field is read from: the one that has its name, or the one that was asked for."""

from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass

from isthmus.core.mapping.columns import MappingError, check_names, shown, spelled
from isthmus.core.messages import Message

__all__ = ["ColumnMapping", "Field", "map_fields", "place_of"]


@dataclass(frozen=True, slots=True)
class Field:
    """What may be read from a column: its name, other names of such a column, and whether a table needs it."""

    name: str
    also: tuple[str, ...] = ()
    required: bool = False


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """`columns`: the column of each field, in the order of the fields; `unused`: columns that nothing reads."""

    columns: Mapping[str, str]
    unused: tuple[str, ...]

    def places(self, names: Sequence[str]) -> tuple[int, ...]:
        """Return where the columns of the fields stand in a table with these names."""
        return tuple(names.index(column) for column in self.columns.values())


def map_fields(
    names: Sequence[str],
    fields: Sequence[Field],
    asked: Sequence[str] = (),
    further: Callable[[str], bool] = lambda _: False,
) -> ColumnMapping:
    """Return which column each field is read from. Raises `MappingError`.

    Without `asked`, columns named like a field are used, in whatever case; with it (texts `field=column`) only those
    asked for, and those that a table needs. `further` says of other names whether they are fields of their own.
    """
    check_names(names)
    found = _asked(names, fields, asked, further) if asked else {n: n for n in names if further(n)}
    for field in fields:
        if (field.required or not asked) and (place := place_of(names, field)) is not None:
            found.setdefault(field.name, names[place])
    missing = [field.name for field in fields if field.required and field.name not in found]
    if missing:
        rule = Message("mapping.missing", columns=tuple(missing), n=len(missing))
        raise MappingError(rule, Message("mapping.missing_fix", names=shown(names), n=len(missing)))
    order = [field.name for field in fields]
    columns = {name: found[name] for name in (*order, *sorted(found.keys() - set(order))) if name in found}
    used = set(columns.values())
    return ColumnMapping(columns, tuple(each for each in names if each and each not in used))


def place_of(names: Sequence[str], field: Field, among: Container[int] | None = None) -> int | None:
    """Return where the column of a field stands, in whatever case its name is written; None where there is none."""
    places: dict[str, int] = {}
    for place, name in enumerate(names):
        if among is None or place in among:
            places.setdefault(spelled(name), place)
    return next((places[each] for each in (field.name, *field.also) if each in places), None)


def _asked(
    names: Sequence[str], fields: Sequence[Field], asked: Sequence[str], further: Callable[[str], bool]
) -> dict[str, str]:
    known = [field.name for field in fields]
    found: dict[str, str] = {}
    for each in asked:
        name, equals, wanted = (part.strip() for part in each.partition("="))
        if not (name and equals and wanted):
            raise MappingError(Message("mapping.form", asked=each), Message("mapping.form_fix"))
        if name not in known and not further(name):
            raise MappingError(
                Message("mapping.no_field", field=name), Message("mapping.no_field_fix", fields=tuple(known))
            )
        place = names.index(wanted) if wanted in names else place_of(names, Field(spelled(wanted)))
        if place is None:
            raise MappingError(
                Message("mapping.no_column", column=wanted),
                Message("mapping.no_column_fix", names=shown(names)),
            )
        if found.setdefault(name, names[place]) != names[place]:
            raise MappingError(Message("mapping.field_twice", field=name), Message("mapping.field_twice_fix"))
    return found
