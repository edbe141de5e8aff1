"""Review: one pair after the other, blind to the score; undo; a sample for several reviewers."""

from typing import Any, cast, get_args
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from isthmus.actions.desk import reviewing as actions
from isthmus.actions.desk.judge import NotJudged
from isthmus.actions.desk.linking import INSTALL, can_link
from isthmus.store.desk.models import LINK_KINDS, LinkRun, Proposal
from isthmus.store.desk.queries.proposals import Queue, asked_of, last_run
from isthmus.web.desk.language import said
from isthmus.web.desk.requests import actor_of
from isthmus.web.desk.writing import review_context as pages
from isthmus.web.desk.writing.judging import uid_of

__all__ = ["review", "review_pair", "undo_review"]

QUEUES = get_args(Queue.__value__)


@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, kind: str, queue: str) -> HttpResponse:
    """Show the next pair of a queue, or what there is to do instead."""
    if kind not in LINK_KINDS or queue not in QUEUES:
        raise Http404
    run = last_run(kind)
    if run is None:
        return render(request, "desk/writing/review_empty.html", {"kind": kind, **installing()})
    if request.method == "POST":
        return answered(request, run, cast(Queue, queue))
    return asked(request, run, cast(Queue, queue))


def installing() -> dict[str, Any]:
    """Return what a page says of the extra."""
    return {"can_link": can_link(), "install": INSTALL}


def asked(request: HttpRequest, run: LinkRun, queue: Queue, problem: str = "") -> HttpResponse:
    """Show the page of the next pair: of the skipped ones where they are asked for, then of the others."""
    actor, again = actor_of(request), "skipped" in request.GET
    proposal = asked_of(actor, run, queue, again=again).first()
    if proposal is None and again:
        again, proposal = False, asked_of(actor, run, queue).first()
    context: dict[str, Any] = {
        "kind": run.kind,
        "queue": queue,
        "run": run,
        "again": again,
        "progress": pages.progress(run, queue, actor),
        "last": pages.decided_last(run, actor),
        "problem": problem,
    }
    if proposal is None:
        return render(request, "desk/writing/review_done.html", context)
    context["pair"] = pages.pair_of(proposal)
    return render(request, "desk/writing/review.html", context, status=422 if problem else 200)


def answered(request: HttpRequest, run: LinkRun, queue: Queue) -> HttpResponse:
    """Record the decision or the skip, and go on to the next pair."""
    uid = uid_of(request.POST.get("pair", ""))
    proposal = Proposal.objects.filter(run=run, uid=uid).first() if uid else None
    if proposal is None:
        messages.warning(request, _("This pair is of an earlier run. Here is the next one."))
        return redirect(request.get_full_path())
    decision = request.POST.get("decision", "")
    if decision == "skip":
        actions.skip(proposal, actor=actor_of(request))
        return redirect(request.get_full_path())
    try:
        actions.decide(
            proposal, decision=decision, because=request.POST.get("because", ""), actor=actor_of(request)
        )
    except NotJudged as refusal:
        return asked(request, run, queue, said(refusal.message))
    return redirect(request.get_full_path())


@require_http_methods(["GET", "HEAD", "POST"])
def review_pair(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Show one pair again; the score and the model's words for who has decided about it."""
    proposal = get_object_or_404(Proposal.objects.select_related("run"), uid=uid)
    actor = actor_of(request)
    problem = ""
    if request.method == "POST":
        try:
            actions.decide(
                proposal,
                decision=request.POST.get("decision", ""),
                because=request.POST.get("because", ""),
                actor=actor,
            )
            return redirect("review_pair", uid)
        except NotJudged as refusal:
            problem = said(refusal.message)
    context = {
        "kind": proposal.run.kind,
        "run": proposal.run,
        "pair": pages.pair_of(proposal),
        "last": pages.outcome(proposal, actor),
        "alone": True,
        "problem": problem,
    }
    return render(request, "desk/writing/review.html", context, status=422 if problem else 200)


@require_POST
def undo_review(request: HttpRequest, kind: str, queue: str) -> HttpResponse:
    """Undo what this reviewer decided last in the last run."""
    run = last_run(kind)
    review = actions.last_review(run, actor_of(request)) if run else None
    if review is None or queue not in QUEUES:
        raise Http404
    actions.take_back(review, actor=actor_of(request))
    messages.success(request, _("Undone. The pair is asked about again."))
    return redirect(reverse("review", args=[kind, queue]))
