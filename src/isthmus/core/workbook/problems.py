"""Everything that is wrong with a workbook, told so that its author can fix it."""

from collections import Counter
from dataclasses import dataclass, field

from isthmus.core.messages import Message, MessageError

__all__ = ["KEPT_IN_FULL", "Problem", "Problems", "Said", "UnsoundWorkbook", "shortened"]

# A text only until every reader of a table speaks in messages.
type Said = Message | str

KEPT_IN_FULL = 1_000
_LONGEST_VALUE = 80


@dataclass(frozen=True, slots=True)
class Problem:
    """One broken rule. `row` is the row as a spreadsheet numbers it (the header is 1); `None`: the whole sheet."""

    sheet: str
    row: int | None
    column: str
    value: str
    rule: Said
    mend: Said

    def as_json(self) -> dict[str, object]:
        """Return the problem as a job keeps it: the rule and how to fix it as messages."""
        return {
            "sheet": self.sheet,
            "row": self.row,
            "column": self.column,
            "value": self.value,
            "rule": _as_json(self.rule),
            "mend": _as_json(self.mend),
        }


@dataclass(slots=True)
class Problems:
    """All problems of one workbook: the first thousand in full, and how many there are.

    `left_out` counts the rows by sheet that a partial import leaves out: the unsound ones and what depends on them.
    """

    total: int = 0
    first: list[Problem] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)

    def add(self, problem: Problem) -> None:
        """Count the problem, and keep it while there is room."""
        self.total += 1
        if len(self.first) < KEPT_IN_FULL:
            self.first.append(problem)

    @property
    def full(self) -> bool:
        """Return whether a further problem would only be counted."""
        return len(self.first) >= KEPT_IN_FULL

    @property
    def headline(self) -> Message:
        """Return how many there are."""
        return Message("workbook.problems", n=self.total)

    def __bool__(self) -> bool:
        return self.total > 0

    def as_json(self) -> dict[str, object]:
        """`{"problems": [...], "total": n}`, and `left_out` by sheet where rows were left out."""
        found: dict[str, object] = {"problems": [each.as_json() for each in self.first], "total": self.total}
        if self.left_out:
            found["left_out"] = dict(self.left_out)
        return found


class UnsoundWorkbook(MessageError):
    """The workbook breaks rules; `problems` says which. Nothing of it was taken in."""

    def __init__(self, problems: Problems) -> None:
        super().__init__(problems.headline)
        self.problems = problems


def _as_json(said: Said) -> object:
    return said.as_json() if isinstance(said, Message) else said


def shortened(value: str) -> str:
    """Return the value on one line, of at most 80 characters, with nothing that a terminal would act on."""
    start = value[: _LONGEST_VALUE + 1].replace("\n", "⏎").replace("\r", "⏎").replace("\t", "⇥")
    shown = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in start)
    return shown if len(value) <= _LONGEST_VALUE else shown[: _LONGEST_VALUE - 1] + "…"
