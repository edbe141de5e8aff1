"""Code a document: drafts, kept as they are typed, and what becomes of them."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from isthmus.actions.desk.coding import drafts
from isthmus.actions.desk.coding.carrying import as_before, with_further_act
from isthmus.actions.desk.coding.draft import DraftBody
from isthmus.actions.desk.coding.incoming import held_file, held_text
from isthmus.actions.desk.coding.queue import note_opened
from isthmus.actions.desk.coding.read_draft import ZIP, reading_job
from isthmus.actions.desk.coding.references import offered
from isthmus.actions.desk.coding.submission import (
    UnsoundDraft,
    document_of,
    overwrite_sealed_draft,
    submit_draft,
)
from isthmus.core.reading import StoredText
from isthmus.store.desk.models import Document, Place, Source
from isthmus.store.desk.scratch.models import Draft
from isthmus.web.desk.language import renderer, said
from isthmus.web.desk.requests import actor_of
from isthmus.web.desk.uploads import takes_files_of_any_size
from isthmus.web.desk.writing import draft_form
from isthmus.web.desk.writing.date_preview import date_preview
from isthmus.web.desk.writing.draft_file import being_read, own_draft
from isthmus.web.desk.writing.draft_page import draft_page
from isthmus.web.desk.writing.draft_parts import after_step, is_script, page_asked, parts_of, while_typing
from isthmus.web.desk.writing.draft_questions import draft_questions, known_name_taken
from isthmus.web.desk.writing.draft_queue import following, states_counted
from isthmus.web.desk.writing.draft_text import text_with_passages
from isthmus.web.desk.writing.file_links import held_link
from isthmus.web.desk.writing.files_in import begin_file, begin_several, files_given
from isthmus.web.desk.writing.written_dates import DatesOfDraft, dates_of_draft

__all__ = [
    "discard",
    "draft",
    "more",
    "places_offered",
    "preview_date",
    "sources_offered",
    "start",
]


# Those that were saved last; the others stand in the queue.
MOST_SHOWN = 12


@takes_files_of_any_size
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """Begin with a text or a picture; what was begun before stands below."""
    begun = {
        "drafts": drafts.drafts_of(actor_of(request))[:MOST_SHOWN],
        "states": states_counted(actor_of(request)),
    }
    if request.method != "POST":
        return render(request, "desk/writing/start.html", begun)
    if len(uploads := files_given(request)) > 1:
        return begin_several(request, uploads)
    upload, text = next((each for each in uploads if each.size), None), request.POST.get("text", "")
    held = held_file(upload.arrived.measured.name) if upload else held_text(text)
    if held and not request.POST.get("anew"):
        known = {
            "held": held.document,
            "held_draft": held_link(held, actor_of(request).number),
            "text": "" if upload else text,
        }
        return render(request, "desk/writing/start.html", {**begun, **known}, status=409)
    try:
        begin = (
            begin_file(request, upload) if upload else drafts.start_draft(actor=actor_of(request), text=text)
        )
    except drafts.UnfitUpload as unfit:
        return render(
            request, "desk/writing/start.html", {**begun, "problem": said(unfit.message)}, status=422
        )
    if begin.media_type == ZIP and not begin.is_unread:  # which may become many drafts
        return redirect("draft_queue")
    return redirect("draft", begin.pk)


@require_POST
def more(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Go on coding a document of the register."""
    document = get_object_or_404(Document, uid=uid)
    return redirect("draft", drafts.start_more(document, actor=actor_of(request)).pk)


