"""Victims by alleged ground as a file: one table for the whole register, the same whatever is filtered."""

from collections.abc import Iterable, Iterator, Sequence

from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from isthmus.core.count.ground_table import GroundCount, ground_table
from isthmus.store.desk.queries.by_ground import victim_parts
from isthmus.web.desk.reading.filters import known
from isthmus.web.desk.reading.kept_filters import filters_asked, sealed_query
from isthmus.web.desk.reading.table import Cell, file_answer
from isthmus.web.desk.reading.words import Labels

__all__ = ["grounds_file", "to_ground_table"]

HEADER = ("ground", "type", "period", "region", "victims")


@require_safe
def grounds_file(request: HttpRequest, form: str) -> HttpResponseBase:
    """Send how many victims there are by ground, type, month and region, merged until no row tells of anybody."""
    labels = Labels.load()
    wanted = known(filters_asked(request).get("ground", ""), labels.choices("ground"))
    found = [each for each in ground_table(victim_parts()) if not wanted or each.ground == wanted]
    return file_answer(form, "by-ground", HEADER, cells(found, labels), lambda: len(found))


def cells(found: Iterable[GroundCount], labels: Labels) -> Iterator[Sequence[Cell]]:
    """Yield the rows of the file."""
    for each in found:
        words = labels.of("ground", each.ground), labels.of("type", each.type)
        yield *words, each.period, each.region, each.victims


def to_ground_table(ground: str, form: str = "csv") -> HttpResponseRedirect:
    """Lead from a list filtered by ground to the file by ground, which takes no other filter."""
    return redirect(f"{reverse(f'grounds_{form}')}?{sealed_query({'ground': ground})}")
