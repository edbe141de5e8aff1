"""`isthmus keys`: keepers, who alone can open what is sealed, and their keyring; beside them keys for letters."""

from pathlib import Path

import click

from isthmus.cli import letter_keys
from isthmus.cli.failure import Failure
from isthmus.cli.keeper_key import identity as identity_option
from isthmus.cli.keeper_key import identity_file, identity_passphrase, opened_identity
from isthmus.cli.offline import as_json_option, print_json
from isthmus.cli.opening import ask_twice, opened, passphrase_file, plain_errors
from isthmus.cli.workspace import InWorkspace, folder
from isthmus.language import english

__all__ = ["command"]


@click.group(name="keys")
def command() -> None:
    """Keys of people who alone open what is sealed (keepers), and keys to which letters are sealed."""


@command.group()
def new() -> None:
    """Make a key, or the keyring for letters."""


@command.group()
def add() -> None:
    """Let a key or a passphrase open things."""


@command.group()
def remove() -> None:
    """Let a key or a passphrase open things no longer."""


@command.group()
def replace() -> None:
    """Replace a passphrase by a new one."""


@new.command(name="keeper")
@click.argument("name")
@click.option(
    "-o",
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    help="Where to write the identity; it can live on another device.",
)
@passphrase_file
def new_keeper(name: str, out: Path, passphrase_file: Path | None) -> None:
    """Make the identity of a keeper, NAME, under a passphrase of its own, and print its public half.

    The file is an age identity as `age -p` encrypts one: the plain age tool opens it, too.
    """
    from isthmus.files.age.identities import new_identity
    from isthmus.files.atomic_write import whole_file

    if out.exists():
        raise Failure(
            f"{out} exists, and a key is never overwritten. Name a new file.", code="command.there_already"
        )
    click.echo("A lost passphrase or file is a lost key: nobody can make it again.", err=True)
    file, recipient = new_identity(name, ask_twice(passphrase_file, "Passphrase of the key", known=name))
    with plain_errors(), whole_file(out) as target:
        target.write(file)
    click.echo(recipient)
    click.echo(
        f"{out} is the key of {name}. Give the line above to the person who has the workspace.", err=True
    )


@add.command(name="keeper", cls=InWorkspace)
@folder
@click.argument("recipient")
@click.option("--name", required=True, help="Who keeps the key.")
@identity_option
@identity_passphrase
@passphrase_file
def add_keeper(
    folder: Path,
    recipient: str,
    name: str,
    identity: Path | None,
    identity_passphrase_file: Path | None,
    passphrase_file: Path | None,
) -> None:
    """Make the person who has the key of RECIPIENT (age1…) a keeper of the workspace in DIR.

    From the second keeper on, one who is a keeper already opens the keyring: --identity.
    """
    opened(folder, passphrase_file)
    from isthmus.actions.desk.accounts import owner
    from isthmus.actions.desk.keepers import add_keeper, sealing_advice

    with plain_errors():
        key = opened_identity(identity, identity_passphrase_file) if identity else None
        left = add_keeper(name=name, recipient=recipient, actor=owner(), opened_by=key)
        advice = sealing_advice()
    click.echo(f"{name} is a keeper.")
    click.echo(
        f"Back up the keyring: `isthmus keys backup keepers {folder} FILE`. It is in no other backup.",
        err=True,
    )
    for message in (*left, *filter(None, [advice])):
        click.echo(english(message), err=True)


@command.command(name="list", cls=InWorkspace)
@folder
@passphrase_file
def list_(folder: Path, passphrase_file: Path | None) -> None:
    """Print the keepers, one a line: the public half of the key, the day, and the name."""
    opened(folder, passphrase_file)
    from isthmus.actions.desk.keepers import keepers, sealing_advice

    with plain_errors():
        for each in keepers():
            click.echo(f"{each.recipient}  {each.added:%Y-%m-%d}  {each.name}")
        if advice := sealing_advice():
            click.echo(english(advice), err=True)


@remove.command(name="keeper", cls=InWorkspace)
@folder
@click.argument("name")
@click.option(
    "--identity",
    type=identity_file,
    required=True,
    help="The identity file of a keeper, who opens the keyring.",
)
@identity_passphrase
@passphrase_file
def remove_keeper(
    folder: Path,
    name: str,
    identity: Path,
    identity_passphrase_file: Path | None,
    passphrase_file: Path | None,
) -> None:
    """Remove the keeper NAME of the workspace in DIR: everything is sealed again to a key that only the others have.

    Somebody who was removed may have kept a copy of the workspace and its keyring, and can open that as before.
    """
    opened(folder, passphrase_file)
    from isthmus.actions.desk.accounts import owner
    from isthmus.actions.desk.keepers import remove_keeper, sealing_advice

    with plain_errors():
        key = opened_identity(identity, identity_passphrase_file)
        remove_keeper(name=name, actor=owner(), opened_by=key)
        advice = sealing_advice()
    click.echo(f"{name} is no keeper any more.")
    click.echo(
        f"Back up the keyring again (`isthmus keys backup keepers {folder} FILE`); delete backups of it from before.",
        err=True,
    )
    if advice:
        click.echo(english(advice), err=True)


@command.command(name="open", cls=InWorkspace)
@folder
@click.argument("row", metavar="ROW")
@click.option(
    "--identity",
    type=identity_file,
    required=True,
    help="The identity file of a keeper, who opens the keyring.",
)
@identity_passphrase
@as_json_option
@passphrase_file
def open_(
    folder: Path,
    row: str,
    identity: Path,
    identity_passphrase_file: Path | None,
    as_json: bool,
    passphrase_file: Path | None,
) -> None:
    """Print what is sealed of ROW in DIR: an id, SHEET:ID, or the random number that the log knows it by.

    Nothing is written. Each text is checked against the commitment that was made when it was sealed.
    """
    opened(folder, passphrase_file)
    from isthmus.actions.desk.history import find_row
    from isthmus.actions.desk.keepers import open_workspace_keyring
    from isthmus.actions.desk.sealing import open_row

    with plain_errors():
        keyring = open_workspace_keyring(opened_identity(identity, identity_passphrase_file))
        found = open_row(find_row(row), keyring)
    if as_json:
        print_json({"row": row, "cells": found.cells, "versions": found.versions})
        return
    for column, text in found.cells.items():
        click.echo(f"{column}: {text}")
    for number, cells in enumerate(found.versions, 1):
        click.echo(f"earlier version {number}:")
        click.echo("\n".join(f"  {column}: {text}" for column, text in cells.items() if text))
    if not found.cells and not found.versions:
        click.echo("Nothing of this row is sealed to the keepers.", err=True)


for each in (letter_keys.backup, letter_keys.retire, letter_keys.rotate, letter_keys.show):
    command.add_command(each)
for each in (letter_keys.new_signing, letter_keys.new_letters):
    new.add_command(each)
add.add_command(letter_keys.add_passphrase)
remove.add_command(letter_keys.remove_passphrase)
replace.add_command(letter_keys.replace_passphrase)
