"""What a cell of a table of lists may hold: on a list or not, how many people, which stratum."""

import re

from isthmus.core.messages import Message
from isthmus.core.workbook.cells import Fault
from isthmus.files.messages import CATALOGUE

__all__ = ["MARKS", "MOST_PEOPLE", "NOT_APPLICABLE", "NOT_STATED", "ON", "count_of", "on_list", "stratum_of"]

ON = (
    {"": False, "0": False, "1": True, "0.0": False, "1.0": True}
    | dict.fromkeys("٠۰", False)
    | dict.fromkeys("١۱", True)
)
"""Cells of lists, also in Arabic and Persian digits. Programs write whole numbers of a column with gaps as 1.0."""

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
    ],
)
"""Other ways to say who is on a list, none of them taken for it: 'no' may be anything."""

NOT_APPLICABLE = frozenset(
    ["na", "n/a", "n.a.", "n. a.", "#n/a", "#na", "<na>", "nan", "null", "none", "nil"]
)
"""Cells of a list that did not exist where somebody was, in either case: of people, spreadsheets, R and pandas."""

NOT_STATED = CATALOGUE["lists.not_stated"].one  # the name of a stratum, as one of the table's own

MOST_PEOPLE = 100_000_000
_ZEROS = re.compile(r"\.0+")
_BELOW = re.compile(r"[-−–]\s*\d+")
# Where a comma marks decimals, a point marks thousands: of 1.000 nobody can tell which it is, of 1.0 or 1.00 everybody.
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(\.\d{3})+")
_DECIMAL = re.compile(r"\d+\.\d*|\.\d+")
_UNREADABLE = re.compile("[\ud800-\udfff]")

_PATTERN = Fault(Message("lists.pattern"), Message("lists.pattern_fix"))
_EMPTY = Fault(Message("lists.no_count"), Message("lists.no_count_fix"))
_NEGATIVE = Fault(Message("lists.negative"), Message("lists.count_fix"))
_WHOLE = Fault(Message("lists.whole"), Message("lists.whole_fix"))
_ONE_OR_MANY = Fault(Message("lists.thousands"), Message("lists.thousands_fix"))
_DIGITS = Fault(Message("lists.digits"), Message("lists.digits_fix"))
_TOO_MANY = Fault(Message("lists.too_many", most=MOST_PEOPLE), Message("lists.count_fix"))
_ENCODING = Fault(Message("lists.encoding"), Message("lists.encoding_fix"))


def on_list(cell: str) -> bool | Fault | None:
    """Return whether somebody is on a list; None where the cell says that it did not exist there."""
    text = cell.strip()
    return None if text.casefold() in NOT_APPLICABLE else ON.get(text, _PATTERN)


def count_of(cell: str) -> int | Fault:
    """Return how many people."""
    text = cell.strip()
    if _THOUSANDS.fullmatch(text):
        return _ONE_OR_MANY
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
    """Return which stratum; those of whom none is stated are one of their own."""
    text = " ".join(cell.split())
    return _ENCODING if _UNREADABLE.search(text) else text or NOT_STATED
