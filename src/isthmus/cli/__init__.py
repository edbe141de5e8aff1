"""The command line: a module per verb; parse, call one action or core function, print.

Each verb is a module with a `command`, imported when it is called or listed. A verb imports what it runs when it
runs, so that `isthmus --help` is quick and an offline command needs no Django.
"""

from importlib import import_module

import click

import isthmus
from isthmus.cli.typed import taking_text

__all__ = ["main"]

# Verb -> module, in the order in which a newcomer meets them.
VERBS = {
    "demo": "demo",
    "init": "init",
    "desk": "desk",
    "import": "import_",
    "mapping": "mapping",
    "export": "export",
    "corroborate": "corroborate",
    "count": "count",
    "estimate": "estimate",
    "names": "names",
    "judge": "judge",
    "undo": "undo",
    "link": "link",
    "custody": "custody",
    "destroy": "destroy",
    "backup": "backup",
    "restore": "restore",
    "doctor": "doctor",
    "passphrase": "passphrase",
    "account": "account",
    "keys": "keys",
    "letter": "letter",
}


class _Verbs(click.Group):
    """A group whose commands are imported by name."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Return the verbs in the order above."""
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Return the command of a verb, or None where there is no such verb."""
        if cmd_name not in VERBS:
            return None
        command = import_module(f"isthmus.cli.{VERBS[cmd_name]}").command
        assert isinstance(command, click.Command)
        return taking_text(command)


@click.group(cls=_Verbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(isthmus.__version__, prog_name="isthmus")
def main() -> None:
    """Document what was done, who says so and how they know; count what is known, and say what is not."""
