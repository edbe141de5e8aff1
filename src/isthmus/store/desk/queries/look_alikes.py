"""Sources, and places, of the register whose names are alike; worked out once for each state of the log."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from isthmus.core.names.name_keys import name_keys
from isthmus.core.register import LookAlikes, Register, open_pair, open_with
from isthmus.core.workbook.alike_names import keys_of
from isthmus.core.workbook.rows import Place, Source, Workbook
from isthmus.store.desk.models import Head, Judgement
from isthmus.store.desk.queries.workbook import in_force, nothing_but, read

__all__ = ["alike_in_register", "look_alikes", "open_look_alikes", "pair_to_judge", "sources_and_places"]


@dataclass(frozen=True, slots=True)
class _Names:
    """Sources and places with what is judged of them, and the ids of the rows that have each key of a name, by kind."""

    register: Register
    by_key: Mapping[str, Mapping[str, tuple[str, ...]]]


def look_alikes() -> tuple[LookAlikes, ...]:
    """Return all look-alikes of the register, sources first."""
    return _names().register.look_alikes


def pair_to_judge(group: LookAlikes) -> tuple[str, str]:
    """Return the ids of the first two rows of a group on which nobody has decided."""
    return open_pair(_names().register, group)


def open_look_alikes(kind: str, ref: str) -> tuple[str, ...]:
    """Return the ids of rows with names like that of this one, on which nobody has decided; one of each set."""
    known = _names().register
    groups = (each for each in known.look_alikes if each.kind == kind and ref in each.ids)
    return tuple(dict.fromkeys(other for each in groups for other in open_with(known, each, ref)))


def alike_in_register(kind: str, name: str) -> tuple[str, ...]:
    """Return the ids of the known rows of a kind that have a name like this one; sealed ones never."""
    by_key = _names().by_key[kind]
    return tuple(sorted({row for key in name_keys(name) for row in by_key.get(key, ())}))


def sources_and_places() -> Workbook:
    """Return the sources and places of the register with what is judged of them."""
    judged = Judgement.objects.in_force().filter(kind__in=("source", "place")).values_list("pk", flat=True)
    return in_force(read(nothing_but(sources=None, places=None, judgements=set(judged))))


def _names() -> _Names:
    return _names_at(Head.objects.values_list("note", flat=True).first() or "")


@lru_cache(maxsize=1)
def _names_at(_head: str) -> _Names:
    """Return the names as they are at a head of the log."""
    register = Register.of(sources_and_places())
    return _Names(
        register,
        {"source": _by_key(register.workbook.sources), "place": _by_key(register.workbook.places)},
    )


def _by_key(rows: Iterable[Source | Place]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for row in rows:
        for key in keys_of(row):
            found.setdefault(key, []).append(row.id)
    return {key: tuple(ids) for key, ids in found.items()}
