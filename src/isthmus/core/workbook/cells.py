"""What any cell may hold, and what is said of one that may not."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["LONGEST_CELL", "MISSING", "TOO_LONG", "Fault", "formula_like", "screened", "suspicious"]

LONGEST_CELL = 1_000_000


@dataclass(frozen=True, slots=True)
class Fault:
    """The rule that a cell breaks, and how to mend it."""

    rule: str
    mend: str


MISSING = Fault("This cell may not be empty.", "Fill it in.")
TOO_LONG = Fault(
    f"A cell holds at most {LONGEST_CELL:,} characters.", "Put the text in a file and name that."
)

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_NOT_UTF8 = re.compile("[\ud800-\udfff]")
_RISKY_STARTS = frozenset("=+-@\t\r")
_FORMULA = re.compile(r"[=\t\r]|[-+@](?s:.*?)(?:\||(?<![\w.])[A-Za-z][\w.]*\()", re.ASCII)


def formula_like(text: str) -> bool:
    """Whether a spreadsheet might take the text for a formula; `+7 900`, `-5` and `@handle` it may keep."""
    return _FORMULA.match(text) is not None


def suspicious(cells: Sequence[str]) -> bool:
    """Whether any of the cells has to be looked at by itself."""
    joined = "\n".join(cells)
    return (
        _FORBIDDEN.search(joined) is not None
        or not _RISKY_STARTS.isdisjoint({cell[:1] for cell in cells})
        or (len(joined) > LONGEST_CELL and max(map(len, cells)) > LONGEST_CELL)
    )


def screened(cell: str) -> str | Fault:
    """The text as it is, or what is wrong with it."""
    if len(cell) > LONGEST_CELL:
        return TOO_LONG
    if formula_like(cell):
        return Fault(
            "A spreadsheet may run this cell as a formula.",
            "Put an apostrophe or a quotation mark before it, or remove its first character.",
        )
    if _NOT_UTF8.search(cell):
        return Fault("The text is not valid UTF-8.", "Save the sheet as CSV UTF-8 and check this cell.")
    if _FORBIDDEN.search(cell):
        return Fault("The text holds a control character.", "Type the cell again without it.")
    return cell
