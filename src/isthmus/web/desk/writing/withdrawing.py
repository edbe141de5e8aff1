"""Withdraw a statement that was coded by mistake, or say that it stands after all: each a judgement with its reason."""

from collections.abc import Sequence
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from isthmus.actions.desk import judge as actions
from isthmus.store.desk.models import Act, CommittedRow, Judgement, Mention, Statement, Status
from isthmus.store.desk.queries.withdrawn import withdrawals, withdrawn
from isthmus.web.desk.language import said
from isthmus.web.desk.reading.judgements import JudgementShown, judged
from isthmus.web.desk.requests import actor_of

__all__ = ["stand_statement", "statement_of", "withdraw_statement", "withdrawal_of"]


@require_POST
def withdraw_statement(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Record that it was coded by mistake: from then on it counts and is shown nowhere but in its history."""
    statement = get_object_or_404(Statement.objects.select_related("document"), uid=uid)
    if statement.pk in withdrawn():
        messages.warning(request, _("It was withdrawn already."))
    elif decided(request, statement, "withdrawn"):
        messages.success(
            request, _("The statement is withdrawn. Every figure that rested on it was computed again.")
        )
    return redirect("document", statement.document.uid)


@require_POST
def stand_statement(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Record that it stands after all: it counts and is shown again."""
    statement = get_object_or_404(Statement, uid=uid)
    if statement.pk not in withdrawn():
        messages.warning(request, _("It is not withdrawn."))
    elif decided(request, statement, "stands"):
        messages.success(request, _("The statement stands. Every figure was computed again."))
    return redirect("history", uid)


def decided(request: HttpRequest, statement: Statement, decision: str) -> bool:
    """Record a judgement of a statement in the place of earlier ones; return whether a reason was given."""
    because = request.POST.get("because", "").strip()
    if not because:
        messages.error(request, _("Nothing was changed. Say why, then press the button again."))
        return False
    earlier = Judgement.objects.in_force().filter(kind="statement", left_statement=statement)
    try:
        actions.judge(
            kind="statement",
            left=statement.ref,
            decision=decision,
            because=because,
            replaces=list(earlier.order_by("ref").values_list("ref", flat=True)),
            actor=actor_of(request),
        )
    except actions.NotJudged as refusal:
        messages.error(request, said(refusal.message))
        return False
    return True


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