@require_http_methods(["GET", "HEAD", "POST"])
def draft(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Show the page on which a document is coded; every POST saves first."""
    if request.method != "POST" and (went_into := into_register(uid)):
        return redirect("document", went_into.uid)
    found = own_draft(request, uid)
    if job := reading_job(found):
        return being_read(request, found, job)
    if request.method == "POST":
        return save(request, found)
    note_opened(found, timezone.now())
    page = page_asked(request, found, request.GET)
    if is_script(request):
        return parts_of(request, found, page)
    text = text_with_passages(found.text, drafts.body_of(found), drafts.places_of(found))
    return render(request, "desk/writing/draft.html", {**page, "text": text})


def into_register(uid: UUID) -> Document | None:
    """Return the document of a draft that was put into the register: who goes back to the draft is led to it."""
    return None if Draft.objects.filter(pk=uid).exists() else document_of(uid)


def save(request: HttpRequest, found: Draft) -> HttpResponse:
    """Keep what was posted, then do what was asked for."""
    stored = StoredText(found.text, drafts.places_of(found))
    body = draft_form.posted_body(request.POST, drafts.body_of(found), stored)
    revision = request.POST.get("revision", "")
    is_typing = is_script(request) and request.POST.get("step") == "save"
    dates = DatesOfDraft(body, ())
    if not is_typing:
        dates = dates_of_draft(body, request.POST, timezone.now().date())
    body = dates.body
    try:
        drafts.save_draft(found, body, revision=int(revision) if revision.isdecimal() else -1)
    except drafts.DraftConflict:
        return overtaken(request, found, body)
    if is_typing:
        return while_typing(request, found, body)
    answer = after_looking(request, found, dates)
    return after_step(request, found, answer) if is_script(request) else answer


def after_looking(request: HttpRequest, found: Draft, dates: DatesOfDraft) -> HttpResponse:
    """Do what was asked for, once somebody has seen how the dates are understood."""
    if dates.unseen and request.POST.get("step", "").partition(":")[0] in LOOKED_AT:
        messages.warning(request, _("Look at how the dates are understood, then go on."))
        return redirect(page_url(found, dates.unseen[0], dates=True))
    return after_saving(request, found, dates.body)


def overtaken(request: HttpRequest, found: Draft, body: DraftBody) -> HttpResponse:
    """Another window saved in between: nothing is overwritten before somebody has looked."""
    found.refresh_from_db(fields=["revision", "saved"])
    if is_script(request):
        return JsonResponse(
            {"problem": _("Saved in another window since: press Save to compare.")}, status=409
        )
    page = draft_page(found, body, draft_form.posted_index(request.POST), (), more_rows=False)
    text = text_with_passages(found.text, body, drafts.places_of(found))
    return render(request, "desk/writing/draft.html", {**page, "text": text, "overtaken": True}, status=409)


def after_saving(request: HttpRequest, found: Draft, body: DraftBody) -> HttpResponse:
    """Next, another one, one row more, one statement less, or into the register."""
    step, _colon, number = request.POST.get("step", "save").partition(":")
    index = draft_form.posted_index(request.POST)
    if step in ("submit", "submit-file"):
        return submit_seen(request, found, body, index)
    if step == "file":
        return following(request, found)
    if step in CHANGES:
        changed, index = CHANGES[step](body, index, number)
        drafts.save_draft(found, changed, revision=found.revision)
    elif step == "next":
        index = len(body.statements)
    elif step == "open":
        opened = int(number) if number.isdecimal() else body.index_of(number)
        index = index if opened is None else opened
    return redirect(page_url(found, index, "denied" if step == "find" else "work", more=step == "more"))


def taken(body: DraftBody, index: int, choice: str) -> tuple[DraftBody, int]:
    """Return the draft with a known name in the place of a new one, and the statement to show."""
    return known_name_taken(body, choice), index


def removed(body: DraftBody, index: int, number: str) -> tuple[DraftBody, int]:
    """Return the draft without a statement, and the one before it."""
    at = int(number) if number.isdecimal() else len(body.statements)
    return body.without_statement(at), max(0, min(at, len(body.statements)) - 1)


def carried(body: DraftBody, index: int, _number: str) -> tuple[DraftBody, int]:
    """Return the draft with what is as before in the statement that is open."""
    return as_before(body, index), index


def with_act(body: DraftBody, index: int, _number: str) -> tuple[DraftBody, int]:
    """Return the draft with a further act of the statement that is open, and where that stands."""
    further = with_further_act(body, index)
    return further, max(index, len(further.statements) - 1)


# What is done once somebody has seen how dates are understood.
LOOKED_AT = ("submit", "submit-file", "next", "open", "file")
# What changes a draft beyond what was typed.
CHANGES = {"take": taken, "remove": removed, "before": carried, "act": with_act}


def submit_seen(request: HttpRequest, found: Draft, body: DraftBody, index: int) -> HttpResponse:
    """Put the draft into the register, once somebody has seen what is asked about it."""
    if draft_questions(found, body).unseen(request.POST):
        messages.warning(request, _("Look at what is asked, then go on."))
        return redirect(page_url(found, index, part="asked"))
    return submit(request, found)


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
    if request.POST.get("step") == "submit-file":
        return following(request, found)
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
    found = offered(rows, text.rpartition(";")[2].strip())
    why = {each.text: renderer().listed([said(reason) for reason in each.why], "comma") for each in found}
    return JsonResponse({"offered": [each.text for each in found], "why": why})
