"""What is written of a thread: an answer, what is known of it, a note, a document made of a letter."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from isthmus.actions.desk.coding.drafts import UnfitUpload
from isthmus.actions.desk.inbox.answering import answer
from isthmus.actions.desk.inbox.documents import make_document
from isthmus.actions.desk.inbox.keeping import change_thread, note_on
from isthmus.actions.desk.inbox.opened import OpenInbox
from isthmus.core.inbox.heads import ThreadState
from isthmus.core.messages import MessageError
from isthmus.web.desk.inbox.listing import accounts
from isthmus.web.desk.inbox.session import thread_of, while_open
from isthmus.web.desk.inbox.thread import thread_page
from isthmus.web.desk.language import said
from isthmus.web.desk.requests import actor_of

__all__ = ["answer_thread", "document_of_letter", "keep_thread", "note_on_thread"]

_MOST_WORDS = 2000
_MOST_NOTE = 20_000
_MOST_DIGITS = 10  # numbers of answers and revisions stay far below


@require_POST
@while_open
def answer_thread(request: HttpRequest, inbox: OpenInbox, uid: UUID) -> HttpResponse:
    """Write an answer, or keep it as a draft."""
    found, text = thread_of(inbox, uid), _lines(request.POST.get("text", ""))
    try:
        if "later" in request.POST:
            change_thread(inbox, found, _revision(request), draft=text)
            messages.success(request, _("The answer is kept here, and not sent."))
        else:
            answer(
                inbox, found, text, to=_item(request.POST.get("to", "")), number=_number(request, "number")
            )
            messages.success(
                request,
                _("The answer is sealed. Now it must travel: copy it into a message, or save it as a file."),
            )
    except MessageError as refused:
        return thread_page(request, inbox, found, problem=said(refused.message), where="answer", status=422)
    return redirect("thread", uid)


@require_POST
@while_open
def keep_thread(request: HttpRequest, inbox: OpenInbox, uid: UUID) -> HttpResponse:
    """Keep what is known of a thread."""
    found, given = thread_of(inbox, uid), request.POST
    try:
        state, destroy_by = ThreadState(given.get("state", "")), _day(given.get("destroy_by", ""))
        number = _number(request, "assigned")
    except ValueError:
        problem = _("The day is none. Write it as 2027-01-31.")
        return thread_page(request, inbox, found, problem=problem, where="keep", status=422)
    try:
        change_thread(
            inbox,
            found,
            _revision(request),
            state=state,
            assigned=number if number in accounts() else None,
            needs=given.get("needs", "")[:_MOST_WORDS].strip(),
            next_step=given.get("next_step", "")[:_MOST_WORDS].strip(),
            destroy_by=destroy_by,
        )
    except MessageError as refused:
        return thread_page(request, inbox, found, problem=said(refused.message), where="keep", status=409)
    messages.success(request, _("Kept."))
    return redirect("thread", uid)


@require_POST
@while_open
def note_on_thread(request: HttpRequest, inbox: OpenInbox, uid: UUID) -> HttpResponse:
    """Add a note to a thread."""
    found, text = thread_of(inbox, uid), _lines(request.POST.get("note", "")).strip()
    if not text or len(text) > _MOST_NOTE:
        problem = _("The note is empty, or longer than twenty thousand letters. Nothing was kept.")
        return thread_page(request, inbox, found, problem=problem, where="note", status=422)
    try:
        note_on(inbox, found, text, actor=actor_of(request))
    except MessageError as refused:
        return thread_page(request, inbox, found, problem=said(refused.message), where="note", status=409)
    return redirect("thread", uid)


@require_POST
@while_open
def document_of_letter(request: HttpRequest, inbox: OpenInbox, uid: UUID, letter: UUID) -> HttpResponse:
    """Begin to code a letter, under an alias."""
    found = thread_of(inbox, uid)
    alias = " ".join(request.POST.get("alias", "").split())[:200]
    if letter.bytes not in found.letters:
        raise Http404
    if not alias:
        problem = _(
            "Without an alias its writer would have no name in the register. Give one that tells nothing."
        )
        return thread_page(request, inbox, found, problem=problem, where=str(letter), status=422)
    try:
        draft = make_document(inbox, found, letter.bytes, alias, actor=actor_of(request))
    except (MessageError, UnfitUpload) as refused:
        return thread_page(
            request, inbox, found, problem=said(refused.message), where=str(letter), status=422
        )
    return redirect("draft", draft.pk)


def _revision(request: HttpRequest) -> int:
    found = _number(request, "revision")
    return -1 if found is None else found


def _number(request: HttpRequest, name: str) -> int | None:
    given = request.POST.get(name, "")
    return int(given) if given.isascii() and given.isdecimal() and len(given) < _MOST_DIGITS else None


def _item(given: str) -> bytes | None:
    """Return the item of an address."""
    try:
        return UUID(given).bytes
    except ValueError:
        return None


def _day(given: str) -> date | None:
    """Return a day, or None where none was given. Raises ValueError."""
    return date.fromisoformat(given.strip()) if given.strip() else None


def _lines(text: str) -> str:
    """Return a text as it was typed: browsers send ends of lines as mail does."""
    return text.replace("\r\n", "\n")
