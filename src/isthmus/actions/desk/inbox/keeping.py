"""What the organisation knows of threads: state, who cares for it, needs, next step, notes, and when it must go."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import TypedDict, Unpack

from isthmus.actions.desk.inbox.opened import InboxChanged, OpenInbox, today
from isthmus.actions.desk.recorded import recorded
from isthmus.core.custody.actors import Action, Actor
from isthmus.core.inbox.heads import ThreadHead, ThreadNote, ThreadState
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
    with inbox.writing:
        now = inbox.now(thread)
        if inbox.revision(thread.item) != revision:
            raise InboxChanged
        inbox.replace({now.item: replace(now.head, **changes)})


def note_on(inbox: OpenInbox, thread: Thread, text: str, *, actor: Actor) -> None:
    """Add a note to a thread. Raises InboxChanged where it is gone."""
    note = ThreadNote(today(), actor.number, text)
    with inbox.writing:
        head = inbox.now(thread).head
        inbox.replace({thread.item: replace(head, notes=(*head.notes, note))})


def mark_seen(inbox: OpenInbox, thread: Thread) -> None:
    """Keep that the letters of a thread, as it was shown, were read."""
    if thread.unread:
        with inbox.writing:
            head = inbox.now(thread).head
            inbox.replace({thread.item: replace(head, seen=head.seen | thread.unread)})


def put_away(inbox: OpenInbox, threads: Iterable[Thread], *, is_unwanted: bool = True) -> int:
    """Put threads away, or take them back out; return how many. Those that are gone are left out."""
    chosen = {each.item for each in threads}
    with inbox.writing:
        found = {
            item: replace(head, is_unwanted=is_unwanted)
            for item, head in inbox.heads().items()
            if item in chosen and isinstance(head, ThreadHead)
        }
        inbox.replace(found)
    return len(found)


def destroy_threads(inbox: OpenInbox, threads: Collection[Thread], *, actor: Actor) -> None:
    """Destroy threads with all their letters, answers, notes and attachments. The log keeps that, and the day.

    Raises InboxChanged where a letter or an answer came that whoever decides has not seen. The event stands between the
    rows that say they are going and all else: what is finished by the next opening is in the log, too.
    """
    with inbox.writing:
        now = [inbox.now(each) for each in threads]
        if any(_items(each) != _items(before) for each, before in zip(now, threads, strict=True)):
            raise InboxChanged
        items = {item for each in now for item in (*_items(each), *each.others)}
        files = [
            file.item for each in now for head in each.letters.values() for file in head.files if file.item
        ]
        inbox.begin_destroying(items)
        try:
            with recorded(action=Action.DESTROY_THREAD, actor=actor, at=day_of_event()):
                pass
        except BaseException:
            inbox.begin_destroying(items, is_going=False)
            raise
        inbox.destroy(items, files)


def _items(thread: Thread) -> set[bytes]:
    return {thread.item, *thread.letters, *thread.answers}


def day_of_event() -> datetime:
    """Return the beginning of this day: events about letters have no time."""
    return datetime.combine(today(), time(), UTC)
