"""The documentation is checked: links lead somewhere, and the commands it shows exist."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from isthmus.cli import main
from tests.house import commands

ROOT = Path(__file__).parents[2]
PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]
TARGETS = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
NAMED = pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))


def tokens(page: Path) -> Iterator[Token]:
    for token in MarkdownIt("commonmark").enable("table").parse(page.read_text(encoding="utf-8")):
        yield token
        yield from token.children or ()


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as the usual viewers make them."""
    found, heading = set(), False
    for token in tokens(page):
        if token.type == "inline" and heading:
            found.add(re.sub(r"[^\w -]", "", token.content.lower()).replace(" ", "-"))
        heading = token.type == "heading_open"
    return found


def links(page: Path) -> Iterator[str]:
    for token in tokens(page):
        target = token.attrGet("href") or token.attrGet("src")
        if isinstance(target, str):
            yield target


def lines_of_code(page: Path) -> Iterator[str]:
    for token in tokens(page):
        if token.type == "code_inline":
            yield token.content
        if token.type == "fence" and token.info in ("", "sh", "console"):
            yield from (line.removeprefix("$ ") for line in token.content.replace("\\\n", " ").splitlines())


def shown(page: Path, program: str) -> list[str]:
    return sorted({line for line in lines_of_code(page) if re.match(rf"{program}( |$)", line)})


def leads_somewhere(page: Path, target: str) -> bool:
    path, _, anchor = target.partition("#")
    file = (page.parent / path).resolve() if path else page
    if not file.exists():
        return False
    return not anchor or file.suffix != ".md" or anchor in anchors(file)


def not_understood(line: str) -> str | None:
    """What in a command line the program does not know: a verb or an option; `None` when all is known."""
    line = re.split(r" [|>&] |  +#|  {3,}", line)[0]
    words = shlex.split(line.replace("[", " ").replace("]", " ").replace("…", " "))[1:]
    command: click.Command = main
    context = commands.whole_program()
    for word in words:
        if isinstance(command, click.Group) and not word.startswith("-"):
            found = command.get_command(context, word)
            if found is None:
                return word
            command, context = found, click.Context(found, info_name=word, parent=context)
        elif word.startswith("--") and word.split("=")[0] not in options(command, context):
            return word
    return None


def options(command: click.Command, context: click.Context) -> set[str]:
    return {name for each in command.get_params(context) for name in (*each.opts, *each.secondary_opts)}


@NAMED
def test_every_link_of_a_page_leads_somewhere(page):
    local = [target for target in links(page) if not re.match(r"(https?|mailto):", target)]
    assert [target for target in local if not leads_somewhere(page, target)] == []


@NAMED
def test_every_command_that_a_page_shows_exists(page):
    lines = shown(page, "isthmus")
    assert {line: word for line in lines if (word := not_understood(line))} == {}


@NAMED
def test_every_make_target_that_a_page_shows_exists(page):
    words = [word for line in shown(page, "make") for word in line.split("  ")[0].split()[1:]]
    assert [word for word in words if "=" not in word and word not in TARGETS] == []


@pytest.mark.parametrize("verb", main.list_commands(commands.whole_program()))
def test_every_verb_explains_itself(verb):
    context = commands.whole_program()
    command = main.get_command(context, verb)
    assert command is not None
    assert command.get_short_help_str() != ""
    assert command.get_help(click.Context(command, info_name=verb, parent=context)).startswith(
        "Usage: isthmus"
    )


def test_a_command_that_is_not_there_would_be_found():
    assert not_understood("isthmus scrape the-web") == "scrape"
    assert not_understood("isthmus corroborate WORKBOOK --guess") == "--guess"
    assert not_understood("isthmus corroborate WORKBOOK --json") is None


def test_the_page_of_commands_is_what_the_commands_say():
    assert commands.PAGE.read_text(encoding="utf-8") == commands.page(), "Write it anew: make reference"
