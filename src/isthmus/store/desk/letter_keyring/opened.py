"""A keyring for letters, open: every change is read, made and written under its lock, and lasts before it returns."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from secrets import token_bytes

from isthmus.core.messages import Message
from isthmus.core.seal.age_file import public_half
from isthmus.files.letter_keyring import (
    ITEM,
    ITEM_KEY,
    LONGEST_NAME,
    MOST_SLOTS,
    KeyringContent,
    KeyringSlot,
    LetterIdentity,
    StatementMark,
)
from isthmus.store.base.keys import Cost, Envelope
from isthmus.store.desk.letter_keyring.container import (
    KeyringMissing,
    keyring_bytes,
    opened_content,
    outline_of,
    path_of,
    read_file,
)
from isthmus.store.desk.letter_keyring.replacing import (
    clear_left,
    keyring_lock,
    left_of,
    replace_overwriting,
)
from isthmus.store.desk.letter_keyring.unlocking import LetterKeyringShut, slot_under

__all__ = ["LetterKeyringShut", "OpenedLetterKeyring", "new_letter_keyring", "open_letter_keyring"]


def new_letter_keyring(
    folder: Path, passphrase: str, slot_name: str, *, cost: Cost | None = None
) -> "OpenedLetterKeyring":
    """Make the keyring for letters of a workspace, opened by one passphrase. Raises LetterKeyringShut over another."""
    path = path_of(folder)
    slot, secret, envelope = _new_slot(passphrase, slot_name, cost)
    with keyring_lock(path, writing=True):
        if path.exists():
            raise LetterKeyringShut(Message("letter_keyring.there_already", path=str(path)))
        replace_overwriting(path, keyring_bytes(KeyringContent((slot,)), (envelope,)))
    return OpenedLetterKeyring(folder, secret)


def open_letter_keyring(folder: Path, passphrase: str) -> "OpenedLetterKeyring":
    """Open the keyring for letters of a workspace; overwrites and removes what a killed write left.

    Raises KeyringMissing, LetterKeyringDamaged, LetterKeyringShut for a wrong passphrase.
    """
    path = path_of(folder)
    if not path.exists():  # nor is a lock made where there is nothing to lock
        raise KeyringMissing(folder)
    if any(map(Path.exists, left_of(path))):
        with keyring_lock(path, writing=True):
            clear_left(path)
    with keyring_lock(path, writing=False):
        data = read_file(folder)
    return OpenedLetterKeyring(folder, slot_under(data, passphrase))


class OpenedLetterKeyring:
    """What one session holds of a keyring. It sees what others write, and may be used by several threads.

    Keys are values of Python: `close` lets go of them, and their memory is used again by whatever comes next, but it
    is not overwritten, and the system may have written it to swap.
    """

    def __init__(self, folder: Path, slot: bytes) -> None:
        self._folder, self._path = folder, path_of(folder)
        self._slot: bytes | None = slot
        self._content: KeyringContent | None = None
        self._mark: tuple[int, int, int] | None = None
        self._now()

    def __repr__(self) -> str:
        return "OpenedLetterKeyring(…)"

    @property
    def identities(self) -> Sequence[LetterIdentity]:
        """Return the private keys, in the order in which they were made."""
        return self._now().identities

    @property
    def content(self) -> KeyringContent:
        """Return everything that the keyring holds now."""
        return self._now()

    @property
    def slots(self) -> Sequence[str]:
        """Return the names of those whose passphrase opens the keyring."""
        return [each.name for each in self._now().slots]

    @property
    def fetched(self) -> date | None:
        """Return the day on which letters were last fetched."""
        return self._now().fetched

    def item_key(self, item: bytes) -> bytes | None:
        """Return the key (32 bytes) of an item (16 bytes); None for one that was destroyed, or never was."""
        return self._now().items.get(item)

    def keep_items(self, items: Mapping[bytes, bytes]) -> None:
        """Add keys of items, in one write. Raises LetterKeyringShut where an item has another key already."""
        if any(len(item) != ITEM or len(key) != ITEM_KEY for item, key in items.items()):
            raise ValueError(ITEM)

        def kept(content: KeyringContent) -> KeyringContent:
            if any(content.items.get(item, key) != key for item, key in items.items()):
                raise LetterKeyringShut(Message("letter_keyring.item_known"))
            fresh = items.keys() - content.items.keys()
            return replace(content, items={**content.items, **items}, uncopied=content.uncopied | fresh)

        self.change(kept)

    def destroy_items(self, items: Collection[bytes]) -> None:
        """Destroy keys of items, in one write; those that are gone already are no error."""
        gone = frozenset(items)

        def rest(content: KeyringContent) -> KeyringContent:
            left = {item: key for item, key in content.items.items() if item not in gone}
            return replace(content, items=left, uncopied=content.uncopied - gone)

        self.change(rest)

    def keep_identities(self, identities: Iterable[LetterIdentity]) -> None:
        """Add private keys, or what is now known of those that are there, in one write."""
        fresh = {each.secret: each for each in identities}

        def kept(content: KeyringContent) -> KeyringContent:
            before = {each.secret: each for each in content.identities}
            return replace(content, identities=tuple({**before, **fresh}.values()))

        self.change(kept)

    def destroy_identities(self, recipients: Collection[bytes]) -> None:
        """Destroy private keys, by their recipients (32 bytes each), in one write."""
        self.change(
            lambda content: replace(
                content,
                identities=tuple(each for each in content.identities if each.recipient not in recipients),
            )
        )

    def keep_fetched(self, day: date) -> None:
        """Keep the day on which letters were fetched; an earlier one than is kept changes nothing."""
        self.change(lambda content: replace(content, fetched=max(content.fetched or day, day)))

    def keep_signing_key(self, key: bytes) -> None:
        """Keep the organisation's public minisign key (42 bytes)."""
        self.change(lambda content: replace(content, signing_key=key))

    def keep_statement(self, mark: StatementMark) -> None:
        """Keep which statement was signed last."""
        self.change(lambda content: replace(content, statement=mark))

    def add_slot(self, passphrase: str, slot_name: str, *, cost: Cost | None = None) -> None:
        """Let another passphrase open the keyring. Raises LetterKeyringShut for a name that is there, or too many."""
        slot, _, envelope = _new_slot(passphrase, slot_name, cost)

        def added(content: KeyringContent) -> KeyringContent:
            if slot.name in {each.name for each in content.slots}:
                raise LetterKeyringShut(Message("letter_keyring.slot_known", name=slot.name))
            if len(content.slots) == MOST_SLOTS:
                raise LetterKeyringShut(Message("letter_keyring.slots_full", most=MOST_SLOTS))
            return replace(content, slots=(*content.slots, slot))

        self.change(added, {slot.recipient: envelope})

    def remove_slot(self, slot_name: str) -> None:
        """Let a passphrase open the keyring no longer: it is encrypted under a new file key, for the others alone.

        Raises LetterKeyringShut for a name that is not there, or the slot that this session was opened with.
        """

        def removed(content: KeyringContent) -> KeyringContent:
            found = next((each for each in content.slots if each.name == slot_name), None)
            if found is None:
                raise LetterKeyringShut(Message("letter_keyring.slot_unknown", name=slot_name))
            if found.recipient == public_half(self._own()):
                raise LetterKeyringShut(Message("letter_keyring.slot_own", name=slot_name))
            return replace(content, slots=tuple(each for each in content.slots if each != found))

        self.change(removed)

    def replace_passphrase(self, passphrase: str, *, cost: Cost | None = None) -> None:
        """Give the slot of this session a new passphrase, over a new key: the former opens nothing written from now."""
        before = public_half(self._own())
        slot, secret, envelope = _new_slot(passphrase, "-", cost)

        def replaced(content: KeyringContent) -> KeyringContent:
            slots = (
                replace(each, recipient=slot.recipient) if each.recipient == before else each
                for each in content.slots
            )
            return replace(content, slots=tuple(slots))

        self.change(replaced, {slot.recipient: envelope})
        self._slot = secret

    def close(self) -> None:
        """Let go of all keys; nothing can be asked of it afterwards."""
        self._slot, self._content = None, None

    def change(
        self,
        change: Callable[[KeyringContent], KeyringContent],
        envelopes: Mapping[bytes, Envelope] | None = None,
        *,
        copy: Callable[[bytes], None] = lambda data: None,
    ) -> None:
        """Read the keyring again, change it, and write it, under its lock. `envelopes`: of new slots, by recipient.

        `copy` is given the file before it is written; where it raises, nothing is.
        """
        with keyring_lock(self._path, writing=True):
            clear_left(self._path)
            before, known = self._read()
            content = change(before)
            if content == before:
                return
            known = {**known, **(envelopes or {})}
            kept = {each.recipient: known[each.recipient] for each in content.slots}
            data = keyring_bytes(content, tuple(kept.values()))
            copy(data)
            replace_overwriting(self._path, data)
            self._content, self._mark = content, self._stat()

    def _own(self) -> bytes:
        if self._slot is None:
            raise LetterKeyringShut(Message("letter_keyring.closed"))
        return self._slot

    def _now(self) -> KeyringContent:
        """Return the content, read again where somebody else wrote it."""
        self._own()
        content = self._content
        if content is not None and self._stat() == self._mark:
            return content
        with keyring_lock(self._path, writing=False):
            return self._read()[0]

    def _read(self) -> tuple[KeyringContent, dict[bytes, Envelope]]:
        """Return the content, and what lies under each passphrase by the recipient of its slot."""
        mark, data = self._stat(), read_file(self._folder)
        content = opened_content(data, self._own())
        if content is None:
            raise LetterKeyringShut(Message("letter_keyring.slot_gone"))
        slots = zip(content.slots, outline_of(data).envelopes, strict=True)
        self._content, self._mark = content, mark
        return content, {slot.recipient: envelope for slot, envelope in slots}

    def _stat(self) -> tuple[int, int, int] | None:
        """Return what is another of every file that was written: its inode, its time and its size."""
        try:
            found = self._path.stat()
        except FileNotFoundError:
            return None
        return found.st_ino, found.st_mtime_ns, found.st_size


def _new_slot(passphrase: str, name: str, cost: Cost | None) -> tuple[KeyringSlot, bytes, Envelope]:
    """Return a slot with a fresh key (32 bytes), and that under the passphrase."""
    shown = " ".join(name.split())
    if not 0 < len(shown) <= LONGEST_NAME or not shown.isprintable():
        raise LetterKeyringShut(Message("letter_keyring.slot_name", most=LONGEST_NAME))
    secret = token_bytes(32)
    return KeyringSlot(shown, public_half(secret)), secret, Envelope.seal(secret, passphrase, cost or Cost())
