"""The cells of a person, group or unit that follow from what was typed: how many, of which kind, under which id."""

from isthmus.actions.desk.coding.draft import DraftMention

__all__ = ["how_many", "mention_ref"]

# Who did it is a unit, where nothing says how many they were.
UNITS = ("perpetrator", "ordered")


def mention_ref(act: str, number: int) -> str:
    """Return the id of a mention: `a1` in the first act of a statement, `a.3.1` in a further one."""
    return f"{act}.{number}" if "." in act.rpartition("a")[2] else f"{act}{number}"


def how_many(typed: DraftMention, other: DraftMention | None = None) -> dict[str, str]:
    """Return low, high and kind: what was left open follows from the rest, for one person and for a unit only.

    `other`: whom it is the same as; where nothing was typed of the number, a group or unit is none less than that.
    """
    low, high = typed.low.strip(), typed.high.strip()
    is_open = not typed.kind and not low + high
    if is_open and typed.as_said.strip():
        return {"low": "1", "high": "", "kind": "unit" if typed.role in UNITS else "group"}
    if typed.kind == "unit" or (is_open and typed.role in UNITS):
        return {"low": low or "1", "high": high, "kind": "unit"}
    if is_open and other is not None and other.may_hold_others:
        return {"low": "1", "high": "", "kind": other.kind or "group"}
    if typed.kind == "individual" or (not typed.kind and {low, high} <= {"", "1"}):
        return {"low": low or "1", "high": high or "1", "kind": "individual"}
    return {"low": low, "high": high, "kind": typed.kind or "group"}
