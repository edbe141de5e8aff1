"""The count as a file: a row for each number of lines, with what its figures rest on and where they lead."""

from collections.abc import Iterator, Sequence

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from isthmus.actions.desk.counting import figures_or_job
from isthmus.core.count import Figures
from isthmus.store.desk.queries.counts import StoredFigures
from isthmus.store.desk.scratch.models import Job
from isthmus.web.desk.reading.count import listed
from isthmus.web.desk.reading.filters import FilterForm, asked
from isthmus.web.desk.reading.grounds import to_ground_table
from isthmus.web.desk.reading.table import Cell, file_answer, not_understood
from isthmus.web.desk.reading.words import Labels
from isthmus.web.desk.requests import actor_of

__all__ = ["count_file"]

HEADER = (
    "lines",
    "incidents",
    "at_least",
    "exact",
    "at_most",
    "people_and_groups",
    "named",
    "single_people",
    "not_compared",
    "at_least_less_missed",
    "judged_one_by_one",
    "judged_in_one_go",
    "judged_by_link_runs",
    "earliest",
    "latest",
    "undated",
    "filters",
    "log_events",
    "link_incidents",
    "link_people",
)
# A run that never said how many pairs it missed leaves open how far below the minimum may lie.
NOT_STATED = "not stated"


@require_safe
def count_file(request: HttpRequest, form: str) -> HttpResponseBase:
    """Send the count under the same filters as a file; by ground only what can be joined to nobody.

    Where counting takes long the page of the count shows how far it is, and offers the file again.
    """
    labels = Labels.load()
    filters = asked(request, labels)
    if filters.problems:
        return not_understood(filters.problems.values())
    if filters.wanted.ground:
        return to_ground_table(filters.wanted.ground, form)
    page = f"{reverse('count')}?{request.GET.urlencode()}"
    found = figures_or_job(filters.wanted, owner=actor_of(request), page=page)
    if isinstance(found, Job):
        return redirect(page)
    return file_answer(form, "count", HEADER, cells(request, filters, found), lambda: len(found.k))


def cells(request: HttpRequest, filters: FilterForm, found: StoredFigures) -> Iterator[Sequence[Cell]]:
    """Yield the rows of the file, also those of which all figures are zero."""
    words = "; ".join(filters.words)
    for k, each in sorted(found.k.items()):
        lines = str(k)
        yield (
            k,
            *figures_of(each),
            words,
            found.log_size,
            listed(request, "record", lines=lines, counted="1"),
            listed(request, "people", lines=lines, who="victims"),
        )


def figures_of(figures: Figures) -> Sequence[Cell]:
    """Return the figures on one number of lines; what is open is empty."""
    missed, judged = figures.missed, figures.judgements
    less = (NOT_STATED if missed.less is None else missed.less) if missed.rests else None
    return (
        figures.incidents,
        figures.documented_minimum,
        "yes" if figures.exact else "no",
        figures.record_maximum,
        figures.people,
        figures.named,
        figures.individual,
        figures.unexamined,
        less,
        judged.people,
        judged.in_one_go,
        judged.link_runs,
        figures.earliest.isoformat() if figures.earliest else None,
        figures.latest.isoformat() if figures.latest else None,
        figures.undated,
    )
