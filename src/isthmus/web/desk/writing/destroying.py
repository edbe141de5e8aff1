"""Destroying a row: what goes with it and what changes, then the reason and the passphrase; at last that it is gone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from isthmus.actions.desk.correcting import is_correctable
from isthmus.actions.desk.destroying import (
    Destruction,
    DestructionRefused,
    destroy,
    is_destructible,
    plan_destruction,
)
from isthmus.actions.desk.history import RowEvent, history_of, row_numbered
from isthmus.store.desk.django_setup import current_workspace
from isthmus.store.desk.models import Act, CommittedRow, Document, Judgement, Mention, Statement, Status
from isthmus.store.desk.queries.withdrawn import withdrawn
from isthmus.web.desk.authentication import workspace_unproven
from isthmus.web.desk.language import said
from isthmus.web.desk.requests import actor_of
from isthmus.web.desk.writing.effect import EffectShown
from isthmus.web.desk.writing.history import PAGES, ROWS
from isthmus.web.desk.writing.withdrawing import statement_of

__all__ = ["destroy_row", "page_of"]

MOST_SHOWN = 30
SHEETS = {
    "sources": gettext_lazy("Sources"),
    "places": gettext_lazy("Places"),
    "documents": gettext_lazy("Documents"),
    "statements": gettext_lazy("Statements"),
    "acts": gettext_lazy("Acts"),
    "mentions": gettext_lazy("Mentions"),
    "statuses": gettext_lazy("Statuses"),
    "judgements": gettext_lazy("Judgements"),
}


@dataclass(frozen=True, slots=True)
class KindGoing:
    """Rows of one kind that go, or other things that hold something of them: how many, and the first ids."""

    label: str
    n: int
    refs: tuple[str, ...] = ()

    @property
    def more(self) -> int:
        """Return how many ids are not shown."""
        return max(0, self.n - len(self.refs)) if self.refs else 0


@require_http_methods(["GET", "HEAD", "POST"])
def destroy_row(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Show what destroying a row takes and changes; destroy it for a reason, with the workspace's passphrase."""
    row = row_numbered(uid)
    if row is None:
        return gone(request, history_of(uid))
    if not is_destructible(row):
        raise Http404
    if request.method != "POST":
        return page(request, row)
    problem, status = destroyed(request, row)
    return page(request, row, problem, status) if problem else redirect("destroy_row", uid)


def destroyed(request: HttpRequest, row: CommittedRow) -> tuple[str, int]:
    """Destroy it; return what keeps it from being done, if anything does."""
    wrong = _("That was not the passphrase of the workspace. Nothing was destroyed.")
    if problem := workspace_unproven(request, "destroy", wrong):
        return problem, 403
    try:
        left = destroy(row, reason=request.POST.get("reason", ""), actor=actor_of(request))
    except DestructionRefused as refused:
        return said(refused.message), 422
    for message in left:
        messages.warning(request, said(message))
    return "", 200


def gone(request: HttpRequest, told: Sequence[RowEvent]) -> HttpResponse:
    """Show that a row was destroyed, when and why, and what could not be reached."""
    if not told or told[-1].operation != "remove":
        raise Http404
    context = {"event": told[-1], "server": current_workspace().database_url is not None}
    return render(request, "desk/writing/destroyed.html", context)


def page(request: HttpRequest, row: CommittedRow, problem: str = "", status: int = 200) -> HttpResponse:
    """Show what goes, what changes and what stands in the way."""
    try:
        planned = plan_destruction(row)
    except DestructionRefused as refused:
        messages.warning(request, said(refused.message))
        return redirect("history", row.uid)
    context: dict[str, Any] = {
        "row": row,
        "what": ROWS[str(row._meta.model_name)],
        "back": page_of(row),
        "planned": planned,
        "going": list(_going(planned)),
        "effect": EffectShown.of(planned.effect),
        "referring": [(SHEETS[each.sheet], each) for each in planned.referring[:MOST_SHOWN]],
        "correctable": is_correctable(row),
        "document": document_of(row),
        "withdrawable": withdrawable(row),
        "judgement": row if isinstance(row, Judgement) and row.withdrawn_at is None else None,
        "server": current_workspace().database_url is not None,
        "problem": problem,
        "reason": request.POST.get("reason", ""),
    }
    return render(request, "desk/writing/destroy.html", context, status=status)


def withdrawable(row: CommittedRow) -> Statement | None:
    """Return the statement that may be withdrawn instead of destroying a row of it."""
    found = statement_of(row)
    return None if found is None or found.pk in withdrawn() else found


def document_of(row: CommittedRow) -> Document | None:
    """Return the document that is held and whose statements would count for nothing if it no longer were."""
    match row:
        case Document():
            found = row
        case Statement():
            found = row.document
        case Act() | Status():
            found = row.statement.document
        case Mention():
            found = row.act.statement.document
        case _:
            return None
    return found if found.held == "yes" else None


def page_of(row: CommittedRow) -> str:
    """Return the address of the row's page: of the incident of an act, the person of a mention; else its history."""
    table = str(row._meta.model_name)
    if isinstance(row, Act | Mention):
        member = getattr(row, "of_incident", None) or getattr(row, "of_person", None)
        thing = getattr(member, "incident", None) or getattr(member, "person", None)
        return reverse(PAGES[table], args=[thing.uid]) if thing else reverse("history", args=[row.uid])
    return reverse(PAGES.get(table, "history"), args=[row.uid])


def _going(planned: Destruction) -> Iterator[KindGoing]:
    for sheet, refs in planned.refs.items():
        yield KindGoing(str(SHEETS[sheet]), len(refs), refs[:MOST_SHOWN])
    others = (
        (_("Earlier versions of rows"), planned.versions),
        (_("Records of files that came in"), planned.arrivals),
        (_("Stored files"), planned.files),
        (_("Reasons given for changes of these rows alone"), planned.reasons),
        (_("Notes on these rows"), planned.notes),
        (_("Runs of estimates that name it"), planned.runs),
        (_("Drafts with texts of it, whosever they are"), len(planned.copies.drafts)),
        (_("Finished jobs that name it"), len(planned.copies.jobs)),
        (_("Filters kept under a name, whosever they are"), len(planned.copies.views)),
        (_("Workbooks waiting to be imported: all, since any may hold it"), len(planned.copies.uploads)),
    )
    yield from (KindGoing(label, n) for label, n in others if n)
