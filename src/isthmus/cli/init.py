"""`isthmus init DIR`: a new workspace."""

from pathlib import Path

import click

from isthmus.cli.opening import (
    ask_twice,
    database_option,
    passphrase_file,
    plain_errors,
    warn_of_password,
)
from isthmus.cli.workspace import new_folder
from isthmus.language import english

__all__ = ["command"]

LOST = (
    "A lost passphrase is lost data: nobody can open this workspace without it. Write it down, keep it apart."
)
UNSEALED = (
    "PostgreSQL is not encrypted by Isthmus: those who can read the server's disk or its backups read the register. "
    "Files and drafts are encrypted; for the rest, encrypt the server's disk."
)


@click.command("init")
@new_folder
@database_option("Keep the register in")
@passphrase_file
@click.option(
    "--owner",
    default="owner",
    show_default=True,
    help="The name that stands under what is done with the passphrase.",
)
def command(folder: Path, database: str | None, passphrase_file: Path | None, owner: str) -> None:
    """Make a workspace in DIR, a new or empty folder: an encrypted database, encrypted files, a custody log."""
    from isthmus.actions.desk.workspace import make
    from isthmus.store.desk.workspace import refuse_unless_empty

    warn_of_password(database)
    with plain_errors():
        refuse_unless_empty(folder)
        click.echo(LOST, err=True)
        make(folder, ask_twice(passphrase_file, known=owner), owner=owner, database=database)
    if database:
        click.echo(UNSEALED, err=True)
    from isthmus.actions.desk.keepers import sealing_advice

    if advice := sealing_advice():
        click.echo(english(advice), err=True)
    click.echo(f"{folder} is ready. Open it with `isthmus desk {folder}`.")
    click.echo(f"Back it up to another disk: `isthmus backup {folder} FILE`.")
