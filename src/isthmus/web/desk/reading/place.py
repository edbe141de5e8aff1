"""The page of one place: its names, what it lies in, what lies in it, and what is said to have happened there."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from isthmus.core.workbook.schema import sheet
from isthmus.store.desk.models import Place, PlaceAbove, Statement
from isthmus.store.desk.queries.places import (
    PlaceNumbers,
    incidents_there,
    numbers_of_places,
    statements_there,
)
from isthmus.web.desk.language import said as in_words
from isthmus.web.desk.reading import judgements
from isthmus.web.desk.reading.incidents import IncidentRow, incident_rows
from isthmus.web.desk.reading.judgements import JudgementShown
from isthmus.web.desk.reading.paging import Page, page_of
from isthmus.web.desk.reading.stated import OwnCell, own_of
from isthmus.web.desk.reading.statements import StatementShown, said, with_everything
from isthmus.web.desk.reading.words import Labels

__all__ = ["PlacePage", "place", "place_page", "precision_of"]

MOST_ROWS = 50


@dataclass(frozen=True, slots=True)
class PlacePage:
    """Everything that the page shows."""

    row: Place
    precision: str
    above: Sequence[Place]
    within: Sequence[Place]
    parts: int
    incidents: Sequence[IncidentRow]
    total: int
    on_two: int
    shown: Page[Statement]
    statements: Sequence[StatementShown]
    judgements: Sequence[JudgementShown]

    @property
    def other_names(self) -> Sequence[str]:
        """Return the other names that it goes by."""
        return [name for each in self.row.other_names.split(";") if (name := each.strip())]

    @property
    def own(self) -> list[OwnCell]:
        """Return what stands in the author's own columns."""
        return own_of(self.row)


@require_safe
def place(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Show one place."""
    row = get_object_or_404(Place, uid=uid)
    return render(request, "desk/place.html", {"page": place_page(row, request)})


def place_page(row: Place, request: HttpRequest) -> PlacePage:
    """Read everything that the page of one place shows."""
    labels = Labels.load()
    numbers = numbers_of_places().get(row.pk, PlaceNumbers())
    there, total = statements_there(row)
    shown = page_of(request, there, load=with_everything(Statement.objects.all()), total=total)
    below = row.parts.order_by("name", "ref")
    return PlacePage(
        row=row,
        precision=precision_of(row),
        above=places_above(row),
        within=list(below[:MOST_ROWS]),
        parts=below.count(),
        incidents=incident_rows(incidents_there(row)[:MOST_ROWS], labels),
        total=numbers.all,
        on_two=numbers.on_two,
        shown=shown,
        statements=said(shown.rows, labels),
        judgements=judgements.on_places([row.pk]),
    )


def precision_of(row: Place) -> str:
    """Return how precisely the place is known, in words."""
    choice = sheet("places").column("precision").choice
    return in_words(choice(row.precision)) if row.precision else ""


def places_above(row: Place) -> list[Place]:
    """Return the places that it lies in, the nearest first."""
    found = PlaceAbove.objects.filter(place=row, height__gte=1).select_related("above")
    return [each.above for each in found.order_by("height", "above__ref")]
