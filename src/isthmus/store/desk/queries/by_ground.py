"""What may be told by alleged ground: victims' parts by month and region, without anything that leads to a person."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from django.db.models import QuerySet

from isthmus.core.count.ground_table import AllegedPart
from isthmus.store.desk.models import Incident, IncidentAct, IncidentGround, PersonPart, PlaceAbove

__all__ = ["month_span", "period_of", "regions_of", "victim_parts"]

WIDE = ("region", "country")


def victim_parts() -> Iterator[AllegedPart]:
    """Yield each victim's part in each incident that counts."""
    grounds: defaultdict[int, set[str]] = defaultdict(set)
    for incident, code in IncidentGround.objects.values_list("incident", "code"):
        grounds[incident].add(code)
    regions = regions_of()
    parts = PersonPart.objects.filter(role="victim", lines__gte=1).order_by()
    columns = ("person", "incident", "incident__type", "incident__earliest", "incident__latest")
    for person, incident, kind, earliest, latest in parts.values_list(*columns).iterator():
        period, region = period_of(earliest, latest), regions.get(incident, "")
        yield AllegedPart(person, kind, period, region, frozenset(grounds[incident]))


def regions_of(incidents: Iterable[Incident] | None = None) -> dict[int, str]:
    """Return the region in which each incident lies, by its key; none where statements name several or no region."""
    acts = IncidentAct.objects.filter(act__place__isnull=False)
    if incidents is not None:
        acts = acts.filter(incident__in=[each.pk for each in incidents])
    wide = _region_of_place()
    found: dict[int, set[str]] = {}
    for incident, place in acts.values_list("incident", "act__place"):
        found.setdefault(incident, set()).add(wide.get(place, ""))
    return {incident: next(iter(names)) for incident, names in found.items() if len(names) == 1}


def _region_of_place() -> dict[int, str]:
    """Return the name of the nearest region or country that each place is or lies in."""
    above: QuerySet[PlaceAbove] = PlaceAbove.objects.filter(above__precision__in=WIDE)
    return dict(above.order_by("-height").values_list("place", "above__name"))  # the nearest comes last


def period_of(earliest: date | None, latest: date | None) -> str:
    """Return the month in which both days lie, else the year, else nothing."""
    if earliest is None or latest is None or earliest.year != latest.year:
        return ""
    return (
        f"{earliest.year:04}-{earliest.month:02}" if earliest.month == latest.month else f"{earliest.year:04}"
    )


def month_span(earliest: date | None, latest: date | None) -> str:
    """Return the months between two days as an EDTF date, open where a day is; nothing where both are."""
    first, last = (f"{day.year:04}-{day.month:02}" if day else ".." for day in (earliest, latest))
    if first == last:
        return "" if first == ".." else first
    return f"{first}/{last}"
