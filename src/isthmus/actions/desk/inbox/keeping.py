"""What the organisation knows of threads: state, who cares for it, needs, next step, notes, and when it must go."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import TypedDict, Unpack

from isthmus.actions.desk.inbox.opened import InboxChanged, OpenInbox, today
from isthmus.actions.desk.recorded import recorded
from isthmus.core.custody.actors import Action, Actor
from isthmus.core.inbox.heads import ThreadNote, ThreadState
from isthmus.core.inbox.threads import Thread

__all__ = ["Changes", "change_thread", "day_of_event", "destroy_threads", "mark_seen", "note_on", "put_away"]


class Changes(TypedDict, total=False):
    """What somebody may change of a thread."""

    state: ThreadState
    assigned: int | None
    needs: str
    next_step: str
    destroy_by: date | None
    draft: str


def change_thread(inbox: OpenInbox, thread: Thread, revision: int, **changes: Unpack[Changes]) -> None:
    """Change what is known of a thread. `revision`: as it was when the form was shown. Raises InboxChanged."""
    if inbox.revision(thread.item) != revision:
        raise InboxChanged
    inbox.replace({thread.item: replace(thread.head, **changes)})


def note_on(inbox: OpenInbox, thread: Thread, text: str, *, actor: Actor) -> None:
    """Add a note to a thread."""
    note = ThreadNote(today(), actor.number, text)
    inbox.replace({thread.item: replace(thread.head, notes=(*thread.head.notes, note))})


def mark_seen(inbox: OpenInbox, thread: Thread) -> None:
    """Keep that the letters of a thread were read."""
    if thread.unread:
        seen = thread.head.seen | thread.unread
        inbox.replace({thread.item: replace(thread.head, seen=seen)})


def put_away(inbox: OpenInbox, threads: Iterable[Thread], *, is_unwanted: bool = True) -> int:
    """Put threads away, or take them back out; return how many."""
    found = {each.item: replace(each.head, is_unwanted=is_unwanted) for each in threads}
    inbox.replace(found)
    return len(found)


def destroy_threads(inbox: OpenInbox, threads: Collection[Thread], *, actor: Actor) -> None:
    """Destroy threads with all their letters, answers, notes and attachments. The log keeps that, and the day."""
    items = [item for each in threads for item in (each.item, *each.letters, *each.answers)]
    files = [
        file.item for each in threads for head in each.letters.values() for file in head.files if file.item
    ]
    with inbox.writing:
        inbox.destroy(items, files)
        with recorded(action=Action.DESTROY_THREAD, actor=actor, at=day_of_event()):
            pass


def day_of_event() -> datetime:
    """Return the beginning of this day: events about letters have no time."""
    return datetime.combine(today(), time(), UTC)
