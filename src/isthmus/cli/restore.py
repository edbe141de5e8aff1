"""`isthmus restore FILE DIR`: a workspace from a backup, verified before it is there."""

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from isthmus.cli.opening import ask, database_option, passphrase_file, plain_errors, warn_of_password
from isthmus.cli.progress import on_terminal
from isthmus.core.messages import Message
from isthmus.language import english

__all__ = ["command"]


@click.command("restore")
@click.argument("file", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@database_option("Restore the register into")
@click.option(
    "--sound-parts", is_flag=True, help="Bring back what is sound in a damaged backup, and list the rest."
)
@passphrase_file
def command(
    file: Path, folder: Path, database: str | None, sound_parts: bool, passphrase_file: Path | None
) -> None:
    """Make the workspace DIR from the backup FILE, and verify all of it first.

    Exits 1 where something is damaged, missing or altered; with --sound-parts all the rest is there then.
    """
    from isthmus.actions.desk.restore import BackupUnsound, restore
    from isthmus.cli.init import UNSEALED
    from isthmus.store.desk.workspace import refuse_unless_empty

    warn_of_password(database)
    with plain_errors():
        refuse_unless_empty(folder)
        passphrase = ask(passphrase_file, "Passphrase when the backup was made")
        try:
            with on_terminal("Restoring") as progress:
                restored = restore(
                    file, folder, passphrase, database=database, sound_parts=sound_parts, progress=progress
                )
        except BackupUnsound as error:
            list_faults(error.faults, error.total)
            raise
    if database:
        click.echo(UNSEALED, err=True)
    if restored.total:
        list_faults(restored.faults, restored.total)
        click.echo(f"Restored without what is named above. Open it with `isthmus desk {folder}`.")
        click.echo("`isthmus doctor` and `isthmus custody verify` name it again.", err=True)
        sys.exit(1)
    click.echo(f"Restored and verified. Open it with `isthmus desk {folder}`.")


def list_faults(faults: Sequence[Message], total: int) -> None:
    """Print what is not sound in a backup."""
    click.echo("\n".join(english(fault) for fault in faults), err=True)
    if total > len(faults):
        click.echo(f"… and {total - len(faults):,} more.", err=True)
