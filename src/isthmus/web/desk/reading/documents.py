"""The list of documents, as a page and as a file."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, Exists, F, OuterRef, QuerySet, Value
from django.db.models.functions import Coalesce, Lower
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from isthmus.actions.desk.leaving_ids import LeavingIds
from isthmus.store.desk.models import Authorship, Document, SearchKind, Source, Statement
from isthmus.store.desk.queries.withdrawn import withdrawn
from isthmus.web.desk.reading.dates import ShownDate, shown_date
from isthmus.web.desk.reading.list_filter import ListFilter, list_filter
from isthmus.web.desk.reading.listing import (
    SEALED_LAST,
    list_page,
    not_listed,
    open_text,
    protection_choices,
    rows_in_batches,
)
from isthmus.web.desk.reading.paging import page_of
from isthmus.web.desk.reading.sorting import ListOrder
from isthmus.web.desk.reading.table import Cell, file_answer, not_understood

__all__ = ["documents", "documents_file"]

HEADER = ("id", "title", "published", "authors", "held", "protection", "statements", "link")
SORTED_BY = {
    "title": (SEALED_LAST, open_text(Lower("title")).asc()),
    "published": (F("published_earliest").asc(nulls_last=True), "published_latest"),
    "held": ("held",),
    "statements": ("stated",),
}


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """One document of the list."""

    row: Document
    published: ShownDate
    authors: Sequence[Source]
    statements: int


@require_safe
def documents(request: HttpRequest) -> HttpResponse:
    """Show the documents that pass the filters."""
    filters = documents_filter(request)
    if filters.problems:
        return not_listed(request, "documents", filters)
    found = passing(filters)
    sorting = ListOrder.asked(request, SORTED_BY)
    page = page_of(request, sorting.of(counted(found) if sorting.column == "statements" else found))
    return list_page(
        request,
        "documents",
        filters,
        sorting,
        page,
        document_rows(page.rows),
        held=found.order_by().filter(held="yes").count(),
        uncoded=found.order_by().exclude(Exists(coded())).count(),
    )


@require_safe
def documents_file(request: HttpRequest, form: str) -> HttpResponseBase:
    """Send the same documents as a file: what is marked goes by tokens."""
    filters = documents_filter(request)
    if filters.problems:
        return not_understood(filters.problems.values())
    found = ListOrder.asked(request, SORTED_BY).of(counted(passing(filters)))
    return file_answer(form, "documents", HEADER, cells(found), found.count)


def documents_filter(request: HttpRequest) -> ListFilter:
    """Return what was asked for."""
    yes_or_no = [("yes", _("held")), ("no", _("not held"))]
    coded_or_not = [("yes", _("with statements")), ("no", _("without a statement"))]
    return list_filter(
        request,
        {
            "held": (_("Held"), _("held or not"), yes_or_no),
            "coded": (_("Coded"), _("coded or not"), coded_or_not),
            "protection": protection_choices(),
        },
    )


def passing(filters: ListFilter) -> QuerySet[Document]:
    """Return the documents that pass, the last published first."""
    found = Document.objects.order_by(F("published_earliest").desc(nulls_last=True), "ref")
    if filters.chosen("held"):
        found = found.filter(held=filters.chosen("held"))
    if filters.chosen("coded"):
        has = Exists(coded())
        found = found.filter(has) if filters.chosen("coded") == "yes" else found.exclude(has)
    if filters.chosen("protection"):
        found = found.filter(protection=filters.chosen("protection"))
    named = filters.named(SearchKind.DOCUMENT)
    return found if named is None else found.filter(pk__in=named)


def coded() -> QuerySet[Statement]:
    """Return the statements of a document, those left out that were coded by mistake."""
    return Statement.objects.filter(document=OuterRef("pk")).exclude(pk__in=withdrawn())


def counted(found: QuerySet[Document]) -> QuerySet[Document]:
    """Return the documents, each with the number of its statements."""
    per_document = coded().order_by().values("document").annotate(n=Count("pk")).values("n")
    return found.annotate(stated=Coalesce(per_document, Value(0)))


def document_rows(documents: Sequence[Document]) -> list[DocumentRow]:
    """Return documents with their authors and the number of their statements."""
    authors, numbers = authors_of(documents), statement_counts(documents)
    return [
        DocumentRow(each, shown_date(each.published), authors.get(each.pk, ()), numbers.get(each.pk, 0))
        for each in documents
    ]


def authors_of(documents: Sequence[Document]) -> Mapping[int, Sequence[Source]]:
    """Return the authors of each document, in the order written."""
    found: dict[int, list[Source]] = {}
    written = Authorship.objects.filter(document__in=documents).select_related("source")
    for each in written.order_by("document", "position"):
        found.setdefault(each.document_id, []).append(each.source)
    return found


def statement_counts(documents: Sequence[Document]) -> Mapping[int, int]:
    """Return how many statements each document carries."""
    found = Statement.objects.filter(document__in=documents).exclude(pk__in=withdrawn()).order_by()
    return dict(found.values_list("document").annotate(n=Count("pk")))


def cells(found: QuerySet[Document]) -> Iterator[Sequence[Cell]]:
    """Yield the rows of the file."""
    ids = LeavingIds()
    for each in rows_in_batches(found, document_rows):
        row = each.row
        yield (
            ids.id("documents", row.ref, protection=row.protection),
            ids.text("documents", row.ref, "title", row.title, protection=row.protection),
            row.published,
            ";".join(ids.id("sources", one.ref, protection=one.protection) for one in each.authors),
            row.held,
            row.protection,
            each.statements,
            reverse("document", args=[row.uid]),
        )
