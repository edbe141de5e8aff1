"""Every command that acts in a workspace is told which one in the same way."""

from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from isthmus.cli import main
from isthmus.cli.workspace import InWorkspace
from tests.house.commands import whole_program

# Commands that make the workspace that they are told.
MAKING = {"isthmus init", "isthmus restore"}


def commands(group: click.Group, context: click.Context) -> Iterator[tuple[str, click.Command]]:
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        inner = click.Context(command, info_name=name, parent=context)
        if isinstance(command, click.Group):
            yield from commands(command, inner)
        else:
            yield inner.command_path, command


ALL = dict(commands(main, whole_program()))
IN_A_WORKSPACE = {
    path for path, command in ALL.items() if "folder" in {each.name for each in command.params}
} - MAKING


@pytest.mark.parametrize("path", sorted(IN_A_WORKSPACE))
def test_every_command_in_a_workspace_takes_it_by_w(path: str) -> None:
    options = [each for each in ALL[path].params if "-w" in each.opts]
    assert [each.opts for each in options] == [["--workspace", "-w"]]


@pytest.mark.parametrize("path", sorted(ALL.keys() - IN_A_WORKSPACE))
def test_no_other_command_does(path: str) -> None:
    assert not [each for each in ALL[path].params if "-w" in each.opts]


def folder(command: click.Command, words: list[str]) -> tuple[object, object]:
    """Return which folder a command takes, and all else that it takes."""
    with command.make_context("it", words, resilient_parsing=True) as context:
        return context.params.pop("folder"), dict(context.params)


def words_of(command: click.Command) -> list[str]:
    return [
        f"{each.name}-word" for each in command.params if isinstance(each, click.Argument) and each.required
    ]


@pytest.mark.parametrize(
    "path", sorted(path for path in IN_A_WORKSPACE if isinstance(ALL[path], InWorkspace))
)
def test_the_first_word_says_the_same_and_so_do_the_variable_and_the_current_folder(
    path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    command = ALL[path]
    words = [each for each in words_of(command) if each != "folder-word"]
    monkeypatch.delenv("ISTHMUS_WORKSPACE", raising=False)
    taken, rest = folder(command, ["case", *words])
    assert taken == Path("case")
    for same in (["-w", "case", *words], [*words, "--workspace", "case"], [*words, "--workspace=case"]):
        assert folder(command, same) == (taken, rest)
    assert folder(command, words) == (Path(), rest)
    monkeypatch.setenv("ISTHMUS_WORKSPACE", "case")
    assert folder(command, words) == (taken, rest)
