"""Writing derived rows: persons, then incidents with the persons' parts in them, then what persons add up to."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import batched
from typing import Any
from uuid import UUID

from isthmus.core.register import Register
from isthmus.core.workbook.rows import Mention as MentionRow
from isthmus.store.desk.derive.found import (
    Found,
    as_incident,
    as_part,
    as_person,
    judged_pairs,
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

__all__ = ["Progress", "add_incidents", "add_persons", "refresh_persons"]

AT_ONCE = 2_000

type Progress = Callable[[int, int], None]


def add_persons(clusters: Iterable[Sequence[str]], mentions: Mapping[str, MentionRow]) -> None:
    """Add persons, each a set of mentions by id, the smallest first; `mentions` holds them all."""
    keys = {ref: (pk, uid) for ref, pk, uid in _keys(Mention, mentions)}
    uids = {ref: uid for ref, (_, uid) in keys.items()}
    for some_clusters in batched(clusters, AT_ONCE):
        persons = [
            as_person(members[0], [mentions[one] for one in members], uids) for members in some_clusters
        ]
        Person.objects.bulk_create(persons)
        PersonMention.objects.bulk_create(
            PersonMention(mention_id=keys[one][0], person=person)
            for person, members in zip(persons, some_clusters, strict=True)
            for one in members
        )


def add_incidents(register: Register, incidents: Collection[str], progress: Progress | None = None) -> None:
    """Add incidents that the register finds, with the parts of persons, which are there already."""
    keys = {
        ref: (pk, uid)
        for ref, pk, uid in _keys(Act, [act for one in incidents for act in register.incidents[one]])
    }
    persons = {register.person_of[row.id] for row in register.workbook.mentions}
    person_pk = dict(some(Person.objects.all(), persons, "ref", "pk", by="ref"))
    judged = judged_pairs(register)
    done = 0
    for ids in batched(incidents, AT_ONCE):
        looked_at = [look_at(register, each) for each in ids]
        rows = [as_incident(register, found, keys[found.lines.id][1], judged) for found in looked_at]
        _add(looked_at, rows, keys, person_pk)
        done += len(ids)
        if progress:
            progress(done, len(incidents))


type Keys = Mapping[str, tuple[int, UUID]]


def _add(listed: Sequence[Found], rows: Sequence[Incident], keys: Keys, person_pk: Mapping[str, int]) -> None:
    Incident.objects.bulk_create(rows)
    acts: list[IncidentAct] = []
    grounds: list[IncidentGround] = []
    parts: list[PersonPart] = []
    for incident, found in zip(rows, listed, strict=True):
        acts += [IncidentAct(act_id=keys[act][0], incident=incident) for act in found.lines.acts]
        grounds += [
            IncidentGround(incident=incident, code=g.code, lines=g.lines) for g in found.lines.grounds
        ]
        counted = {each.person: each for each in found.counted.victims}
        parts += [as_part(part, counted.get(who), person_pk[who], incident.pk) for who, part in found.parts]
    IncidentAct.objects.bulk_create(acts)
    IncidentGround.objects.bulk_create(grounds)
    PersonPart.objects.bulk_create(parts)


def refresh_persons(persons: Collection[int] | None) -> None:
    """Add up again the parts of persons; None: of all."""
    parts: dict[int, list[PersonPart]] = {}
    columns = ("person_id", "incident_id", "lines", "levels")
    for person, incident, lines, levels in some(PersonPart.objects.all(), persons, *columns, by="person"):
        part = PersonPart(person_id=person, incident_id=incident, lines=lines, levels=levels)
        parts.setdefault(person, []).append(part)
    touched = sorted(parts if persons is None else persons)
    for some_persons in batched(touched, AT_ONCE):
        VictimLevel.objects.filter(person__in=some_persons).delete()
        VictimLevel.objects.bulk_create(
            level for person in some_persons for level in levels_of(person, parts.get(person, []))
        )
    _set_lines({person: max((part.lines for part in parts.get(person, ())), default=0) for person in touched})


def _set_lines(lines: Mapping[int, int]) -> None:
    by_number: dict[int, list[int]] = {}
    for person, number in lines.items():
        by_number.setdefault(number, []).append(person)
    for number, persons in by_number.items():
        for some_persons in batched(persons, AT_ONCE):
            Person.objects.filter(pk__in=some_persons).exclude(lines=number).update(lines=number)


def _keys(model: Any, refs: Collection[str]) -> Iterable[tuple[str, int, UUID]]:
    return some(model.objects.all(), refs, "ref", "pk", "uid", by="ref")
