"""What candidates missed: a sample of an independent blocker's pairs for people to judge, and what follows from it."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from isthmus.core.register import Decisions
from isthmus.store.desk.models import LinkRun, Proposal
from isthmus.store.desk.queries.linkable import Linkable, decided_by_people
from isthmus.store.desk.queries.proposals import sides

if TYPE_CHECKING:
    from isthmus.core.link.results import LinkResult

__all__ = ["Sample", "estimate", "judged_sample", "sample"]

BUDGET = 60

type Pair = tuple[str, str]
# Of each pair that was sampled before and judged since: with which probability it was sampled, whether it is the same.
type JudgedSample = Mapping[Pair, tuple[float, bool]]
# Pairs of records to judge, each with the probability of its being sampled, and of its being the same.
type Sample = Mapping[tuple[int, int], tuple[float, float]]


def judged_sample(kind: str) -> JudgedSample:
    """Return what people said of the sample of the last run."""
    decisions: Decisions = decided_by_people(kind)
    left, right = (f"{side}__ref" for side in sides(kind))
    rows = Proposal.objects.filter(run__kind=kind, inclusion__isnull=False).values_list(
        left, right, "inclusion"
    )
    found: dict[Pair, tuple[float, bool]] = {}
    for one, other, inclusion in rows:
        said = decisions.about(one, other) - {"unsure", "part_of"}
        if said:
            found[min(one, other), max(one, other)] = inclusion, said == {"same"}
    return found


def estimate(
    run: LinkRun, given: Linkable, linked: "LinkResult", judged: JudgedSample
) -> tuple[float | None, float | None, float | None] | None:
    """Return the candidate recall with its interval, where judgements of a sample tell of it; else None."""
    missed = linked.missed
    if missed is None or not judged:
        return None
    import numpy as np  # noqa: PLC0415  not everybody has the extra

    from isthmus.core.link.recall import ReviewedPairs, candidate_recall  # noqa: PLC0415

    place = {_pair(given, one, other): at for at, (one, other) in enumerate(_numbers(linked))}
    known = [(place[pair], *said) for pair, said in judged.items() if pair in place]
    reviewed = ReviewedPairs(
        np.array([at for at, _, _ in known], dtype=np.int64),
        np.array([same for _, _, same in known], dtype=np.bool_),
        np.array([inclusion for _, inclusion, _ in known], dtype=np.float64),
    )
    found = candidate_recall(
        missed.found,
        missed.probability,
        np.random.default_rng(run.seed),
        reviewed,
        brought=missed.recall.brought,
    )
    return (found.estimate, found.low, found.high) if found.estimate is not None and found.labels else None


def sample(linked: "LinkResult", seed: int) -> Sample:
    """Return pairs of records to judge, each with the probability of its being sampled, and of its being the same."""
    missed = linked.missed
    if missed is None or not len(missed.left):
        return {}
    import numpy as np  # noqa: PLC0415  not everybody has the extra

    from isthmus.core.link.recall import which_to_review  # noqa: PLC0415

    chosen = which_to_review(missed.found, missed.probability, BUDGET, np.random.default_rng(seed))
    numbers = list(_numbers(linked))
    return {
        numbers[at]: (inclusion, float(missed.probability[at]))
        for at, inclusion in zip(chosen.pairs.tolist(), chosen.inclusion.tolist(), strict=True)
    }


def _numbers(linked: "LinkResult") -> Iterator[tuple[int, int]]:
    missed = linked.missed
    return zip(missed.left.tolist(), missed.right.tolist(), strict=True) if missed else iter(())


def _pair(given: Linkable, one: int, other: int) -> Pair:
    first, second = given.ids[one], given.ids[other]
    return (first, second) if first <= second else (second, first)
