"""`isthmus restore FILE DIR`: a workspace from a backup, verified before it is there."""

from pathlib import Path

import click

from isthmus.cli.opening import ask, database_option, passphrase_file, plain_errors, warn_of_password
from isthmus.cli.progress import on_terminal

__all__ = ["command"]


@click.command("restore")
@click.argument("file", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@database_option("Restore the register into")
@passphrase_file
def command(file: Path, folder: Path, database: str | None, passphrase_file: Path | None) -> None:
    """Make the workspace DIR from the backup FILE, and verify all of it first."""
    from isthmus.actions.desk.backup import restore
    from isthmus.cli.init import UNSEALED
    from isthmus.store.desk.workspace import refuse_unless_empty

    warn_of_password(database)
    with plain_errors():
        refuse_unless_empty(folder)
        passphrase = ask(passphrase_file, "Passphrase when the backup was made")
        with on_terminal("Restoring") as progress:
            restore(file, folder, passphrase, database=database, progress=progress)
    if database:
        click.echo(UNSEALED, err=True)
    click.echo(f"Restored and verified. Open it with `isthmus desk {folder}`.")
