"""The options with which a command is given a keeper's key, and opening it."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from isthmus.cli.opening import ask

if TYPE_CHECKING:
    from pyrage import x25519

__all__ = ["identity", "identity_file", "identity_passphrase", "opened_identity"]

# More than any identity file is.
_MOST = 64 * 1024
identity_file = click.Path(exists=True, dir_okay=False, path_type=Path)
identity = click.option(
    "--identity", type=identity_file, help="The identity file of a keeper, who opens the keyring."
)
identity_passphrase = click.option(
    "--identity-passphrase-file",
    type=identity_file,
    help="Read the passphrase of the identity from the first line of this file instead of asking.",
)


def opened_identity(file: Path, passphrase: Path | None) -> "x25519.Identity":
    """Return the identity that a file holds, by the passphrase from a file, or as it is typed."""
    from isthmus.files.age.identities import open_identity

    with file.open("rb") as source:
        content = source.read(_MOST)
    return open_identity(content, ask(passphrase, "Passphrase of the key"))
