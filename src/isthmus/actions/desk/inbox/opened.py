"""The inbox, open: the keyring for letters lies in memory for one session, with the heads that it opened."""

import threading
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID

from django.db import transaction

from isthmus.actions.desk.inbox.items import new_item, new_key, opened_item, sealed_item
from isthmus.actions.desk.inbox.kept_files import forget_files, forget_unfinished, kept_items
from isthmus.actions.desk.inbox.rows import WRITES, batches, delete_rows, revisions, rows_of
from isthmus.core.inbox.as_json import head_as_json, head_of
from isthmus.core.inbox.heads import Head, LetterHead, ThreadHead
from isthmus.core.inbox.threads import Thread, thread_of, threads_of
from isthmus.core.messages import Message, MessageError
from isthmus.core.seal.organisation import organisation_id
from isthmus.core.unseal.faults import UnsealRefused
from isthmus.files.letter_keyring import KeyringContent
from isthmus.store.desk.letter_keyring import OpenedLetterKeyring
from isthmus.store.desk.scratch.models import LetterItem

__all__ = ["Body", "InboxChanged", "ItemAltered", "OpenInbox", "today"]

# Behind the name of the algorithm and the number of the key, in a public key of minisign.
_RAW_KEY = slice(10, None)
# What is written of any inbox is written by one thread of the desk at a time, and one desk at a time has a workspace.
_WRITING = threading.RLock()


@dataclass(frozen=True, slots=True)
class Body:
    """What is kept beside a head: a text, and the identity (32 bytes) that opens a letter's attachments."""

    text: str = ""
    files_key: bytes = b""


class InboxChanged(MessageError):
    """What somebody was about to change was changed or destroyed meanwhile."""

    def __init__(self) -> None:
        super().__init__(Message("inbox.changed"))


class ItemAltered(MessageError):
    """An item does not open though its key is there."""

    def __init__(self) -> None:
        super().__init__(Message("inbox.altered"))


def today() -> date:
    """Return the day; no time is kept of anything in the inbox."""
    return datetime.now(UTC).date()


