"""How a command comes by an open keyring for letters, an open signing key, and today."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from isthmus.cli.failure import Failure
from isthmus.cli.opening import ask

if TYPE_CHECKING:
    import minisign

    from isthmus.store.desk.letter_keyring import OpenedLetterKeyring

__all__ = [
    "existing_file",
    "opened_letter_keyring",
    "opened_signing_key",
    "read_small",
    "refuse_existing",
    "signing_passphrase",
    "today",
]

# More than any key, statement or signature is.
_MOST = 64 * 1024
existing_file = click.Path(exists=True, dir_okay=False, path_type=Path)
signing_passphrase = click.option(
    "--signing-passphrase-file",
    type=existing_file,
    help="Read the passphrase of the signing key from the first line of this file instead of asking.",
)


def today() -> date:
    """Return the day, as the whole world counts it."""
    return datetime.now(UTC).date()


def read_small(file: Path) -> bytes:
    """Return what a file begins with."""
    with file.open("rb") as source:
        return source.read(_MOST)


def refuse_existing(*files: Path) -> None:
    """End the command where a file is there already."""
    for file in files:
        if file.exists():
            raise Failure(
                f"{file} exists, and a key is never overwritten. Name a new file.",
                code="command.there_already",
            )


def opened_letter_keyring(folder: Path, passphrase: Path | None) -> "OpenedLetterKeyring":
    """Return the keyring for letters of a workspace; asks for its passphrase."""
    from isthmus.store.desk.letter_keyring import open_letter_keyring
    from isthmus.store.desk.letter_keyring.container import read_file
    from isthmus.store.desk.manifest import read_manifest

    read_manifest(folder)
    read_file(folder)  # said before anybody types a passphrase
    return open_letter_keyring(folder, ask(passphrase, "Passphrase of the keyring for letters"))


def opened_signing_key(file: Path, passphrase: Path | None) -> "minisign.SecretKey":
    """Return the signing key that a file holds; asks for its passphrase."""
    from isthmus.files.letter_signing.signing_key import open_signing_key

    return open_signing_key(read_small(file), ask(passphrase, "Passphrase of the signing key"))
