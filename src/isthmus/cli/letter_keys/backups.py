"""`isthmus keys backup`: copies of the keepers' keyring, and of the keyring for letters."""

from datetime import datetime
from pathlib import Path

import click

from isthmus.cli.letter_keys.opening import opened_letter_keyring, today
from isthmus.cli.opening import passphrase_file, plain_errors
from isthmus.cli.workspace import InWorkspace, folder

__all__ = ["backup"]

_day = click.DateTime(formats=["%Y-%m-%d"])


@click.group()
def backup() -> None:
    """Copy a keyring; neither is in any backup of the workspace."""


@backup.command(name="keepers", cls=InWorkspace)
@folder
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
def backup_keepers(folder: Path, file: Path) -> None:
    """Copy the keepers' keyring of the workspace in DIR to FILE. It is encrypted to them; no passphrase is needed.

    To put it back, copy FILE to DIR/keyring.age.
    """
    from isthmus.store.desk.keyring import copy_keyring

    with plain_errors():
        copy_keyring(folder, file)
    click.echo(f"{file} opens for the keepers of today. Keep it apart from the backups of the workspace.")


@backup.command(name="letters", cls=InWorkspace)
@folder
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option(
    "--until",
    type=_day,
    required=True,
    help="The last day on which FILE may exist, at most 60 days from today.",
)
@passphrase_file
def backup_letters(folder: Path, file: Path, until: datetime, passphrase_file: Path | None) -> None:
    """Copy the keyring for letters of the workspace in DIR to FILE, on a stick that is kept elsewhere.

    It opens what is destroyed after it was made: so it must be gone on a day, of which the doctor reminds you. To put
    it back, copy FILE to DIR/letters.keyring.
    """
    from isthmus.actions.desk.letter_keys import back_up_letter_keyring

    with plain_errors():
        keyring = opened_letter_keyring(folder, passphrase_file)
        back_up_letter_keyring(keyring=keyring, folder=folder, file=file, until=until.date(), today=today())
    click.echo(
        f"{file} was read back, and opens with the passphrases of today. It must be gone by {until:%Y-%m-%d}."
    )
    click.echo(
        f"When you destroyed it: `isthmus keys backup destroyed {folder} {today()}`. Where it lies is written nowhere.",
        err=True,
    )


@backup.command(name="destroyed", cls=InWorkspace)
@folder
@click.argument("day", type=_day)
@passphrase_file
def backup_destroyed(folder: Path, day: datetime, passphrase_file: Path | None) -> None:
    """Keep that the backups of the keyring for letters in DIR that were made on DAY were destroyed."""
    from isthmus.actions.desk.letter_keys import forget_backup

    with plain_errors():
        forget_backup(keyring=opened_letter_keyring(folder, passphrase_file), made=day.date())
    click.echo(f"No backup of {day:%Y-%m-%d} exists any more.")
