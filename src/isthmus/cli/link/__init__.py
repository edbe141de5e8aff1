"""`isthmus link`: propose which records are about the same person, and say how well it was done."""

from importlib import import_module
from importlib.util import find_spec

import click

__all__ = ["command"]

# Verb -> module, in the order in which one meets them; each has a `command`.
VERBS = {
    "run": "run",
    "roster": "roster",
    "evaluate": "evaluate",
}


class _LinkVerbs(click.Group):
    """A group whose commands are imported by name; one whose module is not installed is not there."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Return the verbs in the order above."""
        return [verb for verb, module in VERBS.items() if find_spec(f"{__name__}.{module}")]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command of a verb, or None where there is no such verb."""
        if cmd_name not in self.list_commands(ctx):
            return None
        command = import_module(f"{__name__}.{VERBS[cmd_name]}").command
        assert isinstance(command, click.Command)
        return command


@click.group("link", cls=_LinkVerbs)
def command() -> None:
    """Propose which records are about the same person; people judge."""
