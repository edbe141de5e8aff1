"""Who opens the keyring for letters: passphrases added, removed and replaced."""

from pathlib import Path

import click

from isthmus.cli.letter_keys.opening import existing_file, opened_letter_keyring
from isthmus.cli.opening import ask_twice, passphrase_file, plain_errors
from isthmus.cli.workspace import InWorkspace, folder

__all__ = ["add_passphrase", "remove_passphrase", "replace_passphrase"]

_new = click.option(
    "--new-passphrase-file",
    type=existing_file,
    help="Read the new passphrase from the first line of this file instead of asking twice.",
)
_OLD_COPIES = "Backups of the keyring from before open as before: make a new one, and destroy them."


@click.command(name="passphrase", cls=InWorkspace)
@folder
@click.option("--name", required=True, help="Whose passphrase it is.")
@_new
@passphrase_file
def add_passphrase(
    folder: Path, name: str, new_passphrase_file: Path | None, passphrase_file: Path | None
) -> None:
    """Let one more passphrase open the keyring for letters of the workspace in DIR."""
    with plain_errors():
        keyring = opened_letter_keyring(folder, passphrase_file)
        keyring.add_slot(ask_twice(new_passphrase_file, known=name), name)
    click.echo(f"{name} has a passphrase of the keyring for letters.")


@click.command(name="passphrase", cls=InWorkspace)
@folder
@click.argument("name")
@passphrase_file
def remove_passphrase(folder: Path, name: str, passphrase_file: Path | None) -> None:
    """Let the passphrase of NAME open the keyring for letters of the workspace in DIR no longer.

    Somebody who kept a copy of the keyring can open that as before. After a quarrel: `isthmus keys rotate --replace`.
    """
    with plain_errors():
        opened_letter_keyring(folder, passphrase_file).remove_slot(name)
    click.echo(f"The passphrase of {name} opens the keyring for letters no longer.")
    click.echo(_OLD_COPIES, err=True)


@click.command(name="passphrase", cls=InWorkspace)
@folder
@_new
@passphrase_file
def replace_passphrase(folder: Path, new_passphrase_file: Path | None, passphrase_file: Path | None) -> None:
    """Replace the passphrase that opens the keyring for letters of the workspace in DIR by a new one."""
    with plain_errors():
        keyring = opened_letter_keyring(folder, passphrase_file)
        keyring.replace_passphrase(ask_twice(new_passphrase_file))
    click.echo("The new passphrase opens the keyring for letters.")
    click.echo(_OLD_COPIES, err=True)
