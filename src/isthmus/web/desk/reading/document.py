"""The page of one document: its text or picture, what was coded from it, and whether we hold it ourselves."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from isthmus.core.reading import WHOLE_TEXT, PartKind, Places, StoredText
from isthmus.core.workbook.schema import sheet
from isthmus.files.recordings import is_recording
from isthmus.store.desk.django_setup import current_workspace
from isthmus.store.desk.models import (
    Arrival,
    Document,
    Incident,
    IncidentAct,
    RegisterList,
    Source,
    Statement,
)
from isthmus.store.desk.queries.document_pages import PAGED
from isthmus.store.desk.queries.document_texts import stored_text
from isthmus.store.desk.queries.kept_by_log import KeptAtHead
from isthmus.store.desk.queries.lists import ListCounts, counts_of
from isthmus.store.desk.queries.reported import STANCES, reported_by
from isthmus.store.desk.queries.withdrawn import but_withdrawn, withdrawals
from isthmus.web.desk import veil
from isthmus.web.desk.language import said as in_words
from isthmus.web.desk.reading.came_in import attachments_of, mail_of
from isthmus.web.desk.reading.dates import ShownDate, shown_date
from isthmus.web.desk.reading.incidents import IncidentRow, incident_rows
from isthmus.web.desk.reading.judgements import JudgementShown, judged
from isthmus.web.desk.reading.listed_once import ListedOnce, listed_once
from isthmus.web.desk.reading.paging import Page, in_order, page_of, page_of_keys
from isthmus.web.desk.reading.quoted_text import (
    PlacedQuote,
    QuotedText,
    pieces,
    placed_quotes,
    recognised_pages,
)
from isthmus.web.desk.reading.recording import RecordingShown, quoted_stretches
from isthmus.web.desk.reading.sources import PROTECTIONS
from isthmus.web.desk.reading.stated import OwnCell, own_of
from isthmus.web.desk.reading.statements import StatementShown, said, with_everything
from isthmus.web.desk.reading.words import Labels
from isthmus.web.desk.sealed_words import look_of
from isthmus.web.desk.text_parts import part_words

__all__ = ["DocumentPage", "arrival_file", "document", "document_file", "document_page"]

MOST_INCIDENTS = 50


class StatementKey(NamedTuple):
    """What puts a statement in the order of the text."""

    pk: int
    uid: UUID
    quote: str
    locator: str


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """Everything that the page shows."""

    row: Document
    protection: str
    authors: Sequence[Source]
    published: ShownDate
    coded: Page[Statement]
    statements: Sequence[StatementShown]
    numbers: Mapping[UUID, int]
    withdrawn: Sequence[JudgementShown]
    incidents: Sequence[IncidentRow]
    totals: Mapping[str, int]
    listed: ListedOnce | None
    text: QuotedText
    recording: RecordingShown | None
    pages: Sequence[tuple[int, int]]
    lists: Sequence[tuple[RegisterList, ListCounts]]

    @property
    def has_words(self) -> bool:
        """Return whether its text is more than the ends of pages: a scan has pages, and no words."""
        return any(each.text.strip() for each in self.text.pieces)

    @property
    def incident_total(self) -> int:
        """Return how many incidents it says anything of."""
        return sum(self.totals.values())

    @property
    def mail(self) -> Document | None:
        """Return the mail that it was attached to, where it is in the register."""
        return mail_of(self.row)

    @property
    def attachments(self) -> Sequence[Document]:
        """Return what was attached to it."""
        return attachments_of(self.row)

    @property
    def own(self) -> list[OwnCell]:
        """Return what stands in the author's own columns."""
        return own_of(self.row)

    @property
    def lists_once(self) -> str:
        """Return what the document sets out to name once each, in words."""
        column = sheet("documents").column("lists_once")
        return in_words(column.choice(self.row.lists_once)) if self.row.lists_once else ""

    @property
    def sealed(self) -> bool:
        """Return whether title and content stay hidden."""
        return self.row.protection == "sealed"


