"""Custody: the signed head to keep elsewhere, the events, and whether everything still fits."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db import DatabaseError
from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from isthmus.actions.desk import verifying
from isthmus.actions.desk.backup import back_up
from isthmus.actions.desk.custody import log_size, signed_head
from isthmus.actions.desk.jobs import enqueue
from isthmus.actions.desk.keepers import sealing_advice
from isthmus.store.base.database_errors import STORE_ERRORS, error_message
from isthmus.store.desk.django_setup import current_workspace
from isthmus.store.desk.models import Event
from isthmus.store.desk.scratch.models import Job
from isthmus.web.desk.language import said
from isthmus.web.desk.requests import actor_of

__all__ = ["ACTION_WORDS", "backup", "custody", "head", "verify"]

EVENTS_A_PAGE = 50
# What comes of values of other types in the log's tables, and of tables that are gone.
UNREADABLE = (DatabaseError, ValueError, TypeError, AttributeError, OverflowError)
VERIFICATION = verifying.verify_log.__name__  # the import registers the work

# What was done, by the action that the log names.
ACTION_WORDS = {
    "add_account": _("account added"),
    "add_file": _("file added to a document"),
    "answer_note": _("note answered"),
    "back_up": _("backup made"),
    "bring_back_estimate": _("plan of an estimate restored"),
    "change_estimate": _("plan of an estimate changed"),
    "code_document": _("document coded"),
    "code_more": _("more of a document coded"),
    "correct_row": _("row corrected"),
    "destroy_estimate_run": _("run of an estimate destroyed"),
    "destroy_note": _("note destroyed"),
    "destroy_row": _("row destroyed"),
    "destroy_thread": _("letters destroyed"),
    "enter_row": _("row of a list corrected and brought in"),
    "estimate": _("estimate made"),
    "export_with_names": _("register exported with names"),
    "forget_version": _("earlier version of a row destroyed"),
    "hold_document": _("document held"),
    "bring_in_list": _("list brought in"),
    "import_workbook": _("workbook imported"),
    "judge": _("judgement made"),
    "leave_out_rows": _("rows of a list left out"),
    "leave_pairs_unsure": _("open pairs left unsure"),
    "link_run": _("linking run"),
    "make_document_of_letter": _("document begun of a letter"),
    "make_workspace": _("workspace made"),
    "plan_estimate": _("estimate planned"),
    "read_file": _("text of a file read"),
    "reinstate_judgement": _("judgement reinstated"),
    "release_document": _("document no longer held"),
    "add_keeper": _("keeper added"),
    "open_sealed": _("sealed things opened"),
    "remove_keeper": _("keeper removed, all sealed again"),
    "remove_account": _("account removed"),
    "remove_estimate": _("plan of an estimate removed"),
    "reopen_pairs": _("pairs opened again"),
    "restore_backup": _("backup restored"),
    "set_link_threshold": _("threshold of linking set"),
    "split": _("proposed person or incident split"),
    "undo": _("own action taken back"),
    "undo_link_run": _("linking run undone"),
    "withdraw_judgement": _("judgement withdrawn"),
    "write_note": _("note written"),
}


@require_safe
def custody(request: HttpRequest) -> HttpResponse:
    """Show the head, the last verification, the last backup, and the events, newest first."""
    return render(request, "desk/writing/custody.html", context(request.GET.get("before", "")))


def context(before: str) -> dict[str, Any]:
    """Return what the page shows; where somebody altered the log so that it cannot be read, that it was."""
    try:
        events = list(events_before(before)[: EVENTS_A_PAGE + 1])
        size, note = _read(log_size(), signed_head(), events)
    except UNREADABLE:
        return {"unreadable": True, "size": 0, **_checks()}
    return {
        "size": size,
        "head": note,
        "events": events[:EVENTS_A_PAGE],
        "sealing": sealing_advice(),
        "older": events[EVENTS_A_PAGE - 1].sequence if len(events) > EVENTS_A_PAGE else None,
        **_checks(),
    }


def _read(size: int, note: str, events: list[Event]) -> tuple[int, str]:
    """Return size and note as they are; raises ValueError where anything is of another type than it shows as."""
    numbers = [size, *(each.sequence for each in events), *(each.size for each in events)]
    texts = [note, *(each.action for each in events)]
    if not all(type(each) is int for each in numbers) or not all(type(each) is str for each in texts):
        raise ValueError
    return size, note


def _checks() -> dict[str, Any]:
    return {
        "verified": Job.objects.filter(kind="verify", state=Job.State.DONE).order_by("-ended").first(),
        "backed_up": settings.DESK_BACKED_UP(),
    }


def events_before(sequence: str) -> "QuerySet[Event]":
    """Return the events before one of them, or all, newest first."""
    events = Event.objects.select_related("actor").order_by("-sequence")
    return events.filter(sequence__lt=int(sequence[:18])) if sequence.isdecimal() else events


@require_safe
def head(request: HttpRequest) -> HttpResponse:
    """Return the signed head as a file."""
    name = f'attachment; filename="isthmus-head-{log_size()}.txt"'
    return HttpResponse(
        signed_head(), content_type="text/plain; charset=utf-8", headers={"Content-Disposition": name}
    )


@require_POST
def backup(request: HttpRequest) -> HttpResponseBase:
    """Return everything in one file, encrypted before it touches the disk, and gone from there at once."""
    name = f"isthmus-{timezone.now():%Y-%m-%d}.backup"
    try:
        with TemporaryDirectory(prefix="isthmus-backup-") as folder:
            back_up(current_workspace(), Path(folder) / name, actor=actor_of(request))
            stream = (Path(folder) / name).open("rb")
    except STORE_ERRORS as error:
        messages.error(request, said(error_message(error)))
        return redirect("custody")
    return FileResponse(stream, as_attachment=True, filename=name, content_type="application/octet-stream")


@require_POST
def verify(request: HttpRequest) -> HttpResponse:
    """Verify as long work, against a head kept elsewhere where one is given."""
    kept = request.POST.get("kept", "").replace("\r\n", "\n").strip()
    job = enqueue(kind="verify", owner=actor_of(request), about={"kept": f"{kept}\n"} if kept else {})
    return redirect("job", job.pk)
