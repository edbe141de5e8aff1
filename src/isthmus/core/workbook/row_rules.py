"""Rules between the cells of one row."""

from collections.abc import Iterator, Mapping, Sequence
from typing import cast

from isthmus.core.messages import Message
from isthmus.core.workbook.cells import Fault
from isthmus.core.workbook.judgement_kinds import DECISIONS, ONE_SIDED

__all__ = ["RowRule", "broken_rules"]

type Columns = Mapping[str, Sequence[object]]
type RowRule = tuple[int, str, Fault]


def broken_rules(sheet: str, columns: Columns) -> Iterator[RowRule]:
    """Return which row (counted from 0) breaks which rule in which column; faults are passed over."""
    rules = _RULES.get(sheet)
    return rules(columns) if rules else iter(())


_ONLY_RETRACTS = Fault(Message("cell.only_retracts"), Message("fix.only_retracts"))
_WHAT_IS_RETRACTED = Fault(Message("cell.retracts_which"), Message("fix.retracts_which"))


def _statements(columns: Columns) -> Iterator[RowRule]:
    for i, (stance, retracts) in enumerate(zip(columns["stance"], columns["retracts"], strict=True)):
        if retracts and stance in ("asserts", "suspects", "denies"):
            yield i, "retracts", _ONLY_RETRACTS
        if stance == "retracts" and not retracts:
            yield i, "retracts", _WHAT_IS_RETRACTED


_TYPE_NEEDED = Fault(Message("cell.type_needed"), Message("fix.type_needed"))


def _acts(columns: Columns) -> Iterator[RowRule]:
    types = columns["type"]
    if "" in types:
        scopes = columns["scope"]
        yield from (
            (i, "type", _TYPE_NEEDED) for i, t in enumerate(types) if t == "" and scopes[i] in ("", "this")
        )


_CROSSED = Fault(Message("cell.low_high"), Message("fix.low_high"))


def _mentions(columns: Columns) -> Iterator[RowRule]:
    for i, (low, high) in enumerate(zip(columns["low"], columns["high"], strict=True)):
        if type(low) is int and type(high) is int and low > high:
            yield i, "high", _CROSSED


def _judgements(columns: Columns) -> Iterator[RowRule]:
    for i, (kind, left, right, decision) in enumerate(
        zip(columns["kind"], columns["left"], columns["right"], columns["decision"], strict=True)
    ):
        if isinstance(kind, Fault) or isinstance(decision, Fault):
            continue
        if decision not in DECISIONS[cast(str, kind)]:
            yield i, "decision", _not_decided(cast(str, kind))
        else:
            yield from ((i, column, fault) for column, fault in _sides(kind, left, right, decision))


def _not_decided(kind: str) -> Fault:
    return Fault(Message("cell.decision", kind=kind, decisions=DECISIONS[kind]), Message("fix.decision"))


_NO_SIDES = Fault(Message("cell.no_sides"), Message("fix.empty"))
_ONE_SIDE = Fault(Message("cell.one_side"), Message("fix.empty"))
_SIDE_NEEDED = Fault(Message("cell.side_needed"), Message("fix.fill_in"))
_TWO_THINGS = Fault(Message("cell.two_rows"), Message("fix.correct_one"))


def _sides(kind: object, left: object, right: object, decision: object) -> Iterator[tuple[str, Fault]]:
    if decision == "examined":
        yield from ((name, _NO_SIDES) for name, side in (("left", left), ("right", right)) if side)
        return
    if not left:
        yield "left", _SIDE_NEEDED
    if kind in ONE_SIDED:
        if right:
            yield "right", _ONE_SIDE
    elif not right:
        yield "right", _SIDE_NEEDED
    elif left == right:
        yield "right", _TWO_THINGS


_RULES = {"statements": _statements, "acts": _acts, "mentions": _mentions, "judgements": _judgements}
