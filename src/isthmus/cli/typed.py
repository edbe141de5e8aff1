"""What is typed behind a command: text, or told in a sentence."""

from typing import Any

import click

__all__ = ["taking_text"]


class _Text(click.types.StringParamType):
    """A text that can be kept: of bytes that the terminal's encoding does not have, Python makes half characters."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:  # noqa: ANN401
        """Return the text; fail where it holds half a character or a zero byte."""
        text = str(super().convert(value, param, ctx))
        if "\0" in text or any("\ud800" <= sign <= "\udfff" for sign in text):
            self.fail("This is not text in UTF-8. Set the terminal to UTF-8, and type it again.", param, ctx)
        return text


TEXT = _Text()


def taking_text(command: click.Command) -> click.Command:
    """Return the command, and those below it, with every argument and option of text taking nothing else."""
    for parameter in command.params:
        if parameter.type is click.STRING:
            parameter.type = TEXT
    if isinstance(command, click.Group):
        for below in command.commands.values():
            taking_text(below)
    return command
