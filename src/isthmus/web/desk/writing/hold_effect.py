"""What holding a document changed: the lines before and after, and the path by which each is known."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from isthmus.core.corroborate import IncidentLines, corroborate_incident
from isthmus.core.register import Register
from isthmus.store.desk.models import Act, Document, Incident, Source
from isthmus.store.desk.queries.neighbourhood import register_around
from isthmus.web.desk.reading.support import Support, support_of
from isthmus.web.desk.writing.pair_sides import act_words

__all__ = ["HoldEffect", "held_now"]

MOST_INCIDENTS = 20
MOST_DRAWN = 3


@dataclass(frozen=True, slots=True)
class IncidentSupport:
    """One incident with the document held, or without."""

    lines: int
    rests_on: Sequence[Source]
    known_through: Sequence[Source]
    support: Support | None


@dataclass(frozen=True, slots=True)
class HoldEffect:
    """One incident, before and after."""

    incident: Incident
    uid: UUID
    words: str
    before: IncidentSupport
    after: IncidentSupport

    @property
    def raised(self) -> bool:
        """Return whether the lines grew or shrank."""
        return self.before.lines != self.after.lines


@require_safe
def held_now(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Show the incidents that a document bears on: lines and path, as they would be without it and as they are."""
    document = get_object_or_404(Document, uid=uid)
    incidents = (
        Incident.objects.filter(members__act__statement__document=document)
        .distinct()
        .order_by("-lines", "ref")
    )
    changed = list(hold_effects(request, document, list(incidents[:MOST_INCIDENTS])))
    context = {"document": document, "changed": changed, "raised": [each for each in changed if each.raised]}
    return render(request, "desk/writing/held_now.html", context)


def hold_effects(
    request: HttpRequest, document: Document, incidents: Sequence[Incident]
) -> Iterator[HoldEffect]:
    """Yield each incident with the document the other way round, and as it is; the first ones drawn."""
    for number, incident in enumerate(incidents):
        now = register_around(incident)
        other = other_way_round(now, document.ref)
        drawn = number < MOST_DRAWN
        present, past = side(request, incident, now, drawn=drawn), side(request, incident, other, drawn=drawn)
        yield HoldEffect(incident, incident.uid, incident_words(incident), past, present)


def incident_words(incident: Incident) -> str:
    """Return an incident in a few words: what and where, of its first act."""
    first: Act = Act.objects.select_related("place").get(ref=incident.ref)
    return act_words(first)


def other_way_round(register: Register, document: str) -> Register:
    """Return the same register, with this document held where it is not, and not held where it is."""
    flipped = {"yes": "no", "no": "yes"}
    rows = tuple(
        replace(row, held=flipped[row.held]) if row.id == document else row
        for row in register.workbook.documents
    )
    return Register.of(replace(register.workbook, documents=rows))


def side(request: HttpRequest, incident: Incident, register: Register, *, drawn: bool) -> IncidentSupport:
    """Return what one incident rests on in one register, with its path where it is to be drawn."""
    found: IncidentLines = corroborate_incident(register, incident.ref)
    sources = Source.objects.in_bulk(
        [*found.support.rests_on, *found.support.known_through], field_name="ref"
    )
    return IncidentSupport(
        found.support.lines,
        [sources[ref] for ref in found.support.rests_on if ref in sources],
        [sources[ref] for ref in found.support.known_through if ref in sources],
        support_of(incident, request, register=register) if drawn else None,
    )
