"""A change of many cells in one text, as the changes of these cells: who looks at it sees what differs, and no more."""

import json
from collections.abc import Iterator
from dataclasses import replace

from isthmus.actions.desk.import_workbook import FieldChange

__all__ = ["changed_cells"]

# What stands between the cells of a row in the quote of its statement, and between those of a submission.
_BETWEEN = (" · ", "\n")


def changed_cells(change: FieldChange) -> Iterator[FieldChange]:
    """Yield the change of each own column, and of a quote of cells those that differ; any other change as it is."""
    if change.column == "own":
        yield from _own_columns(change)
    elif change.column == "quote" and (sign := _sign(change)):
        yield _differing(change, sign)
    else:
        yield change


def _own_columns(change: FieldChange) -> Iterator[FieldChange]:
    before, after = (json.loads(text) if text else {} for text in (change.before, change.after))
    for name in dict.fromkeys((*before, *after)):
        was, now = before.get(name, ""), after.get(name, "")
        if was != now:
            yield replace(change, column=name, before=was, after=now)


def _sign(change: FieldChange) -> str:
    """Return what stands between the cells of both texts; nothing where they are not made of cells."""
    return next((each for each in _BETWEEN if each in change.before and each in change.after), "")


def _differing(change: FieldChange, sign: str) -> FieldChange:
    before, after = (text.split(sign) for text in (change.before, change.after))
    was = [each for each in before if each not in after]
    now = [each for each in after if each not in before]
    if not was and not now:
        return change  # the same cells in another order
    return replace(change, before=sign.join(was), after=sign.join(now))
