"""The history of one row: who changed it, when, from what to what and why; and destroying an earlier version."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from isthmus.actions.desk.correcting import is_correctable
from isthmus.actions.desk.destroying import is_destructible
from isthmus.actions.desk.history import (
    CellChange,
    NoSuchVersion,
    RowEvent,
    forget_versions,
    history_of,
    row_numbered,
)
from isthmus.actions.desk.keepers.looks import KeeperLook
from isthmus.actions.desk.sealing import NOTE_TEXTS, open_versions
from isthmus.core.messages import Message
from isthmus.core.workbook.schema import Column, sheet
from isthmus.core.workbook.tokens import MARKED, TEXTS, is_token
from isthmus.store.desk.models import Act, Arrival, CommittedRow, DerivedCopy, Mention, Note
from isthmus.store.desk.models.columns import SheetModel
from isthmus.store.desk.models.custody import NUMBER
from isthmus.store.desk.queries.notes import is_row_sealed, rows_of_notes
from isthmus.store.desk.sealing_key import SealedTextDamaged
from isthmus.web.desk.authentication import workspace_unproven
from isthmus.web.desk.language import said
from isthmus.web.desk.reading.words import Labels
from isthmus.web.desk.requests import actor_of
from isthmus.web.desk.sealed_words import look_of
from isthmus.web.desk.veil import capital_initials, veil_text, veiled
from isthmus.web.desk.writing.forms import choice_words
from isthmus.web.desk.writing.withdrawing import statement_of, withdrawal_of

__all__ = ["HistoryView", "history"]

# The rows that have a page of their own, by table.
PAGES = {"document": "document", "source": "source", "mention": "person", "act": "incident", "place": "place"}
ROWS = {
    "account": gettext_lazy("an account"),
    "act": gettext_lazy("an act"),
    "arrival": gettext_lazy("a file that came in"),
    "derivedcopy": gettext_lazy("a copy that a program made of a file"),
    "document": gettext_lazy("a document"),
    "judgement": gettext_lazy("a judgement"),
    "mention": gettext_lazy("a mention"),
    "note": gettext_lazy("a note"),
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
NAMES = ("name", "other_names")
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
# Columns of tables that are no sheet.
OF_TABLE = {
    "arrival": {
        "content": gettext_lazy("Stored file"),
        "sha256": gettext_lazy("SHA-256"),
        "size": gettext_lazy("Size in bytes"),
        "kind": gettext_lazy("Kind of file"),
        "name": gettext_lazy("What it was called, or where it is kept"),
        "at": gettext_lazy("Came in at"),
    },
    "derivedcopy": {
        "made_of": gettext_lazy("Made of the stored file"),
        "content": gettext_lazy("Stored file"),
        "sha256": gettext_lazy("SHA-256"),
        "size": gettext_lazy("Size in bytes"),
        "tool": gettext_lazy("Program"),
        "version": gettext_lazy("Its version"),
        "parameters": gettext_lazy("How it was asked"),
        "language": gettext_lazy("Language"),
        "at": gettext_lazy("Made at"),
    },
    "note": {
        "row": gettext_lazy("Number of the row that it is on"),
        "of": gettext_lazy("Table of that row"),
        "kind": gettext_lazy("Note or question"),
        "text": gettext_lazy("What it says"),
        "by": gettext_lazy("Written by account"),
        "at": gettext_lazy("Written at"),
        "asked": gettext_lazy("For account"),
        "answer": gettext_lazy("Answer"),
        "answered_by": gettext_lazy("Answered by account"),
        "answered_at": gettext_lazy("Answered at"),
    },
}
# What of them is sealed with the row that they hang on.
SEALED_WITH = {"arrival": ("name",), "note": NOTE_TEXTS}


@dataclass(frozen=True, slots=True)
class CellShown:
    """A cell as the page shows it; `before` only where it was changed; `is_code`: as the workbook writes it."""

    label: str
    after: str
    before: str = ""
    is_code: bool = False


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
    wrong = _("That was not the passphrase of the workspace. Nothing was destroyed.")
    if problem := workspace_unproven(request, "destroy", wrong):
        return problem, 403
    try:
        event = int(number) if number.isascii() and number.isdecimal() and len(number) < 18 else -1
        done = forget_versions(uid, event, reason=request.POST.get("reason", ""), actor=actor_of(request))
    except NoSuchVersion as refused:
        return said(refused.message), 422
    told = ngettext("%(n)d earlier version was destroyed.", "%(n)d earlier versions were destroyed.", done.n)
    messages.success(request, " ".join((told % {"n": done.n}, _("Backups made until now still hold it."))))
    for left in done.left:
        messages.warning(request, said(left))
    return "", 200


def page(
    request: HttpRequest, uid: UUID, told: list[RowEvent], problem: str = "", status: int = 200
) -> HttpResponse:
    """Show the history, the last event first."""
    row, look = row_numbered(uid), look_of(request)
    told = opened_history(uid, told, look) if look else told
    shown = HistoryView(row, told, veil=request if veiled(request) else None, is_open=look is not None)
    table = str(row._meta.model_name) if row else ""
    context: dict[str, Any] = {
        "uid": uid,
        "row": row,
        "what": ROWS.get(table, ""),
        "back": back_from(row),
        "events": [shown.event(each) for each in reversed(told)],
        "correctable": is_correctable(row),
        "destructible": is_destructible(row),
        "statement": statement_of(row),
        "withdrawn": withdrawal_of(statement_of(row)),
        "sealed": shown.sealed,
        "problem": problem,
        "asked": request.POST.get("event", ""),
        "reason": request.POST.get("reason", ""),
    }
    return render(request, "desk/writing/history.html", context, status=status)


def opened_history(uid: UUID, told: list[RowEvent], look: KeeperLook) -> list[RowEvent]:
    """Return the history with what a keeper's key opens of sealed earlier versions; altered ones stay closed."""
    try:
        cells = open_versions(uid, look.keyring)
    except SealedTextDamaged:
        return told
    return [replace(each, cells=cells.get(each.root, each.cells)) for each in told]


