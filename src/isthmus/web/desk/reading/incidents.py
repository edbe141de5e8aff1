"""Incidents as lists show them: what, when, where, how many people, never anybody's name."""

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Count, Q, QuerySet, TextField
from django.db.models.functions import Cast

from isthmus.core.dates import Bounds
from isthmus.core.messages import Message
from isthmus.core.workbook.tokens import stated as stated_text
from isthmus.store.desk.models import (
    Incident,
    IncidentAct,
    Mention,
    PersonPart,
    Source,
    SourceGroup,
    Statement,
    Voice,
)
from isthmus.store.desk.queries.by_ground import month_span, regions_of
from isthmus.store.desk.queries.record import GroundRow, ground_rows
from isthmus.web.desk.language import said
from isthmus.web.desk.reading.dates import ShownDate, shown_date, shown_dates
from isthmus.web.desk.reading.words import Labels, crowd, described

__all__ = [
    "IncidentRow",
    "coarse_rows",
    "incident_rows",
    "resting_alone_on",
    "resting_on",
    "told_through",
    "who_of",
]


# A source that has a part in more statements has it in most incidents.
MOST_SAID = 2_000
# What describes a victim without a name.
DESCRIBING = ("low", "high", "kind", "sex", "age", "occupation")

type Victim = tuple[int, bool, tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class IncidentRow:
    """One row of a list of incidents."""

    row: GroundRow
    type: str
    who: str
    when: ShownDate


def incident_rows(incidents: Iterable[Incident], labels: Labels) -> list[IncidentRow]:
    """Incidents with their words."""
    some = list(incidents)
    who = who_of(some)
    return [shown(row, who[each.pk], labels) for each, row in zip(some, ground_rows(some), strict=True)]


def coarse_rows(incidents: Iterable[Incident], labels: Labels) -> list[IncidentRow]:
    """Incidents as a list filtered by ground may show them: by month and region, nobody described."""
    some = list(incidents)
    regions = regions_of(some)
    return [
        IncidentRow(
            replace(row, places=tuple(filter(None, [regions.get(each.pk, "")])), written=()),
            labels.of("type", row.type),
            crowd(row.at_least, row.named),
            shown_date(month_span(row.earliest, row.latest)),
        )
        for each, row in zip(some, ground_rows(some), strict=True)
    ]


def shown(row: GroundRow, who: str, labels: Labels) -> IncidentRow:
    """Return one row with its words."""
    when = shown_dates(row.written, Bounds(row.earliest, row.latest))
    return IncidentRow(row, labels.of("type", row.type), who, when)


def who_of(incidents: Sequence[Incident]) -> dict[int, str]:
    """Return the victims of each incident: one as it is described, several as a figure; never by name."""
    found = {each.pk: crowd(each.at_least, each.named) for each in incidents}
    for incident, victims in victims_of(of_one_victim(incidents)).items():
        if len({person for person, _named, _stated in victims}) == 1:
            words = max(
                (described(Mention(**dict(zip(DESCRIBING, stated, strict=True)))) for *_, stated in victims),
                key=len,
            )
            named = any(named for _person, named, _stated in victims)
            found[incident] = said(Message("person.described_and_named", who=words)) if named else words
    return found


def of_one_victim(incidents: Sequence[Incident]) -> set[int]:
    """Return those in which one person or group alone is a victim, by primary key."""
    parts = PersonPart.objects.filter(incident__in=incidents, role="victim").order_by()
    counted = parts.values("incident").annotate(n=Count("person", distinct=True)).filter(n=1)
    return set(counted.values_list("incident", flat=True))


def victims_of(incidents: Collection[int]) -> dict[int, set[Victim]]:
    """Return each different description of each victim, by incident: whose it is, and whether the person has a name."""
    mentions = Mention.objects.filter(role="victim", act__of_incident__incident__in=incidents)
    found: dict[int, set[Victim]] = {}
    columns = ("act__of_incident__incident", "of_person__person", "of_person__person__name", *DESCRIBING)
    for incident, person, name, *stated in mentions.values_list(*columns):
        found.setdefault(incident, set()).add((person, bool(stated_text(name)), tuple(stated)))
    return found


def told_through(source: Source) -> QuerySet[Incident]:
    """Return the incidents that may rest on a source: where it, or one under one control with it, has any part.

    All incidents, where they are many: looking at each is then as fast.
    """
    together = SourceGroup.objects.filter(ref__in=SourceGroup.objects.filter(source=source).values("ref"))
    group = {source.pk, *together.values_list("source", flat=True)}
    voices = Voice.objects.filter(source__in=group).order_by().values_list("statement", flat=True)
    written = Statement.objects.filter(document__authorships__source__in=group).order_by()
    said = {*voices[: MOST_SAID + 1], *written.values_list("pk", flat=True)[: MOST_SAID + 1]}
    if len(said) > MOST_SAID:
        return Incident.objects.all()
    acts = IncidentAct.objects.filter(act__statement__in=said)
    return Incident.objects.filter(pk__in=set(acts.values_list("incident", flat=True)))


def resting_alone_on(source: Source, among: QuerySet[Incident] | None = None) -> QuerySet[Incident]:
    """Return the incidents (`among` some) that would have no line without this source."""
    every = Incident.objects.all() if among is None else among
    found = every.filter(lines=1).annotate(alone=Cast("rests_alone_on", TextField()))
    return found.filter(alone__contains=json.dumps(source.ref)).order_by("-at_least", "earliest", "ref")


def resting_on(source: Source, among: QuerySet[Incident] | None = None) -> QuerySet[Incident]:
    """Return the incidents (`among` some) for which this source is among what they rest on, or are known through."""
    needle = json.dumps(source.ref)
    found = (Incident.objects.all() if among is None else among).annotate(
        cuts=Cast("rests_on", TextField()), ways=Cast("known_through", TextField())
    )
    return found.filter(Q(cuts__contains=needle) | Q(ways__contains=needle)).order_by(
        "-lines", "-at_least", "earliest", "ref"
    )
