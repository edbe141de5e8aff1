"""Judge: find two things, see them side by side, decide with a reason; undo; resolve what contradicts itself."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from isthmus.actions.desk import judge as actions
from isthmus.core.workbook.judgement_kinds import ONE_SIDED
from isthmus.core.workbook.schema import DECISIONS
from isthmus.store.desk.models import Judgement, Statement
from isthmus.web.desk.authentication import safe_path
from isthmus.web.desk.language import said
from isthmus.web.desk.reading.filters import asked, filters_not_understood
from isthmus.web.desk.reading.judgements import VERDICTS, judged
from isthmus.web.desk.reading.kept_filters import filters_asked
from isthmus.web.desk.reading.words import Labels
from isthmus.web.desk.requests import actor_of
from isthmus.web.desk.sealed_words import look_of
from isthmus.web.desk.writing import judgement_context
from isthmus.web.desk.writing.effect import EffectShown
from isthmus.web.desk.writing.judged_page import judged_page
from isthmus.web.desk.writing.judgement_filter import filter_asked, filter_problem
from isthmus.web.desk.writing.judgement_search import sides_found, unsearched_sides
from isthmus.web.desk.writing.pair_facts import fact_pairs, unstated
from isthmus.web.desk.writing.pair_sides import pair_side
from isthmus.web.desk.writing.withdrawing import withdrawal_of

__all__ = ["choose", "judge", "pair", "undo"]

# `examined` speaks of a whole link run, which nobody judges by hand.
BY_HAND = {kind: [each for each in decisions if each != "examined"] for kind, decisions in DECISIONS.items()}


@require_safe
def judge(request: HttpRequest) -> HttpResponse:
    """Show the judgements in force by what they conclude, below what contradicts itself."""
    given = filters_asked(request)
    filters = asked(request, Labels.load())
    if problem := filter_problem(given) or next(iter(filters.problems.values()), ""):
        return filters_not_understood(request, replace(filters, problems={}), "judge", problem)
    wanted = filter_asked(given, filters.wanted.only_acts)
    context = judgement_context.overview(request, wanted, newest=given.get("order") == "newest")
    return render(request, "desk/writing/judge.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest, kind: str) -> HttpResponse:
    """Find what to judge: by words of its statement, by its name or its id."""
    if kind not in DECISIONS:
        raise Http404
    words, look = request.POST.get("words", ""), look_of(request)
    context = {
        "kind": kind,
        "words": words,
        "found": sides_found(kind, words, read=look.read if look else None),
        "unsearched": unsearched_sides(kind) if words and not look else 0,
    }
    return render(request, "desk/writing/choose.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def pair(request: HttpRequest, kind: str) -> HttpResponse:
    """Show two sides (one, for a retraction or a statement) and record the decision about them."""
    uid = uid_of(request.GET.get("left", ""))
    if kind == "statement" and uid and withdrawal_of(Statement.objects.filter(uid=uid).first()):
        return redirect("history", uid)  # what it says is shown nowhere else
    left = pair_side(kind, uid) if kind in DECISIONS else None
    right = pair_side(kind, uid_of(request.GET.get("right", ""))) if left else None
    if left is None or (right is None and kind not in ONE_SIDED):
        raise Http404
    context = {
        "kind": kind,
        "left": left,
        "right": right,
        "rows": fact_pairs(left, right),
        "unstated": unstated(left, right),
        "choices": [(each, VERDICTS[kind, each]) for each in BY_HAND[kind]],
        "earlier": judged(judgement_context.about(kind, left, right)),
        "actor": actor_of(request),
    }
    return decide(request, kind, context) if request.method == "POST" else show_pair(request, context)


def show_pair(request: HttpRequest, context: dict[str, Any], problem: str = "") -> HttpResponse:
    """Return the pair's page, with what is wrong with the decision if anything is."""
    status = 422 if problem else 200
    return render(request, "desk/writing/pair.html", {**context, "problem": problem}, status=status)


def decide(request: HttpRequest, kind: str, context: dict[str, Any]) -> HttpResponse:
    """Record the decision; ask again where a decision or a reason is missing."""
    decision, because = request.POST.get("decision", ""), request.POST.get("because", "").strip()
    context |= {"decision": decision, "because": because}
    if not decision or not because:
        return show_pair(request, context, _("A judgement says what was decided, and why. Fill in both."))
    earlier = {each.row.ref for each in context["earlier"]}
    left, right = context["left"].row, context["right"].row if context["right"] else None
    try:
        made = actions.judge_together(
            kind=kind,
            pairs=[(left.ref, right.ref if right else "")],
            decision=decision,
            because=because,
            replaces=[ref for ref in request.POST.getlist("replaces") if ref in earlier],
            actor=actor_of(request),
        )
    except actions.NotJudged as refusal:
        return show_pair(request, context, said(refusal.message))
    back = reverse("judge") if kind in ONE_SIDED else reverse(kind, args=[left.uid])
    return judged_page(request, made, back=back)


@require_POST
def undo(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Withdraw a judgement: it stays in the log, and counts for nothing; say which figures that changed."""
    found = get_object_or_404(Judgement, uid=uid)
    try:
        moved = actions.withdraw_together([found], actor=actor_of(request))
    except actions.NotJudged as refusal:
        messages.warning(request, said(refusal.message))
    else:
        changed = EffectShown.of(moved).sentence if moved else ""
        messages.success(request, " ".join(filter(None, (_("Undone."), changed))))
    return redirect(safe_path(request, request.POST.get("next", reverse("judge"))))


def uid_of(text: str) -> UUID | None:
    """Return a row's uid out of an address, or nothing."""
    try:
        return UUID(text)
    except ValueError:
        return None
