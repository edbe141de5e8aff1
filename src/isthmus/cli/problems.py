"""What is wrong with a table, in English: as lines for people and as JSON for scripts."""

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import TYPE_CHECKING

from isthmus.core.messages import Message
from isthmus.language import english

if TYPE_CHECKING:
    from isthmus.core.workbook.problems import Problem, Problems

__all__ = ["problem_lines", "problems_as_json"]


def problems_as_json(problems: "Problems") -> dict[str, object]:
    """Return `{"problems": [...], "total": n}`, and `left_out` by sheet where rows were left out."""
    found: dict[str, object] = {
        "problems": [_as_json(each) for each in problems.first],
        "total": problems.total,
    }
    return found | ({"left_out": dict(problems.left_out)} if problems.left_out else {})


def _as_json(problem: "Problem") -> dict[str, object]:
    return {
        "sheet": problem.sheet,
        "row": problem.row,
        "column": problem.column,
        "value": problem.value,
        "code": problem.rule.code if isinstance(problem.rule, Message) else "",
        "rule": english(problem.rule),
        "mend": english(problem.mend),
    }


def problem_lines(problems: "Problems") -> Iterator[str]:
    """Yield the problems for people: grouped by sheet, places aligned, and how many more there are."""
    yield english(problems.headline)
    for sheet, found in groupby(problems.first, key=lambda problem: problem.sheet):
        yield ""
        yield sheet or "the workbook"
        yield from _of_sheet(list(found))
    more = problems.total - len(problems.first)
    if more:
        yield ""
        yield f"… and {more:,} more."
    yield from _left_out(problems.left_out)


def _of_sheet(found: "list[Problem]") -> Iterator[str]:
    places = [_place(problem) for problem in found]
    width = min(max(len(place) for place in places), 30)
    for place, problem in zip(places, found, strict=True):
        value = f"“{problem.value}”: " if problem.value else ""
        yield f"  {place:<{width}}  {value}{english(problem.rule, problem.mend)}".rstrip()


def _place(problem: "Problem") -> str:
    row = f"row {problem.row}" if problem.row else "sheet"
    return f"{row}, {problem.column}" if problem.column else row


def _left_out(left_out: Mapping[str, int]) -> Iterator[str]:
    if any(left_out.values()):
        yield ""
        yield "Left out: " + ", ".join(f"{n:,} of {sheet}" for sheet, n in left_out.items() if n) + "."
