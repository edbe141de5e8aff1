"""How commands that act in a workspace are told which one, and who acts."""

from pathlib import Path

import click

__all__ = ["actor_option", "workspace_option"]

workspace_option = click.option(
    "--workspace",
    "-w",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    envvar="ISTHMUS_WORKSPACE",
    default=Path(),
    help="The workspace: this folder, else the one that ISTHMUS_WORKSPACE names, else the current directory.",
)
actor_option = click.option(
    "--as", "actor", default="terminal", show_default=True, help="Who acts; stands in the event."
)
