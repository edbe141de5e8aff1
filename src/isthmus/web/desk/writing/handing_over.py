"""Hand over one incident: a PDF or an HTML file, closed as an export is, or with names for a purpose."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import get_language, get_language_bidi
from django.views.decorators.http import require_http_methods

from isthmus.actions.desk.export import PurposeMissing
from isthmus.actions.desk.handing_over import FORMS, hand_over
from isthmus.core.workbook.closing import Quotes
from isthmus.files.dossier import FontsMissing
from isthmus.store.desk.models import Act, Incident
from isthmus.web.desk.language import renderer, said
from isthmus.web.desk.reading.incidents import who_of
from isthmus.web.desk.reading.words import Labels
from isthmus.web.desk.requests import actor_of
from isthmus.web.desk.writing.exporting import download, unproven

__all__ = ["hand_over_incident"]


@require_http_methods(["GET", "HEAD", "POST"])
def hand_over_incident(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Show on which terms an incident leaves; send it on them."""
    act = get_object_or_404(
        Act.objects.select_related("of_incident__incident"), uid=uid, of_incident__isnull=False
    )
    if request.method != "POST":
        return page(request, act.of_incident.incident)
    names = bool(request.POST.get("names"))
    if names and (problem := unproven(request)):
        return page(request, act.of_incident.incident, problem, 403)
    try:
        return sent(request, uid, names=names)
    except (PurposeMissing, FontsMissing) as refused:
        return page(request, act.of_incident.incident, said(refused.message), 422)


def sent(request: HttpRequest, uid: UUID, *, names: bool) -> HttpResponse:
    """Send the incident as a file. Raises `PurposeMissing` and `FontsMissing`."""
    asked = request.POST.get("form", "")
    form = asked if asked in FORMS else FORMS[0]
    handed = hand_over(
        uid,
        form=form,
        names=names,
        purpose=request.POST.get("purpose", ""),
        quotes=Quotes.CLOSE_NAMED if request.POST.get("quotes") == "open" else Quotes.CLOSE_ALL,
        actor=actor_of(request),
    )
    content = handed.written(form, renderer(), language=get_language() or "en", rtl=get_language_bidi())
    return download(content, f"isthmus-incident-{timezone.now():%Y-%m-%d}", form)


def page(request: HttpRequest, row: Incident, problem: str = "", status: int = 200) -> HttpResponse:
    """Show the two forms, and what was wrong with the second."""
    context = {
        "row": row,
        "type": Labels.load().of("type", row.type),
        "who": who_of([row])[row.pk],
        "problem": problem,
        "purpose": request.POST.get("purpose", ""),
        "open_quotes": request.POST.get("quotes") == "open",
    }
    return render(request, "desk/writing/hand_over.html", context, status=status)
