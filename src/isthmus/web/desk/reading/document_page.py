"""One page of a document as it is printed, with the quotes that were taken from it marked on it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from isthmus.core.reading import Box, StoredText
from isthmus.files.document.errors import DocumentFault
from isthmus.store.desk.django_setup import current_workspace
from isthmus.store.desk.models import Document, Statement
from isthmus.store.desk.queries.document_pages import PAGED, PrintedPage, printed_page
from isthmus.store.desk.queries.document_texts import stored_text
from isthmus.store.desk.queries.withdrawn import but_withdrawn
from isthmus.web.desk import veil
from isthmus.web.desk.language import said
from isthmus.web.desk.reading.quoted_text import PlacedQuote, QuotedText, pieces, placed_quotes
from isthmus.web.desk.sealed_words import look_of

__all__ = ["PageMark", "PageShown", "document_page_picture", "page_of_document", "picture_answer"]

# A box is in ten-thousandths of its page; as much is added around it so that a mark does not touch the letters.
_AROUND = 8


@dataclass(frozen=True, slots=True)
class PageMark:
    """A stretch of a quote where it stands on the page, in ten-thousandths of it."""

    quote: PlacedQuote
    left: int
    top: int
    width: int
    height: int
    asked: bool


@dataclass(frozen=True, slots=True)
class PageShown:
    """Everything that the page shows: `fault` where it cannot be drawn; `differs`: its words could not be placed."""

    number: int
    total: int
    text: QuotedText
    marks: Sequence[PageMark] = ()
    drawn: PrintedPage | None = None
    fault: Sequence[str] = ()
    differs: bool = False

    @property
    def before(self) -> int | None:
        """Return the number of the page before, where there is one."""
        return self.number - 1 or None

    @property
    def after(self) -> int | None:
        """Return the number of the next page, where there is one."""
        return self.number + 1 if self.number < self.total else None

    @property
    def ratio(self) -> str:
        """Return the height of the picture where its width is ten thousand."""
        return str(round(10_000 * self.drawn.height / self.drawn.width)) if self.drawn else ""


@require_safe
def page_of_document(request: HttpRequest, uid: UUID, number: int) -> HttpResponse:
    """Show one page, from 1."""
    row = _paged(request, uid)
    stored = stored_text(row)
    if not 0 < number <= len(stored.places.starts):
        raise Http404
    statements = but_withdrawn(Statement.objects.filter(document=row)).order_by("ref")
    quotes = placed_quotes(
        stored.text, statements.values_list("uid", "quote"), whole_words=veil.veiled(request)
    )
    asked = _asked(request, quotes)
    page = _shown(row, stored, number, quotes, asked)
    context = {"document": row, "page": page, "asked": asked.statement if asked else None}
    return render(request, "desk/document_page.html", context)


@require_safe
def document_page_picture(request: HttpRequest, uid: UUID, number: int) -> HttpResponse:
    """Send the picture of a page."""
    row = _paged(request, uid)
    try:
        return picture_answer(_printed(row, number))
    except DocumentFault:
        raise Http404 from None


def picture_answer(page: PrintedPage) -> HttpResponse:
    """Return a picture as an answer: an image, and nothing else."""
    response = HttpResponse(page.picture, content_type="image/png")
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cache-Control"] = "no-store"
    return response


def _paged(request: HttpRequest, uid: UUID) -> Document:
    row = get_object_or_404(Document, uid=uid)
    closed = row.protection == "sealed" and not look_of(request)
    if closed or row.content_type not in PAGED or not row.content:
        raise Http404
    return row


def _printed(row: Document, number: int) -> PrintedPage:
    blobs = current_workspace().blobs
    return printed_page(row.content, number, lambda: bytes(blobs.read(row.content)))


def _asked(request: HttpRequest, quotes: Sequence[PlacedQuote]) -> PlacedQuote | None:
    wanted = request.GET.get("statement", "")
    return next((each for each in quotes if str(each.statement) == wanted), None)


def _shown(
    row: Document, stored: StoredText, number: int, quotes: Sequence[PlacedQuote], asked: PlacedQuote | None
) -> PageShown:
    start, end = _span(stored, number)
    on_page = [each for each in quotes if each.start < end and each.end > start]
    moved = [_moved(each, start) for each in on_page]
    words = stored.text[start:end]
    text = QuotedText(
        pieces(words, moved), {each.statement for each in moved}, asked.statement if asked else None
    )
    total = len(stored.places.starts)
    try:
        drawn = _printed(row, number)
    except DocumentFault as fault:
        return PageShown(number, total, text, fault=[said(fault.rule), said(fault.fix)])
    if drawn.part.text != words:
        return PageShown(number, total, text, drawn=drawn, differs=bool(on_page))
    wanted = asked.statement if asked else None
    marks = [
        mark for each in moved for mark in _marks(each, drawn.part.boxes, is_asked=each.statement == wanted)
    ]
    return PageShown(number, total, text, marks, drawn)


def _span(stored: StoredText, number: int) -> tuple[int, int]:
    starts = stored.places.starts
    end = starts[number] if number < len(starts) else len(stored.text)
    start = starts[number - 1]
    return start, start + len(stored.text[start:end].rstrip("\n"))


def _moved(quote: PlacedQuote, start: int) -> PlacedQuote:
    return PlacedQuote(quote.number, quote.statement, max(quote.start - start, 0), quote.end - start)


def _marks(quote: PlacedQuote, boxes: Sequence[Box], *, is_asked: bool) -> Iterator[PageMark]:
    """Yield a mark for each stretch of a line on which the quote lies: words that follow one another are one."""
    open_box: tuple[int, int, int, int] | None = None
    for box in (each for each in boxes if each.start < quote.end and each.end > quote.start):
        here = box.left, box.top, box.left + box.width, box.top + box.height
        if open_box and _is_same_line(open_box, here):
            open_box = (
                min(open_box[0], here[0]),
                min(open_box[1], here[1]),
                max(open_box[2], here[2]),
                max(open_box[3], here[3]),
            )
        else:
            if open_box:
                yield _mark(quote, open_box, is_asked=is_asked)
            open_box = here
    if open_box:
        yield _mark(quote, open_box, is_asked=is_asked)


def _is_same_line(one: tuple[int, int, int, int], other: tuple[int, int, int, int]) -> bool:
    overlap = min(one[3], other[3]) - max(one[1], other[1])
    return overlap > 0.5 * min(one[3] - one[1], other[3] - other[1])


def _mark(quote: PlacedQuote, box: tuple[int, int, int, int], *, is_asked: bool) -> PageMark:
    left, top, right, bottom = box
    return PageMark(
        quote,
        left - _AROUND,
        top - _AROUND,
        right - left + 2 * _AROUND,
        bottom - top + 2 * _AROUND,
        is_asked,
    )
