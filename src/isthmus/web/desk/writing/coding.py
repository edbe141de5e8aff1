"""Code a document: drafts, kept as they are typed, and what becomes of them."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from isthmus.actions.desk.coding import drafts
from isthmus.actions.desk.coding.draft import DraftBody
from isthmus.actions.desk.coding.references import offered
from isthmus.actions.desk.coding.submission import (
    UnsoundDraft,
    new_names,
    overwrite_sealed_draft,
    problems_of,
    submit_draft,
)
from isthmus.core.names import folded
from isthmus.store.desk.models import Document, Place, Source
from isthmus.store.desk.queries.sealed import holds_token
from isthmus.store.desk.scratch.models import Draft
from isthmus.web.desk.language import said
from isthmus.web.desk.requests import actor_of
from isthmus.web.desk.sealed_words import look_of
from isthmus.web.desk.writing import draft_form
from isthmus.web.desk.writing.date_preview import date_preview
from isthmus.web.desk.writing.draft_page import draft_page
from isthmus.web.desk.writing.draft_questions import draft_questions, known_name_taken
from isthmus.web.desk.writing.written_dates import dates_of_draft

__all__ = [
    "discard",
    "draft",
    "more",
    "picture",
    "places_offered",
    "preview_date",
    "sources_offered",
    "start",
]


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """Begin with a text or a picture; what was begun before stands below."""
    begun = {"drafts": drafts.drafts_of(actor_of(request))}
    if request.method != "POST":
        return render(request, "desk/writing/start.html", begun)
    upload, text = request.FILES.get("file"), request.POST.get("text", "")
    content = upload.read() if upload else None
    if not request.POST.get("anew") and (held := drafts.held_as(text, content)):
        known = {"held": held, "text": "" if content else text}
        return render(request, "desk/writing/start.html", {**begun, **known}, status=409)
    try:
        begin = drafts.start_draft(
            actor=actor_of(request),
            text=text,
            content=content,
            file_name=(upload.name or "") if upload else "",
        )
    except drafts.UnfitUpload as unfit:
        return render(
            request, "desk/writing/start.html", {**begun, "problem": said(unfit.message)}, status=422
        )
    return redirect("draft", begin.pk)


@require_POST
def more(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Go on coding a document of the register."""
    document = get_object_or_404(Document, uid=uid)
    return redirect("draft", drafts.start_more(document, actor=actor_of(request)).pk)


