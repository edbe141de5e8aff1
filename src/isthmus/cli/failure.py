"""How a command ends that cannot do what was asked: in words, and with `--json` in the one form of problems."""

from typing import IO, Any

import click

from isthmus.cli.problems import failure_as_json
from isthmus.core.messages import Message
from isthmus.language import english

__all__ = ["AS_JSON", "Failure"]

AS_JSON = "isthmus.json"  # where the context of a command keeps that `--json` was asked for


class Failure(click.ClickException):
    """Ends a command with status 1: a message on standard error and, with `--json`, problems on standard output.

    What only the command line says is English, with a code of its own.
    """

    def __init__(self, said: Message | str, *, code: str = "") -> None:
        super().__init__(said if isinstance(said, str) else english(said))
        self.as_json = failure_as_json(said, code)
        context = click.get_current_context(silent=True)
        self.json_asked = bool(context and context.meta.get(AS_JSON))

    def show(self, file: IO[Any] | None = None) -> None:
        """Say it."""
        if self.json_asked:
            from isthmus.cli.offline import print_json

            print_json(self.as_json)
        super().show(file)
