"""Splitting what a run proposes as one: where it is weakest, and the judgement that keeps the two sides apart."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db.models import Q

from isthmus.actions.desk.examined import keep_examined
from isthmus.actions.desk.judge import NotJudged
from isthmus.actions.desk.linking.auto_link import automatic
from isthmus.actions.desk.linking.extra import can_link
from isthmus.actions.desk.linking.save_run import withdraw_all
from isthmus.actions.desk.new_judgements import JudgementBatch
from isthmus.actions.desk.recorded import recorded
from isthmus.core.custody.actors import Actor
from isthmus.core.messages import Message
from isthmus.store.desk.derive import AffectedRows, refresh
from isthmus.store.desk.models import JUDGED_AS, Judgement, Proposal
from isthmus.store.desk.queries.proposals import sides as columns

__all__ = ["Split", "split_apart", "weakest_of"]


@dataclass(frozen=True, slots=True)
class Split:
    """Two sides of a cluster, the likeliest pair between them, and the mean probability over all pairs across."""

    sides: tuple[Sequence[int], Sequence[int]]
    between: tuple[int, int]
    mean: float


def weakest_of(
    members: Sequence[int], scored: Mapping[tuple[int, int], float], same: Iterable[tuple[int, int]] = ()
) -> Split | None:
    """Return where a cluster is weakest; None where people judged all of it the same, or the extra is missing.

    `scored`: the probability of pairs of members; `same`: the pairs that people judged so.
    """
    if not can_link() or len(members) < 2:
        return None
    import numpy as np  # noqa: PLC0415  not everybody has the extra

    from isthmus.core.link.cluster_splits import weakest_split  # noqa: PLC0415
    from isthmus.core.link.pairs import DecidedPairs, Pairs  # noqa: PLC0415

    number = {each: at for at, each in enumerate(members)}
    rows = sorted((*sorted((number[one], number[other])), p) for (one, other), p in scored.items())
    left, right = (np.array([row[at] for row in rows], dtype=np.int64) for at in (0, 1))
    pairs = Pairs(left, right, np.array([row[2] for row in rows], dtype=np.float64))
    judged = np.array([(number[one], number[other]) for one, other in same], dtype=np.int64).reshape(-1, 2)
    found = weakest_split(np.arange(len(members)), pairs, DecidedPairs(same=judged), len(members))
    if found is None:
        return None
    one, other = [[members[at] for at in side.tolist()] for side in (found.left, found.right)]
    first = int(found.between[0]) if len(found.between) else None
    between = (one[0], other[0]) if first is None else (members[int(left[first])], members[int(right[first])])
    return Split((one, other), between, found.linkage)


def split_apart(
    *,
    kind: str,
    sides: Sequence[Sequence[str]],
    between: tuple[str, str],
    actor: Actor,
    because: str,
) -> int:
    """Judge two of a cluster different, undo what runs joined across its sides, and tell how many joins that were.

    What people judged the same across stays: with the new judgement it is a conflict, which people resolve.
    """
    if not because.strip():
        raise NotJudged(Message("linking.split_needs_reason"))
    now = datetime.now(UTC)
    key_of = _keys(kind, between)
    with recorded(action="split", actor=actor, at=now) as event:
        across = [each for each in automatic(kind).filter(_on_any(kind, sides[0])) if _across(each, sides)]
        withdraw_all(event, across, by=actor, at=now)
        pair = [(ref, key_of[ref]) for ref in between]
        made = JudgementBatch.of_actor(JUDGED_AS[kind], actor, now, made="one_by_one").commit(
            event, [(pair, "different", because.strip())]
        )
        touched = AffectedRows()
        touched.add_judgements([*across, *made])
        refresh(touched)
        if kind == "person":
            keep_examined(event, now)
    return len(across)


def _keys(kind: str, refs: Collection[str]) -> Mapping[str, int]:
    rows = Proposal._meta.get_field(columns(kind)[0]).related_model
    found = dict(rows._default_manager.filter(ref__in=refs).values_list("ref", "pk"))  # type: ignore[union-attr]
    if len(found) != len(refs):
        raise NotJudged(Message("linking.split_gone"))
    return found


def _on_any(kind: str, refs: Collection[str]) -> Q:
    left, right = columns(kind)
    return Q(**{f"{left}__ref__in": refs}) | Q(**{f"{right}__ref__in": refs})


def _across(judgement: Judgement, sides: Sequence[Sequence[str]]) -> bool:
    one, other = (str(each.ref) if each else "" for each in (judgement.left, judgement.right))
    return any(one in side and other in rest for side, rest in (sides, sides[::-1]))
