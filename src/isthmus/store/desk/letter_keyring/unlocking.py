"""A passphrase tried at the slots of a keyring for letters."""

from collections.abc import Sequence

from isthmus.core.messages import Message
from isthmus.files.letter_keyring import LetterIdentity
from isthmus.store.base.errors import StoreError
from isthmus.store.base.keys import WrongPassphrase
from isthmus.store.desk.letter_keyring.container import opened_content, outline_of

__all__ = ["LetterKeyringShut", "keyring_identities", "slot_under"]


class LetterKeyringShut(StoreError):
    """The keyring for letters does not open or take a change; the message says why."""


def slot_under(data: bytes, passphrase: str) -> bytes:
    """Return the key (32 bytes) that lies under a passphrase in a keyring. Raises LetterKeyringShut.

    Raises LetterKeyringDamaged.
    """
    for envelope in outline_of(data).envelopes:
        try:
            return envelope.open(passphrase)
        except WrongPassphrase:
            continue
    raise LetterKeyringShut(Message("letter_keyring.wrong_passphrase"))


def keyring_identities(data: bytes, passphrase: str) -> Sequence[LetterIdentity]:
    """Return the private keys of a keyring, of which nothing but its bytes is needed.

    Raises LetterKeyringDamaged, LetterKeyringShut.
    """
    content = opened_content(data, slot_under(data, passphrase))
    if content is None:
        raise LetterKeyringShut(Message("letter_keyring.slot_gone"))
    return content.identities
