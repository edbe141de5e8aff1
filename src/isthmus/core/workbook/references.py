"""Rules across rows: every reference points somewhere, nothing goes round in a loop, judgements fit their sides."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import cast

from isthmus.core.ids import groups, reached
from isthmus.core.messages import Message
from isthmus.core.workbook.cells import Fault
from isthmus.core.workbook.judgement_kinds import SIDES
from isthmus.core.workbook.problems import Problem, Problems, shortened
from isthmus.core.workbook.rows import Act, Judgement, Mention, Place, Statement
from isthmus.core.workbook.schema import Column
from isthmus.core.workbook.sheets import ReadSheet, row_key
from isthmus.core.workbook.tokens import closable, is_token

__all__ = ["check_references"]

type Sheets = Mapping[str, ReadSheet]


def check_references(sheets: Sheets, problems: Problems) -> None:
    """Tell of every broken rule across rows, and leave out its row with whatever depends on it."""
    _tell_dangling(sheets, problems)
    _leave_out_dependents(sheets)
    for each in sheets.values():
        for column in each.sheet.columns:
            if column.kind.acyclic:
                _leave_out_loops(each, column.name, problems)
    _leave_out_ill_fitting(sheets, problems)
    _leave_out_ill_nested(sheets["mentions"], sheets, problems)
    _leave_out_dependents(sheets)


@dataclass(frozen=True, slots=True)
class _DanglingReference:
    """A reference that meets no sound row: `at` is the row's position, or its number where the row is faulty."""

    at: int
    column: Column
    value: str
    target: ReadSheet


def _tell_dangling(sheets: Sheets, problems: Problems) -> None:
    """Tell of the references that meet no row at all; those to unsound rows are told there."""
    for sheet in sheets.values():
        found = [(sheet.numbers[unmet.at], unmet) for unmet in _unmet(sheets, sheet)]
        found += [(unmet.at, unmet) for unmet in _unmet_of_faulty(sheets, sheet)]
        for number, unmet in sorted(found, key=lambda one: one[0]):
            if unmet.value not in unmet.target.unsound and not unmet.target.unread:
                problems.add(_dangling(sheet, number, unmet))


def _leave_out_dependents(sheets: Sheets) -> None:
    """Leave out the rows whose references meet no sound row, then those that point to them, until nothing changes."""
    changed = True
    while changed:
        left_out = [sheet.leave_out(unmet.at for unmet in _unmet(sheets, sheet)) for sheet in sheets.values()]
        changed = any(left_out) or bool(_leave_out_replaced(sheets["judgements"]))


def _leave_out_replaced(judgements: ReadSheet) -> list[str]:
    """Leave out what a left-out judgement replaces: nobody decided that it should be in force again."""
    replaced = {key for row in cast(Sequence[Judgement], judgements.dropped) for key in row.replaces}
    at = judgements.sheet.names.index("replaces")
    lists = (values[at] for _, values in judgements.faulty)
    replaced.update(key for keys in lists if isinstance(keys, tuple) for key in keys)
    positions = (i for i, row in enumerate(judgements.rows) if row_key(row) in replaced) if replaced else ()
    return judgements.leave_out(positions)


def _unmet(sheets: Sheets, sheet: ReadSheet) -> Iterator[_DanglingReference]:
    """Yield the references of the rows that are sound in themselves."""
    for column in sheet.sheet.columns:
        values = map(attrgetter(column.name), sheet.rows)
        if column.type == "ref":
            target = sheets[column.to]
            known = target.keys
            yield from (
                _DanglingReference(i, column, key, target)
                for i, key in enumerate(values)
                if key
                and key not in known
                and not (is_token(key) and closable(sheet.sheet.name, column.name))
            )
        elif column.type == "refs":
            target = sheets[column.to]
            has = target.keys.__contains__
            lists = ((i, ids) for i, ids in enumerate(values) if ids and not all(map(has, ids)))
            yield from (
                _DanglingReference(i, column, key, target) for i, ids in lists for key in ids if not has(key)
            )
        elif column.type == "side":
            rows = cast(Sequence[Judgement], sheet.rows)
            sides = (
                (i, key, sheets[SIDES[row.kind]])
                for i, (key, row) in enumerate(zip(values, rows, strict=True))
            )
            yield from (
                _DanglingReference(i, column, key, target)
                for i, key, target in sides
                if key and key not in target.keys
            )


def _unmet_of_faulty(sheets: Sheets, sheet: ReadSheet) -> Iterator[_DanglingReference]:
    """Yield the references of the rows that have a fault of their own."""
    for number, values in sheet.faulty:
        cells = dict(zip(sheet.sheet.names, values, strict=True))
        for column in sheet.sheet.columns:
            value = cells[column.name]
            to = SIDES.get(str(cells["kind"]), "") if column.type == "side" else column.to
            if column.type in ("ref", "refs", "side") and to and not isinstance(value, Fault):
                ids = value if isinstance(value, tuple) else (cast(str, value),)
                known = sheets[to].keys
                yield from (
                    _DanglingReference(number, column, key, sheets[to])
                    for key in ids
                    if key and key not in known
                )


