"""The inventory of what leaves names every file that an address of the desk sends, and every command."""

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from django.test import Client
from django.urls import get_resolver

from isthmus.actions.desk.importing import import_sample
from isthmus.cli import main
from tests.accounts import who
from tests.house.commands import whole_program
from tests.web.reading.pages import every_address, patterns

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "what-leaves.md"
# Commands that work on a workspace, or make one, and give no part of it.
GIVING_NOTHING = {
    *("isthmus demo", "isthmus init", "isthmus desk", "isthmus restore", "isthmus passphrase"),
    *("isthmus account add", "isthmus account remove"),
    *("isthmus keys new keeper", "isthmus keys add keeper", "isthmus keys remove keeper"),
}


def first_cells(heading: str) -> list[str]:
    """Return what stands in the first cells of the table under a heading."""
    section = PAGE.read_text(encoding="utf-8").partition(f"## {heading}\n")[2].partition("\n## ")[0]
    return [cell.strip() for cell in re.findall(r"^\| `?([a-z_ ]+)`?", section, re.MULTILINE)][1:]


def commands(group: click.Group, context: click.Context) -> Iterator[str]:
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        inner = click.Context(command, info_name=name, parent=context)
        if isinstance(command, click.Group):
            yield from commands(command, inner)
        else:
            yield inner.command_path


def test_every_address_that_sends_a_file_is_in_the_inventory(signed_in: Client) -> None:
    import_sample(actor=who("tests"))
    listed = set(first_cells("Files of the desk"))
    assert listed <= {pattern.name for pattern in patterns(get_resolver().url_patterns)}
    for name, address in every_address():
        answer = signed_in.get(address)
        page = (
            answer.headers.get("Content-Type", "text/html").startswith("text/html")
            or answer.status_code >= 300
        )
        assert page or name in listed, name


def test_every_view_that_names_a_file_is_in_the_inventory() -> None:
    listed = set(first_cells("Files of the desk"))
    sending = {
        pattern.name
        for pattern in patterns(get_resolver().url_patterns)
        if re.search(
            r"_(csv|xlsx|json|table|figures|file|picture|recording|template)$|^(head|backup|export|hand_over)$",
            pattern.name or "",
        )
    }
    assert sending - {"bring_in_file"} == listed  # which takes one in


@pytest.mark.parametrize("command", sorted(commands(main, whole_program())))
def test_every_command_is_in_the_inventory(command: str) -> None:
    assert command in {*first_cells("What commands print and write"), *GIVING_NOTHING}
