"""`isthmus letter`: seal a letter and open it, without a workspace."""

from importlib import import_module

import click

__all__ = ["command"]

# Verb -> module, in the order in which one meets them; each has a `command`.
VERBS = {
    "seal": "seal",
    "open": "open_",
    "inspect": "inspect_",
    "page": "page",
}


class _LetterVerbs(click.Group):
    """A group whose commands are imported by name."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Return the verbs in the order above."""
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Return the command of a verb, or None where there is no such verb."""
        if cmd_name not in VERBS:
            return None
        command = import_module(f"{__name__}.{VERBS[cmd_name]}").command
        assert isinstance(command, click.Command)
        return command


@click.group("letter", cls=_LetterVerbs)
def command() -> None:
    """Seal letters that one organisation alone can open, and open them. No workspace is needed.

    What a letter is stands in docs/reference/letters.md: an age file, which plain `age -d` opens, too.
    """
