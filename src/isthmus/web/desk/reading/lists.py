"""Lists that were brought in: what became of their rows, and the rows that wait for somebody, by their reason."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from isthmus.core.messages import Message
from isthmus.store.desk.models import ListRow, RegisterList
from isthmus.store.desk.queries.lists import (
    ListCounts,
    RowReason,
    counts_of,
    last_brought,
    reasons_of,
    rows_in,
)
from isthmus.web.desk.language import said
from isthmus.web.desk.reading.paging import page_of
from isthmus.web.desk.requests import actor_of
from isthmus.web.desk.veil import capital_initials, veiled

__all__ = ["ReasonShown", "RowShown", "list_context", "list_page", "lists", "row_shown", "why_of"]

STATES = {
    "waiting": _("waiting"),
    "left_out": _("left out"),
    "understood": _("understood"),
    "gone": _("no longer in the list"),
}


@dataclass(frozen=True, slots=True)
class CellOfRow:
    """A cell of a row: its column, what stands in it, what somebody put in its place, and what it is used for."""

    place: int
    column: str
    text: str
    corrected: str | None
    quoted: bool

    @property
    def kept(self) -> bool:
        """Return whether it is kept beside the statement, of which it says nothing."""
        return bool(self.text) and not self.quoted


@dataclass(frozen=True, slots=True)
class ReasonShown:
    """Why a row is set aside: the column, what stands there, and what is wrong with it."""

    column: str
    value: str
    words: str


@dataclass(frozen=True, slots=True)
class RowShown:
    """A row as it came, and why it is set aside if it is."""

    row: ListRow
    cells: Sequence[CellOfRow]
    reasons: Sequence[ReasonShown]

    @property
    def filled(self) -> list[CellOfRow]:
        """Return the cells in which something stands."""
        return [each for each in self.cells if each.text]


def row_shown(row: ListRow, request: HttpRequest) -> RowShown:
    """Return a row as a page shows it; under the veil what may be a name is initials."""
    veil = capital_initials if veiled(request) else str
    return RowShown(row, list(_cells(row, veil)), list(_reasons(row, veil)))


def _cells(row: ListRow, veil: Any) -> Iterator[CellOfRow]:
    used = set(row.used)
    columns = row.change.columns
    for place, text in enumerate(row.cells):
        column = columns[place] if place < len(columns) else ""
        corrected = row.corrected.get(column) if column else None
        yield CellOfRow(
            place, column, veil(text), None if corrected is None else veil(corrected), column in used
        )


def _reasons(row: ListRow, veil: Any) -> Iterator[ReasonShown]:
    for each in row.reasons:
        yield ReasonShown(each["column"], veil(each["value"]), said(Message.from_json(each["message"])))


@require_safe
def lists(request: HttpRequest) -> HttpResponse:
    """Show the lists that were brought in, with how many rows stand where."""
    found = RegisterList.objects.select_related("document").order_by("name")
    shown = [(each, counts_of(each), last_brought(each)) for each in found]
    return render(request, "desk/lists.html", {"lists": shown})


@require_safe
def list_page(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Show one list: its counts, and its rows that wait or stand elsewhere."""
    found = get_object_or_404(RegisterList.objects.select_related("document"), uid=uid)
    return render(request, "desk/list.html", list_context(request, found))


def list_context(request: HttpRequest, found: RegisterList, problem: str = "") -> dict[str, Any]:
    """Return what the page of a list shows."""
    state = request.GET.get("state", "waiting")
    state = state if state in STATES else "waiting"
    why = request.GET.get("why", "") if state == "waiting" else ""
    reasons = reasons_of(found) if state == "waiting" else []
    rows = page_of(
        request,
        rows_in(found, state, why_of(reasons, why)),
        load=ListRow.objects.select_related("change", "statement__document"),
    )
    counts, brought = counts_of(found), last_brought(found)
    return {
        "list": found,
        "counts": counts,
        "brought": brought,
        "mine": brought is not None and brought.event.actor_id == actor_of(request).number,
        "states": [(name, label, _in_state(counts, name)) for name, label in STATES.items()],
        "state": state,
        "why": why,
        "reasons": list(_shown_reasons(reasons)),
        "page": rows,
        "rows": [row_shown(each, request) for each in rows.rows],
        "problem": problem,
    }


def _in_state(counts: ListCounts, name: str) -> int:
    return int(getattr(counts, name))


@dataclass(frozen=True, slots=True)
class CommonReason:
    """Why some rows wait, under a code that says nothing of the list: it stands in addresses."""

    code: str
    column: str
    words: str
    rows: int


def why_of(reasons: Sequence[RowReason], code: str) -> str:
    """Return the reason of a code; all of them for none, and none for an unknown one."""
    return next((each.why for each in reasons if _code(each) == code), "?") if code else ""


def _code(reason: RowReason) -> str:
    return sha256(reason.why.encode()).hexdigest()[:12]


def _shown_reasons(reasons: Sequence[RowReason]) -> Iterator[CommonReason]:
    for each in reasons:
        message = each.reason.get("message")
        words = said(Message.from_json(message)) if isinstance(message, dict) else ""
        yield CommonReason(_code(each), each.column, words, each.rows)
