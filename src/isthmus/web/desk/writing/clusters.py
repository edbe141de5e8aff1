"""What a run proposes as one person or incident: its members, its weakest link, and where it would be split."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from isthmus.actions.desk.judge import NotJudged
from isthmus.actions.desk.linking import split_apart
from isthmus.store.desk.models import LINK_KINDS, Identity
from isthmus.web.desk.language import said
from isthmus.web.desk.requests import actor_of
from isthmus.web.desk.writing.cluster_context import cluster_page, proposed_rows
from isthmus.web.desk.writing.reviewing import installing

__all__ = ["proposed", "together"]

SHOWN = 50


@require_safe
def proposed(request: HttpRequest, kind: str) -> HttpResponse:
    """Show the proposed persons or incidents of two members or more, the largest first; nobody is named."""
    if kind not in LINK_KINDS:
        raise Http404
    written = request.GET.get("page", "1")
    page = max(1, int(written[:6])) if written.isdecimal() else 1
    several = Identity.objects.filter(kind=kind, ended=None).annotate(number=Count("members"))
    rows = several.filter(number__gte=2).order_by("-number", "pk")
    start = (page - 1) * SHOWN
    found = list(rows[start : start + SHOWN + 1])
    context = {
        "kind": kind,
        "rows": proposed_rows(kind, found[:SHOWN]),
        "page": page,
        "more": len(found) > SHOWN,
        "total": rows.count(),
    }
    return render(request, "desk/writing/proposed.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def together(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Show all members of one proposal, and its split; a split is a judgement that two of them are different."""
    identity = get_object_or_404(Identity, uid=uid)
    page = cluster_page(identity)
    context: dict[str, Any] = {"kind": identity.kind, "identity": identity, "page": page, **installing()}
    if request.method == "POST" and page.weakest:
        try:
            undone = split_apart(
                kind=identity.kind,
                sides=[[each.row.ref for each in side] for side in page.weakest.sides],
                between=page.weakest.between,
                actor=actor_of(request),
                because=request.POST.get("because", ""),
            )
        except NotJudged as refused:
            return render(
                request,
                "desk/writing/together.html",
                {**context, "problem": said(refused.message)},
                status=422,
            )
        told = _("Judged different. Later runs keep the two sides apart.")
        if undone:
            told += " " + _("%(n)d joins that a run had made between them were undone.") % {"n": undone}
        messages.success(request, told)
        return redirect("together", uid)
    return render(request, "desk/writing/together.html", context)
