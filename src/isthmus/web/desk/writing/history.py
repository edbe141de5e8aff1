"""The history of one row: who changed it, when, from what to what and why; and destroying an earlier version."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from isthmus.actions.desk.history import (
    CellChange,
    NoSuchVersion,
    RowEvent,
    forget_versions,
    history_of,
    row_numbered,
)
from isthmus.core.messages import Message
from isthmus.core.workbook.tokens import MARKED, NAMING, TEXTS
from isthmus.store.desk.models import CommittedRow
from isthmus.store.desk.models.columns import SheetModel
from isthmus.store.desk.models.custody import NUMBER
from isthmus.web.desk.attempts import ATTEMPTS, TooManyAttempts, place_of
from isthmus.web.desk.language import said
from isthmus.web.desk.requests import actor_of
from isthmus.web.desk.veil import capital_initials, veiled

__all__ = ["history"]

# The rows that have a page of their own, by table.
PAGES = {"document": "document", "source": "source", "mention": "person", "act": "incident"}
ROWS = {
    "account": gettext_lazy("an account"),
    "act": gettext_lazy("an act"),
    "arrival": gettext_lazy("a file that came in"),
    "document": gettext_lazy("a document"),
    "judgement": gettext_lazy("a judgement"),
    "mention": gettext_lazy("a mention"),
    "place": gettext_lazy("a place"),
    "source": gettext_lazy("a source"),
    "statement": gettext_lazy("a statement"),
    "status": gettext_lazy("a status"),
    "term": gettext_lazy("a word of the vocabulary"),
}
DONE = {
    "add": gettext_lazy("Added"),
    "change": gettext_lazy("Changed"),
    "forget": gettext_lazy("An earlier version was destroyed"),
    "remove": gettext_lazy("Destroyed, with all versions"),
}
# Columns that the log commits to and the workbook does not have.
BESIDE = {
    "actor": gettext_lazy("Number of the account"),
    "content": gettext_lazy("Stored file"),
    "content_size": gettext_lazy("Size in bytes"),
    "content_type": gettext_lazy("Kind of file"),
    "made": gettext_lazy("How it was judged"),
    "withdrawn_at": gettext_lazy("Undone at"),
    "withdrawn_by": gettext_lazy("Undone by account"),
}


@dataclass(frozen=True, slots=True)
class CellShown:
    """A cell as the page shows it; `before` only where it was changed."""

    label: str
    after: str
    before: str = ""


@dataclass(frozen=True, slots=True)
class EventShown:
    """One thing that was done to the row."""

    row: RowEvent
    done: str
    reason: str
    changes: tuple[CellShown, ...]
    cells: tuple[CellShown, ...]


@require_http_methods(["GET", "HEAD", "POST"])
def history(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Show what was done to a row; destroy an earlier version for a reason, with the workspace's passphrase."""
    told = history_of(uid)
    if not told:
        raise Http404
    if request.method != "POST":
        return page(request, uid, told)
    problem, status = forgotten(request, uid)
    return page(request, uid, told, problem, status) if problem else redirect("history", uid)


def forgotten(request: HttpRequest, uid: UUID) -> tuple[str, int]:
    """Destroy what was asked for; return what keeps it from being done, if anything does."""
    number = request.POST.get("event", "")
    try:
        right = ATTEMPTS.look(
            ("destroy", str(actor_of(request)), place_of(request)),
            lambda: bool(settings.DESK_PASSPHRASE_HOLDS(request.POST.get("secret", ""))),
        )
    except TooManyAttempts:
        return _("Five attempts were wrong. The next one is looked at in a minute."), 403
    if not right:
        return _("That was not the passphrase of the workspace. Nothing was destroyed."), 403
    try:
        event = int(number) if number.isascii() and number.isdecimal() and len(number) < 18 else -1
        n = forget_versions(uid, event, reason=request.POST.get("reason", ""), actor=actor_of(request))
    except NoSuchVersion as refused:
        return said(refused.message), 422
    done = ngettext("%(n)d earlier version was destroyed.", "%(n)d earlier versions were destroyed.", n)
    messages.success(request, " ".join((done % {"n": n}, _("Backups made until now still hold it."))))
    return "", 200


def page(
    request: HttpRequest, uid: UUID, told: list[RowEvent], problem: str = "", status: int = 200
) -> HttpResponse:
    """Show the history, the last event first."""
    row = row_numbered(uid)
    shown = HistoryView(row, told, veiled=veiled(request))
    table = str(row._meta.model_name) if row else ""
    context: dict[str, Any] = {
        "uid": uid,
        "row": row,
        "what": ROWS.get(table, ""),
        "back": reverse(PAGES[table], args=[uid]) if table in PAGES else "",
        "events": [shown.event(each) for each in reversed(told)],
        "sealed": shown.sealed,
        "problem": problem,
        "asked": request.POST.get("event", ""),
        "reason": request.POST.get("reason", ""),
    }
    return render(request, "desk/writing/history.html", context, status=status)


class HistoryView:
    """What of a row's cells is shown: nothing of what is sealed, and names as initials under the veil."""

    def __init__(self, row: CommittedRow | None, told: list[RowEvent], *, veiled: bool) -> None:
        self.sheet = row.sheet().name if isinstance(row, SheetModel) else ""
        marks = {each.cells.get("protection", "") for each in told if each.cells}
        # What was sealed once is not shown in its earlier versions either.
        self.sealed = "sealed" in marks
        self.veiled = veiled

    def event(self, told: RowEvent) -> EventShown:
        """Return one event."""
        cells = told.cells or {}
        filled = (CellChange(name, "", cell) for name, cell in cells.items() if cell and NUMBER not in name)
        return EventShown(
            told,
            str(DONE[told.operation]),
            capital_initials(told.reason) if self.veiled else told.reason,
            tuple(self._cells(told.changes)),
            tuple(self._cells(filled)),
        )

    def _cells(self, changes: "Iterator[CellChange] | tuple[CellChange, ...]") -> Iterator[CellShown]:
        for each in changes:
            after, before = self._cell(each.column, each.after), self._cell(each.column, each.before)
            yield CellShown(self._label(each.column), after, before)

    def _cell(self, column: str, cell: str) -> str:
        if cell and self.sealed and column in (*MARKED.get(self.sheet, ()), *TEXTS.get(self.sheet, ())):
            return _("sealed")
        if self.veiled and column in (*NAMING, *TEXTS.get(self.sheet, ())):
            return capital_initials(cell)
        return cell

    def _label(self, column: str) -> str:
        if column in BESIDE or not self.sheet:
            return str(BESIDE.get(column, column))
        return said(Message(f"label.{self.sheet}.{column}"))
