"""Plans of estimates: all of them, the form in which lists are said, the lists themselves, and starting a run."""

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from isthmus.actions.desk import estimating as actions
from isthmus.actions.desk.estimating import NotEstimated
from isthmus.actions.desk.jobs import enqueue
from isthmus.store.desk.models import EstimatePlan, Mention
from isthmus.store.desk.queries.jobs import unfinished_jobs
from isthmus.web.desk.estimating.plan_form import PlanForm, plan_form, query_of, wished
from isthmus.web.desk.estimating.plan_page import plan_page, plan_rows, run_rows
from isthmus.web.desk.language import said
from isthmus.web.desk.reading.filters import FilterForm, asked
from isthmus.web.desk.reading.kept_filters import sealed_query
from isthmus.web.desk.reading.words import Labels
from isthmus.web.desk.requests import actor_of

__all__ = [
    "estimate",
    "estimate_bring_back",
    "estimate_lists",
    "estimate_new",
    "estimate_plan",
    "estimate_remove",
    "estimate_start",
    "installing",
]

LARGEST_SEED = 2**31 - 1


def installing() -> dict[str, object]:
    """Return whether estimates can be made here, and how to make it so."""
    return {"can_estimate": actions.can_estimate(), "install": actions.INSTALL}


@require_safe
def estimate(request: HttpRequest) -> HttpResponse:
    """Show all estimates; where there is none yet, what one is and how to begin."""
    context = {
        "plans": plan_rows(),
        "removed": plan_rows(removed=True),
        "jobs": unfinished_jobs("estimate"),
        "anybody": Mention.objects.filter(role="victim", of_person__isnull=False).exists(),
        **installing(),
    }
    return render(request, "desk/estimating/all.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def estimate_new(request: HttpRequest) -> HttpResponse:
    """Say what the lists are; each control is one at first."""
    return lists_form(request, None)


@require_http_methods(["GET", "HEAD", "POST"])
def estimate_lists(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Change what the lists of a plan are."""
    plan = get_object_or_404(EstimatePlan, uid=uid)
    if request.method != "POST" and not request.GET:
        query = sealed_query(query_of(plan))
        if query:
            return redirect(f"{request.path}?{query}")
    return lists_form(request, plan)


def lists_form(request: HttpRequest, plan: EstimatePlan | None) -> HttpResponse:
    """Show the form, and what comes of sending it."""
    labels = Labels.load()
    filters = asked(request, labels)
    form = plan_form(request, filters, labels, plan)
    problem = ""
    if request.method == "POST":
        kept, problem = keep(request, filters, form, plan)
        if kept:
            return redirect("estimate_plan", kept.uid)
        form = replace(form, problem=problem)
    action = reverse("estimate_lists", args=[plan.uid]) + "?all=1" if plan else reverse("estimate_new")
    context = {"form": form, "filters": filters, "plan": plan, "action": action}
    return render(request, "desk/estimating/lists.html", context, status=422 if problem else 200)


def keep(
    request: HttpRequest, filters: FilterForm, form: PlanForm, plan: EstimatePlan | None
) -> tuple[EstimatePlan | None, str]:
    """Keep what was sent; else why it cannot be kept."""
    if filters.problems:
        return None, _("Which acts are meant cannot be read. Fix it above, and press Show.")
    try:
        wanted = wished(filters, form)
        return actions.save_plan(wanted, actor=actor_of(request), plan=plan), ""
    except NotEstimated as refused:
        return None, said(refused.message)


@require_safe
def estimate_plan(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Show the lists of a plan as the register now has them, and what was estimated from them."""
    plan = get_object_or_404(EstimatePlan, uid=uid)
    context = {
        "plan": plan,
        "page": plan_page(request, plan, actions.build_lists(plan)),
        "runs": run_rows(plan),
        **installing(),
    }
    return render(request, "desk/estimating/plan.html", context)


@require_POST
def estimate_start(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Ask for a run as long work."""
    plan = get_object_or_404(EstimatePlan, uid=uid, removed_at=None)
    written = request.POST.get("seed", "").strip() or "1"
    if not written.isdecimal() or int(written[:12]) > LARGEST_SEED:
        messages.error(request, _("A seed is a whole number up to 2,147,483,647. Leave it at 1 if in doubt."))
        return redirect("estimate_plan", uid)
    about: dict[str, object] = {"plan": str(plan.uid), "seed": int(written)}
    return redirect(
        "job", enqueue(kind="estimate", owner=actor_of(request), about=about, subject=str(plan.uid)).pk
    )


@require_POST
def estimate_remove(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Put a plan away."""
    return changed(request, uid, actions.remove_plan, _("Archived. It can be restored below."))


@require_POST
def estimate_bring_back(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Bring a plan back."""
    return changed(request, uid, actions.bring_back_plan, _("Brought back."))


def changed(
    request: HttpRequest, uid: UUID, change: "Callable[..., EstimatePlan]", done: str
) -> HttpResponse:
    """Do it, and say what came of it."""
    try:
        change(get_object_or_404(EstimatePlan, uid=uid), actor=actor_of(request))
    except NotEstimated as refused:
        messages.warning(request, said(refused.message))
    else:
        messages.success(request, done)
    return redirect("estimate")
