"""What a run proposes: its pairs with what the model says of them and what they could change."""

from collections.abc import Iterator, Mapping
from itertools import batched
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import QuerySet

from isthmus.actions.desk.linking.recall_sample import Sample, sample
from isthmus.store.desk.models import LinkRun, Proposal
from isthmus.store.desk.queries.linkable import Linkable
from isthmus.store.desk.queries.proposals import THING, counted_things, sides
from isthmus.store.desk.queries.source_apart import apart_now

if TYPE_CHECKING:
    from isthmus.core.link.results import LinkResult

__all__ = ["keep_proposals", "mark_apart"]


AT_ONCE, MADE_AT_ONCE = 500, 2_000  # rows of one statement


class _ScoredPair(NamedTuple):
    """What the model says of a pair, as a proposal has it."""

    proposed: bool
    probability: float
    weight: float | None
    levels: dict[str, int]


class _ProposalCells(NamedTuple):
    """What a proposal says of its pair."""

    proposed: bool
    probability: float
    weight: float | None
    levels: dict[str, int]
    effect: int
    doubt: float
    cluster_id: int | None
    inclusion: float | None


type _Pair = tuple[int, int]  # primary keys


def keep_proposals(
    run: LinkRun, given: Linkable, linked: "LinkResult", there: Mapping[str, int], clusters: Mapping[int, int]
) -> None:
    """Keep what a run proposes: rows of the run before that say what is to be said stay, as rows of this one."""
    left, right = (f"{side}_id" for side in sides(run.kind))
    earlier = Proposal.objects.filter(run__kind=run.kind)
    before = {
        (one, other): (pk, tuple(cells))
        for pk, one, other, *cells in earlier.values_list("pk", left, right, *_ProposalCells._fields)
    }
    fresh: list[Proposal] = []
    for (one, other), cells in _proposals(run, given, linked, there, clusters):
        if before.get((one, other), (0, ()))[1] == cells:
            del before[one, other]
        else:
            fresh.append(Proposal(run=run, **cells._asdict(), **{left: one, right: other}))
    for keys in batched(sorted(pk for pk, _ in before.values()), AT_ONCE):
        Proposal.objects.filter(pk__in=keys).delete()
    earlier.update(run=run, shared=None, apart=False)
    Proposal.objects.bulk_create(fresh, batch_size=MADE_AT_ONCE)
    mark_apart(Proposal.objects.filter(run=run), run.kind)


def _proposals(
    run: LinkRun, given: Linkable, linked: "LinkResult", there: Mapping[str, int], clusters: Mapping[int, int]
) -> Iterator[tuple[_Pair, _ProposalCells]]:
    """Yield the pairs at or above the lower threshold, and those sampled to learn what candidates missed.

    Of those that a source tells apart, people are shown the ones that the run would have joined.
    """
    joining = run.central if run.threshold is None else run.threshold
    effects, sampled = _effects(run.kind), sample(linked, run.seed)
    for pair, scored in _scored(run, linked, sampled).items():
        first, second = (there.get(given.ids[each]) for each in pair)
        if first is None or second is None or _of_two_types(given, *pair):
            continue
        apart = given.apart(*(given.ids[each] for each in pair))
        if apart and not (scored.proposed and scored.probability >= joining):
            continue
        thing, beside, cluster = effects.get(first), effects.get(second), clusters.get(first)
        yield (
            (first, second),
            _ProposalCells(
                *scored,
                effect=int(thing is not None and beside is not None and thing != beside),
                doubt=abs(scored.probability - 0.5),
                cluster_id=cluster if cluster == clusters.get(second) else None,
                inclusion=sampled[pair][0] if pair in sampled and not apart else None,
            ),
        )


def mark_apart(proposed: "QuerySet[Proposal]", kind: str) -> None:
    """Mark those between two whom a source tells apart by now."""
    for keys in batched(sorted(apart_now(proposed.filter(apart=False), kind)), AT_ONCE):
        Proposal.objects.filter(pk__in=keys).update(apart=True)


def _scored(run: LinkRun, linked: "LinkResult", sampled: Sample) -> dict[tuple[int, int], _ScoredPair]:
    """Return what the model says of each pair that is proposed or sampled; of others it says nothing."""
    pairs, levels = linked.pairs, {name: found.tolist() for name, found in linked.levels.items()}
    kept = (pairs.probability >= run.lenient).nonzero()[0].tolist()
    found = {
        pair: _ScoredPair(False, probability, None, {}) for pair, (_inclusion, probability) in sampled.items()
    }
    for at in kept:
        found[int(pairs.left[at]), int(pairs.right[at])] = _ScoredPair(
            True,
            float(pairs.probability[at]),
            float(linked.weight[at]),
            {name: numbers[at] for name, numbers in levels.items()},
        )
    return found


def _of_two_types(given: Linkable, one: int, other: int) -> bool:
    types = given.columns.get("type")
    return types is not None and types[one] != types[other]


def _effects(kind: str) -> dict[int, int]:
    """Return the person (or incident) of each mention (or act) that counts on one line or more."""
    field = Proposal._meta.get_field(sides(kind)[0])
    rows: Any = field.related_model
    counted = counted_things(kind)
    belonging = rows._default_manager.exclude(**{THING[kind].split("__")[0]: None}).values_list(
        "pk", THING[kind]
    )
    return {pk: thing for pk, thing in belonging.iterator() if thing in counted}
