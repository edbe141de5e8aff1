"""Export: an empty workbook to fill in; the register as a workbook, closed, or with names for a purpose."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from isthmus.actions.desk.custody import log_size
from isthmus.actions.desk.export import (
    ExportedRegister,
    PurposeMissing,
    close_register,
    export_register,
    foreseen_exports,
)
from isthmus.core.workbook.closing import Quotes
from isthmus.files.workbook import TooLargeForXlsx, write_template, write_xlsx, write_zip
from isthmus.store.desk.models import Statement
from isthmus.store.desk.queries.withdrawn import but_withdrawn, withdrawals
from isthmus.web.desk.authentication import workspace_unproven
from isthmus.web.desk.language import said
from isthmus.web.desk.reading.judgements import judged
from isthmus.web.desk.reading.paging import page_of_keys
from isthmus.web.desk.reading.statements import said as said_statements
from isthmus.web.desk.reading.statements import with_everything
from isthmus.web.desk.reading.words import Labels
from isthmus.web.desk.requests import actor_of

__all__ = ["download", "export", "export_quotes", "export_template", "unproven"]

# Statements of which the page counts at once what an export would close; of more it is asked to.
MOST_COUNTED_AT_ONCE = 2_000
TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
    "pdf": "application/pdf",
    # Not as a page: what the desk says of tokens in its pages is not said in a file.
    "html": "application/octet-stream",
}


@require_safe
def export_template(request: HttpRequest) -> HttpResponse:
    """Send an empty workbook whose sheets explain each column."""
    workbook = BytesIO()
    write_template(workbook)
    return download(workbook.getvalue(), "isthmus-workbook", "xlsx")


@require_http_methods(["GET", "HEAD", "POST"])
def export(request: HttpRequest) -> HttpResponse:
    """Export the register as a workbook; names only with the workspace's passphrase, for a purpose, and logged."""
    if request.method != "POST":
        return page(request)
    form = "xlsx" if request.POST.get("form") == "xlsx" else "zip"
    names = bool(request.POST.get("names"))
    problem = unproven(request) if names else ""
    if problem:
        return page(request, problem, 403)
    try:
        exported = export_register(
            names=names,
            purpose=request.POST.get("purpose", ""),
            form=form,
            quotes=quotes_asked(request),
            actor=actor_of(request),
        )
        return download(written(exported, form), f"isthmus-register-{timezone.now():%Y-%m-%d}", form)
    except (PurposeMissing, TooLargeForXlsx) as refused:
        return page(request, said(refused.message), 422)


def quotes_asked(request: HttpRequest) -> Quotes:
    """Return which quotes are to be closed; all where the form asks for something else."""
    asked = request.POST.get("quotes", Quotes.LEAVE)
    return Quotes(asked) if asked in list(Quotes) else Quotes.CLOSE_ALL


def page(request: HttpRequest, problem: str = "", status: int = 200) -> HttpResponse:
    """Show the page with its two forms, what each would close and leave open, and what was wrong with the second."""
    counted = "count" in request.GET or Statement.objects.count() <= MOST_COUNTED_AT_ONCE
    closing, naming = foreseen_exports() if counted else (None, None)
    context = {
        "problem": problem,
        "purpose": request.POST.get("purpose", ""),
        "size": log_size(),
        "closing": closing,
        "naming": naming,
        "with_name": len(closing.register.with_name) if closing else 0,
        "quotes": quotes_asked(request),
    }
    return render(request, "desk/writing/export.html", context, status=status)


@require_safe
def export_quotes(request: HttpRequest) -> HttpResponse:
    """Show the statements whose quote an export would leave open although a name of the register stands in it."""
    refs = close_register().with_name
    leaving = Statement.objects.filter(ref__in=refs)
    keys = list(but_withdrawn(leaving).order_by("ref").values_list("pk", flat=True))
    found = page_of_keys(request, keys, with_everything(Statement.objects.all()))
    context = {
        "list": found,
        "statements": said_statements(found.rows, Labels.load()),
        "withdrawn": judged(withdrawals(leaving)),
    }
    return render(request, "desk/writing/export_quotes.html", context)


def unproven(request: HttpRequest) -> str:
    """Why names may not leave now, in words; empty when they may."""
    if not request.POST.get("purpose", "").strip():
        return _("Names leave for a purpose. Say what the names are needed for.")
    return workspace_unproven(request, "names", _("That was not right. Nothing was exported."))


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
