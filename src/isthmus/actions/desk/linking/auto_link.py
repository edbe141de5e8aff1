"""What a run joins by itself: only from the probability that the workspace has set, and never against anybody."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import product

from django.db.models import Q, QuerySet

from isthmus.actions.desk.new_judgements import JudgementBatch
from isthmus.actions.desk.recorded import Recorder
from isthmus.core.ids import UnionFind
from isthmus.core.link.reasons import reason_text
from isthmus.core.messages import Message
from isthmus.core.register import Decisions
from isthmus.store.desk.models import BY_LINK_RUN, Judgement, LinkRun
from isthmus.store.desk.queries.linkable import APART
from isthmus.store.desk.queries.proposals import sides

__all__ = ["automatic", "join", "joined_pairs", "taken_back"]

type Scored = tuple[str, str, float]


def automatic(kind: str) -> "QuerySet[Judgement]":
    """Return what runs joined by themselves and nobody took back."""
    return Judgement.objects.in_force().filter(BY_LINK_RUN, kind=kind, decision="same")


def taken_back(kind: str) -> set[tuple[str, str]]:
    """Return the pairs that a run joined and a person took apart again, one by one: no run joins them once more."""
    left, right = sides(kind)
    undone = [run.name for run in LinkRun.objects.exclude(undone_at=None).only("ref")]
    by_people = Judgement.objects.filter(BY_LINK_RUN, kind=kind, decision="same")
    by_people = by_people.exclude(Q(withdrawn_at=None) | Q(withdrawn_by_run__isnull=False) | Q(by__in=undone))
    rows = by_people.values_list(f"{left}__ref", f"{right}__ref")
    return {(one, other) if one <= other else (other, one) for one, other in rows}


def joined_pairs(
    scored: Iterable[Scored],
    decisions: Decisions,
    barred: Iterable[tuple[str, str]],
    apart: Callable[[str, str], bool],
) -> Iterator[Scored]:
    """Yield the pairs to be joined, the most probable first, none that follows from others.

    Two sets grow together only where nothing keeps a member of one apart from a member of the other: a judgement that
    is not `same`, a pair that is `barred`, or a source that tells the two `apart`.
    """
    sets = _Sets(apart)
    for pair, said in decisions.by_pair.items():
        if said & APART:
            sets.keep_apart(*pair)
    for one, other in barred:
        sets.keep_apart(one, other)
    for one, other in decisions.same:
        sets.join(one, other)
    for one, other, probability in sorted(scored, key=lambda each: (-each[2], each[0], each[1])):
        if sets.may_join(one, other):
            sets.join(one, other)
            yield one, other, probability


class _Sets:
    """Sets of ids that grow together, and what each is kept apart from: what is said, and what a source tells apart."""

    def __init__(self, apart: Callable[[str, str], bool]) -> None:
        self._sets = UnionFind[str]()
        self._apart: dict[str, set[str]] = defaultdict(set)
        self._members: dict[str, list[str]] = {}
        self._told_apart = apart

    def keep_apart(self, one: str, other: str) -> None:
        self._apart[one].add(other)
        self._apart[other].add(one)

    def may_join(self, one: str, other: str) -> bool:
        one, other = self._sets.find(one), self._sets.find(other)
        if one == other or other in {self._sets.find(each) for each in self._apart[one]}:
            return False
        pairs = product(self._members.get(one, (one,)), self._members.get(other, (other,)))
        return not any(self._told_apart(*pair) for pair in pairs)

    def join(self, one: str, other: str) -> None:
        one, other = self._sets.find(one), self._sets.find(other)
        if one == other:
            return
        self._sets.join(one, other)
        root = self._sets.find(one)
        self._members[root] = [*self._members.pop(one, (one,)), *self._members.pop(other, (other,))]
        self._apart[root] = self._apart.pop(one, set()) | self._apart.pop(other, set())


def join(
    event: Recorder, run: LinkRun, pairs: Sequence[Scored], key_of: Mapping[str, int], at: datetime
) -> list[Judgement]:
    """Judge pairs the same, in the name of the run and with the probability as the reason."""
    return JudgementBatch.of_run(run, at).commit(
        event,
        [
            (
                [(one, key_of[one]), (other, key_of[other])],
                "same",
                reason_text(
                    Message("link.reason.joined", probability=round(probability, 4), threshold=run.threshold)
                ),
            )
            for one, other, probability in pairs
        ],
    )
