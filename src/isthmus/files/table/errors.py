"""What is wrong with a table, as messages: the rule that it breaks, and what to do next."""

from collections.abc import Sequence

from isthmus.core.messages import Message, MessageError

__all__ = ["TableError", "TableFault", "rows_named"]

_MOST_NAMED = 10


class TableFault(Exception):
    """A rule that a table breaks, how to fix it, and the row, as a spreadsheet numbers it; the file is not named."""

    def __init__(self, rule: Message, fix: Message, row: int | None = None) -> None:
        super().__init__(rule.code)
        self.rule, self.fix, self.row = rule, fix, row


class TableError(MessageError):
    """A file that cannot be used as a table: which, where, the rule, and the next step; never what its cells hold."""

    def __init__(self, file: str, fault: TableFault) -> None:
        super().__init__(_placed(file, fault))
        self.fault = fault


def _placed(file: str, fault: TableFault) -> Message:
    if fault.row is None:
        return Message("table.in_file", file=file, rule=fault.rule, fix=fault.fix)
    return Message("table.in_row", file=file, row=fault.row, rule=fault.rule, fix=fault.fix)


def rows_named(rows: Sequence[int]) -> Message:
    """Return up to ten rows by number, and how many more there are."""
    named = tuple(str(row) for row in rows[:_MOST_NAMED])
    if len(rows) == 1:
        return Message("table.row", row=rows[0])
    if len(rows) <= _MOST_NAMED:
        return Message("table.rows", rows=named)
    return Message("table.rows_and_more", rows=named, more=len(rows) - _MOST_NAMED)
