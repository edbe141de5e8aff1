"""The page of one incident: what it rests on, who says so, what speaks against it, and who judged what."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from isthmus.core.corroborate import (
    DenialLines,
    Lines,
    Strengthening,
    denial,
    further_reason,
    lines_if_one,
    support_reason,
)
from isthmus.core.count import MissedPairs, missed_sentences
from isthmus.core.dates import Bounds
from isthmus.core.messages import Message
from isthmus.store.desk.models import Act, Incident, IncidentGround, PersonPart, Place, Source, Statement
from isthmus.store.desk.queries.neighbourhood import register_around
from isthmus.web.desk.reading import judgements
from isthmus.web.desk.reading.dates import ShownDate, shown_dates
from isthmus.web.desk.reading.incidents import who_of
from isthmus.web.desk.reading.judgements import JudgementShown
from isthmus.web.desk.reading.paging import Page
from isthmus.web.desk.reading.parts import PartShown, attribution_of, victims_of
from isthmus.web.desk.reading.statements import StatementShown, said, with_everything
from isthmus.web.desk.reading.support import Support, support_of
from isthmus.web.desk.reading.words import Labels

__all__ = ["IncidentPage", "incident", "incident_page"]

MOST_STATEMENTS = 200


@dataclass(frozen=True, slots=True)
class IncidentPage:
    """Everything that the page shows."""

    row: Incident
    type: str
    who: str
    when: ShownDate
    places: Sequence[Place]
    lines: Message
    reason: Sequence[Message]
    further_reason: Sequence[Message]
    sources: Mapping[str, Source]
    asserting: Sequence[StatementShown]
    suspecting: Sequence[StatementShown]
    others: Sequence[StatementShown]
    total: int
    whom: Page[PersonPart]
    victims: Sequence[PartShown]
    attribution: Sequence[PartShown]
    grounds: Sequence[tuple[str, int]]
    denials: Sequence[Sequence[Message]]
    both_ways: Message | None
    retracted: Mapping[str, Message]
    judgements: Sequence[JudgementShown]
    support: Support
    if_one: Sequence[Message] = ()

    @property
    def missed(self) -> Sequence[Message]:
        """Return what the least number of its victims probably owes to pairs that link runs missed."""
        row = self.row
        return missed_sentences(MissedPairs(row.rests_on_runs, row.missed_pairs, row.at_least_less_missed))

    @property
    def denial_beside(self) -> Message:
        """Return what a denial does to the lines: nothing."""
        return Message("corroborate.denial_beside")

    @property
    def shown(self) -> int:
        """Return how many of its `total` statements the page shows."""
        return len(self.asserting) + len(self.suspecting) + len(self.others)


@require_safe
def incident(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Show one incident, by the uid of any of its acts."""
    return render(request, "desk/incident.html", {"page": incident_page(incident_at(uid), request)})


def incident_at(uid: UUID) -> Incident:
    """Return the incident of the act with this uid. Raises Http404."""
    act = get_object_or_404(
        Act.objects.select_related("of_incident__incident"), uid=uid, of_incident__isnull=False
    )
    found: Incident = act.of_incident.incident
    return found


def incident_page(row: Incident, request: HttpRequest) -> IncidentPage:
    """Read everything that the page of one incident shows."""
    labels = Labels.load()
    acts = list(
        Act.objects.filter(of_incident__incident=row).select_related("place", "statement").order_by("ref")
    )
    statements = statements_about(row, acts)
    shown = said(statements[:MOST_STATEMENTS], labels)
    whom, victims = victims_of(row, request)
    register = register_around(row, people=False)
    fewer = lines_if_one(register, row.ref, row.lines)
    return IncidentPage(
        row=row,
        type=labels.of("type", row.type),
        who=who_of([row])[row.pk],
        when=when_asserted(acts),
        places=distinct_places(acts),
        lines=Message("corroborate.lines", n=row.lines),
        reason=reason_of(row, acts),
        further_reason=further_reason_of(row),
        sources=named_sources(row, *(each.sources for each in fewer)),
        asserting=[each for each in shown if each.row.stance == "asserts"],
        suspecting=[each for each in shown if each.row.stance == "suspects"],
        others=[each for each in shown if each.row.stance not in ("asserts", "suspects")],
        total=statements.count(),
        whom=whom,
        victims=victims,
        attribution=attribution_of(row),
        grounds=[(labels.of("ground", each.code), each.lines) for each in alleged(row)],
        denials=[denial(denial_lines(each)) for each in row.denials],
        both_ways=Message("corroborate.both_ways", sources=row.both_ways) if row.both_ways else None,
        retracted=decisions(row),
        judgements=[
            *judgements.on_acts([act.pk for act in acts]),
            *judgements.on_statements(each.row.pk for each in shown if each.row.stance == "retracts"),
        ],
        support=support_of(row, request, register=register, asking=True),
        if_one=[Message("corroborate.if_one", lines=each.lines, sources=each.sources) for each in fewer],
    )


