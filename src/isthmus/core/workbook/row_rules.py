"""Rules between the cells of one row."""

from collections.abc import Iterator, Mapping, Sequence
from typing import cast

from isthmus.core.workbook.cells import Fault
from isthmus.core.workbook.schema import DECISIONS

__all__ = ["RowRule", "broken_rules"]

type Columns = Mapping[str, Sequence[object]]
type RowRule = tuple[int, str, Fault]


def broken_rules(sheet: str, columns: Columns) -> Iterator[RowRule]:
    """Which row (counted from 0) breaks which rule in which column; cells that are faults already are passed over."""
    rules = _RULES.get(sheet)
    return rules(columns) if rules else iter(())


_ONLY_RETRACTS = Fault(
    "retracts is filled only where stance is retracts.", "Empty it, or set stance to retracts."
)
_WHAT_IS_RETRACTED = Fault("A statement that retracts says which statements.", "Name them in retracts.")


def _statements(columns: Columns) -> Iterator[RowRule]:
    for i, (stance, retracts) in enumerate(zip(columns["stance"], columns["retracts"], strict=True)):
        if retracts and stance in ("asserts", "denies"):
            yield i, "retracts", _ONLY_RETRACTS
        if stance == "retracts" and not retracts:
            yield i, "retracts", _WHAT_IS_RETRACTED


_TYPE_NEEDED = Fault(
    "type may be empty only where scope is general.", "Choose a type, or set scope to general."
)


def _acts(columns: Columns) -> Iterator[RowRule]:
    types = columns["type"]
    if "" in types:
        scopes = columns["scope"]
        yield from (
            (i, "type", _TYPE_NEEDED) for i, t in enumerate(types) if t == "" and scopes[i] in ("", "this")
        )


_CROSSED = Fault("low is at most high.", "Correct one of them, or leave high empty.")


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
    return Fault(
        f"A {kind} judgement is one of: {', '.join(DECISIONS[kind])}.", "Choose one, or correct kind."
    )


_NO_SIDES = Fault("examined speaks of every pair: left and right are empty.", "Empty it.")
_ONE_SIDE = Fault("A retraction judgement has nothing at its right.", "Empty it.")
_SIDE_NEEDED = Fault("A judgement says what it is about.", "Fill it in.")
_TWO_THINGS = Fault("left and right are two different rows.", "Correct one of them.")


def _sides(kind: object, left: object, right: object, decision: object) -> Iterator[tuple[str, Fault]]:
    if decision == "examined":
        yield from ((name, _NO_SIDES) for name, side in (("left", left), ("right", right)) if side)
        return
    if not left:
        yield "left", _SIDE_NEEDED
    if kind == "retraction":
        if right:
            yield "right", _ONE_SIDE
    elif not right:
        yield "right", _SIDE_NEEDED
    elif left == right:
        yield "right", _TWO_THINGS


_RULES = {"statements": _statements, "acts": _acts, "mentions": _mentions, "judgements": _judgements}
