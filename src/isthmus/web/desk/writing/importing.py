"""Import a workbook: checked as a whole, compared, asked about, and only then written."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from isthmus.actions.desk import importing
from isthmus.actions.desk.jobs import enqueue
from isthmus.web.base.settings import UPLOAD_BYTES
from isthmus.web.desk.requests import actor_of
from isthmus.web.desk.writing.jobs import own
from isthmus.web.desk.writing.keepers import sealing_note

__all__ = ["import_anyway", "import_page", "leave_import", "open_sample"]


@require_http_methods(["GET", "HEAD", "POST"])
def import_page(request: HttpRequest) -> HttpResponse:
    """Choose a workbook; what was imported lately stands below."""
    upload = request.FILES.get("workbook")
    if upload is not None:
        kept = importing.keep_upload(owner=actor_of(request), name=upload.name or "", content=upload.read())
        return redirect(
            "job", enqueue(kind="import", owner=actor_of(request), about={"upload": str(kept.pk)}).pk
        )
    problem = _("No workbook was chosen. Choose an .xlsx file, or a .zip of CSV files.")
    context = {
        "problem": problem if request.method == "POST" else "",
        "imports": own(request).filter(kind="import")[:10],
        "most": UPLOAD_BYTES // 1024**2,
        **sealing_note(),
    }
    return render(
        request, "desk/writing/import.html", context, status=422 if request.method == "POST" else 200
    )


@require_POST
def import_anyway(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Import with its changes accepted, what is unusual as it is, or without unsound rows, as the page asked."""
    asked = get_object_or_404(own(request), pk=uid, kind="import")
    agreed: dict[str, object] = {name: True for name in ("partial", "as_it_is") if request.POST.get(name)}
    if because := request.POST.get("because", "").strip():
        agreed["because"] = because
    return redirect(
        "job", enqueue(kind="import", owner=actor_of(request), about={**asked.about, **agreed}).pk
    )


@require_POST
def leave_import(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Give the import up: its workbook is forgotten."""
    importing.give_up(get_object_or_404(own(request), pk=uid, kind="import"))
    messages.success(
        request, _("The import was given up, and the workbook is not kept. Nothing was written.")
    )
    return redirect("import")


@require_POST
def open_sample(request: HttpRequest) -> HttpResponse:
    """Import the sample case into this workspace."""
    about: dict[str, object] = {"upload": importing.SAMPLE}
    return redirect("job", enqueue(kind="import", owner=actor_of(request), about=about).pk)
