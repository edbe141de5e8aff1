"""Adding to what was clustered before: only the components that something changed in are clustered again."""

from collections.abc import Sequence

import numpy as np

from isthmus.core.link.components import UNIT, component_of, in_units
from isthmus.core.link.pairs import DecidedPairs, Numbers, Pairs
from isthmus.core.link.records_per_person import LEAST, RecordsPerPerson, clustered
from isthmus.core.messages import Message, MessageError

__all__ = ["affected", "among", "changed_decisions", "partitions_incrementally", "reached"]


def changed_decisions(before: DecidedPairs, after: DecidedPairs) -> Numbers:
    """Return the records of decisions that were made or withdrawn between the two, ascending."""
    found = [_only_in_one(before.same, after.same), _only_in_one(before.different, after.different)]
    return np.unique(np.concatenate(found))


def affected(n: int, pairs: Pairs, decided: DecidedPairs, threshold: float, changed: Numbers) -> Numbers:
    """Return the records, ascending, of the components that a changed record is in.

    `pairs` and `decided` are all there are now; `changed` holds new records, both records of each pair that is new or
    has another probability, and those of `changed_decisions`. Components are made by pairs of at least the threshold
    (the lowest, where there are several) and by what was judged the same: nothing is ever joined across them.
    """
    pairs.check_within(n)
    decided.check_within(n)
    strong = np.rint(pairs.probability * UNIT) >= in_units(threshold)
    same = (decided.same[:, 0], decided.same[:, 1])
    component = component_of(n, same, (pairs.left[strong], pairs.right[strong]))
    marked = np.zeros(n, dtype=np.bool_)
    marked[component[changed]] = True
    return np.flatnonzero(marked[component])


def partitions_incrementally(
    n: int,
    pairs: Pairs,
    decided: DecidedPairs,
    thresholds: Sequence[float],
    *,
    before: Sequence[Numbers],
    changed: Numbers,
    sizes: RecordsPerPerson | None = None,
) -> list[Numbers]:
    """Return what `records_per_person.clustered` would, from `before`, its answers for fewer records by threshold.

    See `affected` for `changed`, by the threshold of `reached`; records beyond `before` are taken as changed. Equal to
    a full run where the pairs and decisions that it does not name are as they were.
    """
    if len(before) != len(thresholds) or len({len(each) for each in before}) != 1 or len(before[0]) > n:
        counts = {"partitions": len(before), "thresholds": len(thresholds), "records": n}
        raise MessageError(Message("link.partitions.do_not_fit", **counts))
    changed = np.concatenate((changed, np.arange(len(before[0]), n)))
    records = affected(n, pairs, decided, reached(thresholds, sizes), changed)
    inner, judged = among(n, records, pairs, decided)
    found = []
    again = clustered(len(records), inner, judged, thresholds, sizes)
    for earlier, labels in zip(before, again, strict=True):
        whole = np.arange(n)
        whole[: len(earlier)] = earlier
        whole[records] = records[labels]
        found.append(whole)
    return found


def reached(thresholds: Sequence[float], sizes: RecordsPerPerson | None) -> float:
    """Return the least probability by which a record matters to another: with sizes, any that is kept."""
    return min(thresholds) if sizes is None else min(LEAST, *thresholds)


def among(n: int, records: Numbers, pairs: Pairs, decided: DecidedPairs) -> tuple[Pairs, DecidedPairs]:
    """Return the pairs and decisions among the records (ascending) alone, by their places in `records`."""
    place = np.full(n, -1)
    place[records] = np.arange(len(records))
    inner = np.flatnonzero((place[pairs.left] >= 0) & (place[pairs.right] >= 0))
    same, different = (place[each] for each in (decided.same, decided.different))
    return (
        Pairs(place[pairs.left[inner]], place[pairs.right[inner]], pairs.probability[inner]),
        DecidedPairs(same[(same >= 0).all(axis=1)], different[(different >= 0).all(axis=1)]),
    )


def _only_in_one(before: Numbers, after: Numbers) -> Numbers:
    rows = [np.unique(np.sort(each, axis=1), axis=0) for each in (before, after)]
    every, times = np.unique(np.concatenate(rows), axis=0, return_counts=True)
    return every[np.flatnonzero(times == 1)].ravel()
