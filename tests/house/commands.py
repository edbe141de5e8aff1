"""Writes docs/reference/commands.md from the commands themselves: `make reference`."""

from collections.abc import Iterator
from pathlib import Path

import click

from isthmus.cli import main

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "commands.md"
OPENING = """\
# Commands

What each command prints with `--help`, for reading at leisure. This page is made from the commands (`make reference`);
the tests fail when the two differ.

Results go to standard output, notes to standard error. Exit status 0: done. 1: a problem in the input, or a check that
failed. 2: used wrongly.
"""


def whole_program() -> click.Context:
    """The context of `isthmus` itself, as it runs: a command keeps the help option that it is first asked with."""
    return click.Context(main, info_name="isthmus", **main.context_settings)


def page() -> str:
    """The whole page."""
    return "\n".join([OPENING, *_sections(main, whole_program())])


def _sections(group: click.Group, context: click.Context) -> Iterator[str]:
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        inner = click.Context(
            command, info_name=name, parent=context, terminal_width=100, max_content_width=100
        )
        command._help_option = None  # what the command keeps of whoever asked it before, by itself
        yield f"## {inner.command_path}\n\n```text\n{command.get_help(inner)}\n```\n"
        if isinstance(command, click.Group):
            yield from _sections(command, inner)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
