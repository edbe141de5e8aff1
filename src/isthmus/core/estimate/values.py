"""What estimation takes and gives: overlapping lists of people, and what one model says of their number."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from isthmus.core.estimate.vocabulary import NO_PRIOR
from isthmus.core.messages import Message, MessageError

__all__ = ["LEVELS", "Lists", "Mode", "ModelFit", "not_computed", "refusal"]

LEVELS = (50, 80, 95)
"""The per cent of probability of the intervals that are always given."""


@dataclass(frozen=True, eq=False)
class Lists:
    """People by the lists that they are on: `patterns` [C, J], each on at least one list, and `counts` [C], above 0."""

    names: tuple[str, ...]
    patterns: NDArray[np.bool_]
    counts: NDArray[np.int64]

    @classmethod
    def of(
        cls, names: Sequence[str], patterns: NDArray[np.bool_], counts: NDArray[np.int64] | Sequence[int]
    ) -> "Lists":
        """Add up equal patterns and sort them; drop those without people, and people on no list.

        Raises MessageError where shapes differ or a count is below 0.
        """
        rows = np.asarray(patterns, dtype=bool).reshape(len(counts), len(names))
        many = np.asarray(counts, dtype=np.int64)
        if many.shape != (len(rows),) or (many < 0).any():
            raise MessageError(Message("estimate.counts_below_zero"))
        kept = rows.any(axis=1) & (many > 0)
        if not kept.any():
            return cls(tuple(names), np.zeros((0, len(names)), dtype=bool), np.zeros(0, dtype=np.int64))
        distinct, place = np.unique(rows[kept], axis=0, return_inverse=True)
        summed = np.zeros(len(distinct), dtype=np.int64)
        np.add.at(summed, place.reshape(-1), many[kept])
        return cls(tuple(names), distinct, summed)

    @property
    def n(self) -> int:
        """Return the documented people: everybody on a list, counted once."""
        return int(self.counts.sum())

    def sizes(self) -> NDArray[np.int64]:
        """Return how many people each list has: int64[J]."""
        return self.counts @ self.patterns.astype(np.int64)

    def overlaps(self) -> NDArray[np.int64]:
        """Return how many people each two lists share: int64[J, J], sizes on the diagonal."""
        on = self.patterns.astype(np.int64)
        return (on * self.counts[:, None]).T @ on

    def without(self, number: int) -> "Lists":
        """Return the other lists; who was on this one alone is on none, and falls out."""
        names = self.names[:number] + self.names[number + 1 :]
        return Lists.of(names, np.delete(self.patterns, number, axis=1), self.counts)

    def with_people(self) -> tuple["Lists", list[str]]:
        """Return the lists that have people on them, and the names of the others."""
        on = self.sizes() > 0
        if on.all() or not on.any():
            return self, []
        names = np.array(self.names, dtype=object)
        return Lists.of(tuple(names[on]), self.patterns[:, on], self.counts), [
            str(name) for name in names[~on]
        ]

    def digest(self) -> str:
        """Return the SHA-256 of the table as CSV: names and `count`, then a row of 0 and 1 for each pattern."""
        rows = [",".join([*self.names, "count"])]
        for pattern, count in zip(self.patterns, self.counts, strict=True):
            rows.append(",".join([*("1" if on else "0" for on in pattern), str(count)]))
        return hashlib.sha256(("\n".join(rows) + "\n").encode()).hexdigest()


@dataclass(frozen=True)
class Mode:
    """A mode of the posterior: its top, where it begins and ends, and its share of the mass."""

    at: float
    low: float
    high: float
    mass: float


@dataclass(frozen=True, eq=False)
class ModelFit:
    """What one model says of the number of people; where it is refused, why, and no figure.

    `by_computing`: whether that is for want of computing, and not because the data refuse. `unsettled`: why the chains
    cannot be relied on, where they have not settled: then the 95 % interval is of the draws of all of them.
    """

    model: str
    median: float
    intervals: Mapping[int, tuple[float, float]]
    draws: NDArray[np.float64]
    modes: tuple[Mode, ...] = ()
    edge: float = 0.0
    prior: Message = NO_PRIOR
    detail: Mapping[str, object] = field(default_factory=dict)
    refused: Message | None = None
    by_computing: bool = False
    unsettled: Message | None = None

    def with_others(self, people: int) -> "ModelFit":
        """Return the same with so many people more, who are certain."""
        if not people or self.refused is not None:
            return self
        moved = [replace(m, at=m.at + people, low=m.low + people, high=m.high + people) for m in self.modes]
        return replace(
            self,
            median=self.median + people,
            intervals={level: (low + people, high + people) for level, (low, high) in self.intervals.items()},
            draws=self.draws + people,
            modes=tuple(moved),
        )


def refusal(model: str, why: Message, **detail: object) -> ModelFit:
    """Return the result of a model that the data refuse."""
    return ModelFit(model, float("nan"), {}, np.empty(0), refused=why, detail=detail)


def not_computed(model: str, why: Message, **detail: object) -> ModelFit:
    """Return the result of a model that could not be computed: that says nothing of the data."""
    return replace(refusal(model, why, **detail), by_computing=True)
