"""A thread: its letters and answers, shown inert; what is known of it; answers and attachments as files."""

from collections.abc import Iterator
from dataclasses import dataclass
from mimetypes import guess_type
from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from isthmus.actions.desk.inbox.answering import answered_letter, sealed_answer
from isthmus.actions.desk.inbox.keeping import mark_seen
from isthmus.actions.desk.inbox.kept_files import file_of, read_file
from isthmus.actions.desk.inbox.opened import ItemAltered, OpenInbox, today
from isthmus.core.inbox.heads import AnswerHead, KeptFile, LetterHead, ThreadState
from isthmus.core.inbox.threads import Thread
from isthmus.core.messages import MessageError
from isthmus.core.seal.age_file import age_chunks
from isthmus.core.seal.armour import armoured
from isthmus.core.seal.faults import SealRefused
from isthmus.core.seal.sizes import LetterSize
from isthmus.core.seal.strings import recipient_from
from isthmus.core.unseal.file_names import safe_name
from isthmus.core.unseal.visible import visible
from isthmus.files.letters import chance, neutral_name
from isthmus.web.desk.authentication import workspace_unproven
from isthmus.web.desk.inbox.listing import STATES, accounts
from isthmus.web.desk.inbox.session import thread_of, while_open
from isthmus.web.desk.language import said

__all__ = ["answer_file", "attachment_file", "thread", "thread_page"]


@dataclass(frozen=True)
class ShownLetter:
    """A letter as its page shows it: its text inert, with what could mislead made visible."""

    uid: UUID
    head: LetterHead
    text: str
    is_alarm: bool
    is_double: bool
    is_altered: bool
    answered: bool
    is_letter = True

    @property
    def files(self) -> list[tuple[KeptFile, UUID | None, str, str]]:
        """Return its attachments, where each is kept, its name made harmless, and the type that its name says."""
        return [
            (
                each,
                UUID(bytes=each.item) if each.item else None,
                safe_name(each.name),
                guess_type(safe_name(each.name))[0] or "",
            )
            for each in self.head.files
        ]


@dataclass(frozen=True)
class SentAnswer:
    """An answer as its page shows it, and as it goes out."""

    uid: UUID
    head: AnswerHead
    text: str
    armour: str
    is_altered: bool
    is_read: bool
    is_letter = False


type _Placed = tuple[int, int, ShownLetter | SentAnswer]


@require_safe
@while_open
def thread(request: HttpRequest, inbox: OpenInbox, uid: UUID) -> HttpResponse:
    """Show a thread; its letters are read then."""
    found = thread_of(inbox, uid)
    fresh = found.unread
    if fresh:
        mark_seen(inbox, found)
        found = thread_of(inbox, uid)
    return thread_page(request, inbox, found)


def thread_page(
    request: HttpRequest,
    inbox: OpenInbox,
    found: Thread,
    *,
    problem: str = "",
    where: str = "",
    status: int = 200,
) -> HttpResponse:
    """Show a thread; `problem` stands at the form `where`."""
    context: dict[str, Any] = {
        "thread": found,
        "uid": UUID(bytes=found.item),
        "revision": inbox.revision(found.item),
        "said": _said(inbox, found),
        "states": [(each.value, STATES[each]) for each in ThreadState],
        "accounts": accounts(),
        "to": answered_letter(found),
        "to_item": _item_of(found, answered_letter(found)),
        "has_signing_key": inbox.organisation is not None,
        "draft": request.POST.get("text", found.head.draft) if where == "answer" else found.head.draft,
        "note": request.POST.get("note", "") if where == "note" else "",
        "problem": problem,
        "where": where,
        "is_due": found.is_due(today()),
        "notes": [(each, accounts().get(each.by, "")) for each in found.head.notes],
    }
    return render(request, "desk/inbox/thread.html", context, status=status)


@require_safe
@while_open
def answer_file(request: HttpRequest, inbox: OpenInbox, uid: UUID, item: UUID) -> HttpResponse:
    """Give an answer as a file, sealed anew."""
    try:
        sealed = sealed_answer(inbox, thread_of(inbox, uid), item.bytes, LetterSize.FILE)
    except MessageError:
        raise Http404 from None
    return HttpResponse(
        sealed,
        content_type="application/octet-stream",
        headers={"Content-Disposition": f'attachment; filename="{neutral_name()}"'},
    )


