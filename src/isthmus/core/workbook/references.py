"""Rules across rows: every reference points somewhere, nothing goes round in a loop, judgements fit their sides."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from operator import attrgetter
from typing import cast

from isthmus.core.workbook.problems import Problem, Problems, shortened
from isthmus.core.workbook.rows import Act, Judgement, Statement
from isthmus.core.workbook.schema import SIDES, Column
from isthmus.core.workbook.sheets import ReadSheet, row_key

__all__ = ["settle"]

type Sheets = Mapping[str, ReadSheet]


def settle(sheets: Sheets, problems: Problems) -> None:
    """Tell of every broken rule across rows, and leave out its row with whatever depends on it."""
    leave_out_dependents(
        sheets, lambda sheet, i, column, value: problems.add(_dangling(sheets, sheet, i, column, value))
    )
    for name, column in (("sources", "affiliation"), ("places", "parent"), ("judgements", "replaces")):
        _leave_out_loops(sheets[name], column, problems)
    _leave_out_ill_fitting(sheets, problems)
    leave_out_dependents(sheets, lambda sheet, i, column, value: None)


type Report = Callable[[ReadSheet, int, Column, str], None]


def leave_out_dependents(sheets: Sheets, report: Report) -> None:
    """Leave out the rows that point nowhere, then those that point to them, until nothing changes."""
    changed = True
    while changed:
        changed = False
        for sheet in sheets.values():
            changed = bool(_pointless(sheets, sheet, report)) or changed


def _pointless(sheets: Sheets, sheet: ReadSheet, report: Report) -> list[str]:
    """Leave out the rows of one sheet that point nowhere; a reference to an unsound row is not told again."""
    gone: set[int] = set()
    for i, column, value, target in sorted(_unmet(sheets, sheet), key=lambda found: found[0]):
        gone.add(i)
        if value not in target.unsound and not target.unread:
            report(sheet, i, column, value)
    return sheet.leave_out(gone)


def _unmet(sheets: Sheets, sheet: ReadSheet) -> Iterator[tuple[int, Column, str, ReadSheet]]:
    for column in sheet.sheet.columns:
        values = map(attrgetter(column.name), sheet.rows)
        if column.type == "ref":
            target = sheets[column.to]
            known = target.keys
            yield from (
                (i, column, value, target) for i, value in enumerate(values) if value and value not in known
            )
        elif column.type == "refs":
            target = sheets[column.to]
            has = target.keys.__contains__
            yield from (
                (i, column, part, target)
                for i, parts in enumerate(values)
                if parts and not all(map(has, parts))
                for part in parts
                if not has(part)
            )
        elif column.type == "side":
            yield from _unmet_sides(sheets, sheet, column)


def _unmet_sides(
    sheets: Sheets, sheet: ReadSheet, column: Column
) -> Iterator[tuple[int, Column, str, ReadSheet]]:
    for i, row in enumerate(cast(Sequence[Judgement], sheet.rows)):
        target, value = sheets[SIDES[row.kind]], getattr(row, column.name)
        if value and value not in target.keys:
            yield i, column, value, target


def _dangling(sheets: Sheets, sheet: ReadSheet, i: int, column: Column, value: str) -> Problem:
    kind = cast(Judgement, sheet.rows[i]).kind if column.type == "side" else ""
    target = sheets[SIDES[kind] if kind else column.to]
    rule = f"{column.name} names a row of {target.sheet.name}; none has this id."
    mend = f"Correct the id, or add the row to {target.sheet.name}."
    if target.absent:
        mend = f"The workbook has no sheet {target.sheet.name}: add it, with this row."
    return Problem(sheet.sheet.name, sheet.numbers[i], column.name, shortened(value), rule, mend)


def _leave_out_loops(sheet: ReadSheet, column: str, problems: Problems) -> None:
    """Tell of every loop once, at its row with the smallest id, and leave out all rows that go round."""
    after = {row_key(row): _listed(getattr(row, column)) for row in sheet.rows if getattr(row, column)}
    looping = _looping(after)
    if not looping:
        return
    position = {row_key(row): i for i, row in enumerate(sheet.rows)}
    for loop in _loops(after, looping):
        number, path = sheet.numbers[position[loop[0]]], shortened(" → ".join((*loop, loop[0])))
        rule = f"{column} never leads back to its own row."
        problems.add(
            Problem(
                sheet.sheet.name,
                number,
                column,
                path,
                rule,
                f"Empty or correct {column} in one of these rows.",
            )
        )
    sheet.leave_out(position[key] for key in looping)


def _listed(value: str | tuple[str, ...]) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else (value,)


def _looping(after: Mapping[str, Sequence[str]]) -> set[str]:
    """What is left when whatever leads out, and whatever nothing leads to, is taken away again and again."""
    left = set(after)
    while True:
        reached = {target for key in left for target in after[key]}
        kept = {key for key in left if key in reached and not left.isdisjoint(after[key])}
        if len(kept) == len(left):
            return left
        left = kept


def _loops(after: Mapping[str, Sequence[str]], looping: set[str]) -> Iterator[tuple[str, ...]]:
    seen: set[str] = set()
    for start in sorted(looping):
        path: dict[str, None] = {}
        key = start
        while key not in seen:
            seen.add(key)
            path[key] = None
            key = min(target for target in after[key] if target in looping)
        if key in path:
            way = list(path)
            loop = way[way.index(key) :]
            smallest = loop.index(min(loop))
            yield (*loop[smallest:], *loop[:smallest])


def _leave_out_ill_fitting(sheets: Sheets, problems: Problems) -> None:
    """Judgements whose sides can not be judged so."""
    judged = sheets["judgements"]
    gone = []
    for i, column, rule, mend in _ill_fitting(cast(Sequence[Judgement], judged.rows), sheets):
        row = judged.rows[i]
        problems.add(
            Problem("judgements", judged.numbers[i], column, shortened(getattr(row, column)), rule, mend)
        )
        gone.append(i)
    judged.leave_out(gone)


def _ill_fitting(judgements: Sequence[Judgement], sheets: Sheets) -> Iterator[tuple[int, str, str, str]]:
    retracting = _kept(sheets["statements"].rows, {j.left for j in judgements if j.kind == "retraction"})
    joined = [j for j in judgements if j.kind == "incident" and j.decision == "same"]
    acts = _kept(sheets["acts"].rows, {side for j in joined for side in (j.left, j.right)})
    replaced = {old for j in judgements for old in j.replaces}
    for i, judgement in enumerate(judgements):
        if (
            judgement.kind == "retraction"
            and cast(Statement, retracting[judgement.left]).stance != "retracts"
        ):
            yield (
                i,
                "left",
                "A retraction judgement is about a statement whose stance is retracts.",
                "Name that statement.",
            )
        if judgement.kind == "incident" and judgement.decision == "same" and judgement.id not in replaced:
            left, right = cast(Act, acts[judgement.left]), cast(Act, acts[judgement.right])
            yield from ((i, *found) for found in _not_one_incident(left, right))


def _kept(rows: Iterable[object], ids: set[str]) -> dict[str, object]:
    return {row.id: row for row in rows if row.id in ids} if ids else {}  # type: ignore[attr-defined]


_NAME_ANOTHER = "Remove the judgement, or name another act."
_USE_PART_OF = "Judge them part_of, or correct the type."


def _not_one_incident(left: Act, right: Act) -> Iterator[tuple[str, str, str]]:
    for column, act in (("left", left), ("right", right)):
        if act.scope == "general":
            yield (
                column,
                "An act of scope general is no incident and is the same as none.",
                "Withdraw the judgement, or name another act.",
            )
            return
    if left.type != right.type:
        yield (
            "right",
            f"Acts of one incident have one type; these are {left.type} and {right.type}.",
            _USE_PART_OF,
        )
