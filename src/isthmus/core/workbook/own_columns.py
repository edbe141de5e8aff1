"""Own columns: whatever an author keeps beside the columns of a sheet, under names that begin with `x_`.

A row holds them as one text: a JSON object of those that are filled, by name. Where the row is closed, one token stands
for all of them, and in a file in each of them.
"""

import json
from collections.abc import Iterable, Mapping, Sequence

from isthmus.core.mapping import spelled
from isthmus.core.workbook.tokens import is_token

__all__ = ["CLOSED", "gathered", "is_own", "own_cells", "own_columns", "own_names"]

_START = "x_"
# What the column of closed rows is called where no row is open.
CLOSED = "x_closed"


def is_own(name: str) -> bool:
    """Tell whether a column of this name is an author's own."""
    return spelled(name).startswith(_START) and len(spelled(name)) > len(_START)


def gathered(cells: Mapping[str, str]) -> str:
    """Return own columns, by name, as the text that a row holds; nothing where none is filled."""
    filled = {name: cell for name, cell in cells.items() if cell.strip()}
    tokens = set(filled.values())
    if len(tokens) == 1 and is_token(token := next(iter(tokens))):
        return token
    return json.dumps(filled, ensure_ascii=False, sort_keys=True, separators=(",", ":")) if filled else ""


def own_columns(held: str) -> dict[str, str]:
    """Return the own columns of a row, by name, from the text that it holds; none where it is closed."""
    found: dict[str, str] = json.loads(held) if held and not is_token(held) else {}
    return found


def own_names(held: Iterable[str]) -> tuple[str, ...]:
    """Return the names of all own columns that rows hold, in order."""
    texts = set(held) - {""}
    names = {name for text in texts for name in own_columns(text)}
    return tuple(sorted(names)) or ((CLOSED,) if texts else ())


def own_cells(held: str, names: Sequence[str]) -> tuple[str, ...]:
    """Return the cells of own columns of these names, from the text that a row holds."""
    if is_token(held):
        return (held,) * len(names)
    cells = own_columns(held)
    return tuple(cells.get(name, "") for name in names)