@require_POST
@while_open
def attachment_file(
    request: HttpRequest, inbox: OpenInbox, uid: UUID, item: UUID
) -> HttpResponse | StreamingHttpResponse:
    """Give an attachment: sealed to a recipient of one's own, or in the clear after the passphrase."""
    found = thread_of(inbox, uid)
    file, key = _file(found, item.bytes), inbox.keyring.item_key(item.bytes)
    if file is None or key is None or not file_of(item.bytes).exists():
        raise Http404
    recipient = request.POST.get("recipient", "").strip()
    try:
        if recipient:
            sealed = age_chunks(read_file(item.bytes, key), recipient_from(recipient), chance())
            return _streamed(sealed, neutral_name())
    except SealRefused as refused:
        problem, status = said(refused.message), 422
    else:
        problem, status = _unproven(request)
    if problem:
        return thread_page(request, inbox, found, problem=problem, where=str(item), status=status)
    return _streamed(read_file(item.bytes, key), safe_name(file.name))


def _unproven(request: HttpRequest) -> tuple[str, int]:
    """Return why an attachment may not leave in the clear, in words, or nothing; and the status of that answer."""
    if not request.POST.get("secret"):
        return _("Give a key, or the passphrase of the workspace. Nothing was saved."), 422
    wrong = _("This is not the passphrase of the workspace. Nothing was saved.")
    return workspace_unproven(request, "attachment", wrong), 403


def _streamed(pieces: Iterator[bytes], name: str) -> StreamingHttpResponse:
    """Send pieces as a file to be saved: no browser shows or runs it."""
    return StreamingHttpResponse(
        pieces,
        content_type="application/octet-stream",
        headers={"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}"},
    )


def _item_of(found: Thread, letter: LetterHead | None) -> UUID | None:
    return next((UUID(bytes=item) for item, each in found.letters.items() if each is letter), None)


def _file(found: Thread, item: bytes) -> KeptFile | None:
    return next((file for head in found.letters.values() for file in head.files if file.item == item), None)


def _said(inbox: OpenInbox, found: Thread) -> list[ShownLetter | SentAnswer]:
    """Return letters in the order in which they came, and answers behind the letters that were there."""
    letters = ((each.place, 0, _letter(inbox, found, item, each)) for item, each in found.letters.items())
    answers = (
        (each.place, each.number, _answer(inbox, found, item, each)) for item, each in found.answers.items()
    )
    placed: list[_Placed] = [*letters, *answers]
    return [each[-1] for each in sorted(placed, key=lambda each: each[:-1])]


def _letter(inbox: OpenInbox, found: Thread, item: bytes, head: LetterHead) -> ShownLetter:
    text, is_altered = _text(inbox, item)
    return ShownLetter(
        UUID(bytes=item),
        head,
        text,
        item in found.alarms,
        item in found.doubles,
        is_altered,
        any(each.letter == head.id for each in found.answers.values()),
    )


def _answer(inbox: OpenInbox, found: Thread, item: bytes, head: AnswerHead) -> SentAnswer:
    text, is_altered = _text(inbox, item)
    is_read = head.number <= found.read_up_to
    return SentAnswer(UUID(bytes=item), head, text, _armour(inbox, found, item), is_altered, is_read)


def _armour(inbox: OpenInbox, found: Thread, item: bytes) -> str:
    """Return an answer as text that travels; empty where the letter that it answers is gone, or it was altered."""
    for size in (LetterSize.MESSAGE, LetterSize.FILE):
        try:
            return armoured(sealed_answer(inbox, found, item, size))
        except SealRefused:  # too long for a message: as a file it goes
            continue
        except MessageError:
            break
    return ""


def _text(inbox: OpenInbox, item: bytes) -> tuple[str, bool]:
    """Return what an item says, inert, and whether it was altered, which is said in its place."""
    try:
        return visible(inbox.body(item).text), False
    except ItemAltered as altered:
        return said(altered.message), True
