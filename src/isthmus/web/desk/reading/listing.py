"""What the lists of documents, sources, places and background share: the page of those that pass, and their files."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import batched
from typing import Any

from django.db.models import Case, F, Model, QuerySet, TextField, Value, When
from django.db.models.functions import Lower
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from isthmus.web.desk.reading.list_filter import ListFilter
from isthmus.web.desk.reading.paging import Page
from isthmus.web.desk.reading.sorting import ListOrder
from isthmus.web.desk.reading.sources import PROTECTIONS
from isthmus.web.desk.reading.table import FORMS
from isthmus.web.desk.reading.views import saved_views

__all__ = ["SEALED_LAST", "list_page", "not_listed", "open_text", "protection_choices", "rows_in_batches"]

BATCH = 500
WITHOUT_FILE = ("background",)  # its rows are quotes, which may hold names: they leave by an export alone
# Sealed ones stand last, in the order of their ids: no order tells their names or titles.
SEALED_LAST = Case(When(protection="sealed", then=Value(1)), default=Value(0))


def open_text(text: F | Lower) -> Case:
    """Return a text to sort by, of which nothing is told where it is sealed."""
    return Case(When(protection="sealed", then=Value("")), default=text, output_field=TextField())


def protection_choices() -> tuple[str, str, Sequence[tuple[str, str]]]:
    """Return the filter by protection."""
    return _("Protection"), _("any"), [(code, str(label)) for code, label in PROTECTIONS.items()]


def not_listed(request: HttpRequest, name: str, filters: ListFilter) -> HttpResponse:
    """Show which filter of the list was not understood, and no row."""
    return render(request, f"desk/{name}.html", {"filters": filters, **_form(name)})


def list_page(
    request: HttpRequest,
    name: str,
    filters: ListFilter,
    sorting: ListOrder,
    page: Page[Any],
    rows: Sequence[object],
    **more: object,
) -> HttpResponse:
    """Show one page of a list; `more`: what its own template shows besides."""
    context: Mapping[str, object] = {
        "filters": filters,
        "sorting": sorting,
        "views": saved_views(request, name),
        "page_name": name,
        "list": page,
        "rows": rows,
        **_form(name),
        **more,
    }
    return render(request, f"desk/{name}.html", context)


def _form(name: str) -> dict[str, str]:
    """Return where the form of the filters leads, and what it calls its words."""
    labels = {"documents": _("Words of its title"), "background": _("Words of its quote")}
    files = {} if name in WITHOUT_FILE else {form: reverse(f"{name}_{form}") for form in FORMS}
    return {"action": reverse(name), **files, "name_label": labels.get(name, _("Its name"))}


def rows_in_batches[Row: Model, Shown](
    found: QuerySet[Row], shown: Callable[[Sequence[Row]], Sequence[Shown]]
) -> Iterator[Shown]:
    """Yield the rows of a file as they are shown, some at a time."""
    for some in batched(found.iterator(BATCH), BATCH):
        yield from shown(some)
