"""`isthmus keys …` for letters: the signing key, the keyring, statements, rotation, backups, destroying."""

from isthmus.cli.letter_keys.backups import backup
from isthmus.cli.letter_keys.passphrases import add_passphrase, remove_passphrase, replace_passphrase
from isthmus.cli.letter_keys.retiring import retire
from isthmus.cli.letter_keys.rotating import new_letters, rotate
from isthmus.cli.letter_keys.showing import show
from isthmus.cli.letter_keys.signing import new_signing

__all__ = [
    "add_passphrase",
    "backup",
    "new_letters",
    "new_signing",
    "remove_passphrase",
    "replace_passphrase",
    "retire",
    "rotate",
    "show",
]
