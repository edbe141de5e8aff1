"""`isthmus backup DIR FILE`: everything in one encrypted file."""

from pathlib import Path

import click

from isthmus.cli.opening import folder, opened, passphrase_file, plain_errors
from isthmus.cli.progress import on_terminal

__all__ = ["command"]


@click.command("backup")
@folder
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@passphrase_file
def command(folder: Path, file: Path, passphrase_file: Path | None) -> None:
    """Write the workspace in DIR into one encrypted FILE. A desk may be open on it meanwhile."""
    workspace = opened(folder, passphrase_file)
    from isthmus.actions.desk.accounts import owner
    from isthmus.actions.desk.backup import back_up

    with plain_errors(), on_terminal("Backing up") as progress:
        back_up(workspace, file, actor=owner(), progress=progress)
    click.echo(f"{file} holds the whole workspace; it opens with the passphrase of today.")
    click.echo(
        "What is destroyed in the workspace from now on lives on in this file until you delete it.", err=True
    )
