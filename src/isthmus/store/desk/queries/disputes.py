"""Where judgements in force contradict each other: conflicts with their path, and pairs that oppose each other."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from isthmus.core.register.conflicts import Conflict, conflicts_of
from isthmus.core.register.judgements import Decisions
from isthmus.core.workbook.rows import Judgement as Judged
from isthmus.core.workbook.schema import SIDES
from isthmus.store.desk.models import Head, Judgement

__all__ = ["Disputes", "Opposed", "disputes"]

UNSURE = frozenset({"unsure"})
COLUMNS = (
    "kind",
    "decision",
    "ref",
    *(f"{side}__ref" for side in ("left_mention", "left_act", "left_source", "left_statement")),
)
RIGHT = ("right_mention__ref", "right_act__ref", "right_source__ref")


@dataclass(frozen=True, slots=True)
class Opposed:
    """A pair (or a retraction) of which people judge differently; it counts as unsure until one replaces both."""

    kind: str
    left: str
    right: str
    judgements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Disputes:
    """Everything that people have to resolve, by ids; kinds in the order of the model, then by id."""

    conflicts: tuple[Conflict, ...]
    opposed: tuple[Opposed, ...]


def disputes() -> Disputes:
    """The disputes of the register as it stands; found anew when the log has grown."""
    return _at(Head.objects.values_list("size", flat=True).first() or 0)


@lru_cache(maxsize=1)
def _at(_size: int) -> Disputes:
    by_kind: dict[str, list[Judged]] = {kind: [] for kind in SIDES}
    for judgement in _in_force():
        by_kind[judgement.kind].append(judgement)
    conflicts: list[Conflict] = []
    opposed: list[Opposed] = []
    for kind, judgements in by_kind.items():
        decisions = Decisions.of(judgements)
        conflicts += conflicts_of(kind, decisions)
        opposed += _opposed(kind, judgements, decisions)
    return Disputes(tuple(conflicts), tuple(opposed))


def _in_force() -> Iterator[Judged]:
    rows = Judgement.objects.in_force().exclude(decision="examined").order_by("ref")
    for kind, decision, ref, *sides in rows.values_list(*COLUMNS, *RIGHT):
        left, right = (next((side for side in some if side), "") for some in (sides[:4], sides[4:]))
        yield Judged(ref, kind, left, right, decision, by="", at="")


def _opposed(kind: str, judgements: list[Judged], decisions: Decisions) -> Iterator[Opposed]:
    said: dict[tuple[str, str], list[Judged]] = defaultdict(list)
    for each in judgements:
        said[min(each.left, each.right), max(each.left, each.right)].append(each)
    for some in said.values():
        if {each.decision for each in some} != UNSURE and decisions.about(
            some[0].left, some[0].right
        ) == UNSURE:
            yield Opposed(kind, some[0].left, some[0].right, tuple(each.id for each in some))
