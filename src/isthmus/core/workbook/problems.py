"""Everything that is wrong with a workbook, told so that its author can mend it."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from itertools import groupby

__all__ = ["KEPT_IN_FULL", "Problem", "Problems", "UnsoundWorkbook", "lines", "shortened"]

KEPT_IN_FULL = 1_000
_LONGEST_VALUE = 80


@dataclass(frozen=True, slots=True)
class Problem:
    """One broken rule. `row` is the row as a spreadsheet numbers it (the header is 1); `None`: the whole sheet."""

    sheet: str
    row: int | None
    column: str
    value: str
    rule: str
    mend: str


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
        """Whether a further problem would only be counted."""
        return len(self.first) >= KEPT_IN_FULL

    def __bool__(self) -> bool:
        return self.total > 0

    def as_json(self) -> dict[str, object]:
        """`{"problems": [...], "total": n}`, and `left_out` by sheet where rows were left out."""
        found: dict[str, object] = {"problems": [asdict(p) for p in self.first], "total": self.total}
        if self.left_out:
            found["left_out"] = dict(self.left_out)
        return found


class UnsoundWorkbook(ValueError):
    """The workbook breaks rules; `problems` says which. Nothing of it was taken in."""

    def __init__(self, problems: Problems) -> None:
        super().__init__(_headline(problems))
        self.problems = problems


def shortened(value: str) -> str:
    """The value on one line, of at most 80 characters, with nothing that a terminal would act on."""
    start = value[: _LONGEST_VALUE + 1].replace("\n", "⏎").replace("\r", "⏎").replace("\t", "⇥")
    shown = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in start)
    return shown if len(value) <= _LONGEST_VALUE else shown[: _LONGEST_VALUE - 1] + "…"


def lines(problems: Problems) -> Iterator[str]:
    """The problems for people: grouped by sheet, places aligned, and how many more there are."""
    yield _headline(problems)
    for sheet, found in groupby(problems.first, key=lambda problem: problem.sheet):
        yield ""
        yield sheet or "the workbook"
        yield from _of_sheet(list(found))
    more = problems.total - len(problems.first)
    if more:
        yield ""
        yield f"… and {more:,} more."
    yield from _left_out(problems.left_out)


def _headline(problems: Problems) -> str:
    return (
        "1 problem in the workbook."
        if problems.total == 1
        else f"{problems.total:,} problems in the workbook."
    )


def _of_sheet(found: list[Problem]) -> Iterator[str]:
    places = [_place(problem) for problem in found]
    width = min(max(len(place) for place in places), 30)
    for place, problem in zip(places, found, strict=True):
        value = f"“{problem.value}”: " if problem.value else ""
        yield f"  {place:<{width}}  {value}{problem.rule} {problem.mend}".rstrip()


def _place(problem: Problem) -> str:
    row = f"row {problem.row}" if problem.row else "sheet"
    return f"{row}, {problem.column}" if problem.column else row


def _left_out(left_out: Mapping[str, int]) -> Iterator[str]:
    if any(left_out.values()):
        yield ""
        yield "Left out: " + ", ".join(f"{n:,} of {sheet}" for sheet, n in left_out.items() if n) + "."
