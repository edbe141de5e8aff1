"""`isthmus backup DIR FILE`: everything in one encrypted file."""

import sys
from pathlib import Path

import click

from isthmus.cli.opening import opened, passphrase_file, plain_errors
from isthmus.cli.progress import on_terminal
from isthmus.cli.workspace import InWorkspace, folder
from isthmus.language import english

__all__ = ["command"]


@click.command("backup", cls=InWorkspace)
@folder
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@passphrase_file
def command(folder: Path, file: Path, passphrase_file: Path | None) -> None:
    """Write the workspace in DIR into one encrypted FILE, and read it back. A desk may be open on it meanwhile.

    Exits 1 where something is damaged or missing; the file then holds all the rest.
    """
    workspace = opened(folder, passphrase_file)
    from isthmus.actions.desk.accounts import owner
    from isthmus.actions.desk.backup import back_up
    from isthmus.store.desk.keyring import KEYRING
    from isthmus.store.desk.letter_keyring import LETTER_KEYRING

    with plain_errors(), on_terminal("Backing up") as progress:
        faults = back_up(workspace, file, actor=owner(), progress=progress)
    if faults:
        click.echo("\n".join(english(fault) for fault in faults), err=True)
        click.echo(f"{file} holds the workspace, but for what is named above. Fix that, then back up again.")
        click.echo("From this file `isthmus restore --sound-parts` brings back what is sound.", err=True)
    else:
        click.echo(
            f"{file} was read back and holds the whole workspace; it opens with the passphrase of today."
        )
    if (workspace.folder / LETTER_KEYRING).exists():
        click.echo(
            f"Letters open with their keyring alone, which is in no backup: isthmus keys backup letters {folder}",
            err=True,
        )
    click.echo(
        "What is destroyed in the workspace from now on lives on in this file until you delete it.", err=True
    )
    if (folder / KEYRING).exists():
        click.echo(
            f"The keyring is not in this file: `isthmus keys backup keepers {folder} FILE` copies it. Keep them apart.",
            err=True,
        )
    sys.exit(1 if faults else 0)
