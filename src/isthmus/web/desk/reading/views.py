"""Saved views: the filters of a list under a name, offered above the list."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from isthmus.actions.desk import views as actions
from isthmus.store.desk.models import SavedView
from isthmus.web.desk.authentication import safe_path
from isthmus.web.desk.language import said
from isthmus.web.desk.reading.kept_filters import FIELDS, filters_in, sealed_query
from isthmus.web.desk.reading.sorting import PARAMETER as SORT
from isthmus.web.desk.requests import actor_of

__all__ = ["SavedViewLink", "delete_view", "rename_view", "save_view", "saved_views"]

# The lists whose filters can be kept, by what their addresses are called.
PAGES = ("record", "people", "documents", "sources", "places", "background")


@dataclass(frozen=True, slots=True)
class SavedViewLink:
    """A view and where it leads: filters are sealed in the address, since they may hold a name."""

    row: SavedView
    url: str
    here: bool


def saved_views(request: HttpRequest, page: str) -> Sequence[SavedViewLink]:
    """Return the views that whoever asks keeps of a list; the one that is shown is marked."""
    shown = query_of(request.GET)
    return [
        SavedViewLink(each, address_of(page, each.query), each.query == shown)
        for each in actions.views_of(actor_of(request), page)
    ]


def query_of(given: QueryDict) -> str:
    """Return the filters and the order of a list as they are kept."""
    filters = filters_in(given)
    kept = QueryDict(mutable=True)
    kept.update({name: str(filters[name]) for name in FIELDS if filters.get(name)})
    if given.get(SORT):
        kept[SORT] = str(given[SORT])
    return kept.urlencode()


def address_of(page: str, query: str) -> str:
    """Return the address of a list under kept filters."""
    kept = QueryDict(query)
    order = QueryDict(mutable=True)
    if kept.get(SORT):
        order[SORT] = kept[SORT]
    parts = [sealed_query({name: kept.get(name, "") for name in FIELDS}), order.urlencode()]
    return f"{reverse(page)}?{'&'.join(filter(None, parts))}"


@require_POST
def save_view(request: HttpRequest, page: str) -> HttpResponse:
    """Keep the filters of the page that asked under a name, and lead back there."""
    if page not in PAGES:
        raise Http404
    back = safe_path(request, request.POST.get("next", reverse(page)))
    query = query_of(QueryDict(urlsplit(back).query))
    try:
        view = actions.save_view(
            page=page, name=request.POST.get("view", ""), query=query, actor=actor_of(request)
        )
        messages.success(request, _("These filters are kept as “%(name)s”.") % {"name": view.name})
    except actions.ViewRefused as refused:
        messages.error(request, said(refused.message))
    return redirect(back)


@require_POST
def rename_view(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Give one's own view another name."""
    view = get_object_or_404(SavedView, uid=uid, owner=actor_of(request).number)
    try:
        actions.rename_view(view, name=request.POST.get("view", ""))
    except actions.ViewRefused as refused:
        messages.error(request, said(refused.message))
    return redirect(safe_path(request, request.POST.get("next", reverse(view.page))))


@require_POST
def delete_view(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Delete one's own view."""
    view = get_object_or_404(SavedView, uid=uid, owner=actor_of(request).number)
    actions.delete_view(view)
    return redirect(safe_path(request, request.POST.get("next", reverse(view.page))))
