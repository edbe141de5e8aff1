"""A list goes back out of the desk in the columns that it had, with what was judged of it beside: with names alone."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from isthmus.actions.desk.export import PurposeMissing
from isthmus.actions.desk.leaving import ListUnknown, MappingGone, columns_of_grounds, export_list
from isthmus.core.import_mapping.beside_columns import BESIDE
from isthmus.store.desk.models import RegisterList
from isthmus.store.desk.queries.lists import counts_of
from isthmus.web.desk.language import said
from isthmus.web.desk.reading.table import FORMS, file_answer
from isthmus.web.desk.requests import actor_of
from isthmus.web.desk.writing.exporting import unproven

__all__ = ["list_file"]


@require_http_methods(["GET", "HEAD", "POST"])
def list_file(request: HttpRequest, uid: UUID) -> HttpResponseBase:
    """Show on which terms a list leaves; send it on them: for a purpose, after the passphrase, logged."""
    found = get_object_or_404(RegisterList, uid=uid)
    if request.method != "POST":
        return page(request, found)
    if problem := unproven(request):
        return page(request, found, problem, 403)
    form = request.POST.get("form", "")
    form = form if form in FORMS else "xlsx"
    purpose = request.POST.get("purpose", "")
    try:
        leaving = export_list(found.name, purpose=purpose, actor=actor_of(request))
    except (ListUnknown, MappingGone, PurposeMissing) as refused:
        return page(request, found, said(refused.message), 422)
    name = f"isthmus-list-{timezone.now():%Y-%m-%d}"
    return file_answer(form, name, leaving.columns, leaving.rows, lambda: len(leaving.rows))


def page(request: HttpRequest, found: RegisterList, problem: str = "", status: int = 200) -> HttpResponse:
    """Show what the file holds, and what was wrong with what was asked."""
    try:
        grounds = sorted(columns_of_grounds(found))
    except MappingGone as gone:
        grounds, problem = [], problem or said(gone.message)
    context = {
        "list": found,
        "counts": counts_of(found),
        "beside": BESIDE,
        "grounds": grounds,
        "problem": problem,
        "purpose": request.POST.get("purpose", ""),
    }
    return render(request, "desk/writing/list_out.html", context, status=status)
