"""What one run found: documented beside estimated, models side by side, and how far it can be relied on."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from isthmus.actions.desk import estimating as actions
from isthmus.store.desk.models import EstimateRun
from isthmus.web.desk.estimating.result_page import result_page
from isthmus.web.desk.requests import actor_of

__all__ = ["estimate_run", "estimate_run_remove"]


@require_safe
def estimate_run(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Show one run."""
    run = get_object_or_404(EstimateRun.objects.select_related("plan"), uid=uid)
    context = {"run": run, "plan": run.plan, "page": result_page(request, run)}
    return render(request, "desk/estimating/result.html", context)


@require_POST
def estimate_run_remove(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Destroy what one run found."""
    run = get_object_or_404(EstimateRun.objects.select_related("plan"), uid=uid)
    plan = run.plan.uid
    actions.remove_run(run, actor=actor_of(request))
    messages.success(request, _("What this run found was destroyed. The same lists and seed find it again."))
    return redirect("estimate_plan", plan)
