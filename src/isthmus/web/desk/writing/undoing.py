"""Undo one's own last action, whatever it was: what it did and what that moves is shown, then it is asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from isthmus.actions.desk import undoing as actions
from isthmus.actions.desk.history import history_of, row_numbered
from isthmus.actions.desk.import_workbook import RegisterMoved
from isthmus.actions.desk.undoing.steps import JudgementsPutBack, RowPutBack, StatementsTakenOut
from isthmus.core.messages import Message
from isthmus.store.desk.models import CommittedRow, Document, Event, Judgement
from isthmus.store.desk.queries.withdrawn import withdrawn
from isthmus.web.desk.language import said
from isthmus.web.desk.reading.judgements import judged
from isthmus.web.desk.requests import actor_of
from isthmus.web.desk.sealed_words import look_of
from isthmus.web.desk.veil import veiled
from isthmus.web.desk.writing.effect import EffectShown, effect_unseen, seen_mark
from isthmus.web.desk.writing.history import CellShown, HistoryView
from isthmus.web.desk.writing.withdrawing import statement_of

__all__ = ["last_action", "undo_action"]

MOST_ACTIONS = 15
MOST_SHOWN = 10


@dataclass(frozen=True, slots=True)
class UndoneRow:
    """A row that is put back: what it is, and its cells as they are and as they will be."""

    row: CommittedRow | None
    uid: UUID
    cells: Sequence[CellShown]


@require_safe
def last_action(request: HttpRequest) -> HttpResponse:
    """Show one's last actions, the last first; each leads to its undo, or says why it has none."""
    found = list(actions.own_actions(actor_of(request), MOST_ACTIONS))
    return render(
        request, "desk/writing/own_actions.html", {"actions": found, "last": next(iter(found), None)}
    )


@require_http_methods(["GET", "HEAD", "POST"])
def undo_action(request: HttpRequest, event: int) -> HttpResponse:
    """Show what taking an own action back does and moves; do it."""
    found = get_object_or_404(Event.objects.select_related("actor"), pk=event, actor=actor_of(request).number)
    because = request.POST.get("because", "").strip()
    try:
        planned = actions.plan_undo(found, actor=actor_of(request), because=because)
        if request.method == "POST" and not effect_unseen(request.POST.get("seen", ""), planned.effect):
            left = actions.undo(planned, because=because)
            return done(request, left)
    except (actions.NotUndone, RegisterMoved) as refused:
        return render(
            request,
            "desk/writing/undo.html",
            {"event": found, "why_not": refused.message},
            status=200 if request.method != "POST" else 409,
        )
    effect = planned.effect()
    context: dict[str, Any] = {
        "event": found,
        "steps": planned.steps,
        "judgements": judged(Judgement.objects.filter(pk__in=keys_of(planned)).order_by("pk")[:MOST_SHOWN]),
        "documents": Document.objects.filter(statements__pk__in=statements_of(planned))
        .distinct()
        .order_by("pk"),
        "rows": [put_back(request, each, found) for each in planned.steps if isinstance(each, RowPutBack)],
        "effect": EffectShown.of(effect),
        "moves": effect.moves,
        "seen": seen_mark(effect),
        "because": because,
    }
    return render(request, "desk/writing/undo.html", context)


def keys_of(planned: actions.PlannedUndo) -> list[int]:
    """Return the judgements that are put back, by key."""
    return [key for each in planned.steps if isinstance(each, JudgementsPutBack) for key in each.keys]


def statements_of(planned: actions.PlannedUndo) -> list[int]:
    """Return the statements that are withdrawn, by key."""
    return [key for each in planned.steps if isinstance(each, StatementsTakenOut) for key in each.keys]


def done(request: HttpRequest, left: Sequence[Message]) -> HttpResponse:
    """Say that it is taken back, and what could not be reached."""
    messages.success(request, _("Taken back. What it was and what it is stand in the history."))
    for each in left:
        messages.warning(request, said(each))
    return redirect("undo")


def put_back(request: HttpRequest, step: RowPutBack, event: Event) -> UndoneRow:
    """Return a row with the cells that are put back, as its history shows them; nothing of what is withdrawn."""
    row, told = row_numbered(step.uid), history_of(step.uid)
    view = HistoryView(
        row, told, veil=request if veiled(request) else None, is_open=look_of(request) is not None
    )
    changed = next(each for each in told if each.event == event.sequence)
    statement = statement_of(row)
    hidden = statement is not None and statement.pk in withdrawn()
    return UndoneRow(row, step.uid, () if hidden else view.event(changed).changes)
