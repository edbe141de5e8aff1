"""`isthmus passphrase DIR`: a new passphrase for a workspace."""

from pathlib import Path

import click

from isthmus.cli.opening import ask, ask_twice, passphrase_file, plain_errors
from isthmus.cli.workspace import InWorkspace, folder

__all__ = ["command"]


@click.command("passphrase", cls=InWorkspace)
@folder
@passphrase_file
@click.option(
    "--new-passphrase-file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Read the new passphrase from the first line of this file instead of asking twice.",
)
def command(folder: Path, passphrase_file: Path | None, new_passphrase_file: Path | None) -> None:
    """Give the workspace in DIR a new passphrase. Only the wrapped key is written anew."""
    from isthmus.store.desk.manifest import read_manifest
    from isthmus.store.desk.workspace import open_workspace, replace_passphrase

    with plain_errors():
        read_manifest(folder)
        workspace = open_workspace(folder, ask(passphrase_file, "Passphrase now"))
        replace_passphrase(workspace, ask_twice(new_passphrase_file))
    click.echo("The new passphrase holds. Backups made before open with the old one: make a new backup.")
