"""Where judgements in force contradict each other: conflicts with their path, and pairs that oppose each other.

Nearly all judgements contradict nothing. A first look at bare keys finds the few that may; only these are read with
their ids, and the rules of the register are asked about them.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from isthmus.core.ids import UnionFind
from isthmus.core.register.conflicts import Conflict, conflicts_of
from isthmus.core.register.judgements import Decisions
from isthmus.core.workbook.rows import Judgement as Judged
from isthmus.core.workbook.schema import SIDES
from isthmus.store.desk.models import Act, Judgement, Mention, PersonMention, Replacement
from isthmus.store.desk.queries.judged_around import FOLLOWED, MOST_AROUND, judged_around
from isthmus.store.desk.queries.kept_by_log import KeptByLog, TouchedRow
from isthmus.store.desk.queries.told_apart import same_though_apart
from isthmus.store.desk.queries.withdrawn import holding
from isthmus.store.desk.queries.workbook import some

__all__ = ["Disputes", "OpposedPair", "disputes"]

# In whose order disputes are listed: judgements that contradict each other, then those that contradict a list.
KINDS = (*SIDES, "told_apart")
UNSURE = frozenset({"unsure"})
APART = frozenset({"different", "disjoint"})
LEFT = ("left_mention", "left_act", "left_source", "left_place", "left_statement")
RIGHT = ("right_mention", "right_act", "right_source", "right_place")
KEYS = tuple(f"{side}_id" for side in (*LEFT, *RIGHT))
IDS = tuple(f"{side}__ref" for side in (*LEFT, *RIGHT))

type Node = tuple[str, int]


@dataclass(frozen=True, slots=True)
class OpposedPair:
    """A pair (or a retraction) of which people judge differently; it counts as unsure until one replaces both."""

    kind: str
    left: str
    right: str
    judgements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Disputes:
    """Everything that people have to resolve, by ids."""

    conflicts: tuple[Conflict, ...]
    opposed: tuple[OpposedPair, ...]

    @classmethod
    def of(cls, conflicts: Iterable[Conflict], opposed: Iterable[OpposedPair]) -> "Disputes":
        """Put them in order."""
        return cls(
            tuple(sorted(conflicts, key=lambda each: (KINDS.index(each.kind), each.left, each.right))),
            tuple(sorted(opposed, key=lambda each: (KINDS.index(each.kind), each.left, each.right))),
        )


class KeyedJudgement(NamedTuple):
    """A judgement in force by keys alone; sides are told apart by kind."""

    key: int
    decision: str
    left: Node
    right: Node


def disputes() -> Disputes:
    """Return the disputes of the register as it stands."""
    return _DISPUTES.now()


def _found() -> Disputes:
    """Look for disputes in the whole register."""
    conflicts, opposed = _among(_read(_suspects(list(_bare()))))
    return Disputes.of([*conflicts, *same_though_apart()], opposed)


def _among(judgements: Iterable[Judged]) -> tuple[list[Conflict], list[OpposedPair]]:
    """Return the disputes among these judgements, which hold all that was judged of the things they are about."""
    by_kind: dict[str, list[Judged]] = {kind: [] for kind in SIDES}
    for judgement in judgements:
        by_kind[judgement.kind].append(judgement)
    conflicts: list[Conflict] = []
    opposed: list[OpposedPair] = []
    for kind, listed in by_kind.items():
        decisions = Decisions.of(listed)
        conflicts += conflicts_of(kind, decisions)
        opposed += _opposed(kind, listed, decisions)
    return conflicts, opposed


def _renewed(before: Disputes, touched: Sequence[TouchedRow]) -> Disputes | None:
    """Return the disputes after a few judgements: those around them are looked for again, the others stay."""
    around = judged_around(touched)
    persons = around.persons() if around else set()
    if around is None or len(persons) > MOST_AROUND:
        return None
    mentions = around.rows.get("person", frozenset()) | {
        one for (one,) in some(PersonMention.objects.all(), persons, "mention_id", by="person")
    }
    refs = {
        "person": _refs(Mention, around.rows.get("person", ())),
        "incident": _refs(Act, around.rows.get("incident", ())),
        "told_apart": _refs(Mention, mentions),
    }

    def stays(each: Conflict | OpposedPair) -> bool:
        looked_at = refs.get(each.kind, frozenset())
        return each.kind not in around.kinds - {"person", "incident"} and looked_at.isdisjoint(
            (each.left, each.right)
        )

    conflicts, opposed = _among(_read(set(around.judgements().values_list("pk", flat=True))))
    conflicts += [*same_though_apart(persons), *filter(stays, before.conflicts)]
    return Disputes.of(conflicts, [*opposed, *filter(stays, before.opposed)])


def _refs(model: type[Mention | Act], keys: Collection[int]) -> frozenset[str]:
    return frozenset(ref for (ref,) in some(model.objects.all(), keys, "ref"))


_DISPUTES = KeptByLog(_found, *FOLLOWED, renew=_renewed)


def _bare() -> Iterator[KeyedJudgement]:
    """Yield every judgement in force, by keys alone."""
    standing = holding(Judgement.objects.standing())
    replacing = Replacement.objects.filter(judgement__withdrawn_at__isnull=True)
    replaced = set(replacing.values_list("replaced_id", flat=True))
    for key, kind, decision, *sides in standing.values_list("pk", "kind", "decision", *KEYS).iterator(20_000):
        if key not in replaced:
            left, right = _first(sides[: len(LEFT)]), _first(sides[len(LEFT) :])
            yield KeyedJudgement(key, decision, (kind, left or 0), (kind, right or 0))


def _first[Side](sides: Iterable[Side | None]) -> Side | None:
    return next((side for side in sides if side), None)


def _suspects(bare: Collection[KeyedJudgement]) -> set[int]:
    """Return the keys of judgements that may be part of a conflict or oppose each other: too many, never too few."""
    joined: UnionFind[Node] = UnionFind()
    said: dict[tuple[Node, Node], list[KeyedJudgement]] = defaultdict(list)
    for each in bare:
        said[min(each.left, each.right), max(each.left, each.right)].append(each)
        if each.decision == "same":
            joined.join(each.left, each.right)
    apart = [pair for pair, listed in said.items() if not APART.isdisjoint(each.decision for each in listed)]
    torn = {joined.find(left) for left, right in apart if joined.together(left, right)}
    twice = {each.key for listed in said.values() if len(listed) > 1 for each in listed}
    return twice | {each.key for each in bare if joined.find(each.left) in torn} if torn else twice


def _read(keys: Collection[int]) -> list[Judged]:
    """Return these judgements with the ids of their sides, in id order."""
    found = some(Judgement.objects.all(), keys, "ref", "kind", "decision", *IDS)
    rows = (
        Judged(
            ref,
            kind,
            _first(sides[: len(LEFT)]) or "",
            _first(sides[len(LEFT) :]) or "",
            decision,
            by="",
            at="",
        )
        for ref, kind, decision, *sides in found
    )
    return sorted(rows, key=lambda row: row.id)


def _opposed(kind: str, judgements: list[Judged], decisions: Decisions) -> Iterator[OpposedPair]:
    said: dict[tuple[str, str], list[Judged]] = defaultdict(list)
    for each in judgements:
        said[min(each.left, each.right), max(each.left, each.right)].append(each)
    for listed in said.values():
        if {each.decision for each in listed} != UNSURE and decisions.about(
            listed[0].left, listed[0].right
        ) == UNSURE:
            yield OpposedPair(kind, listed[0].left, listed[0].right, tuple(each.id for each in listed))
