"""Writing derived rows: persons, then incidents with the persons' parts in them, then what persons add up to."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import batched
from typing import Any
from uuid import UUID

from isthmus.core.progress import Progress
from isthmus.core.register import Register
from isthmus.core.workbook.rows import Mention as MentionRow
from isthmus.store.desk.bulk import insert, next_key
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
from isthmus.store.desk.models import (
    Act,
    Incident,
    IncidentAct,
    IncidentGround,
    Mention,
    Person,
    PersonMention,
    PersonPart,
    VictimLevel,
)
from isthmus.store.desk.queries.workbook import some

__all__ = ["add_incidents", "add_persons", "refresh_persons"]

AT_ONCE = 2_000
PART_COLUMNS = ("person", "incident", "role", "lines", "rests_on", "known_through", "levels")

# Of a person in an incident: the lines, and what the count takes from it.
type Part = tuple[int, list[list[int | bool | None]] | None]


def add_persons(clusters: Iterable[Sequence[str]], mentions: Mapping[str, MentionRow]) -> None:
    """Add persons, each a set of mentions by id, the smallest first; `mentions` holds them all."""
    keys = {ref: (pk, uid) for ref, pk, uid in _keys(Mention, mentions)}
    uids = {ref: uid for ref, (_, uid) in keys.items()}
    for some_clusters in batched(clusters, AT_ONCE):
        first = next_key(Person)
        found = [as_person(members[0], [mentions[one] for one in members], uids) for members in some_clusters]
        insert(Person, ("id", *PERSON), [(first + at, *person) for at, person in enumerate(found)])
        belonging = [
            (keys[one][0], first + at) for at, members in enumerate(some_clusters) for one in members
        ]
        insert(PersonMention, ("mention", "person"), belonging)


def add_incidents(register: Register, incidents: Collection[str], progress: Progress | None = None) -> None:
    """Add incidents that the register finds, with the parts of persons, which are there already."""
    acts = [act for incident in incidents for act in register.incidents[incident]]
    keys = {ref: (pk, uid) for ref, pk, uid in _keys(Act, acts)}
    persons = {register.person_of[row.id] for row in register.workbook.mentions}
    person_pk: dict[str, int] = dict(some(Person.objects.all(), persons, "ref", "pk", by="ref"))
    beside = PersonsBeside.of(register)
    done = 0
    for ids in batched(incidents, AT_ONCE):
        looked_at = [look_at(register, each) for each in ids]
        rows = [as_incident(register, found, keys[found.lines.id][1], beside) for found in looked_at]
        _add(looked_at, rows, keys, person_pk)
        done += len(ids)
        if progress:
            progress(done, len(incidents))


type Keys = Mapping[str, tuple[int, UUID]]


def _add(
    listed: Sequence[DerivedIncident], rows: Sequence[Incident], keys: Keys, person_pk: Mapping[str, int]
) -> None:
    Incident.objects.bulk_create(rows)
    acts: list[tuple[object, ...]] = []
    grounds: list[tuple[object, ...]] = []
    parts: list[tuple[object, ...]] = []
    for incident, found in zip(rows, listed, strict=True):
        acts += [(keys[act][0], incident.pk) for act in found.lines.acts]
        grounds += [(incident.pk, ground.code, ground.lines) for ground in found.lines.grounds]
        counted = {each.person: each for each in found.counted.victims}
        parts += [
            (person_pk[who], incident.pk, *as_part(part, counted.get(who))) for who, part in found.parts
        ]
    insert(IncidentAct, ("act", "incident"), acts)
    insert(IncidentGround, ("incident", "code", "lines"), grounds)
    insert(PersonPart, PART_COLUMNS, parts)


def refresh_persons(persons: Collection[int] | None) -> None:
    """Add up again the parts of persons; None: of all."""
    parts: dict[int, list[Part]] = {}
    for person, *part in some(PersonPart.objects.all(), persons, "person_id", "lines", "levels", by="person"):
        parts.setdefault(person, []).append((part[0], part[1]))
    touched = sorted(parts if persons is None else persons)
    for some_persons in batched(touched, AT_ONCE):
        VictimLevel.objects.filter(person__in=some_persons).delete()
        levels = (level for person in some_persons for level in levels_of(person, parts.get(person, ())))
        insert(VictimLevel, ("person", "k", "low", "high", "named"), levels)
    _set_lines({person: max((lines for lines, _ in parts.get(person, ())), default=0) for person in touched})


def _set_lines(lines: Mapping[int, int]) -> None:
    by_number: dict[int, list[int]] = {}
    for person, number in lines.items():
        by_number.setdefault(number, []).append(person)
    for number, persons in by_number.items():
        for some_persons in batched(persons, AT_ONCE):
            Person.objects.filter(pk__in=some_persons).exclude(lines=number).update(lines=number)


def _keys(model: Any, refs: Collection[str]) -> Iterable[tuple[str, int, UUID]]:
    return some(model.objects.all(), refs, "ref", "pk", "uid", by="ref")
