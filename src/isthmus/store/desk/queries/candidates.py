"""What may be the same as an incident, a person, a source or a place: what link runs propose, and what is like it.

It says nothing of how likely that is: people look, and judge.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q, QuerySet

from isthmus.core.workbook.tokens import is_token
from isthmus.store.desk.models import (
    Incident,
    IncidentAct,
    Judgement,
    Person,
    PersonMention,
    PersonPart,
    Place,
    PlaceAbove,
    Source,
)
from isthmus.store.desk.models.judgements import side_field
from isthmus.store.desk.queries.names_alike import names_alike
from isthmus.store.desk.queries.proposals import THING as THING_OF_RUN
from isthmus.store.desk.queries.proposals import last_run, sides, undecided
from isthmus.store.desk.queries.workbook import some

__all__ = ["Candidate", "Thing", "candidates", "judged_between", "judged_of"]

MOST_OFFERED = 20
MOST_LOOKED_AT = 400  # incidents of one kind, place and time; of more, a list would help nobody
# How much each reason says: a run and an equal name most, the same place and time least, since much is done there.
POINTS = {
    "proposed": 5,
    "same_name": 4,
    "name_alike": 3,
    "victim": 3,
    "same_place": 2,
    "place_and_time": 1,
    "same_part": 1,
}
RUNS = {"person": ("person", "group"), "incident": ("incident",), "source": (), "place": ()}
# Where a row of each kind names the thing that it belongs to; a source and a place are things themselves.
THING = {"person": "of_person__person", "incident": "of_incident__incident"}

type Thing = Incident | Person | Source | Place
type _Found = Iterator[tuple[int, str]]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A thing that may be the same, by its primary key, and why it is looked at: codes of `POINTS`."""

    key: int
    why: tuple[str, ...]


def candidates(kind: str, thing: Thing) -> list[Candidate]:
    """Return what nobody has judged beside this thing and may be the same, what speaks most for it first."""
    why: dict[int, set[str]] = {}
    for key, reason in (*_proposed(kind, thing), *_BESIDE[kind](thing)):
        why.setdefault(key, set()).add(reason)
    for key in {thing.pk, *judged_of(kind, thing)}:
        why.pop(key, None)
    refs = dict(some(type(thing)._default_manager.all(), why, "pk", "ref"))
    ranked = sorted(refs, key=lambda key: (-sum(POINTS[each] for each in why[key]), refs[key]))
    return [
        Candidate(key, tuple(each for each in POINTS if each in why[key])) for key in ranked[:MOST_OFFERED]
    ]


def judged_of(kind: str, thing: Thing) -> Mapping[int, list[Judgement]]:
    """Return the judgements in force on a thing, by the primary key of the other one."""
    rows = _rows_of(kind, thing.pk)
    found: dict[int, list[Judgement]] = {}
    for mine, theirs in (("left", "right"), ("right", "left")):
        standing = Judgement.objects.in_force().filter(**{f"{side_field(mine, kind)}__in": rows})
        beside = standing.annotate(beside=F(_thing_path(theirs, kind)))
        for judgement in beside.order_by("at", "ref"):
            found.setdefault(judgement.beside, []).append(judgement)  # type: ignore[attr-defined]
    return found


def judged_between(kind: str, left: str, right: str) -> Iterator[tuple[Judgement, bool]]:
    """Yield the judgements in force on two things, by the ids of a row of each, and whether it turns them round."""
    mine, theirs = (_rows_beside(kind, ref) for ref in (left, right))
    one, other = (side_field(side, kind) for side in ("left", "right"))
    for turned, first, second in ((False, mine, theirs), (True, theirs, mine)):
        standing = Judgement.objects.in_force().filter(**{f"{one}__in": first, f"{other}__in": second})
        for judgement in standing.order_by("ref"):
            yield judgement, turned


def _thing_path(side: str, kind: str) -> str:
    field = side_field(side, kind)
    return f"{field}__{THING[kind]}" if kind in THING else str(field)


def _rows_of(kind: str, thing: int) -> list[int]:
    """Return the rows that a thing is made of, by primary key: judgements are found by these, and there are indexes."""
    if kind == "person":
        return list(PersonMention.objects.filter(person=thing).values_list("mention", flat=True))
    if kind == "incident":
        return list(IncidentAct.objects.filter(incident=thing).values_list("act", flat=True))
    return [thing]


def _rows_beside(kind: str, ref: str) -> list[int]:
    """Return the rows of the thing to which the row of an id belongs."""
    things: QuerySet[Any, int]
    match kind:
        case "person":
            things = PersonMention.objects.filter(mention__ref=ref).values_list("person", flat=True)
        case "incident":
            things = IncidentAct.objects.filter(act__ref=ref).values_list("incident", flat=True)
        case "source":
            things = Source.objects.filter(ref=ref).values_list("pk", flat=True)
        case _:
            things = Place.objects.filter(ref=ref).values_list("pk", flat=True)
    return [row for thing in things for row in _rows_of(kind, thing)]


