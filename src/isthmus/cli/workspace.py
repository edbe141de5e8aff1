"""How commands that act in a workspace are told which one: the same way everywhere.

Each takes `-w DIR`; without it the folder that ISTHMUS_WORKSPACE names, or the current one. Commands about a workspace
as a whole also take it as their first word, as the one that makes it does: `isthmus desk DIR`.
"""

import os
from collections.abc import Callable
from pathlib import Path

import click

__all__ = ["InWorkspace", "folder", "new_folder", "workspace_option"]

VARIABLE = "ISTHMUS_WORKSPACE"
_FOLDER = click.Path(file_okay=False, path_type=Path)
_HELP = "The workspace: this folder, else the one that ISTHMUS_WORKSPACE names, else the current directory."

workspace_option = click.option(
    "--workspace", "-w", "folder", type=_FOLDER, envvar=VARIABLE, default=Path(), help=_HELP
)
# Of a workspace that is yet to be made: nothing stands in its place.
new_folder = click.argument("folder", metavar="DIR", type=_FOLDER)


def folder[F: Callable[..., None]](function: F) -> F:
    """Take the workspace by -w, as the first word, or from where one is. The command is an `InWorkspace`."""
    named = click.option("--workspace", "-w", "workspace", type=_FOLDER, expose_value=False, help=_HELP)
    return named(click.argument("folder", metavar="[DIR]", type=_FOLDER)(function))


class InWorkspace(click.Command):
    """A command whose first word is a workspace, unless that is named by -w or there are no words to spare."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the workspace in front of the words, and parse them."""
        return super().parse_args(ctx, self._with_folder(ctx, args))

    def _with_folder(self, ctx: click.Context, args: list[str]) -> list[str]:
        found, more, _order = self.make_parser(ctx).parse_args(list(args))
        if isinstance(named := found.get("workspace"), str):
            return [named, *args]
        words = [each for each in self.params if isinstance(each, click.Argument)]
        given = sum(isinstance(found.get(str(each.name)), str) for each in words) + len(more)
        needed = sum(each.required for each in words if each.name != "folder")
        return list(args) if given > needed else [os.environ.get(VARIABLE) or ".", *args]
