"""Everything that is derived, worked out from the register in memory; nothing is written."""

from collections.abc import Iterator
from functools import cached_property
from itertools import batched
from json import dumps, loads
from typing import Any
from uuid import UUID

from django.db.models import JSONField, Model

from isthmus.core.progress import Progress
from isthmus.core.register import Register
from isthmus.store.desk import models
from isthmus.store.desk.derive.closures import groups_of, places_above
from isthmus.store.desk.derive.derived_rows import (
    PERSON,
    DerivedIncident,
    PersonsBeside,
    as_incident,
    as_part,
    as_person,
    levels_of,
    look_at,
)
from isthmus.store.desk.derive.search_texts import KINDS_OF, search_texts, sounds_of
from isthmus.store.desk.derive.write import Part
from isthmus.store.desk.queries.workbook import whole

__all__ = ["INCIDENT", "DerivedRows", "Names", "plain", "recompute"]

AT_ONCE = 2_000

INCIDENT = tuple(
    field.name for field in models.Incident._meta.concrete_fields if field.name not in ("id", "ref")
)

# A row by what identifies it: ids of the register and codes, the first that of the row it is told by.
type Key = tuple[Any, ...]
type DerivedRows = dict[type[Model], dict[Key, tuple[object, ...]]]


class Names:
    """The ids by primary key, and the random numbers by id, of rows that derived ones are about."""

    def __init__(self) -> None:
        tables: tuple[Any, ...] = (
            models.Act,
            models.Document,
            models.Mention,
            models.Place,
            models.Source,
            models.Statement,
        )
        rows = {model: list(model._default_manager.values_list("pk", "ref", "uid")) for model in tables}
        self.refs: dict[type[Model], dict[int, str]] = {
            model: {pk: ref for pk, ref, _ in listed} for model, listed in rows.items()
        }
        self.uids: dict[type[Model], dict[str, UUID]] = {
            model: {ref: uid for _, ref, uid in listed} for model, listed in rows.items()
        }
        self.uids[models.SearchText] = {
            f"{sheet}:{ref}": uid
            for sheet in KINDS_OF
            for ref, uid in self.uids[models.SHEET_MODELS[sheet]].items()
        }

    def search_key(self, key: int) -> tuple[str, int, int]:
        """Return the id of the row that words are of, their kind and part."""
        kind, row, part = models.parts_of(key)
        return self.searched.get(kind, {}).get(row, ""), kind, part

    @cached_property
    def searched(self) -> dict[int, dict[int, str]]:
        """The ids of the rows that words are of, behind the name of their sheet, by kind and primary key."""
        return {
            kind: {pk: f"{sheet}:{ref}" for pk, ref in self.refs[models.SHEET_MODELS[sheet]].items()}
            for sheet, kinds in KINDS_OF.items()
            for kind in kinds
        }

    @cached_property
    def incidents(self) -> dict[int, str]:
        """The ids of the incidents that the table holds, by primary key."""
        return dict(models.Incident.objects.values_list("pk", "ref"))

    @cached_property
    def persons(self) -> dict[int, str]:
        """The ids of the persons that the table holds, by primary key."""
        return dict(models.Person.objects.values_list("pk", "ref"))


def plain(value: object) -> object:
    """Return a value of a JSON field as text that is the same from every database."""
    return None if value is None else dumps(value, sort_keys=True)


def recompute(names: Names, progress: Progress | None = None) -> DerivedRows:
    """Return every derived row as a rebuild would make it."""
    register = Register.of(whole())
    found: DerivedRows = _closures(register, names) | _words(names)
    found |= _persons(register, names)
    found |= _incidents(register, names, progress)
    _add_up(found)
    return found


def _closures(register: Register, names: Names) -> DerivedRows:
    sources, places = names.refs[models.Source], names.refs[models.Place]
    above = places_above().items()
    return {
        models.SourceGroup: {(sources[pk],): (group,) for pk, group in groups_of(register).items()},
        models.PlaceAbove: {(places[place], places[over]): (height,) for (place, over), height in above},
    }


def _words(names: Names) -> DerivedRows:
    texts: dict[Key, tuple[object, ...]] = {}
    found: set[str] = set()
    for kind in models.SearchKind:
        for key, words in search_texts(kind, None):
            texts[names.search_key(key)] = (" ".join(words),)
            found.update(words)
    sounds = {(word,): (key, bones) for word, key, bones in sounds_of(found)}
    return {models.SearchText: texts, models.SearchWord: sounds}  # type: ignore[dict-item]


def _persons(register: Register, names: Names) -> DerivedRows:
    """Return persons, with the columns of PERSON after their id, and the mentions that they hold."""
    persons: dict[Key, tuple[object, ...]] = {}
    mentions: dict[Key, tuple[object, ...]] = {}
    for members in register.persons.values():
        rows = [register.mentions[one] for one in members]
        ref, *columns = as_person(members[0], rows, names.uids[models.Mention])
        persons[(str(ref),)] = tuple(columns)
        mentions |= {(one,): (ref,) for one in members}
    return {models.Person: persons, models.PersonMention: mentions}


def _incidents(register: Register, names: Names, progress: Progress | None) -> DerivedRows:
    found: DerivedRows = {
        models.Incident: {},
        models.IncidentAct: {},
        models.IncidentGround: {},
        models.PersonPart: {},
    }
    beside, uids, done = PersonsBeside.of(register), names.uids[models.Act], 0
    for ids in batched(register.incidents, AT_ONCE):
        for ref in ids:
            incident = look_at(register, ref)
            row = as_incident(register, incident, uids[ref], beside)
            found[models.Incident][(ref,)] = tuple(_columns(row))
            _add_members(ref, incident, found)
        done += len(ids)
        if progress:
            progress(done, len(register.incidents))
    return found


def _columns(row: models.Incident) -> Iterator[object]:
    for name in INCIDENT:
        value = getattr(row, name)
        yield plain(value) if isinstance(models.Incident._meta.get_field(name), JSONField) else value


def _add_members(ref: str, incident: DerivedIncident, found: DerivedRows) -> None:
    counted = {each.person: each for each in incident.counted.victims}
    found[models.IncidentAct] |= {(act,): (ref,) for act in incident.lines.acts}
    found[models.IncidentGround] |= {(ref, ground.code): (ground.lines,) for ground in incident.lines.grounds}
    for who, part in incident.parts:
        role, *columns = as_part(part, counted.get(who))
        found[models.PersonPart][(who, ref, str(role))] = tuple(columns)


def _add_up(found: DerivedRows) -> None:
    """Give persons the lines that their parts add up to, and their levels."""
    parts: dict[Any, list[Part]] = {}
    for (who, _, _), (lines, _, _, levels) in found[models.PersonPart].items():
        parts.setdefault(who, []).append((lines, loads(str(levels)) if levels else None))  # type: ignore[arg-type]
    at, persons = PERSON.index("lines") - 1, found[models.Person]
    for (who,), columns in persons.items():
        most = max((lines for lines, _ in parts.get(who, ())), default=0)
        persons[(who,)] = (*columns[:at], most, *columns[at + 1 :])
    found[models.VictimLevel] = {
        (who, k): tuple(level) for who in parts for _, k, *level in levels_of(0, parts[who])
    }
