"""Text that a spreadsheet would run as a formula leaves in a CSV file behind an apostrophe, and loses it when read.

Spreadsheets pass over blanks and invisible signs before they look for a formula, and take full-width signs for
ordinary ones. A text that has such an apostrophe of its own gets another, so that every text comes back as it was.
"""

import re
from collections.abc import Sequence

__all__ = ["guarded", "guarded_cells", "runnable", "unguarded", "unguarded_cells"]

APOSTROPHE = "'"
# Blanks of every kind, C0 signs, soft hyphen, zero-width signs and marks of direction, byte order mark.
_PASSED_OVER = (
    r"[\s\x00-\x20\x7f\x85\xa0\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202e"
    r"\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0]*"
)
# = + - @, their full-width and small forms, and the minus sign.
_SIGNS = "=+\\-@\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b\u2212\u207a\u207b\u207c"
_RUN = re.compile(f"{_PASSED_OVER}[{_SIGNS}]")
_NUMBER = re.compile(r"[+-]?[0-9]+([.,][0-9]+)?")
_MARKED = re.compile(f"{APOSTROPHE}+{_PASSED_OVER}[{_SIGNS}]")
# Of most cells the first letter tells that nothing is to be done.
_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") | {""}


def runnable(text: str) -> bool:
    """Return whether a spreadsheet that opens a CSV file might run the text; a plain number it may have."""
    return _RUN.match(text) is not None and _NUMBER.fullmatch(text) is None


def guarded(text: str) -> str:
    """Return the text as it may stand in a CSV file."""
    return APOSTROPHE + text if runnable(text) or _is_marked(text) else text


def unguarded(text: str) -> str:
    """Return what `guarded` was given."""
    return text[1:] if text[:1] == APOSTROPHE and _is_marked(text) else text


def _is_marked(text: str) -> bool:
    return _MARKED.match(text) is not None and runnable(text.lstrip(APOSTROPHE))


def guarded_cells[T](cells: Sequence[T]) -> Sequence[T | str]:
    """Return a row's or a column's cells as they may stand in a CSV file; what is no text stays."""
    if all(not isinstance(cell, str) or cell[:1] in _PLAIN for cell in cells):
        return cells
    return [guarded(cell) if isinstance(cell, str) else cell for cell in cells]


def unguarded_cells(cells: Sequence[str]) -> Sequence[str]:
    """Return what `guarded_cells` was given."""
    return [unguarded(cell) for cell in cells] if APOSTROPHE in [cell[:1] for cell in cells] else cells
