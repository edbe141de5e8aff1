"""Export: an empty workbook to fill in; the register as a workbook, with names only for a purpose."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from isthmus.actions.desk.custody import log_size
from isthmus.actions.desk.export import ExportedRegister, PurposeMissing, export_register
from isthmus.files.workbook import TooLargeForXlsx, write_template, write_xlsx, write_zip
from isthmus.store.desk.models import Mention, Source
from isthmus.web.desk import authentication
from isthmus.web.desk.attempts import ATTEMPTS, TooManyAttempts
from isthmus.web.desk.language import said
from isthmus.web.desk.requests import actor_of

__all__ = ["export", "export_template"]

TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
}


@require_safe
def export_template(request: HttpRequest) -> HttpResponse:
    """Send an empty workbook whose sheets explain each column."""
    workbook = BytesIO()
    write_template(workbook)
    return download(workbook.getvalue(), "isthmus-workbook", "xlsx")


@require_http_methods(["GET", "HEAD", "POST"])
def export(request: HttpRequest) -> HttpResponse:
    """Export the register as a workbook; victims' names only with the passphrase, for a purpose, and logged."""
    if request.method != "POST":
        return page(request)
    form = "xlsx" if request.POST.get("form") == "xlsx" else "zip"
    names = bool(request.POST.get("names"))
    problem = unproven(request) if names else ""
    if problem:
        return page(request, problem, 403)
    try:
        exported = export_register(
            names=names, purpose=request.POST.get("purpose", ""), form=form, actor=actor_of(request)
        )
        return download(written(exported, form), f"isthmus-register-{timezone.now():%Y-%m-%d}", form)
    except (PurposeMissing, TooLargeForXlsx) as refused:
        return page(request, said(refused.message), 422)


def page(request: HttpRequest, problem: str = "", status: int = 200) -> HttpResponse:
    """Show the page with its two forms, and what was wrong with the second one."""
    context = {
        "problem": problem,
        "purpose": request.POST.get("purpose", ""),
        "size": log_size(),
        "named": Mention.objects.exclude(name="").count(),
        "sealed": Source.objects.filter(protection="sealed").count(),
    }
    return render(request, "desk/writing/export.html", context, status=status)


def unproven(request: HttpRequest) -> str:
    """Why names may not leave now, in words; empty when they may."""
    if not request.POST.get("purpose", "").strip():
        return _("Names leave for a purpose. Say what the names are needed for.")
    secret = request.POST.get("secret", "")
    try:
        right = ATTEMPTS.look(
            authentication.whose_unlock(request), lambda: authentication.proven(request, secret)
        )
    except TooManyAttempts:
        return _("Five attempts were wrong. The next one is looked at in a minute.")
    return "" if right else _("That was not right. Nothing was exported.")


def written(exported: ExportedRegister, form: str) -> bytes:
    """Return the workbook as a file; the CSV archive carries the head of the log."""
    target = BytesIO()
    if form == "xlsx":
        write_xlsx(exported.workbook, target)
        return target.getvalue()
    write_zip(exported.workbook, target)
    with ZipFile(target, "a", ZIP_DEFLATED) as archive:
        archive.writestr("head.txt", exported.head)
    return target.getvalue()


def download(content: bytes, name: str, form: str) -> HttpResponse:
    """Send a file to save, never to show."""
    headers = {
        "Content-Disposition": f'attachment; filename="{name}.{form}"',
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(content, content_type=TYPES[form], headers=headers)
