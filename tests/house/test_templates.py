"""Templates read like code: one tag a line, and no line longer than a line of prose."""

import re
from pathlib import Path
from statistics import quantiles

import pytest

from tests.house.sentences import SOURCE

TEMPLATES = sorted(SOURCE.rglob("templates/**/*.html"))
LONGEST, USUAL = 120, 110

# What opens something that is closed further down; two of them in a line hide what belongs to what.
_OPENING = re.compile(r"{%-? *(?:if|for|with|block|partialdef|extends|include|load|partial)\b")
_CLOSING = re.compile(r"{%-? *end(?:if|for|with|block|partialdef)\b")
_BLOCK = (
    "table|thead|tbody|tr|th|td|ul|ol|li|dl|dt|dd|p|h1|h2|h3|div|section|figure|form|fieldset|details|nav"
)
_BLOCKS = re.compile(rf"<(?:{_BLOCK})(?=[ >])")

each_template = pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(SOURCE)))


@each_template
def test_no_line_of_a_template_is_too_long(path: Path) -> None:
    assert [line for line in path.read_text().splitlines() if len(line) > LONGEST] == []


def test_most_lines_of_templates_are_short() -> None:
    lengths = [len(line) for path in TEMPLATES for line in path.read_text().splitlines() if line.strip()]
    assert quantiles(lengths, n=10)[-1] <= USUAL


@each_template
def test_a_template_has_one_tag_a_line(path: Path) -> None:
    lines = path.read_text().splitlines()
    assert [line for line in lines if len(_BLOCKS.findall(line)) > 1 or _hides(line)] == []


def _hides(line: str) -> bool:
    """Whether a line opens two things, or one beside which something was closed that it did not open."""
    opened, closed = len(_OPENING.findall(line)), len(_CLOSING.findall(line))
    return opened > 1 and opened != closed


def test_dark_pages_differ_in_colours_alone() -> None:
    """The browser tests look at dark pages for what rests on colours, and at light ones for all."""
    sheets = "\n".join(path.read_text() for path in SOURCE.rglob("*.css"))
    dark = re.findall(r"prefers-color-scheme: *dark\) *{\s*:root *{([^}]*)}\s*}", sheets)
    assert len(dark) == sheets.count("prefers-color-scheme") == 2  # the desk, and the page of letters
    assert [re.sub(r"\s*--[a-z-]+: *#[0-9a-f]{3,6}(;|$)\s*", "", each) for each in dark] == ["", ""]
