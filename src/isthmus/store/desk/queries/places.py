"""What is said to have happened in a place and in all places within it: how much, and the first rows of it."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from django.db.models import Count, Exists, OuterRef, QuerySet

from isthmus.store.desk.models import Act, Head, Incident, IncidentAct, Place, PlaceAbove, Statement
from isthmus.store.desk.queries.record import RecordFilter, matching
from isthmus.store.desk.queries.withdrawn import but_withdrawn

__all__ = ["PlaceNumbers", "incidents_there", "numbers_of_places", "statements_there"]

# Of more, the first rows are found by going through all in order: most of them are there.
MANY = 2_000


class PlaceNumbers(NamedTuple):
    """How many incidents there are in a place and within it, and how many of them on two lines."""

    all: int = 0
    on_two: int = 0


def numbers_of_places() -> Mapping[int, PlaceNumbers]:
    """Return the numbers of each place with any, by primary key: worked out for all once for a state of the log."""
    return _numbers_at(Head.objects.values_list("note", flat=True).first() or "")


@lru_cache(maxsize=1)
def _numbers_at(_head: str) -> Mapping[int, PlaceNumbers]:
    of_place: dict[int, set[int]] = {}
    acts = IncidentAct.objects.filter(act__place__isnull=False).order_by()
    for place, incident in acts.values_list("act__place", "incident").distinct().iterator(10_000):
        of_place.setdefault(place, set()).add(incident)
    within: dict[int, set[int]] = {}
    for place, above in PlaceAbove.objects.values_list("place", "above"):
        within.setdefault(above, set()).update(of_place.get(place, ()))
    on_two = set(Incident.objects.filter(lines__gte=2).order_by().values_list("pk", flat=True))
    return {above: PlaceNumbers(len(found), len(found & on_two)) for above, found in within.items()}


def incidents_there(place: Place) -> "QuerySet[Incident]":
    """Return the incidents in a place and within it, most lines first."""
    acts = IncidentAct.objects.filter(act__place__in=_within(place)).order_by()
    found = matching(RecordFilter())
    if numbers_of_places().get(place.pk, PlaceNumbers()).all > MANY:
        return found.filter(Exists(acts.filter(incident=OuterRef("pk"))))
    return found.filter(pk__in=acts.values("incident"))


def statements_there(place: Place) -> tuple["QuerySet[Statement]", int]:
    """Return the statements about what was done there, or in a place that lies in it, and how many they are."""
    acts = but_withdrawn(Act.objects.filter(place__in=_within(place)), "statement").order_by()
    total = acts.aggregate(n=Count("statement", distinct=True))["n"]
    if total > MANY:
        there = Exists(acts.filter(statement=OuterRef("pk")))
        return Statement.objects.filter(there).order_by("ref"), total
    return Statement.objects.filter(pk__in=acts.values("statement")).order_by("ref"), total


def _within(place: Place) -> Sequence[int]:
    return list(PlaceAbove.objects.filter(above=place).values_list("place", flat=True))