def _dangling(sheet: ReadSheet, number: int, unmet: _DanglingReference) -> Problem:
    name, to = unmet.column.name, unmet.target.sheet.name
    rule = Message("cell.dangling", column=name, sheet=to)
    mend = Message("fix.dangling", sheet=to)
    if unmet.target.absent:
        mend = Message("fix.absent_sheet", sheet=to)
    return Problem(sheet.sheet.name, number, name, shortened(unmet.value), rule, mend)


def _leave_out_loops(sheet: ReadSheet, column: str, problems: Problems) -> None:
    """Tell of every loop once, at its row with the smallest id, and leave out all rows that go round."""
    after = {row_key(row): _listed(getattr(row, column)) for row in sheet.rows if getattr(row, column)}
    looping = _looping(after)
    if not looping:
        return
    position = {row_key(row): i for i, row in enumerate(sheet.rows)}
    for loop in _loops(after, looping):
        number, path = sheet.numbers[position[loop[0]]], shortened(" → ".join((*loop, loop[0])))
        rule = Message("cell.loop", column=column)
        problems.add(
            Problem(
                sheet.sheet.name,
                number,
                column,
                path,
                rule,
                Message("fix.loop", column=column),
            )
        )
    sheet.leave_out(position[key] for key in looping)


def _listed(value: str | tuple[str, ...]) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else (value,)


def _looping(after: Mapping[str, Sequence[str]]) -> set[str]:
    """Return what is left when whatever leads out, and whatever nothing leads to, is taken away again and again."""
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


def _ill_fitting(
    judgements: Sequence[Judgement], sheets: Sheets
) -> Iterator[tuple[int, str, Message, Message]]:
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
                Message("cell.judged_retraction"),
                Message("fix.judged_retraction"),
            )
        if judgement.kind == "incident" and judgement.decision == "same" and judgement.id not in replaced:
            left, right = cast(Act, acts[judgement.left]), cast(Act, acts[judgement.right])
            yield from ((i, *found) for found in _not_one_incident(left, right))
    for i in _places_nested(judgements, sheets["places"]):
        yield i, "right", Message("cell.place_in_itself"), Message("fix.place_in_itself")


def _leave_out_ill_nested(mentions: ReadSheet, sheets: Sheets, problems: Problems) -> None:
    """Mentions that are said to be part of one of another document or role."""
    rows = cast(Sequence[Mention], mentions.rows)
    nested = [(i, row) for i, row in enumerate(rows) if row.within and not is_token(row.within)]
    if not nested:
        return
    outer = cast(dict[str, Mention], _kept(rows, {row.within for _, row in nested}))
    acts = {row.id: cast(Act, row).statement for row in sheets["acts"].rows}  # type: ignore[union-attr]
    documents = {row.id: cast(Statement, row).document for row in sheets["statements"].rows}  # type: ignore[union-attr]
    gone = []
    for i, row in nested:
        within = outer[row.within]
        here, there = (documents[acts[each.act]] for each in (row, within))
        if here != there or row.role != within.role:
            rule = Message("cell.within_document" if here != there else "cell.within_role")
            mend = Message("fix.within")
            problems.add(
                Problem("mentions", mentions.numbers[i], "within", shortened(row.within), rule, mend)
            )
            gone.append(i)
    mentions.leave_out(gone)


def _places_nested(judgements: Sequence[Judgement], places: ReadSheet) -> Iterator[int]:
    """Yield the judgements by which a place would lie in itself: of places judged the same, one lies in another."""
    same = [(i, j) for i, j in enumerate(judgements) if j.kind == "place" and j.decision == "same"]
    replaced = {old for j in judgements for old in j.replaces}
    ties = [(j.left, j.right) for _, j in same if j.id not in replaced]
    if not ties:
        return
    one = {place: members[0] for members in groups(ties) for place in members}
    parents: dict[str, list[str]] = {}
    for row in cast(Sequence[Place], places.rows):
        if row.parent:
            parents.setdefault(one.get(row.id, row.id), []).append(one.get(row.parent, row.parent))
    for i, j in same:
        if j.id not in replaced and one[j.left] in reached(parents, one[j.left]):
            yield i


def _kept(rows: Iterable[object], ids: set[str]) -> dict[str, object]:
    return {row.id: row for row in rows if row.id in ids} if ids else {}  # type: ignore[attr-defined]


_NAME_ANOTHER = Message("fix.other_act")
_USE_PART_OF = Message("fix.part_of")


def _not_one_incident(left: Act, right: Act) -> Iterator[tuple[str, Message, Message]]:
    for column, act in (("left", left), ("right", right)):
        if act.scope == "general":
            yield (
                column,
                Message("cell.general_act"),
                _NAME_ANOTHER,
            )
            return
    if left.type != right.type:
        yield (
            "right",
            Message("cell.two_types", left=left.type, right=right.type),
            _USE_PART_OF,
        )