def _proposed(kind: str, thing: Thing) -> _Found:
    """Yield what the last link runs propose as the same; not what a source tells apart from it."""
    for of in RUNS[kind]:
        run = last_run(of)
        if run is None:
            continue
        one, other = sides(of)
        rows = _rows_of(kind, thing.pk)
        open_ones = undecided(run).filter(apart=False)
        for mine, theirs in ((one, other), (other, one)):
            proposed = open_ones.filter(**{f"{mine}__in": rows}).order_by(f"{theirs}__ref")
            for key in proposed.values_list(f"{theirs}__{THING_OF_RUN[of]}", flat=True)[:MOST_OFFERED]:
                yield key, "proposed"


# ---- incidents ---------------------------------------------------------------------------------------------


def _beside_incident(row: Thing) -> _Found:
    assert isinstance(row, Incident)
    yield from ((key, "victim") for key in _with_a_victim_of(row))
    others = _at_the_time(row).exclude(pk=row.pk)
    places = set(
        IncidentAct.objects.filter(incident=row).exclude(act__place=None).values_list("act__place", flat=True)
    )
    if not places:
        if row.earliest and row.latest:
            dated = others.filter(earliest__isnull=False, latest__isnull=False).order_by("earliest", "ref")
            yield from ((key, "place_and_time") for key in dated.values_list("pk", flat=True)[:MOST_OFFERED])
        return
    acts = IncidentAct.objects.order_by()
    above = PlaceAbove.objects.filter(place__in=places).values("above")
    below = PlaceAbove.objects.filter(above__in=places).values("place")
    related = Q(act__place__in=above) | Q(act__place__in=below)
    seen: set[int] = set()
    for reason, where in (("same_place", Q(act__place__in=places)), ("place_and_time", related)):
        there = others.filter(pk__in=acts.filter(where).values("incident")).order_by("earliest", "ref")
        found = set(there.values_list("pk", flat=True)[:MOST_LOOKED_AT]) - seen
        seen |= found
        yield from ((key, reason) for key in found)


def _at_the_time(row: Incident) -> QuerySet[Incident]:
    """Return the incidents of its type that may have been at its time."""
    found = Incident.objects.filter(type=row.type)
    if row.latest:
        found = found.filter(Q(earliest=None) | Q(earliest__lte=row.latest))
    if row.earliest:
        found = found.filter(Q(latest=None) | Q(latest__gte=row.earliest))
    return found


def _with_a_victim_of(row: Incident) -> QuerySet[PersonPart, int]:
    """Return the incidents of its type in which one of its victims is a victim, too."""
    victims = PersonPart.objects.filter(incident=row, role="victim").values("person")
    found = PersonPart.objects.filter(person__in=victims, role="victim", incident__type=row.type)
    others = found.exclude(incident=row).order_by("incident__ref")
    return others.values_list("incident", flat=True)[:MOST_LOOKED_AT]


# ---- people ------------------------------------------------------------------------------------------------


def _beside_person(row: Thing) -> _Found:
    assert isinstance(row, Person)
    single = row.at_most == 1
    acts = PersonMention.objects.filter(person=row).values("mention__act")
    in_one_act = set(
        PersonMention.objects.filter(mention__act__in=acts)
        .exclude(person=row)
        .values_list("person", flat=True)
    )
    alike = names_alike("person" if single else "group", row.pk)
    yield from ((key, reason) for key, reason in alike.items() if key not in in_one_act)
    parts = PersonPart.objects.filter(person=row).order_by("incident__ref", "role")
    for incident, role in parts.values_list("incident", "role")[:MOST_OFFERED]:
        beside = PersonPart.objects.filter(incident=incident, role=role).exclude(person=row)
        beside = beside.order_by("person__ref")
        if row.name:  # two with names that are not alike are two
            beside = beside.filter(person__name="")
        for key in beside.values_list("person", flat=True)[:MOST_LOOKED_AT]:
            if key not in in_one_act:
                yield key, "same_part"


# ---- sources and places ------------------------------------------------------------------------------------


def _beside_source(row: Thing) -> _Found:
    assert isinstance(row, Source)
    if row.protection != "sealed" and not is_token(row.name):
        yield from names_alike("source", row.pk).items()


def _beside_place(row: Thing) -> _Found:
    assert isinstance(row, Place)
    within = _keys(PlaceAbove.objects.filter(place=row).values_list("above", flat=True))
    within |= _keys(PlaceAbove.objects.filter(above=row).values_list("place", flat=True))
    yield from ((key, reason) for key, reason in names_alike("place", row.pk).items() if key not in within)


def _keys(found: Iterable[int]) -> set[int]:
    return set(found)


_BESIDE: Mapping[str, Callable[[Thing], Iterable[tuple[int, str]]]] = {
    "incident": _beside_incident,
    "person": _beside_person,
    "source": _beside_source,
    "place": _beside_place,
}
