"""The tie of a document to the one that it came in: an attachment names its mail in a column of its own.

The column is one of those that are kept, shown and exported, and never counted. The mail is named by the SHA-256 of its
file, so that it does not matter which of the two is put into the register first.
"""

import re

from isthmus.core.workbook.own_columns import gathered, own_columns

__all__ = ["CAME_IN", "came_in_cells", "digest_came_in"]

CAME_IN = "x_came_in"
_DIGEST = re.compile(r"SHA-256 ([0-9a-f]{64})$")


def came_in_cells(name: str, digest: str) -> str:
    """Return the own columns, as a row holds them, of a document that came in a file of that name and SHA-256."""
    return gathered({CAME_IN: f"{name}, SHA-256 {digest}" if name else f"SHA-256 {digest}"})


def digest_came_in(held: str) -> str:
    """Return the SHA-256 of the file that a document came in, from its own columns; nothing where it came by itself."""
    found = _DIGEST.search(own_columns(held).get(CAME_IN, ""))
    return found[1] if found else ""
