"""Everything that is wrong with a workbook, told so that its author can fix it."""

from collections import Counter
from dataclasses import dataclass, field, fields

from isthmus.core.messages import Message, MessageError

__all__ = [
    "KEPT_IN_FULL",
    "CellRemark",
    "Problem",
    "Problems",
    "Remarks",
    "Said",
    "UnsoundWorkbook",
    "shortened",
]

# A text only until every reader of a table speaks in messages.
type Said = Message | str

KEPT_IN_FULL = 1_000
_LONGEST_VALUE = 80


@dataclass(frozen=True, slots=True)
class CellRemark:
    """What is said of a cell. `row`: as a spreadsheet numbers it (the header is 1); `None`: the whole sheet."""

    sheet: str
    row: int | None
    column: str
    value: str

    def as_json(self) -> dict[str, object]:
        """Return it as a job keeps it: what is said as messages."""
        return {each.name: _as_json(getattr(self, each.name)) for each in fields(self)}


@dataclass(frozen=True, slots=True)
class Problem(CellRemark):
    """One broken rule, and how to fix it."""

    rule: Said
    mend: Said

    @property
    def says(self) -> tuple[Said, Said]:
        """Return what is wrong, and what to do."""
        return self.rule, self.mend


class Remarks[Remark: CellRemark]:
    """The first thousand of something in full, in `first`, and how many there are, in `total`."""

    total: int
    first: list[Remark]

    def add(self, remark: Remark) -> None:
        """Count it, and keep it while there is room."""
        self.total += 1
        if len(self.first) < KEPT_IN_FULL:
            self.first.append(remark)

    def __bool__(self) -> bool:
        return self.total > 0


@dataclass
class Problems(Remarks[Problem]):
    """All problems of one workbook: the first thousand in full, and how many there are.

    `left_out` counts the rows by sheet that a partial import leaves out: the unsound ones and what depends on them.
    """

    total: int = 0
    first: list[Problem] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)

    @property
    def full(self) -> bool:
        """Return whether a further problem would only be counted."""
        return len(self.first) >= KEPT_IN_FULL

    @property
    def headline(self) -> Message:
        """Return how many there are."""
        return Message("workbook.problems", n=self.total)

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


def _as_json(said: object) -> object:
    return said.as_json() if isinstance(said, Message) else said


def shortened(value: str) -> str:
    """Return the value on one line, of at most 80 characters, with nothing that a terminal would act on."""
    start = value[: _LONGEST_VALUE + 1].replace("\n", "⏎").replace("\r", "⏎").replace("\t", "⇥")
    shown = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in start)
    return shown if len(value) <= _LONGEST_VALUE else shown[: _LONGEST_VALUE - 1] + "…"