class OpenInbox:
    """An open keyring for letters, and the heads of what it opens. One session has it; others see what it writes.

    What is changed is looked at and written under `writing`, so that nobody writes over what somebody else wrote.
    """

    def __init__(self, account: int, keyring: OpenedLetterKeyring) -> None:
        self.account, self.keyring = account, keyring
        self._heads: dict[bytes, tuple[int, Head]] = {}
        self._open: Mapping[bytes, Head] = {}
        self._shut: Collection[bytes] = ()
        self._seen: tuple[KeyringContent, int] | None = None
        self._reading = threading.Lock()
        self.writing = _WRITING
        with self.writing:
            self._finish()
            self._lead_to_every_letter()

    def __repr__(self) -> str:
        return "OpenInbox"

    def holds(self) -> bool:
        """Return whether the keyring still opens: its slot was not taken away."""
        try:
            self.keyring.identities  # noqa: B018  (read again from the disk where it changed)
        except MessageError:
            return False
        return True

    def end(self) -> None:
        """Let go of the keyring, and of everything that was opened with it."""
        with self._reading:
            self._heads, self._open, self._shut, self._seen = {}, {}, (), None
            self.keyring.close()

    @property
    def organisation(self) -> bytes | None:
        """Return the id of the organisation (32 bytes); None before its signing key is known here."""
        key = self.keyring.content.signing_key
        return organisation_id(key[_RAW_KEY]) if key else None

    def heads(self) -> Mapping[bytes, Head]:
        """Return the head of every item that the keyring opens, by item; nobody changes what it returns."""
        with self._reading:
            content, stamp = self.keyring.content, WRITES.stamp
            if self._seen is None or self._seen[0] is not content or self._seen[1] != stamp:
                self._look(content.items)
                self._seen = content, stamp
            return self._open

    def _look(self, keys: Mapping[bytes, bytes]) -> None:
        """Open what was written since the last look."""
        written = revisions()
        known = {
            item: kept for item, kept in self._heads.items() if written.get(item) == kept[0] and item in keys
        }
        for row in rows_of(written.keys() & keys.keys() - known.keys()):
            head = _opened(keys[row.uid.bytes], bytes(row.head))
            if head is not None:
                known[row.uid.bytes] = row.revision, head
        self._heads, self._shut = known, written.keys() - known.keys()
        self._open = {item: head for item, (_, head) in known.items()}

    def threads(self) -> list[Thread]:
        """Return all threads, in the order of a list."""
        return threads_of(self.heads())

    def thread(self, item: bytes) -> Thread | None:
        """Return one thread, by the item that it is kept as."""
        return thread_of(self.heads(), item)

    def now(self, thread: Thread) -> Thread:
        """Return a thread as it is now. Raises InboxChanged where it is gone."""
        found = self.thread(thread.item)
        if found is None:
            raise InboxChanged
        return found

    def shut_items(self) -> int:
        """Return how many items open with no key here: destroyed since a backup, of another keyring, or altered."""
        self.heads()
        return len(self._shut)

    def remove_shut(self) -> int:
        """Remove items that no key here opens, and attachments without a key; return how many items they were."""
        with self.writing:
            self.heads()
            shut = list(self._shut)
            keys = self.keyring.content.items
            self.destroy(shut, [each for each in kept_items() if each not in keys])
            return len(shut)

    def revision(self, item: bytes) -> int:
        """Return how often an item was written; a form that shows it brings this back."""
        return self._heads[item][0] if item in self._heads else -1

    def body(self, item: bytes) -> Body:
        """Return what is kept of a letter or an answer beside its head. Raises InboxChanged and ItemAltered."""
        row, key = (
            LetterItem.objects.filter(pk=UUID(bytes=item), is_going=False).first(),
            self.keyring.item_key(item),
        )
        if row is None or key is None:
            raise InboxChanged
        try:
            cells = opened_item(key, bytes(row.body))
            return Body(cells["text"], bytes.fromhex(cells["files_key"]))
        except (UnsealRefused, KeyError, TypeError, ValueError) as error:
            raise ItemAltered from error

    @contextmanager
    def coming(self, items: Collection[bytes]) -> Iterator[Mapping[bytes, bytes]]:
        """Yield a fresh key for each item that is about to be kept. What is not kept within is gone at its end.

        Rows say first that something is being kept, then come the keys, in one write. So whoever opens the inbox after
        a kill finds both, and leaves neither. What the keyring holds beside that is not touched: an older copy of the
        database would not name the keys of newer letters.
        """
        keys = {item: new_key() for item in items}
        LetterItem.objects.bulk_create(
            LetterItem(uid=UUID(bytes=item), head=b"", is_going=True) for item in keys
        )
        try:
            self.keyring.keep_items(keys)
            yield keys
        except BaseException:
            with suppress(Exception):  # the next opening finishes it
                self._forget_coming(keys)
            raise
        self._forget_coming(keys)

    def keep(
        self,
        keys: Mapping[bytes, bytes],
        fresh: Mapping[bytes, tuple[Head, Body]],
        changed: Mapping[bytes, Head],
        files: Collection[bytes] = (),
    ) -> None:
        """Keep new items, changed heads and files that lie there already, all or none. Raises InboxChanged."""
        rows = [
            LetterItem(
                uid=UUID(bytes=item),
                head=sealed_item(keys[item], head_as_json(head)),
                body=sealed_item(keys[item], {"text": body.text, "files_key": body.files_key.hex()}),
            )
            for item, (head, body) in fresh.items()
        ]
        with transaction.atomic(using="scratch"):
            LetterItem.objects.bulk_create(
                rows, update_conflicts=True, unique_fields=["uid"], update_fields=["head", "body", "is_going"]
            )
            delete_rows(files)
            self.replace(changed)
        WRITES.note()

    def replace(self, changed: Mapping[bytes, Head]) -> None:
        """Write heads anew, all or none; they were looked at under `writing`. Raises InboxChanged."""
        with transaction.atomic(using="scratch"):
            for item, head in changed.items():
                key, kept = self.keyring.item_key(item), self._heads.get(item)
                if key is None or kept is None:
                    raise InboxChanged
                row = LetterItem.objects.filter(pk=UUID(bytes=item), revision=kept[0], is_going=False)
                if not row.update(head=sealed_item(key, head_as_json(head)), revision=kept[0] + 1):
                    WRITES.note()  # by whoever wrote it
                    raise InboxChanged
        WRITES.note()

    def begin_destroying(self, items: Collection[bytes], *, is_going: bool = True) -> None:
        """Let rows say that they are going, or that they stay after all."""
        with transaction.atomic(using="scratch"):
            for uids in batches(items):
                LetterItem.objects.filter(pk__in=uids).update(is_going=is_going)
        WRITES.note()

    def destroy(self, items: Collection[bytes], files: Collection[bytes]) -> None:
        """Destroy items and files for good. Cut off at any point, the next opening finishes it.

        Rows say first that they are going, since which files they name can be read as long as their keys are there;
        then files go, then the keys, in one write, then the rows.
        """
        self.begin_destroying(items)
        forget_files(files)
        self.keyring.destroy_items({*items, *files})
        delete_rows(items)

    def _forget_coming(self, keys: Collection[bytes]) -> None:
        """Remove what was not kept of what was coming."""
        uids = LetterItem.objects.filter(is_going=True).values_list("uid", flat=True)
        going = {each.bytes for each in uids} & set(keys)
        if going:
            self.destroy(going, going)

    def _finish(self) -> None:
        """Finish what a killed desk had begun to destroy, and leave nothing of what it had begun to keep."""
        forget_unfinished()
        keys = self.keyring.content.items
        going = list(LetterItem.objects.filter(is_going=True).defer("body"))
        if going:
            named = [
                file
                for row in going
                if (key := keys.get(row.uid.bytes))
                for file in _files_of(_opened(key, bytes(row.head)))
            ]
            items = [row.uid.bytes for row in going]
            self.destroy(items, {*items, *named})

    def _lead_to_every_letter(self) -> None:
        """Begin a thread anew for letters whose own does not open: it was altered, or is of another keyring."""
        heads = self.heads()
        led = {each.thread for each in heads.values() if isinstance(each, ThreadHead)}
        lost = {each.thread for each in heads.values() if isinstance(each, LetterHead)} - led
        if lost:
            numbers = (each.number for each in heads.values() if isinstance(each, ThreadHead))
            first = max(numbers, default=0) + 1
            fresh = {
                new_item(): (ThreadHead(each, at), Body()) for at, each in enumerate(sorted(lost), first)
            }
            with self.coming(fresh) as keys:
                self.keep(keys, fresh, {})


def _opened(key: bytes, sealed: bytes) -> Head | None:
    try:
        return head_of(opened_item(key, sealed))
    except (UnsealRefused, IndexError, KeyError, TypeError, ValueError):  # altered, or of a later version
        return None


def _files_of(head: Head | None) -> list[bytes]:
    files = getattr(head, "files", ())
    return [each.item for each in files if each.item]
