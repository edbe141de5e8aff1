"""What a cell of a table of lists may hold: on a list or not, how many people, which stratum."""

import re

from isthmus.core.workbook.cells import Fault

__all__ = ["MARKS", "MOST_PEOPLE", "NOT_STATED", "ON", "count_of", "on_list", "stratum_of"]

ON = {"": False, "0": False, "1": True, "0.0": False, "1.0": True}
"""Cells of lists. Spreadsheets and programs write the whole numbers of a column with gaps as 1.0."""

MARKS = frozenset(
    [
        "true",
        "false",
        "t",
        "f",
        "yes",
        "no",
        "y",
        "n",
        "x",
        "+",
        "-",
        "on",
        "off",
        "present",
        "absent",
        "да",
        "нет",
        "✓",
        "✔",
        "✗",
        "✘",
        "☑",
        "☐",
    ]
)
"""Other ways to say who is on a list, none of them taken for it: 'no' may be anything."""

NOT_STATED = "not stated"

MOST_PEOPLE = 100_000_000
_ZEROS = re.compile(r"\.0+")
_BELOW = re.compile(r"[-−–]\s*\d+")
_DECIMAL = re.compile(r"\d+\.\d*|\.\d+")
_UNREADABLE = re.compile("[\ud800-\udfff]")

_PATTERN = Fault(
    "A cell of a list is 1 (the person is on it), or 0 or empty (is not).",
    "Write 0 or 1; take the column out where it is no list.",
)
_EMPTY = Fault(
    "A row of a table with counts says how many people have its pattern.", "Write the count, 0 for nobody."
)
_NEGATIVE = Fault("A count of people is never below 0.", "Write how many people have this pattern.")
_WHOLE = Fault(
    "People are counted in whole numbers.", "Write how many people have this pattern, without decimals."
)
_DIGITS = Fault("A count is written in digits alone.", "Write 1204, not 1,204 or 1204 people.")
_TOO_MANY = Fault(
    f"A count is at most {MOST_PEOPLE:,}: more people are not estimated from.",
    "Write how many people have this pattern.",
)
_ENCODING = Fault("The text is not valid UTF-8.", "Save the sheet as CSV UTF-8 and check this cell.")


def on_list(cell: str) -> bool | Fault:
    """Whether somebody is on a list."""
    return ON.get(cell.strip(), _PATTERN)


def count_of(cell: str) -> int | Fault:
    """How many people."""
    text = cell.strip()
    whole, point, zeros = text.partition(".")
    digits = whole if point and _ZEROS.fullmatch(point + zeros) else text
    if digits.isdecimal():
        return int(digits) if len(digits) <= 20 and int(digits) <= MOST_PEOPLE else _TOO_MANY
    if not text:
        return _EMPTY
    if _BELOW.fullmatch(text):
        return _NEGATIVE
    return _WHOLE if _DECIMAL.fullmatch(text) else _DIGITS


def stratum_of(cell: str) -> str | Fault:
    """Which stratum; those of whom none is stated are one of their own."""
    text = " ".join(cell.split())
    return _ENCODING if _UNREADABLE.search(text) else text or NOT_STATED
