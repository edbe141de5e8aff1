"""The inbox, open: the keyring for letters lies in memory for one session, with the heads that it opened."""

import threading
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID

from django.db import transaction

from isthmus.actions.desk.inbox.items import new_key, opened_item, sealed_item
from isthmus.actions.desk.inbox.kept_files import forget_files, kept_items
from isthmus.core.inbox.as_json import head_as_json, head_of
from isthmus.core.inbox.heads import Head
from isthmus.core.inbox.threads import Thread, threads_of
from isthmus.core.messages import Message, MessageError
from isthmus.core.seal.organisation import organisation_id
from isthmus.core.unseal.faults import UnsealRefused
from isthmus.store.desk.letter_keyring import OpenedLetterKeyring
from isthmus.store.desk.scratch.models import LetterItem

__all__ = ["Body", "InboxChanged", "OpenInbox", "today"]

# Behind the name of the algorithm and the number of the key, in a public key of minisign.
_RAW_KEY = slice(10, None)
# What is written of one inbox is written by one thread of the desk at a time.
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


def today() -> date:
    """Return the day; no time is kept of anything in the inbox."""
    return datetime.now(UTC).date()


class OpenInbox:
    """An open keyring for letters, and the heads of what it opens. One session has it; others see what it writes."""

    def __init__(self, account: int, keyring: OpenedLetterKeyring) -> None:
        self.account, self.keyring = account, keyring
        self._heads: dict[bytes, tuple[int, Head]] = {}
        self.writing = _WRITING
        with self.writing:
            self._finish_destroying()
            self._forget_strays()

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
        self._heads = {}
        self.keyring.close()

    @property
    def organisation(self) -> bytes | None:
        """Return the id of the organisation (32 bytes); None before its signing key is known here."""
        key = self.keyring.content.signing_key
        return organisation_id(key[_RAW_KEY]) if key else None

    def heads(self) -> Mapping[bytes, Head]:
        """Return the head of every item that the keyring opens, by item."""
        revisions = {
            each.bytes: revision
            for each, revision in LetterItem.objects.filter(is_going=False).values_list("uid", "revision")
        }
        known = {item: kept for item, kept in self._heads.items() if revisions.get(item) == kept[0]}
        fresh = [UUID(bytes=item) for item in revisions.keys() - known.keys()]
        keys = self.keyring.content.items
        for row in _rows(fresh):
            key = keys.get(row.uid.bytes)
            head = _opened(key, bytes(row.head)) if key else None
            if head is not None:
                known[row.uid.bytes] = row.revision, head
        self._heads = known
        return {item: head for item, (_, head) in known.items() if item in keys}

    def threads(self) -> list[Thread]:
        """Return all threads, in the order of a list."""
        return threads_of(self.heads())

    def thread(self, item: bytes) -> Thread | None:
        """Return one thread, by the item that it is kept as."""
        return next((each for each in self.threads() if each.item == item), None)

    def shut_items(self) -> int:
        """Return how many items no key here opens: of a backup from before they went, or of another keyring."""
        keys = self.keyring.content.items
        uids = LetterItem.objects.filter(is_going=False).values_list("uid", flat=True)
        return sum(each.bytes not in keys for each in uids)

    def remove_shut(self) -> int:
        """Remove items that no key here opens; return how many they were."""
        keys = self.keyring.content.items
        uids = LetterItem.objects.filter(is_going=False).values_list("uid", flat=True)
        shut = [each for each in uids if each.bytes not in keys]
        self.destroy([each.bytes for each in shut], ())
        return len(shut)

    def revision(self, item: bytes) -> int:
        """Return how often an item was written; a form that shows it brings this back."""
        return self._heads[item][0] if item in self._heads else -1

    def body(self, item: bytes) -> Body:
        """Return what is kept of a letter or an answer beside its head. Raises InboxChanged where it is gone."""
        row, key = (
            LetterItem.objects.filter(pk=UUID(bytes=item), is_going=False).first(),
            self.keyring.item_key(item),
        )
        if row is None or key is None:
            raise InboxChanged
        cells = opened_item(key, bytes(row.body))
        return Body(cells["text"], bytes.fromhex(cells["files_key"]))

    def add(self, fresh: Mapping[bytes, tuple[Head, Body]]) -> None:
        """Keep new items with their texts, all or none: keys first, in one write, then rows, in one transaction."""
        keys = {item: self.keyring.item_key(item) or new_key() for item in fresh}
        rows = [
            LetterItem(
                uid=UUID(bytes=item),
                head=sealed_item(keys[item], head_as_json(head)),
                body=sealed_item(keys[item], {"text": body.text, "files_key": body.files_key.hex()}),
            )
            for item, (head, body) in fresh.items()
        ]
        self.keyring.keep_items(keys)
        with transaction.atomic(using="scratch"):
            LetterItem.objects.bulk_create(rows)

    def replace(self, changed: Mapping[bytes, Head]) -> None:
        """Write heads anew, all or none. Raises InboxChanged where somebody wrote one meanwhile."""
        with transaction.atomic(using="scratch"):
            for item, head in changed.items():
                key, kept = self.keyring.item_key(item), self._heads.get(item)
                if key is None or kept is None:
                    raise InboxChanged
                row = LetterItem.objects.filter(pk=UUID(bytes=item), revision=kept[0], is_going=False)
                if not row.update(head=sealed_item(key, head_as_json(head)), revision=kept[0] + 1):
                    raise InboxChanged

    def destroy(self, items: Collection[bytes], files: Collection[bytes]) -> None:
        """Destroy items and files for good. Cut off at any point, the next opening finishes it.

        Rows say first that they are going, since which files they name can be read as long as their keys are there;
        then files go, then the keys, in one write, then the rows.
        """
        uids = [UUID(bytes=item) for item in items]
        LetterItem.objects.filter(pk__in=uids).update(is_going=True)
        forget_files(files)
        self.keyring.destroy_items({*items, *files})
        LetterItem.objects.filter(pk__in=uids).delete()

    def _finish_destroying(self) -> None:
        """Finish what a killed desk had begun to destroy."""
        going = [
            each.bytes for each in LetterItem.objects.filter(is_going=True).values_list("uid", flat=True)
        ]
        if going:
            keys = self.keyring.content.items
            rows = LetterItem.objects.filter(is_going=True)
            files = {
                item
                for row in rows
                if (key := keys.get(row.uid.bytes))
                for item in _files_of(_opened(key, bytes(row.head)))
            }
            self.destroy(going, files)

    def _forget_strays(self) -> None:
        """Remove attachments that a killed desk kept, and whose letter it kept no more."""
        heads = self.heads()
        if self.shut_items():  # one of these may name them
            return
        named = {item for head in heads.values() for item in _files_of(head)}
        strays = [each for each in kept_items() if each not in named and self.keyring.item_key(each)]
        if strays:
            self.destroy((), strays)


def _rows(uids: Collection[UUID]) -> "list[LetterItem]":
    """Return rows without their texts; SQLite takes so many numbers at once as there may be letters."""
    if len(uids) > 500:
        return [
            row for row in LetterItem.objects.filter(is_going=False).defer("body") if row.uid in set(uids)
        ]
    return list(LetterItem.objects.filter(pk__in=uids).defer("body"))


def _opened(key: bytes, sealed: bytes) -> Head | None:
    try:
        return head_of(opened_item(key, sealed))
    except (UnsealRefused, KeyError, TypeError, ValueError):  # altered, or of a later version
        return None


def _files_of(head: Head | None) -> list[bytes]:
    files = getattr(head, "files", ())
    return [each.item for each in files if each.item]
