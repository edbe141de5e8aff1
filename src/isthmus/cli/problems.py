"""What is wrong with a table, and what is unusual in it, in English: as lines for people and as JSON for scripts."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from isthmus.core.messages import Message
from isthmus.language import english

if TYPE_CHECKING:
    from isthmus.core.workbook.cautions import Caution, Cautions
    from isthmus.core.workbook.problems import Problem, Problems

__all__ = ["caution_lines", "cautions_as_json", "problem_lines", "problems_as_json"]


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


def cautions_as_json(cautions: "Cautions") -> dict[str, object]:
    """Return `{"cautions": [...], "cautions_total": n}`."""
    found = [
        {
            "sheet": each.sheet,
            "row": each.row,
            "column": each.column,
            "value": each.value,
            "code": each.doubt.code,
            "doubt": english(each.doubt),
            "mend": english(each.mend),
        }
        for each in cautions.first
    ]
    return {"cautions": found, "cautions_total": cautions.total}


def caution_lines(cautions: "Cautions") -> Iterator[str]:
    """Yield the cautions for people, as problems are told; nothing where there are none."""
    if not cautions:
        return
    yield english(cautions.headline)
    yield from _by_sheet(cautions.first)
    yield from _more(cautions.total - len(cautions.first))


def problem_lines(problems: "Problems") -> Iterator[str]:
    """Yield the problems for people: grouped by sheet, places aligned, and how many more there are."""
    yield english(problems.headline)
    yield from _by_sheet(problems.first)
    yield from _more(problems.total - len(problems.first))
    yield from _left_out(problems.left_out)


def _by_sheet(found: "Sequence[Problem | Caution]") -> Iterator[str]:
    for sheet, those in groupby(found, key=lambda each: each.sheet):
        yield ""
        yield sheet or "the workbook"
        yield from _of_sheet(list(those))


def _more(more: int) -> Iterator[str]:
    if more:
        yield ""
        yield f"… and {more:,} more."


def _of_sheet(found: "Sequence[Problem | Caution]") -> Iterator[str]:
    places = [_place(problem) for problem in found]
    width = min(max(len(place) for place in places), 30)
    for place, problem in zip(places, found, strict=True):
        value = f"“{problem.value}”: " if problem.value else ""
        yield f"  {place:<{width}}  {value}{_sentences(problem)}".rstrip()


def _sentences(found: "Problem | Caution") -> str:
    return english(found.rule if hasattr(found, "rule") else found.doubt, found.mend)


def _place(problem: "Problem | Caution") -> str:
    row = f"row {problem.row}" if problem.row else "sheet"
    return f"{row}, {problem.column}" if problem.column else row


def _left_out(left_out: Mapping[str, int]) -> Iterator[str]:
    if any(left_out.values()):
        yield ""
        yield "Left out: " + ", ".join(f"{n:,} of {sheet}" for sheet, n in left_out.items() if n) + "."