@require_http_methods(["GET", "HEAD", "POST"])
def draft(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Show the page on which a document is coded; every POST saves first."""
    found = own_draft(request, uid)
    if request.method == "POST":
        return save(request, found)
    index = draft_form.posted_index(request.GET)
    problems = (
        problems_of(found, actor=actor_of(request), at=timezone.now()) if "check" in request.GET else ()
    )
    body = drafts.body_of(found)
    page = draft_page(found, body, index, problems, more_rows="more" in request.GET)
    shown = {"named_in_clear": named_in_clear(request, body), "look_at_dates": "dates" in request.GET}
    return render(request, "desk/writing/draft.html", {**page, **shown})


def named_in_clear(request: HttpRequest, body: DraftBody) -> list[str]:
    """Return the ids of the sealed sources whose names a keeper who looks typed as those of new ones."""
    look = look_of(request)
    typed = {folded(each.name) for each in new_names(body)[0]} if look else set()
    if not look or not typed:
        return []
    ids = dict(Source.objects.filter(holds_token("name")).values_list("name", "ref"))
    return sorted(ids[token] for token, text in look.read(list(ids)).items() if folded(text) in typed)


def own_draft(request: HttpRequest, uid: UUID) -> Draft:
    """One's own draft; anybody else's is not there."""
    found = drafts.find_draft(actor_of(request), uid)
    if found is None:
        raise Http404
    return found


def save(request: HttpRequest, found: Draft) -> HttpResponse:
    """Keep what was posted, then do what was asked for."""
    body = draft_form.posted_body(request.POST, drafts.body_of(found), found.text)
    revision = request.POST.get("revision", "")
    is_typing = request.headers.get("Accept") == "application/json"
    dates = dates_of_draft(body, request.POST, timezone.now().date())
    body = body if is_typing else dates.body
    try:
        drafts.save_draft(found, body, revision=int(revision) if revision.isdecimal() else -1)
    except drafts.DraftConflict:
        return overtaken(request, found, body)
    if is_typing:
        return JsonResponse({"saved": found.saved.isoformat(), "revision": found.revision})
    if dates.unseen and request.POST.get("step", "").partition(":")[0] in ("submit", "next", "open"):
        messages.warning(request, _("Look at how the dates are understood, then go on."))
        return redirect(page_url(found, dates.unseen[0], dates=True))
    return after_saving(request, found, body)


def overtaken(request: HttpRequest, found: Draft, body: DraftBody) -> HttpResponse:
    """Another window saved in between: nothing is overwritten before somebody has looked."""
    found.refresh_from_db(fields=["revision", "saved"])
    if request.headers.get("Accept") == "application/json":
        return JsonResponse(
            {"problem": _("Saved in another window since: press Save to compare.")}, status=409
        )
    page = draft_page(found, body, draft_form.posted_index(request.POST), (), more_rows=False)
    return render(request, "desk/writing/draft.html", {**page, "overtaken": True}, status=409)


def after_saving(request: HttpRequest, found: Draft, body: DraftBody) -> HttpResponse:
    """Next, another one, one row more, one statement less, or into the register."""
    step, _colon, number = request.POST.get("step", "save").partition(":")
    index = draft_form.posted_index(request.POST)
    if step == "submit":
        if draft_questions(found, body).unseen(request.POST):
            messages.warning(request, _("Look at what is asked, then go on."))
            return redirect(page_url(found, index, part="asked"))
        return submit(request, found)
    if step == "take":
        drafts.save_draft(found, known_name_taken(body, number), revision=found.revision)
        return redirect(page_url(found, index))
    if step == "remove" and number.isdecimal():
        return remove(found, body, int(number))
    if step == "find":
        return redirect(page_url(found, index).replace("#work", "#denied"))
    if step == "next":
        index = len(body.statements)
    elif step == "open" and number.isdecimal():
        index = int(number)
    return redirect(page_url(found, index, more=step == "more"))


def remove(found: Draft, body: DraftBody, number: int) -> HttpResponse:
    """Take one statement out of the draft."""
    drafts.save_draft(found, body.without_statement(number), revision=found.revision)
    return redirect(page_url(found, max(0, number - 1)))


def submit(request: HttpRequest, found: Draft) -> HttpResponse:
    """Put the draft into the register, or show everything that keeps it out."""
    try:
        document = submit_draft(found, actor=actor_of(request), at=timezone.now())
    except UnsoundDraft as unsound:
        first = next(
            (each.spot.statement for each in unsound.problems if each.spot.statement is not None), None
        )
        index = draft_form.posted_index(request.POST) if first is None else first
        return redirect(page_url(found, index, check=True))
    if found.more_of:
        messages.success(request, _("What was coded is in the register, with what was coded from it before."))
    else:
        messages.success(
            request, _("The document is in the register, with everything that was coded from it.")
        )
    for left in overwrite_sealed_draft(document):
        messages.warning(request, said(left))
    return redirect("document", document.uid)


def page_url(found: Draft, index: int, part: str = "work", **flags: bool) -> str:
    """Return the draft's page with one statement open, at a part of it."""
    asked = "".join(f"&{name}=1" for name, wanted in flags.items() if wanted)
    return f"{reverse('draft', args=[found.pk])}?statement={index}{asked}#{part}"


@require_http_methods(["GET", "HEAD", "POST"])
def discard(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Ask once, then delete the draft."""
    found = own_draft(request, uid)
    if request.method != "POST":
        return render(request, "desk/writing/discard.html", {"draft": found, "body": drafts.body_of(found)})
    drafts.discard_draft(found)
    messages.success(request, _("The draft is deleted."))
    return redirect("code")


@require_safe
def picture(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Send the picture being coded: as an image, and as nothing else."""
    found = own_draft(request, uid)
    if not found.content or not found.media_type.startswith("image/"):
        raise Http404
    response = HttpResponse(bytes(found.content), content_type=found.media_type)
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


@require_POST
def preview_date(request: HttpRequest) -> HttpResponse:
    """Show what a date, as typed so far, means."""
    preview = date_preview(request.POST.get("text", ""), request.POST.get("field", ""))
    return render(request, "desk/writing/date_preview.html", {"date": preview})


@require_POST
def sources_offered(request: HttpRequest) -> JsonResponse:
    """Known sources whose name holds what was typed, sealed ones never; by POST, so that no address holds a name."""
    return offer(Source.objects.exclude(protection="sealed"), request.POST.get("text", ""))


@require_POST
def places_offered(request: HttpRequest) -> JsonResponse:
    """Known places whose name holds what was typed."""
    return offer(Place.objects.all(), request.POST.get("text", ""))


def offer(rows: Any, text: str) -> JsonResponse:
    """Offer names that begin as the last of several does: that is the one being typed."""
    return JsonResponse({"offered": offered(rows, text.rpartition(";")[2].strip())})
