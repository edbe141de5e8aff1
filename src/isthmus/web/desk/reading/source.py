"""The page of one source: what it says, directly and through whom, and which incidents rest on it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from isthmus.core.messages import Message
from isthmus.core.what_if import rests_alone
from isthmus.store.desk.models import Document, Incident, Source, Statement, Voice
from isthmus.store.desk.queries.withdrawn import but_withdrawn
from isthmus.web.desk.reading import judgements
from isthmus.web.desk.reading.incidents import (
    IncidentRow,
    incident_rows,
    resting_alone_on,
    resting_on,
    told_through,
)
from isthmus.web.desk.reading.judgements import JudgementShown
from isthmus.web.desk.reading.paging import Page, in_order, page_of
from isthmus.web.desk.reading.sources import KINDS, PROTECTIONS
from isthmus.web.desk.reading.stated import OwnCell, own_of
from isthmus.web.desk.reading.statements import StatementShown, said, with_everything
from isthmus.web.desk.reading.words import Labels

__all__ = ["SourcePage", "source", "source_page"]

MOST_ROWS = 50
# The record has all of them, one click away.
MOST_INCIDENTS = 20
# What a source can be in a statement; its page lists the statements of one of them.
PARTS = ("speaker", "told_by", "via")
CONTACTS = {"yes": _("yes"), "no": _("no"), "": _("not stated")}
RELIABILITY = {
    "01": _("1 of 5: fully reliable"),
    "02": _("2 of 5"),
    "03": _("3 of 5"),
    "04": _("4 of 5"),
    "05": _("5 of 5: not reliable"),
    "99": _("not assessed"),
}


@dataclass(frozen=True, slots=True)
class SourcePage:
    """Everything that the page shows."""

    row: Source
    kind: str
    sealed: bool
    protection: str
    contact: str
    reliability: str
    part: str
    numbers: Mapping[str, int]
    shown: Page[Statement]
    statements: Sequence[StatementShown]
    documents: Sequence[Document]
    written: int
    incidents: Sequence[IncidentRow]
    resting: int
    rests_alone: Message
    affiliates: Sequence[Source]
    judgements: Sequence[JudgementShown]

    @property
    def own(self) -> list[OwnCell]:
        """Return what stands in the author's own columns."""
        return own_of(self.row)


@require_safe
def source(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Show one source."""
    row = get_object_or_404(Source.objects.select_related("affiliation"), uid=uid)
    return render(request, "desk/source.html", {"page": source_page(row, request)})


def source_page(row: Source, request: HttpRequest) -> SourcePage:
    """Read everything that the page of one source shows."""
    labels = Labels.load()
    voices = but_withdrawn(Voice.objects.filter(source=row), "statement")
    everything = with_everything(Statement.objects.all())
    part = request.GET.get("part", "")
    part = part if part in PARTS else PARTS[0]
    numbers = {each: voices.filter(part=each).count() for each in PARTS}
    shown = page_of(request, statements_of(row, part), load=everything, total=numbers[part])
    written = Document.objects.filter(authorships__source=row).order_by("-held", "published_earliest", "ref")
    told = told_through(row)
    resting = list(resting_on(row, told).values_list("pk", flat=True))
    return SourcePage(
        row=row,
        kind=str(KINDS[row.kind]),
        sealed=row.protection == "sealed",
        protection=str(PROTECTIONS.get(row.protection, row.protection)),
        contact=str(CONTACTS.get(row.contact, CONTACTS[""])),
        reliability=str(RELIABILITY.get(row.reliability, "")),
        part=part,
        numbers=numbers,
        shown=shown,
        statements=said(shown.rows, labels),
        documents=list(written[:MOST_ROWS]),
        written=written.count(),
        incidents=incident_rows(in_order(Incident.objects.all(), resting[:MOST_INCIDENTS]), labels),
        resting=len(resting),
        rests_alone=rests_alone(resting_alone_on(row, told).order_by().count()),
        affiliates=list(row.affiliates.order_by("ref")[:MOST_ROWS]),
        judgements=judgements.on_sources([row.pk]),
    )


def statements_of(row: Source, part: str) -> QuerySet[Statement]:
    """Return what it says as speaker, what others say that they know from it, or what it passed on."""
    found = Statement.objects.filter(voices__source=row, voices__part=part)
    return but_withdrawn(found).order_by("ref")
