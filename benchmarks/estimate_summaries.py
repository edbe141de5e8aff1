"""Ranks of the truth among draws, summed up in figures and as a page."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np
from numpy.typing import NDArray
from scipy.stats import chisquare

from isthmus.core.estimate.estimating import versions
from isthmus.core.estimate.values import LEVELS
from isthmus.core.estimate.vocabulary import model_name
from isthmus.language import english

__all__ = ["Ranks", "page"]

_BINS = 20
_SIMULATED = 4_000

type Outcomes = Sequence[Mapping[str, object]]


@dataclass(frozen=True, eq=False)
class Ranks:
    """Ranks of the truth among `draws` draws, int64[runs], and whether the intervals held it, bool[runs] by level."""

    ranks: NDArray[np.int64]
    inside: Mapping[int, NDArray[np.bool_]]
    draws: int

    @classmethod
    def of(cls, outcomes: Outcomes, draws: int) -> "Ranks":
        """Read what the runs said."""
        ranks = np.array([each["rank"] for each in outcomes], dtype=np.int64)
        inside = {level: np.array([each["inside"][str(level)] for each in outcomes]) for level in LEVELS}  # type: ignore[index]
        return cls(ranks, inside, draws)

    def first(self, runs: int) -> "Ranks":
        """Return the same of the first runs alone."""
        return Ranks(
            self.ranks[:runs], {level: held[:runs] for level, held in self.inside.items()}, self.draws
        )

    @property
    def runs(self) -> int:
        """How many runs there were."""
        return len(self.ranks)

    @property
    def counts(self) -> NDArray[np.int64]:
        """How many ranks fell into each of twenty bins."""
        return np.bincount(self.ranks * _BINS // (self.draws + 1), minlength=_BINS)

    @property
    def p(self) -> float:
        """Chi-square's p of uniform ranks, in twenty bins."""
        return float(chisquare(self.counts).pvalue)

    @property
    def worst(self) -> float:
        """The greatest distance between the ranks' distribution function and the uniform one."""
        return float(_worst(self.ranks[None], self.draws)[0])

    @property
    def bound(self) -> float:
        """What that distance stays below in 99 of 100 cases, were ranks uniform (simulated)."""
        rng = np.random.default_rng(1)
        return float(
            np.quantile(_worst(rng.integers(0, self.draws + 1, (_SIMULATED, self.runs)), self.draws), 0.99)
        )

    @property
    def covered(self) -> dict[int, float]:
        """The share of runs in which each interval held the truth."""
        return {level: float(held.mean()) for level, held in self.inside.items()}


def _worst(ranks: NDArray[np.int64], draws: int) -> NDArray[np.float64]:
    """Return the greatest deviation of each row of ranks."""
    counts = np.stack([np.bincount(row, minlength=draws + 1) for row in ranks])
    expected = np.arange(1, draws + 2) / (draws + 1)
    found: NDArray[np.float64] = np.abs(np.cumsum(counts, axis=1) / ranks.shape[1] - expected).max(axis=1)
    return found


def page(ranks: Mapping[str, Ranks], seed: int) -> str:
    """Return the page of results."""
    used = ", ".join(f"{name} {version}" for name, version in versions().items())
    ran = f"Run on {datetime.now(UTC):%Y-%m-%d}, seed {seed}; {used}."
    return "\n".join([*_INTRODUCTION, *_of_ranks(ranks), "", ran, ""])


_INTRODUCTION = (
    "# Whether models hold what they promise: ranks",
    "",
    "Written by `python -m benchmarks.estimate_calibration FOLDER`; nothing here is edited by hand. What the models",
    "assume is in [Estimate the undocumented](../how-to/estimate-the-undocumented.md); how far a quoted range can be",
    "trusted where people are not as a model assumes, in [validation](estimate-validation.md).",
    "",
    "Parameters and a number of people are drawn from the prior (1/N up to 2,000, the same in drawing and",
    "fitting), then three or four lists; tables under 50 people, or that could carry no estimate, are drawn",
    "again. The truth must lie in a 95 % interval in 95 of 100 runs, and its ranks among 99 draws must be",
    "uniform (Talts et al. 2018).",
    "",
    "| model | runs | 50 % | 80 % | 95 % | ranks: chi-square p | worst deviation | 99 % bound |",
    "|---|---|---|---|---|---|---|---|",
)


def _of_ranks(ranks: Mapping[str, Ranks]) -> Iterator[str]:
    for model, each in ranks.items():
        for part in dict.fromkeys((min(500, each.runs), each.runs)):
            some = each.first(part)
            levels = " | ".join(f"{some.covered[level]:.3f}" for level in LEVELS)
            name = english(model_name(model))
            yield f"| {name} | {part:,} | {levels} | {some.p:.3f} | {some.worst:.4f} | {some.bound:.4f} |"
