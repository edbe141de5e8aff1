"""The keys that open letters, from the file that somebody has them in."""

from pathlib import Path

from isthmus.cli.opening import ask
from isthmus.core.seal.strings import identities_in, identity_from
from isthmus.files.age.identities import MOST_FILE

__all__ = ["opened_identities"]

_SEALED = (b"age-encryption.org/", b"-----BEGIN AGE ENCRYPTED FILE-----")


def opened_identities(path: Path, passphrase_file: Path | None) -> list[bytes]:
    """Return the identities of a file of age-keygen, 32 bytes each; asks for the passphrase of one that has any.

    Raises SealRefused, IdentityRefused.
    """
    from isthmus.files.age.identities import open_identity

    with path.open("rb") as stream:
        content = stream.read(MOST_FILE + 1)
    if content.lstrip(b"\xef\xbb\xbf \r\n").startswith(_SEALED):
        return [identity_from(str(open_identity(content, ask(passphrase_file, "Passphrase of the key"))))]
    return identities_in(content.decode(errors="replace"))
