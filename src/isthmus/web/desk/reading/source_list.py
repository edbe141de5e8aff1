"""The list of sources, as a page and as a file."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, F, OuterRef, QuerySet, Value
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from isthmus.actions.desk.leaving_ids import LeavingIds
from isthmus.store.desk.models import SearchKind, Source, Voice
from isthmus.store.desk.queries.withdrawn import withdrawn
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
from isthmus.web.desk.reading.sources import KINDS
from isthmus.web.desk.reading.table import Cell, file_answer, not_understood

__all__ = ["sources", "sources_file"]

HEADER = ("id", "name", "kind", "protection", "speaks_in", "known_from", "passed_on", "link")
SORTED_BY = {
    "name": (SEALED_LAST, open_text(F("name_folded")).asc()),
    "kind": ("kind",),
    "statements": ("speaks_in",),
}


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """One source of the list, and in how many statements it has each part."""

    row: Source
    kind: str
    speaker: int
    told_by: int
    via: int


@require_safe
def sources(request: HttpRequest) -> HttpResponse:
    """Show the sources that pass the filters."""
    filters = sources_filter(request)
    if filters.problems:
        return not_listed(request, "sources", filters)
    found = passing(filters)
    sorting = ListOrder.asked(request, SORTED_BY)
    page = page_of(request, sorting.of(counted(found) if sorting.column == "statements" else found))
    return list_page(request, "sources", filters, sorting, page, source_rows(page.rows))


@require_safe
def sources_file(request: HttpRequest, form: str) -> HttpResponseBase:
    """Send the same sources as a file: what is marked goes by tokens, and whoever is a victim or a witness too."""
    filters = sources_filter(request)
    if filters.problems:
        return not_understood(filters.problems.values())
    found = ListOrder.asked(request, SORTED_BY).of(counted(passing(filters)))
    return file_answer(form, "sources", HEADER, cells(found), found.count)


def sources_filter(request: HttpRequest) -> ListFilter:
    """Return what was asked for."""
    return list_filter(
        request,
        {
            "kind": (_("Kind"), _("any"), [(code, str(label)) for code, label in KINDS.items()]),
            "protection": protection_choices(),
        },
    )


def passing(filters: ListFilter) -> QuerySet[Source]:
    """Return the sources that pass, by name."""
    found = Source.objects.order_by(*SORTED_BY["name"], "ref")
    for name in ("kind", "protection"):
        if filters.chosen(name):
            found = found.filter(**{name: filters.chosen(name)})
    named = filters.named(SearchKind.SOURCE)
    return found if named is None else found.filter(pk__in=named)


def counted(found: QuerySet[Source]) -> QuerySet[Source]:
    """Return the sources, each with the number of statements in which it speaks."""
    voices = Voice.objects.filter(source=OuterRef("pk"), part="speaker").exclude(statement__in=withdrawn())
    per_source = voices.order_by().values("source").annotate(n=Count("statement")).values("n")
    return found.annotate(speaks_in=Coalesce(per_source, Value(0)))


def source_rows(sources: Sequence[Source]) -> list[SourceEntry]:
    """Return sources with their kind in words and their parts."""
    numbers = parts_of(sources)
    return [
        SourceEntry(
            each,
            str(KINDS[each.kind]),
            *(numbers.get((each.pk, part), 0) for part in ("speaker", "told_by", "via")),
        )
        for each in sources
    ]


def parts_of(sources: Sequence[Source]) -> Mapping[tuple[int, str], int]:
    """Return in how many statements each source has each part."""
    voices = Voice.objects.filter(source__in=sources).exclude(statement__in=withdrawn()).order_by()
    counted = voices.values_list("source", "part").annotate(n=Count("statement"))
    return {(source, part): n for source, part, n in counted}


def cells(found: QuerySet[Source]) -> Iterator[Sequence[Cell]]:
    """Yield the rows of the file."""
    ids = LeavingIds()
    for each in rows_in_batches(found, source_rows):
        row = each.row
        yield (
            ids.id("sources", row.ref, protection=row.protection),
            ids.source_name(row),
            row.kind,
            row.protection,
            *(each.speaker, each.told_by, each.via),
            reverse("source", args=[row.uid]),
        )
