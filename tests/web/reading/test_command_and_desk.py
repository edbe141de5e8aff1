"""What the command and the desk say of the same register is the same: each figure, each sentence."""

import re
from html import unescape
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from click.testing import CliRunner
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, assume, given, settings

from isthmus.cli import main
from isthmus.core.workbook.rows import Workbook
from isthmus.files.workbook import write_csv
from isthmus.store.desk.models import Act, Source
from isthmus.web.desk.reading.sources import source_name
from tests.actions.derived import empty_register
from tests.core.small_registers import workbooks
from tests.web.reading.pages import load, text_of

KILLINGS = ("--type=killing", "--from=2017", "--to=2017")

a_few = settings(
    max_examples=12, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)


def of_command(workbook: Workbook, verb: str, *options: str) -> list[str]:
    """Return the lines that the command prints on a workbook."""
    with TemporaryDirectory() as folder:
        write_csv(workbook, Path(folder) / "workbook")
        result = CliRunner().invoke(main, [verb, f"{folder}/workbook", *options])
    assume("says which statements" not in result.output)  # a few drawn registers are unsound so
    assert result.exit_code == 0, result.output
    return result.stdout.splitlines()


def of_desk(browser: Client, address: str) -> str:
    words = " ".join(unescape(text_of(browser.get(address).content)).split())
    return re.sub(r" (?=[.,])", "", words)


def figures(lines: list[str], title: str) -> list[str]:
    """Return a row of the command's table."""
    row = next(line for line in lines if line.startswith(title))
    return row.removeprefix(title).split()


def column(page: bytes, label: str) -> list[str]:
    """Return a column of the page's table, by the label of its cells."""
    cells = re.findall(rf'<td data-label="{label}">(.*?)</td>', page.decode(), re.DOTALL)
    return [" ".join(text_of(each.encode()).split()) for each in cells]


LESS_TITLE = "  less what link runs probably missed"
# What stands beside a minimum that rests on link runs.
LESS = re.compile(r"(?:([\d,]+) less what link runs probably missed|what link runs missed is not stated)$")


def less_of(cell: str) -> str:
    """Return the figure beside a minimum of the page as the command has it; nothing where none stands there."""
    minimum, _, beside = cell.partition(" ")
    found = LESS.match(beside)
    assert bool(found) == (cell != minimum)
    return (found[1] or "unknown") if found else ""


@given(workbooks())
@a_few
@pytest.mark.any_database
def test_a_count_is_told_alike_by_command_and_desk(browser: Client, workbook: Workbook) -> None:
    empty_register()
    load(workbook)
    for query, options in (
        ("", ()),
        ("?type=killing&from=2017&to=2017", KILLINGS),
    ):
        lines = of_command(workbook, "count", *options)
        page = of_desk(browser, reverse("count") + query)
        told = lines.index("What these figures do not say:")
        sentences = [
            lines[0],
            *(line.removeprefix("  - ") for line in lines[told + 1 : lines.index("", told)]),
        ]
        for sentence in sentences:
            assert sentence in page
        shown = browser.get(reverse("count") + query).content
        cells = [each.removesuffix(" a lower bound") for each in column(shown, "people documented, at least")]
        cells += ["0"] * (3 - len(cells))  # what is nothing takes no row
        minimum = [each.partition(" ")[0] for each in cells]
        rests = any(line.startswith(LESS_TITLE) for line in lines)
        for cell, told_less in zip(cells, figures(lines, LESS_TITLE) if rests else cells, strict=True):
            assert less_of(cell) in ("", told_less)
        assert [each for each in figures(lines, "documented minimum of people") if each != ">="] == minimum
        for title, label in (
            ("incidents ", "incidents"),
            ("record maximum of people", "recorded, at most"),
            ("victims: persons and groups", "people and groups"),
            ("  of them individuals", "single people"),
            ("  of them named", "named"),
        ):
            found = column(shown, label)
            assert figures(lines, title) == found + ["0"] * (3 - len(found)), label


@given(workbooks())
@a_few
@pytest.mark.any_database
def test_an_incident_is_told_alike_by_command_and_desk(browser: Client, workbook: Workbook) -> None:
    empty_register()
    load(workbook)
    names = {
        (f"{each.name} ({each.ref})" if each.protection != "sealed" else each.ref): source_name(
            each, veiled=False
        )
        for each in Source.objects.all()
    }
    lines = of_command(workbook, "corroborate")
    assert lines[0] in of_desk(browser, reverse("record"))
    for incident, sentences in incidents(lines).items():
        page = of_desk(browser, reverse("incident", args=[Act.objects.get(ref=incident).uid]))
        for sentence in sentences:
            if not sentence.startswith("alleged ground: "):
                assert as_on_page(sentence, names) in page


def incidents(lines: list[str]) -> dict[str, list[str]]:
    """Return the sentences on each incident, by its id."""
    found: dict[str, list[str]] = {}
    for line in lines:
        if match := re.match(r"(a\d+)  ", line):
            found[match[1]] = []
        elif line.startswith("    ") and found:
            found[list(found)[-1]].append(line.strip())
    return found


def as_on_page(sentence: str, names: dict[str, str]) -> str:
    """Return a sentence with sources called as the desk calls them, without the ids of statements after it."""
    sentence = re.sub(r" \(t\d+(, t\d+)*\)$", "", sentence)
    for told, shown in sorted(names.items(), key=lambda each: -len(each[0])):
        sentence = re.sub(rf"\b{re.escape(told)}(?=[ ,.]|$)", shown, sentence)
    return sentence
