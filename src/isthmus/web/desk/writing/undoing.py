"""Undo one's own last action, whatever it was: what it did and what that moves is shown, then it is asked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from isthmus.actions.desk import undoing as actions
from isthmus.actions.desk.history import history_of, row_numbered
from isthmus.actions.desk.import_workbook import RegisterMoved
from isthmus.actions.desk.jobs import enqueue
from isthmus.actions.desk.undoing import long_work  # noqa: F401  so that its kind of work is known
from isthmus.actions.desk.undoing.steps import JudgementsPutBack, RowPutBack, StatementsTakenOut
from isthmus.core.messages import Message
from isthmus.store.desk.models import CommittedRow, Document, Event, Judgement, Note, Statement
from isthmus.store.desk.queries.withdrawn import withdrawn
from isthmus.web.desk.language import said
from isthmus.web.desk.reading.addresses import quote_address
from isthmus.web.desk.reading.judgements import judged
from isthmus.web.desk.requests import actor_of
from isthmus.web.desk.sealed_words import look_of
from isthmus.web.desk.veil import veiled
from isthmus.web.desk.writing.effect import EffectShown, effect_unseen, seen_mark
from isthmus.web.desk.writing.history import ROWS, CellShown, HistoryView
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
        if planned.is_long:
            return beside_page(request, planned, because)
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
        **shown(planned, because),
        "judgements": judged(
            Judgement.objects.filter(pk__in=keys_of(planned)).order_by("at", "ref")[:MOST_SHOWN]
        ),
        "documents": Document.objects.filter(statements__pk__in=statements_of(planned))
        .distinct()
        .order_by("ref"),
        "rows": [put_back(request, each, found) for each in planned.steps if isinstance(each, RowPutBack)],
        "effect": EffectShown.of(effect),
        "moves": effect.moves,
        "seen": seen_mark(effect),
    }
    return render(request, "desk/writing/undo.html", context)


def beside_page(request: HttpRequest, planned: actions.PlannedUndo, because: str) -> HttpResponse:
    """Show what is taken back, unmeasured where it is so much; have it done beside the page."""
    if request.method == "POST":
        about: dict[str, object] = {"event": planned.event.sequence, "because": because}
        return redirect("job", enqueue(kind="undo", owner=actor_of(request), about=about).pk)
    return render(request, "desk/writing/undo.html", {**shown(planned, because), "is_long": True})


def shown(planned: actions.PlannedUndo, because: str) -> dict[str, Any]:
    """Return what every such page shows."""
    return {
        "event": planned.event,
        "steps": planned.steps,
        "because": because,
        "since": list(since_shown(planned.since)) if planned.since else [],
    }


@dataclass(frozen=True, slots=True)
class SinceShown:
    """What was done since in one way: how much of it, and where the first of it stands."""

    words: Message
    links: Sequence[tuple[str, str]]
    more: int


def since_shown(since: actions.DoneSince) -> Iterator[SinceShown]:
    """Yield what was done since, kind by kind, each with links."""
    judgements = judged(Judgement.objects.filter(pk__in=since.judged[:MOST_SHOWN]).order_by("at", "ref"))
    coded = (
        Statement.objects.filter(pk__in=since.coded[:MOST_SHOWN]).select_related("document").order_by("ref")
    )
    notes = Note.objects.filter(pk__in=since.noted[:MOST_SHOWN]).order_by("at", "uid")
    links = {
        "judged": [(str(each.verdict), reverse("history", args=[each.row.uid])) for each in judgements],
        "corrected": [(named(uid), reverse("history", args=[uid])) for uid in since.corrected[:MOST_SHOWN]],
        "coded": [(_("a statement"), quote_address(each)) for each in coded],
        "noted": [(named(each.row), reverse("history", args=[each.row])) for each in notes],
        "decided": [],
    }
    for name, words in since.words:
        yield SinceShown(words, links[name], max(0, len(getattr(since, name)) - MOST_SHOWN))


def named(uid: UUID) -> str:
    """Return what kind of row has this random number."""
    row = row_numbered(uid)
    return str(ROWS.get(str(row._meta.model_name), "") if row else "") or _("a row that is gone")


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