def reason_of(row: Incident, acts: Iterable[Act]) -> tuple[Message, ...]:
    """Return what its lines rest on, with sources by their ids."""
    return support_reason(
        Lines(row.lines, row.rests_on, row.known_through),
        asserted=any(act.statement.stance == "asserts" for act in acts),
        suspected=bool(row.suspected),
        circular=row.circular,
    )


def further_reason_of(row: Incident) -> tuple[Message, ...]:
    """Return what limits its lines and what would make them more, with sources by their ids."""
    return further_reason(
        row.lines,
        at_most=row.lines_at_most,
        if_distinct=row.lines_if_distinct,
        circular=row.circular,
        would_strengthen=[Strengthening(each["source"], each["lines"]) for each in row.would_strengthen],
    )


def denial_lines(found: Mapping[str, Any]) -> DenialLines:
    """Return a denial as it is stored as the value that core gave."""
    support = Lines(found["lines"], tuple(found["rests_on"]), tuple(found["known_through"]))
    return DenialLines(found["denies"], tuple(found["statements"]), support)


def decisions(row: Incident) -> dict[str, Message]:
    """Return how each retraction that does not stand was judged, by the statement's id."""
    return {
        each["statement"]: Message(f"corroborate.retraction.{each['decision']}") for each in row.retractions
    }


def when_asserted(acts: Sequence[Act]) -> ShownDate:
    """When it happened, as those say who assert it; else as it is suspected, else as it is denied."""
    by = {
        stance: [act for act in acts if act.statement.stance == stance] for stance in ("asserts", "suspects")
    }
    told = by["asserts"] or by["suspects"] or acts
    first = min((act.date_earliest for act in told if act.date_earliest), default=None)
    last = max((act.date_latest for act in told if act.date_latest), default=None)
    return shown_dates((act.date for act in told), Bounds(first, last))


def alleged(row: Incident) -> Iterable[IncidentGround]:
    """Return the grounds that statements allege, best supported first."""
    return IncidentGround.objects.filter(incident=row).order_by("-lines", "code")


def statements_about(row: Incident, acts: Iterable[Act]) -> QuerySet[Statement]:
    """Return its own statements, the denials that reach it, and the retractions of either."""
    beside = [ref for each in row.denials for ref in each["statements"]]
    beside += [each["statement"] for each in row.retractions]
    own = [act.statement_id for act in acts]
    found = Statement.objects.filter(Q(pk__in=own) | Q(ref__in=beside))
    return with_everything(found.order_by("-document__held", "document__ref", "ref"))


def named_sources(row: Incident, *more: Iterable[str]) -> Mapping[str, Source]:
    """Return every source that the derived figures name, and more of them, by its id."""
    refs = {*row.rests_on, *row.known_through, *row.both_ways, *chain.from_iterable(more)}
    refs |= {each["source"] for each in row.would_strengthen}
    refs |= {ref for each in row.denials for cut in ("rests_on", "known_through") for ref in each[cut]}
    return Source.objects.in_bulk(sorted(refs), field_name="ref")


def distinct_places(acts: Iterable[Act]) -> list[Place]:
    """Return the places that the statements name, each once."""
    return list({act.place.pk: act.place for act in acts if isinstance(act.place, Place)}.values())
