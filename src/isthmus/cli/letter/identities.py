"""The keys that open letters, from the file that somebody has them in."""

from pathlib import Path

from isthmus.cli.opening import ask
from isthmus.core.seal.strings import identities_in, identity_from
from isthmus.files.age.identities import MOST_FILE

__all__ = ["opened_identities"]

_SEALED = (b"age-encryption.org/", b"-----BEGIN AGE ENCRYPTED FILE-----")


def opened_identities(path: Path, passphrase_file: Path | None) -> list[bytes]:
    """Return the identities, 32 bytes each, of a file of age-keygen or a keyring for letters; asks for a passphrase.

    Raises SealRefused, IdentityRefused, and what a keyring raises that does not open.
    """
    from isthmus.files.age.identities import open_identity
    from isthmus.files.letter_keyring import is_keyring

    with path.open("rb") as stream:
        content = stream.read(MOST_FILE + 1)
        if is_keyring(content):
            return _of_keyring(content + stream.read(), passphrase_file)
    if content.lstrip(b"\xef\xbb\xbf \r\n").startswith(_SEALED):
        return [identity_from(str(open_identity(content, ask(passphrase_file, "Passphrase of the key"))))]
    return identities_in(content.decode(errors="replace"))


def _of_keyring(content: bytes, passphrase_file: Path | None) -> list[bytes]:
    from isthmus.store.desk.letter_keyring.unlocking import keyring_identities

    passphrase = ask(passphrase_file, "Passphrase of the keyring for letters")
    return [each.secret for each in keyring_identities(content, passphrase)]
