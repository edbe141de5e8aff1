"""How commands that act in a workspace are told which one."""

from pathlib import Path

import click

__all__ = ["workspace_option"]

workspace_option = click.option(
    "--workspace",
    "-w",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    envvar="ISTHMUS_WORKSPACE",
    default=Path(),
    help="The workspace: this folder, else the one that ISTHMUS_WORKSPACE names, else the current directory.",
)
