"""One page of a document as it is printed, with the quotes that were taken from it marked on it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from isthmus.core.reading import Box, StoredText
from isthmus.core.reading.regions import page_region
from isthmus.files.document.errors import DocumentFault
from isthmus.store.desk.django_setup import current_workspace
from isthmus.store.desk.models import Document, Statement
from isthmus.store.desk.queries.document_pages import PAGED, PrintedPage, printed_page
from isthmus.store.desk.queries.document_texts import stored_text
from isthmus.store.desk.queries.withdrawn import but_withdrawn
from isthmus.web.desk import veil
from isthmus.web.desk.language import said
from isthmus.web.desk.reading.quoted_text import (
    PlacedQuote,
    QuotedText,
    pieces,
    placed_quotes,
    recognised_pages,
)
from isthmus.web.desk.sealed_words import look_of

__all__ = ["PageMark", "PageShown", "document_page_picture", "page_of_document", "picture_answer"]

# A box is in ten-thousandths of its page; as much is added around it so that a mark does not touch the letters.
_AROUND = 8
_HUNDREDTH = 100


@dataclass(frozen=True, slots=True)
class PageMark:
    """What a statement quotes, where it stands on the page, in ten-thousandths of it: a stretch of words, or a part.

    `number`: of the quote in the order of the text; none where a part of the picture is quoted.
    """

    statement: UUID
    number: int | None
    left: int
    top: int
    width: int
    height: int
    asked: bool


@dataclass(frozen=True, slots=True)
class PageShown:
    """Everything that the page shows: `fault` where it cannot be drawn; `differs`: its words could not be placed.

    `correctable`: its letters were recognised.
    """

    number: int
    total: int
    text: QuotedText
    marks: Sequence[PageMark] = ()
    drawn: PrintedPage | None = None
    fault: Sequence[str] = ()
    differs: bool = False
    correctable: bool = False

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
        stored.text,
        statements.values_list("uid", "quote", "locator"),
        whole_words=veil.veiled(request),
        places=stored.places,
        near=recognised_pages(stored),
    )
    asked = _asked(request)
    regions = list(_regions(statements.values_list("uid", "locator"), number, asked))
    page = _shown(row, stored, number, quotes, regions, asked)
    context = {"document": row, "page": page, "asked": asked}
    return render(request, "desk/document_page.html", context)


@require_safe
def document_page_picture(request: HttpRequest, uid: UUID, number: int) -> HttpResponse:
    """Send the picture of a page."""
    row = _paged(request, uid)
    try:
        return picture_answer(_printed(row, number, stored_text(row)))
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


def _printed(row: Document, number: int, stored: StoredText) -> PrintedPage:
    """Return a page as it is printed, and as it was turned to be read."""
    blobs, words = current_workspace().blobs, stored.words_of(number)
    turned = words.turned if words else 0
    return printed_page(row.content, row.content_type, number, lambda: bytes(blobs.read(row.content)), turned)


def _asked(request: HttpRequest) -> UUID | None:
    try:
        return UUID(request.GET.get("statement", ""))
    except ValueError:
        return None


def _regions(statements: Iterable[tuple[UUID, str]], number: int, asked: UUID | None) -> Iterator[PageMark]:
    """Yield a mark for each statement that quotes a part of the picture of the page."""
    for uid, locator in statements:
        found = page_region(locator)
        if found and found.page == number:
            left, top = round(found.left * _HUNDREDTH), round(found.top * _HUNDREDTH)
            width, height = round(found.width * _HUNDREDTH), round(found.height * _HUNDREDTH)
            yield PageMark(uid, None, left, top, width, height, uid == asked)


def _shown(
    row: Document,
    stored: StoredText,
    number: int,
    quotes: Sequence[PlacedQuote],
    regions: Sequence[PageMark],
    asked: UUID | None,
) -> PageShown:
    start, end = stored.places.span(number, stored.text)
    on_page = [each for each in quotes if each.start < end and each.end > start]
    moved = [_moved(each, start) for each in on_page]
    words = stored.text[start:end]
    text = QuotedText(pieces(words, moved), {each.statement for each in moved}, asked)
    total = len(stored.places.starts)
    try:
        drawn = _printed(row, number, stored)
    except DocumentFault as fault:
        return PageShown(number, total, text, fault=[said(fault.rule), said(fault.fix)])
    boxes = _boxes(stored, number, drawn, words)
    if boxes is None:
        return PageShown(number, total, text, regions, drawn, differs=bool(on_page))
    marks = [mark for each in moved for mark in _marks(each, boxes, is_asked=each.statement == asked)]
    is_recognised = number in stored.words and row.protection != "sealed"
    return PageShown(number, total, text, [*regions, *marks], drawn, correctable=is_recognised)


def _boxes(stored: StoredText, number: int, drawn: PrintedPage, words: str) -> Sequence[Box] | None:
    """Return where the words of a page stand; None where those of the file are no longer those of the text."""
    if recognised := stored.words_of(number):
        return recognised.boxes
    return drawn.part.boxes if drawn.part.text == words else None


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
        quote.statement,
        quote.number,
        left - _AROUND,
        top - _AROUND,
        right - left + 2 * _AROUND,
        bottom - top + 2 * _AROUND,
        is_asked,
    )
