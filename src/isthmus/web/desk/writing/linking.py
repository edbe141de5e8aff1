"""Linking: start a run, say what it may join, take apart what it joined, leave the rest open; ids that last."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from isthmus.actions.desk import linking as actions
from isthmus.actions.desk.jobs import enqueue
from isthmus.actions.desk.keepers.looks import LOOKS
from isthmus.actions.desk.linking import NotLinked
from isthmus.core.messages import Message
from isthmus.store.desk.models import LINK_KINDS, LinkRun
from isthmus.web.desk.language import said
from isthmus.web.desk.requests import actor_of
from isthmus.web.desk.writing import link_context as pages
from isthmus.web.desk.writing.reviewing import installing

__all__ = ["link", "link_apart", "link_ids", "link_start", "link_threshold", "link_unsure"]


@require_safe
def link(request: HttpRequest) -> HttpResponse:
    """Show what is linked and what is open, for persons and incidents; all runs."""
    context = {"kinds": pages.kind_pages(), "runs": pages.run_rows(), **installing()}
    return render(request, "desk/writing/link.html", context)


@require_POST
def link_start(request: HttpRequest) -> HttpResponse:
    """Ask for a run as long work."""
    kind = request.POST.get("kind", "")
    if kind not in LINK_KINDS:
        return redirect("link")
    owner = actor_of(request)
    look = LOOKS.ticket(request.session.session_key, owner.number)
    about: dict[str, object] = {"kind": kind, "full": bool(request.POST.get("full")), "look": look}
    return redirect("job", enqueue(kind="link", owner=owner, about=about, subject=kind).pk)


@require_POST
def link_threshold(request: HttpRequest) -> HttpResponse:
    """Set from which probability runs may join by themselves, or that they never may."""
    written = request.POST.get("probability", "").strip() if request.POST.get("joins") else ""
    try:
        probability = number(written) if written else None
        actions.set_threshold(
            kind=request.POST.get("kind", ""), probability=probability, actor=actor_of(request)
        )
    except NotLinked as refused:
        messages.error(request, said(refused.message))
    else:
        messages.success(
            request,
            _("Later runs join from %(p)s on.") % {"p": written}
            if written
            else _("Runs join nothing by themselves."),
        )
    return redirect("link")


def number(written: str) -> float:
    """Return a probability as typed; raises NotLinked where it is no number."""
    try:
        return float(written.replace(",", "."))
    except ValueError:
        raise NotLinked(Message("linking.not_a_probability")) from None


@require_POST
def link_apart(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Undo all that a run joined by itself."""
    try:
        undone = actions.take_apart(get_object_or_404(LinkRun, uid=uid), actor=actor_of(request))
    except NotLinked as refused:
        messages.warning(request, said(refused.message))
    else:
        told = ngettext("%(n)d pair was taken apart.", "%(n)d pairs were taken apart.", undone)
        messages.success(request, told % {"n": undone})
    return redirect("link")


@require_POST
def link_unsure(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Leave all open pairs of a run unsure, or ask about them again."""
    run = get_object_or_404(LinkRun, uid=uid)
    again = bool(request.POST.get("again"))
    change = actions.take_back_unsure if again else actions.leave_open_as_unsure
    try:
        changed = change(run, actor=actor_of(request))
    except NotLinked as refused:
        messages.warning(request, said(refused.message))
    else:
        told = (
            ngettext("%(n)d pair is asked about again.", "%(n)d pairs are asked about again.", changed)
            if again
            else ngettext("%(n)d pair counts as unsure.", "%(n)d pairs count as unsure.", changed)
        )
        messages.success(request, told % {"n": changed})
    return redirect("link")


@require_safe
def link_ids(request: HttpRequest) -> HttpResponse:
    """Show how lasting ids merged and were split, run by run."""
    written = request.GET.get("page", "1")
    page = max(1, int(written[:6])) if written.isdecimal() else 1
    changes = pages.changes(page)
    context = {"changes": changes, "page": page, "more": len(changes) == pages.CHANGES_SHOWN}
    return render(request, "desk/writing/link_ids.html", context)
