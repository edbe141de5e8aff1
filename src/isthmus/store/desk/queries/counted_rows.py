"""The rows that a count counts: the incidents and the victims behind each figure, so that it leads to them."""

from collections.abc import Sequence
from typing import Literal

from django.db.models import QuerySet

from isthmus.store.desk.models import Incident, Person, PersonPart, VictimLevel
from isthmus.store.desk.queries.counts import counted, kept, takes_long
from isthmus.store.desk.queries.record import RecordFilter, matching

__all__ = ["counted_people", "incidents_under"]

# More ids than a query may be asked for at once.
MOST_REFS = 30_000


def incidents_under(wanted: RecordFilter) -> QuerySet[Incident]:
    """Return the incidents that pass; `counted`: those that a count of the acts that pass alone has, where it is known.

    Whole incidents pass where the count is not at hand and takes long, or has more of them than can be asked for.
    """
    found = matching(wanted)
    if not wanted.counted or wanted.all_acts:
        return found
    refs = _refs(wanted, "incidents", wanted.said or str(wanted.lines or 1))
    return found if refs is None else matching(RecordFilter()).filter(ref__in=refs)


def counted_people(wanted: RecordFilter) -> QuerySet[Person]:
    """Return the victims who count on so many lines, all or those who are named or single."""
    k = wanted.lines or 1
    people = Person.objects.order_by("-lines", "ref")
    if not wanted.all_acts:
        refs = _refs(wanted, "people", f"{wanted.who} {k}")
        if refs is not None:
            return people.filter(ref__in=refs)
    levels = VictimLevel.objects.filter(k=k)
    if wanted.who == "named":
        levels = levels.filter(named=True)
    if wanted.who == "single":
        levels = levels.filter(low=1, high=1)
    found = people.filter(pk__in=levels.values("person"))
    if not wanted.all_acts:
        found = found.filter(pk__in=PersonPart.objects.filter(incident__in=matching(wanted)).values("person"))
    return found


def _refs(wanted: RecordFilter, of: Literal["incidents", "people"], what: str) -> Sequence[str] | None:
    stored = kept(wanted) or (None if takes_long(wanted) else counted(wanted))
    refs = getattr(stored, of).get(what, ()) if stored else None
    return refs if refs is None or len(refs) <= MOST_REFS else None
