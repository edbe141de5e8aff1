"""The queue of files to code: by state, page by page, with what was left out and why."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from isthmus.actions.desk.accounts import names_of
from isthmus.actions.desk.coding import queue
from isthmus.actions.desk.coding.incoming import left_out_files
from isthmus.actions.desk.coding.queue import QueueState
from isthmus.actions.desk.coding.submission import document_of
from isthmus.core.custody.actors import Actor
from isthmus.core.messages import Message
from isthmus.store.desk.models import Document
from isthmus.store.desk.scratch.models import Draft, LeftOutFile
from isthmus.web.desk.access import asking_again
from isthmus.web.desk.language import said
from isthmus.web.desk.reading.paging import page_of
from isthmus.web.desk.requests import actor_of
from isthmus.web.desk.writing.draft_file import own_draft
from isthmus.web.desk.writing.file_links import (
    FileLink,
    KnownFiles,
    draft_of_account,
    draft_words,
    link_to_document,
    link_to_draft,
)

__all__ = [
    "clear_left_out",
    "draft_queue",
    "empty_draft",
    "following",
    "states_counted",
]

STATE_WORDS = {
    QueueState.NEW: gettext_lazy("To code"),
    QueueState.WORK: gettext_lazy("In work"),
    QueueState.EMPTY: gettext_lazy("Nothing in it"),
    QueueState.READING: gettext_lazy("Being read"),
    QueueState.UNREAD: gettext_lazy("Could not be read"),
}
CODED = "coded"
MOST_LEFT_OUT = 100
SECONDS_BETWEEN = 3


@dataclass(frozen=True, slots=True)
class StateCount:
    """A state of files, how many there are in it, and the address of their list."""

    state: str
    words: str
    count: int


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One file of the queue."""

    draft: Draft
    state: str
    words: str
    unread: Sequence[str]
    within: FileLink | None
    same: FileLink | None
    empty_by: str


@dataclass(frozen=True, slots=True)
class LeftOutRow:
    """One file of which no draft was begun."""

    name: str
    why: Sequence[str]
    held: FileLink | None


@require_safe
def draft_queue(request: HttpRequest) -> HttpResponse:
    """Show the files of the queue, all or in one state; the page asks for itself while files are read."""
    actor, asked = actor_of(request), request.GET.get("state", "")
    state = QueueState(asked) if asked in set(QueueState) else None
    found = page_of(request, queue.queued(actor, state), load=Draft.objects.defer("text", "content"))
    reading = queue.read_so_far(actor)
    left_out = left_out_files(actor)
    context: dict[str, Any] = {
        "list": found,
        "rows": queue_rows(found.rows),
        "asked": asked,
        "states": states_counted(actor),
        "reading": reading if reading.total else None,
        "again": asking_again(request, SECONDS_BETWEEN) if reading.total else "",
        "together": queue.asked_together(actor),
        "coded": queue.coded_lately(actor) if asked == CODED else (),
        "is_coded": asked == CODED,
        "left_out": [left_out_row(each) for each in left_out[:MOST_LEFT_OUT]],
        "left_out_count": left_out.count(),
    }
    return render(request, "desk/writing/draft_queue.html", context)


def states_counted(actor: Actor) -> list[StateCount]:
    """Return how many files are in each state."""
    counts = queue.queue_counts(actor)
    found = [StateCount(state, str(words), counts[state]) for state, words in STATE_WORDS.items()]
    return [*found, StateCount(CODED, _("Coded in the last 7 days"), len(queue.coded_lately(actor)))]


def queue_rows(drafts: Sequence[Draft]) -> list[QueueRow]:
    """Return what the list shows of each draft."""
    states, known = queue.states_of(drafts), KnownFiles.beside(drafts)
    names = names_of({each.empty_by for each in drafts if each.empty_by is not None})
    return [
        QueueRow(
            each,
            states[each.pk],
            str(STATE_WORDS[states[each.pk]]),
            unread_words(each),
            known.within(each),
            known.same(each),
            names.get(each.empty_by or 0, ""),
        )
        for each in drafts
    ]


def unread_words(draft: Draft) -> list[str]:
    """Return why the file of a draft was not read, and what to do."""
    told: Any = draft.reading.get("unread", ())
    return [said(Message.from_json(each)) for each in told]


def left_out_row(left: LeftOutFile) -> LeftOutRow:
    """Return what the list shows of a file of which no draft was begun."""
    told: Any = left.told
    why = [said(Message.from_json(each)) for each in told.get("why", ())]
    return LeftOutRow(left.file_name, why, next(_held(told), None))


def _held(told: dict[str, Any]) -> Iterator[FileLink]:
    if "document" in told:
        document = Document.objects.filter(uid=UUID(told["document"])).first()
        yield link_to_document(document) if document else FileLink(_("a document that is no longer there"))
    elif "draft" in told:
        draft = Draft.objects.filter(pk=UUID(told["draft"])).defer("text", "content").first()
        if draft:
            yield link_to_draft(draft, draft.owner)
        elif document := document_of(UUID(told["draft"])):
            yield link_to_document(document)
        else:
            yield FileLink(_("a draft that is no longer there"))
    elif "owner" in told:
        yield FileLink(draft_of_account(told["owner"]))


@require_POST
def clear_left_out(request: HttpRequest) -> HttpResponse:
    """Forget which files were left out."""
    left_out_files(actor_of(request)).delete()
    return redirect("draft_queue")


@require_POST
def empty_draft(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Keep that there is nothing in a file, and go to the next one; or take that back."""
    found, actor = own_draft(request, uid), actor_of(request)
    if request.POST.get("back"):
        queue.take_back_empty(found)
        messages.success(request, _("It is to be coded after all."))
        return redirect("draft", found.pk)
    queue.say_empty(found, actor=actor, at=timezone.now())
    messages.success(request, _("Noted: nothing to code in “%(file)s”.") % {"file": draft_words(found)})
    return redirect("draft_queue") if request.POST.get("stay") else following(request, found)


def following(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Lead to the next file that nobody opened yet; to the list where there is none."""
    after = queue.next_to_code(draft)
    if after:
        return redirect("draft", after.pk)
    messages.info(request, _("No other file is waiting to be coded."))
    return redirect("draft_queue")