@require_safe
def document(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Show one document."""
    row = get_object_or_404(Document, uid=uid)
    return render(request, "desk/document.html", {"page": document_page(row, request)})


def document_page(row: Document, request: HttpRequest) -> DocumentPage:
    """Read everything that the page of one document shows."""
    labels = Labels.load()
    every = Statement.objects.filter(document=row)
    standing = but_withdrawn(every).order_by("ref")
    is_closed = row.protection == "sealed" and not look_of(request)
    stored = StoredText("", WHOLE_TEXT) if is_closed else stored_text(row)
    text = stored.text
    asked = _asked(request, standing)
    # Without a text the order is that of ids: of a list of many rows only those of one page are read.
    found = (
        [StatementKey(*each) for each in standing.values_list("pk", "uid", "quote", "locator")]
        if text
        else []
    )
    quotes = ((each.uid, each.quote, each.locator) for each in found)
    placed = placed_quotes(
        text, quotes, whole_words=veil.veiled(request), places=stored.places, near=recognised_pages(stored)
    )
    load = with_everything(Statement.objects.all())
    if text:
        keys = [each.pk for each in in_order_of_text(found, placed)]
        coded = page_of_keys(request, keys, load, showing=asked.pk if asked else None)
    else:
        coded = page_of(
            request, standing, load=load, showing=standing.filter(ref__lt=asked.ref) if asked else None
        )
    figures = _FIGURES.now(row.pk)
    return DocumentPage(
        row=row,
        protection=str(PROTECTIONS.get(row.protection, row.protection)),
        authors=[each.source for each in row.authorships.select_related("source")],
        published=shown_date(row.published),
        coded=coded,
        statements=said(coded.rows, labels),
        numbers={each.statement: each.number for each in placed},
        withdrawn=judged(withdrawals(every)),
        incidents=incident_rows(in_order(Incident.objects.all(), figures.first), labels),
        totals=figures.totals,
        listed=listed_once(row),
        text=QuotedText(
            pieces(text, placed, headings(stored.places)),
            {each.uid for each in coded.rows},
            asked.uid if asked else None,
        ),
        recording=None if is_closed else _recording(row, standing, asked),
        pages=_pages(row, stored, placed),
        lists=figures.lists,
    )


def headings(places: Places) -> dict[int, str]:
    """Return what each part of a text is, by where it begins: its page, who wrote a message and when, its time."""
    if places.kind is PartKind.WHOLE:
        return {}
    return {start: part_words(places, number) for number, start in enumerate(places.starts, start=1)}


def _recording(
    row: Document, statements: QuerySet[Statement], asked: Statement | None
) -> RecordingShown | None:
    """Return what the page shows of a recording; None where the document is none."""
    if not is_recording(row.content_type):
        return None
    quoted = statements.exclude(locator="").values_list("uid", "locator", "quote")
    return RecordingShown(row.content_type, tuple(quoted_stretches(quoted, asked.uid if asked else None)))


def _pages(row: Document, stored: StoredText, placed: Iterable[PlacedQuote]) -> list[tuple[int, int]]:
    """Return the numbers of the pages that can be looked at as they are printed, with how many quotes begin on each."""
    if row.content_type not in PAGED or stored.places.kind is not PartKind.PAGE:
        return []
    quoted = Counter(stored.places.part_at(each.start) for each in placed)
    return [(number + 1, quoted[number]) for number in range(len(stored.places.starts))]


@dataclass(frozen=True, slots=True)
class _DocumentFigures:
    """What is counted over all statements of a document."""

    totals: Mapping[str, int]
    first: Sequence[int]
    lists: Sequence[tuple[RegisterList, ListCounts]]


def _figures(key: int) -> _DocumentFigures:
    row = Document.objects.get(pk=key)
    return _DocumentFigures(
        {each: reported_by(row, each, Incident.objects.order_by()).count() for each in STANCES},
        list(reported(row).values_list("pk", flat=True)[:MOST_INCIDENTS]),
        [(each, counts_of(each)) for each in row.lists.order_by("name")],
    )


_FIGURES = KeptAtHead(_figures)


def _asked(request: HttpRequest, statements: QuerySet[Statement]) -> Statement | None:
    """Return the statement that is asked for by its random number, where it stands."""
    try:
        uid = UUID(request.GET.get("statement", ""))
    except ValueError:
        return None
    return statements.filter(uid=uid).first()


def reported(row: Document) -> QuerySet[Incident]:
    """Return the incidents that its statements assert, suspect or deny."""
    within = IncidentAct.objects.filter(act__statement__document=row)
    return Incident.objects.filter(pk__in=within.values("incident")).order_by("-lines", "earliest", "ref")


def in_order_of_text(rows: Iterable[StatementKey], placed: Iterable[PlacedQuote]) -> list[StatementKey]:
    """Return statements in the order of the text, then those of which it has no quote."""
    by_uid = {each.uid: each for each in rows}
    first = [by_uid.pop(each.statement) for each in placed]
    return [*first, *by_uid.values()]


@require_safe
def document_file(request: HttpRequest, uid: UUID) -> HttpResponseBase:
    """Send what was uploaded, to be saved as it came; of what is marked no file leaves."""
    row = get_object_or_404(Document, uid=uid)
    return sent(row, row.content)


@require_safe
def arrival_file(request: HttpRequest, uid: UUID) -> HttpResponseBase:
    """Send a file that came in of a document, under the same rules as the document's own."""
    came = get_object_or_404(Arrival.objects.select_related("document"), uid=uid)
    return sent(came.document, came.content)


def sent(row: Document, content: str) -> HttpResponseBase:
    """Send a stored file of a document; raises Http404 where there is none, or it stays in the workspace."""
    if not content or row.protection:
        raise Http404
    return StreamingHttpResponse(
        current_workspace().blobs.pieces(content),
        content_type="application/octet-stream",
        headers={"Content-Disposition": 'attachment; filename="document"'},
    )
