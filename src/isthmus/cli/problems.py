"""What is wrong with a table, and what is unusual in it, in English: as lines for people and as JSON for scripts."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from isthmus.core.messages import Message
from isthmus.language import english, with_text

if TYPE_CHECKING:
    from isthmus.core.workbook.cautions import Caution, Cautions
    from isthmus.core.workbook.problems import Problem, Problems

__all__ = ["caution_lines", "cautions_as_json", "failure_as_json", "problem_lines", "problems_as_json"]


def problems_as_json(problems: "Problems") -> dict[str, object]:
    """Return `{"problems": [...], "total": n}`, and `left_out` by sheet where rows were left out."""
    found: dict[str, object] = {
        "problems": list(map(_remark, problems.first)),
        "total": problems.total,
    }
    return found | ({"left_out": dict(problems.left_out)} if problems.left_out else {})


def failure_as_json(said: Message | str, code: str = "") -> dict[str, object]:
    """Return what ended a command as problems, of which it is the only one; English of no message has this code."""
    if isinstance(said, str):
        one = _as_json("", None, "", "", said, None) | {"code": code}
    else:
        # A table's error names its file and row beside the rule that it breaks and how to fix it.
        values = said.values
        rule, fix = values.get("rule"), values.get("fix")
        whole = not (isinstance(rule, Message) and isinstance(fix, Message))
        sheet, row = ("", None) if whole else (values.get("file", ""), values.get("row"))
        one = _as_json(sheet, row, "", "", said if whole else rule, None if whole else fix)
    return {"problems": [one], "total": 1}


def _as_json(
    sheet: object, row: object, column: str, value: str, rule: object, mend: object
) -> dict[str, object]:
    return {
        "sheet": sheet,
        "row": row,
        "column": column,
        "value": value,
        "rule": _in_words(rule),
        "mend": _in_words(mend),
        "code": rule.code if isinstance(rule, Message) else "",
        "values": _values(rule),
        "mend_code": mend.code if isinstance(mend, Message) else "",
        "mend_values": _values(mend),
    }


def _in_words(said: object) -> str:
    return english(said) if isinstance(said, Message) else str(said or "")


def _values(said: object) -> object:
    return with_text(said)["values"] if isinstance(said, Message) else {}


def cautions_as_json(cautions: "Cautions") -> dict[str, object]:
    """Return `{"cautions": [...], "cautions_total": n}`, each in the form of a problem."""
    return {"cautions": list(map(_remark, cautions.first)), "cautions_total": cautions.total}


def _remark(found: "Problem | Caution") -> dict[str, object]:
    return _as_json(found.sheet, found.row, found.column, found.value, *found.says)


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
        yield f"  {place:<{width}}  {value}{english(*problem.says)}".rstrip()


def _place(problem: "Problem | Caution") -> str:
    row = f"row {problem.row}" if problem.row else "sheet"
    return f"{row}, {problem.column}" if problem.column else row


def _left_out(left_out: Mapping[str, int]) -> Iterator[str]:
    if any(left_out.values()):
        yield ""
        yield "Left out: " + ", ".join(f"{n:,} of {sheet}" for sheet, n in left_out.items() if n) + "."
