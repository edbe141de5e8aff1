"""letters.keyring: private keys that open letters, and a key for each item that was kept of them.

It lies in the workspace's folder, opens with passphrases of its own, and is in no `isthmus backup`: what it lets go of
can be opened by nobody. Specification: docs/reference/letter-keys.md.
"""

from isthmus.store.desk.letter_keyring.container import (
    LETTER_KEYRING,
    KeyringMissing,
    KeyringOutline,
    keyring_outline,
)
from isthmus.store.desk.letter_keyring.opened import (
    LetterKeyringShut,
    OpenedLetterKeyring,
    new_letter_keyring,
    open_letter_keyring,
)

__all__ = [
    "LETTER_KEYRING",
    "KeyringMissing",
    "KeyringOutline",
    "LetterKeyringShut",
    "OpenedLetterKeyring",
    "keyring_outline",
    "new_letter_keyring",
    "open_letter_keyring",
]
