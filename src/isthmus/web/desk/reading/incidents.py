"""Incidents as lists show them: what, when, where, how many people, never anybody's name."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast

from isthmus.core.dates import Bounds
from isthmus.store.desk.models import Incident, Source
from isthmus.store.desk.queries.record import GroundRow, ground_rows
from isthmus.web.desk.reading.dates import Dated, together
from isthmus.web.desk.reading.words import Labels, crowd

__all__ = ["IncidentRow", "incident_rows", "resting_on"]


@dataclass(frozen=True, slots=True)
class IncidentRow:
    """One row of a list of incidents."""

    row: GroundRow
    type: str
    who: str
    when: Dated


def incident_rows(incidents: Iterable[Incident], labels: Labels) -> list[IncidentRow]:
    """Incidents with their words."""
    return [shown(row, labels) for row in ground_rows(list(incidents))]


def shown(row: GroundRow, labels: Labels) -> IncidentRow:
    """One row with its words."""
    when = together(row.written, Bounds(row.earliest, row.latest))
    return IncidentRow(row, labels.of("type", row.type), crowd(row.at_least, row.named), when)


def resting_on(source: Source) -> QuerySet[Incident]:
    """The incidents for which this source is among those that they rest on, or are known through."""
    needle = json.dumps(source.ref)
    found = Incident.objects.annotate(
        cuts=Cast("rests_on", TextField()), ways=Cast("known_through", TextField())
    )
    return found.filter(Q(cuts__contains=needle) | Q(ways__contains=needle)).order_by(
        "-lines", "earliest", "ref"
    )
