"""Each list left out in turn: whether the others predict how much it overlaps with them."""

import math
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from isthmus.core.estimate import dga
from isthmus.core.estimate.posterior import intervals, quantile
from isthmus.core.estimate.values import Lists
from isthmus.core.messages import Message
from isthmus.core.progress import Progress

__all__ = ["LeaveOneOut", "leave_one_out", "people_seen_twice", "people_shared", "two_list_draws"]

_MOST_FOR_GRAPHS = 6  # lists: of seven there are 617,675 decomposable graphs
_ROOM = 1000  # how many times the documented people two lists are let range over


@dataclass(frozen=True)
class LeaveOneOut:
    """A list left out: how many of it the others also have, and how many they predict.

    The predicted intervals hold for all lists together in 95 % of cases.

    `median` and `interval95` are the number of people that the other lists alone give; `how` is the model's code.
    `outside` is whether the overlap lies outside its interval; None where the others predict nothing, for `why`.
    """

    name: str
    size: int
    overlap: int
    predicted: tuple[float, float] | None = None
    predicted_median: float | None = None
    median: float | None = None
    interval95: tuple[float, float] | None = None
    how: str = ""
    outside: bool | None = None
    why: Message | None = None

    def with_others(self, people: int) -> "LeaveOneOut":
        """Return the same with so many people more in all, who are certain."""
        if self.median is None or self.interval95 is None:
            return self
        low, high = self.interval95
        return replace(self, median=self.median + people, interval95=(low + people, high + people))

    def as_json(self) -> dict[str, object]:
        """Return the fields by name."""
        return {
            "list": self.name,
            "size": self.size,
            "overlap": self.overlap,
            "predicted_median": self.predicted_median,
            "predicted95": None if self.predicted is None else list(self.predicted),
            "outside": self.outside,
            "without": {
                "median": self.median,
                "interval95": None if self.interval95 is None else list(self.interval95),
                "model": self.how,
            },
            "refusal": None if self.why is None else self.why.as_json(),
        }


def people_seen_twice(lists: Lists) -> int:
    """Return how many people are on two lists or more."""
    return int(lists.counts[lists.patterns.sum(axis=1) > 1].sum())


def people_shared(lists: Lists) -> NDArray[np.int64]:
    """Return how many people of each list are on another one, too: int64[J]."""
    twice = lists.patterns.sum(axis=1) > 1
    return np.asarray(lists.counts[twice] @ lists.patterns[twice], dtype=np.int64)


def two_list_draws(lists: Lists, seed: int, draws: int) -> NDArray[np.float64]:
    """Draw N for two independent lists, each catching with a uniform chance, N in proportion to 1/N.

    The chances integrated out, P(N) is in proportion to (N-1)! / (N-n)! prod_j (N-n_j)! / (N+1)! (Castledine 1981 with
    uniform chances); summed over a grid from the documented people to a thousand times as many.
    """
    n, sizes = lists.n, lists.sizes()
    # Every number near the documented, then ever wider steps: a median is far less exact than a step.
    grid = np.unique(np.geomspace(1, _ROOM * n, 4000).round()) + n - 1
    widths = np.diff(np.concatenate([[n - 1], (grid[1:] + grid[:-1]) / 2, [grid[-1] + 1]]))
    log_gamma = np.frompyfunc(math.lgamma, 1, 1)
    logs = log_gamma(grid) - log_gamma(grid - n + 1)
    for size in sizes:
        logs = logs + log_gamma(grid - size + 1) - log_gamma(grid + 2)
    values = np.asarray(logs, dtype=np.float64)
    weights = np.exp(values - values.max()) * widths
    rng = np.random.default_rng(seed)
    return rng.choice(grid, size=draws, p=weights / weights.sum())


def _draws_of(others: Lists, seed: int, draws: int) -> tuple[NDArray[np.float64], str, Message | None]:
    """Return draws of N from the other lists, by which model, or why there are none."""
    none = np.empty(0)
    if people_seen_twice(others) == 0:
        return none, "", Message("estimate.others_share_nobody")
    if len(others.names) == 2:
        return two_list_draws(others, seed, draws), "two_lists", None
    if len(others.names) > _MOST_FOR_GRAPHS:
        return (
            none,
            "",
            Message("estimate.too_many_lists_for_model", n=len(others.names), most=_MOST_FOR_GRAPHS),
        )
    fitted = dga.average(others, seed=seed, draws=draws, looser=())
    return fitted.draws, "dga", fitted.refused


def _without(lists: Lists, at: int, seed: int, draws: int) -> LeaveOneOut:
    others = lists.without(at)
    on = lists.patterns[:, at]
    size = int(lists.counts[on].sum())
    overlap = int(lists.counts[on & (lists.patterns.sum(axis=1) > 1)].sum())
    people, how, why = _draws_of(others, seed, draws)
    if why or len(people) == 0:
        return LeaveOneOut(lists.names[at], size, overlap, why=why)
    # Were it to reach anybody alike, as many of the list would be among the others' people as of everybody.
    rng = np.random.default_rng([seed, at])
    predicted = rng.binomial(size, np.minimum(others.n / people, 1.0)).astype(np.float64)
    # All lists lie within theirs in 95 % of cases (Bonferroni), lest one of many cries wolf by chance.
    tail = 0.025 / len(lists.names)
    low, high = quantile(predicted, tail), quantile(predicted, 1 - tail)
    return LeaveOneOut(
        name=lists.names[at],
        size=size,
        overlap=overlap,
        predicted=(low, high),
        predicted_median=quantile(predicted, 0.5),
        median=quantile(people, 0.5),
        interval95=intervals(people)[95],
        how=how,
        outside=not low <= overlap <= high,
    )


def leave_one_out(
    lists: Lists, *, seed: int = 0, draws: int = 4000, progress: Progress | None = None
) -> tuple[LeaveOneOut, ...]:
    """Leave each of three or more lists out in turn, and compare its overlap with what the others predict."""
    found = []
    for at in range(len(lists.names)):
        if progress is not None:
            progress(at, len(lists.names))
        found.append(_without(lists, at, seed, draws))
    return tuple(found)