def back_from(row: CommittedRow | None) -> str:
    """Return the address of the row's own page; an act in general and what is withdrawn have none."""
    page = PAGES.get(str(row._meta.model_name)) if row else None
    if row is None or page is None:
        return ""
    if (isinstance(row, Act) and not hasattr(row, "of_incident")) or (
        isinstance(row, Mention) and not hasattr(row, "of_person")
    ):
        return ""
    return reverse(page, args=[row.uid])


def bearing_row(row: CommittedRow | None) -> CommittedRow | None:
    """Return the row on which a note or a file hangs."""
    match row:
        case Arrival() | DerivedCopy():
            return row.document
        case Note():
            return rows_of_notes([row]).get(row.row)
    return None


class HistoryView:
    """What of a row's cells is shown: nothing of what is sealed, and names as initials under the veil."""

    def __init__(
        self, row: CommittedRow | None, told: list[RowEvent], *, veil: HttpRequest | None, is_open: bool
    ) -> None:
        self.sheet = row.sheet().name if isinstance(row, SheetModel) else ""
        self.table = str(row._meta.model_name) if row else ""
        marks = {each.cells.get("protection", "") for each in told if each.cells}
        # What was sealed once is not shown in its earlier versions either, but to a keeper who looks.
        self.sealed = "sealed" in marks or is_row_sealed(bearing_row(row))
        texts = (*MARKED.get(self.sheet, ()), *TEXTS.get(self.sheet, ()))
        self.closed = texts or SEALED_WITH.get(self.table, ())
        self.is_open = is_open
        self.veil = veil
        self.labels = Labels.load()

    def event(self, told: RowEvent) -> EventShown:
        """Return one event."""
        cells = told.cells or {}
        filled = (CellChange(name, "", cell) for name, cell in cells.items() if cell and NUMBER not in name)
        return EventShown(
            told,
            str(DONE[told.operation]),
            veil_text(told.reason, self.veil) if self.veil else told.reason,
            tuple(self._cells(told.changes)),
            tuple(self._cells(filled)),
        )

    def _cells(self, changes: "Iterator[CellChange] | tuple[CellChange, ...]") -> Iterator[CellShown]:
        for each in changes:
            after, before = self._cell(each.column, each.after), self._cell(each.column, each.before)
            yield CellShown(self._label(each.column), after, before, self._is_code(each))

    def _cell(self, column: str, cell: str) -> str:
        if cell and self.sealed and column in self.closed:
            return self._sealed_cell(cell)
        column_of = self._column(column)
        is_chosen = column_of is not None and (column_of.choices or column_of.type == "code")
        if self.veil and cell and not is_chosen:
            # A name that was put right since is known nowhere else as a name.
            return capital_initials(cell) if column in NAMES else veil_text(cell, self.veil)
        return self._in_words(column, cell)

    def _sealed_cell(self, cell: str) -> str:
        if is_token(cell):
            return cell
        if not self.is_open:
            return _("sealed")
        return capital_initials(cell) if self.veil else cell

    def _in_words(self, name: str, cell: str) -> str:
        """Return a choice or a code as pages and forms say it."""
        column = self._column(name)
        if column is None or not cell:
            return cell
        return (
            self.labels.of(column.to, cell) if column.type == "code" else choice_words(column).get(cell, cell)
        )

    def _is_code(self, change: CellChange) -> bool:
        column = self._column(change.column)
        choices = column.choices if column else ()
        return change.after in choices and self._in_words(change.column, change.after) == change.after

    def _column(self, name: str) -> Column | None:
        listed = sheet(self.sheet).columns if self.sheet else ()
        return next((each for each in listed if each.name == name), None)

    def _label(self, column: str) -> str:
        if column in BESIDE or not self.sheet:
            return str(OF_TABLE.get(self.table, BESIDE).get(column, column))
        return said(Message(f"label.{self.sheet}.{column}"))
