"""Withdraw a statement that was coded by mistake, or say that it stands after all: each a judgement with its reason."""

from collections.abc import Sequence
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from isthmus.actions.desk.withdrawing import plan_withdrawal
from isthmus.core.messages import Message
from isthmus.store.desk.models import Act, CommittedRow, Mention, Statement, Status
from isthmus.store.desk.queries.notes import is_row_sealed
from isthmus.store.desk.queries.withdrawn import withdrawals, withdrawn
from isthmus.web.desk.language import said
from isthmus.web.desk.reading.judgements import JudgementShown, judged
from isthmus.web.desk.requests import OWN, actor_of
from isthmus.web.desk.writing.effect import EffectShown, effect_unseen, seen_mark

__all__ = ["stand_statement", "statement_of", "withdraw_statement", "withdrawal_of"]


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw_statement(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Show what it changes that a statement was coded by mistake; record it."""
    statement = get_object_or_404(Statement.objects.select_related("document"), uid=uid)
    if statement.pk in withdrawn():
        messages.warning(request, _("It was withdrawn already."))
    elif page := decided(request, statement, "withdrawn"):
        return page
    else:
        messages.success(
            request, _("The statement is withdrawn. Every figure that rested on it was computed again."), OWN
        )
    return redirect("document", statement.document.uid)


@require_http_methods(["GET", "HEAD", "POST"])
def stand_statement(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Show what it changes that a statement stands after all; record it."""
    statement = get_object_or_404(Statement.objects.select_related("document"), uid=uid)
    if statement.pk not in withdrawn():
        messages.warning(request, _("It is not withdrawn."))
    elif page := decided(request, statement, "stands"):
        return page
    else:
        messages.success(request, _("The statement stands. Every figure was computed again."), OWN)
    return redirect("history", uid)


def decided(request: HttpRequest, statement: Statement, decision: str) -> HttpResponse | None:
    """Record a judgement of a statement in the place of earlier ones; return the page that asks, None where it is done.

    It asks for a reason, and to look at what moves.
    """
    because = request.POST.get("because", "").strip()
    planned = plan_withdrawal([statement], decision, because=because, actor=actor_of(request))
    wanted = request.method == "POST" and because
    if wanted and not effect_unseen(request.POST.get("seen", ""), planned.effect):
        planned.carry_out()
        return None
    effect = planned.effect()
    missing = request.method == "POST" and not because
    context = {
        "statement": statement,
        "sealed": is_row_sealed(statement),
        "decision": decision,
        "because": because,
        "problem": said(Message("withdraw.reason_missing")) if missing else "",
        "effect": EffectShown.of(effect),
        "seen": seen_mark(effect),
    }
    return render(request, "desk/writing/withdraw.html", context, status=422 if missing else 200)


def statement_of(row: CommittedRow | None) -> Statement | None:
    """Return the statement that a row is, or is part of."""
    match row:
        case Statement():
            return row
        case Act() | Status():
            return row.statement
        case Mention():
            return row.act.statement
    return None


def withdrawal_of(statement: Statement | None) -> Sequence[JudgementShown]:
    """Return the judgements by which a statement is withdrawn."""
    return judged(withdrawals(Statement.objects.filter(pk=statement.pk))) if statement else []
