"""The page of one incident: what it rests on, who says so, what speaks against it, and who judged what."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from isthmus.core.dates import Bounds
from isthmus.store.desk.models import Act, Incident, IncidentGround, Place, Source, Statement
from isthmus.web.desk.reading import judgements
from isthmus.web.desk.reading.dates import Dated, together
from isthmus.web.desk.reading.incidents import who_of
from isthmus.web.desk.reading.judgements import Judged
from isthmus.web.desk.reading.parts import PartShown, parts_of
from isthmus.web.desk.reading.statements import DENIED, Said, said, with_everything
from isthmus.web.desk.reading.support import Support, support_of
from isthmus.web.desk.reading.words import Labels

__all__ = ["Against", "IncidentPage", "Stronger", "incident", "incident_page"]

MOST_STATEMENTS = 200
RETRACTIONS = {
    "": _("nobody has judged this retraction"),
    "unjudged": _("nobody has judged this retraction"),
    "coerced": _("judged to have been made under pressure, so the statement still counts"),
    "unsure": _("judged unsure, so the statement still counts"),
}


@dataclass(frozen=True, slots=True)
class Stronger:
    """Sources of which any one's own document would raise the lines to the same number."""

    sources: Sequence[Source]
    lines: int


@dataclass(frozen=True, slots=True)
class Against:
    """The denials of one kind: what they deny, and what they rest on."""

    denied: str
    lines: int
    count: int
    rests_on: Sequence[Source]
    known_through: Sequence[Source]


@dataclass(frozen=True, slots=True)
class IncidentPage:
    """Everything that the page shows."""

    row: Incident
    type: str
    who: str
    when: Dated
    places: Sequence[Place]
    rests_on: Sequence[Source]
    known_through: Sequence[Source]
    stronger: Sequence[Stronger]
    asserting: Sequence[Said]
    others: Sequence[Said]
    total: int
    victims: Sequence[PartShown]
    attribution: Sequence[PartShown]
    grounds: Sequence[tuple[str, int]]
    denials: Sequence[Against]
    both_ways: Sequence[Source]
    retracted: Mapping[str, str]
    judgements: Sequence[Judged]
    support: Support

    @property
    def shown(self) -> int:
        """How many of its `total` statements the page shows."""
        return len(self.asserting) + len(self.others)


@require_safe
def incident(request: HttpRequest, uid: UUID) -> HttpResponse:
    """One incident, by the uid of any of its acts."""
    act = get_object_or_404(Act.objects.select_related("within__incident"), uid=uid, within__isnull=False)
    return render(request, "desk/incident.html", {"page": incident_page(act.within.incident, request)})


def incident_page(row: Incident, request: HttpRequest) -> IncidentPage:
    """Read everything that the page of one incident shows."""
    labels = Labels.load()
    acts = list(Act.objects.filter(within__incident=row).select_related("place", "statement").order_by("ref"))
    statements = statements_about(row, acts)
    shown = said(statements[:MOST_STATEMENTS], labels)
    by_ref = named_sources(row)
    parts = parts_of(row)
    return IncidentPage(
        row=row,
        type=labels.of("type", row.type),
        who=who_of([row])[row.pk],
        when=when_asserted(acts),
        places=distinct_places(acts),
        rests_on=pick(by_ref, row.rests_on),
        known_through=pick(by_ref, row.known_through),
        stronger=stronger(row, by_ref),
        asserting=[each for each in shown if each.row.stance == "asserts"],
        others=[each for each in shown if each.row.stance != "asserts"],
        total=statements.count(),
        victims=[part for part in parts if part.row.role == "victim"],
        attribution=[part for part in parts if part.row.role in ("perpetrator", "ordered")],
        grounds=[(labels.of("ground", each.code), each.lines) for each in alleged(row)],
        denials=[against(each, by_ref) for each in row.denials],
        both_ways=pick(by_ref, row.both_ways),
        retracted=decisions(row),
        judgements=[
            *judgements.on_acts([act.pk for act in acts]),
            *judgements.on_statements(each.row.pk for each in shown if each.row.stance == "retracts"),
        ],
        support=support_of(row, request),
    )


def decisions(row: Incident) -> dict[str, str]:
    """How each retraction that does not stand was judged, by the statement's id."""
    return {
        each["statement"]: str(RETRACTIONS.get(each["decision"], RETRACTIONS[""])) for each in row.retractions
    }


def when_asserted(acts: Sequence[Act]) -> Dated:
    """When it happened, as those say who assert it; where nobody does, as it is denied."""
    told = [act for act in acts if act.statement.stance == "asserts"] or acts
    first = min((act.date_earliest for act in told if act.date_earliest), default=None)
    last = max((act.date_latest for act in told if act.date_latest), default=None)
    return together((act.date for act in told), Bounds(first, last))


def alleged(row: Incident) -> Iterable[IncidentGround]:
    """The grounds that statements allege, best supported first."""
    return IncidentGround.objects.filter(incident=row).order_by("-lines", "code")


def statements_about(row: Incident, acts: Iterable[Act]) -> QuerySet[Statement]:
    """Its own statements, the denials that reach it, and the retractions of either."""
    beside = [ref for each in row.denials for ref in each["statements"]]
    beside += [each["statement"] for each in row.retractions]
    own = [act.statement_id for act in acts]
    found = Statement.objects.filter(Q(pk__in=own) | Q(ref__in=beside))
    return with_everything(found.order_by("-document__held", "document__ref", "ref"))


def named_sources(row: Incident) -> Mapping[str, Source]:
    """Every source that the derived figures name, by its id."""
    refs = {*row.rests_on, *row.known_through, *row.both_ways}
    refs |= {each["source"] for each in row.would_strengthen}
    refs |= {ref for each in row.denials for cut in ("rests_on", "known_through") for ref in each[cut]}
    return Source.objects.in_bulk(sorted(refs), field_name="ref")


def stronger(row: Incident, by_ref: Mapping[str, Source]) -> list[Stronger]:
    """What would strengthen it, the greatest first."""
    alike = groupby(row.would_strengthen, key=lambda each: int(each["lines"]))
    return [Stronger(pick(by_ref, [each["source"] for each in some]), lines) for lines, some in alike]


def pick(by_ref: Mapping[str, Source], refs: Iterable[str]) -> list[Source]:
    """The sources of some ids, in their order."""
    return [by_ref[ref] for ref in refs if ref in by_ref]


def against(denial: Mapping[str, object], by_ref: Mapping[str, Source]) -> Against:
    """One kind of denial with its own support."""
    return Against(
        str(DENIED[str(denial["denies"])]),
        int(str(denial["lines"])),
        len(strings(denial["statements"])),
        pick(by_ref, strings(denial["rests_on"])),
        pick(by_ref, strings(denial["known_through"])),
    )


def strings(value: object) -> list[str]:
    """A list of ids as JSON keeps it."""
    return [str(each) for each in value] if isinstance(value, list) else []


def distinct_places(acts: Iterable[Act]) -> list[Place]:
    """The places that the statements name, each once."""
    return list({act.place.pk: act.place for act in acts if isinstance(act.place, Place)}.values())
