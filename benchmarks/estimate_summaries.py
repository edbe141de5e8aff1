"""Outcomes of runs with a known truth, summed up in figures and as a page."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np
from numpy.typing import NDArray
from scipy.stats import beta, chisquare

from isthmus.core.estimate.estimating import versions
from isthmus.core.estimate.values import LEVELS
from isthmus.core.estimate.vocabulary import MODELS, model_name
from isthmus.language import english

__all__ = ["Coverage", "Ranks", "coverages", "page"]

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


@dataclass(frozen=True)
class Coverage:
    """How often one model's 95 % interval held the truth of one population, where it was shown.

    `refused` and `warned` are shares of the runs; `told` is the share of misses that came with a warning.
    """

    population: str
    model: str
    runs: int
    shown: int
    held: int
    refused: float
    warned: float
    told: float | None
    off: float | None

    @property
    def covered(self) -> float:
        """The share of what was shown that held the truth."""
        return self.held / self.shown if self.shown else float("nan")

    @property
    def interval(self) -> tuple[float, float]:
        """The exact 95 % interval of that share (Clopper & Pearson 1934)."""
        low = beta.ppf(0.025, self.held, self.shown - self.held + 1) if self.held else 0.0
        high = beta.ppf(0.975, self.held + 1, self.shown - self.held) if self.held < self.shown else 1.0
        return float(low), float(high)


def coverages(outcomes: Outcomes) -> list[Coverage]:
    """Return the coverage of every population and model."""
    names = list(dict.fromkeys(str(each["name"]) for each in outcomes))
    return [
        _coverage(name, model, [o for o in outcomes if o["name"] == name])
        for name in names
        for model in MODELS
    ]


def _coverage(name: str, model: str, outcomes: Outcomes) -> Coverage:
    shown = [(each, each["models"][model]) for each in outcomes if model in each["models"]]  # type: ignore[index, operator]
    held = [
        each["people"] >= said["interval95"][0] and each["people"] <= said["interval95"][1]
        for each, said in shown
    ]
    missed = [each for (each, _), inside in zip(shown, held, strict=True) if not inside]
    off = [said["median"] / each["people"] - 1 for each, said in shown]
    return Coverage(
        population=name,
        model=model,
        runs=len(outcomes),
        shown=len(shown),
        held=sum(held),
        refused=float(np.mean([each["verdict"] == "refuse" for each in outcomes])),
        warned=float(np.mean([each["verdict"] == "warn" for each in outcomes])),
        told=float(np.mean([each["verdict"] == "warn" for each in missed])) if missed else None,
        off=float(np.mean(off)) if off else None,
    )


def page(ranks: Mapping[str, Ranks], covered: Sequence[Coverage], seed: int) -> str:
    """Return the page of results."""
    used = ", ".join(f"{name} {version}" for name, version in versions().items())
    return "\n".join(
        [
            *_INTRODUCTION,
            *_of_ranks(ranks),
            *_of_populations(covered),
            "",
            f"Run on {datetime.now(UTC):%Y-%m-%d}, seed {seed}; {used}.",
            "",
        ]
    )


_INTRODUCTION = (
    "# How far estimates can be trusted: figures",
    "",
    "Written by `python -m benchmarks.estimate_calibration FOLDER`; nothing here is edited by hand. What the models",
    "assume is in [Estimate the undocumented](../how-to/estimate-the-undocumented.md).",
    "",
)


def _of_ranks(ranks: Mapping[str, Ranks]) -> Iterator[str]:
    yield from (
        "## Under a model's own prior",
        "",
        "Parameters and a number of people are drawn from the prior (1/N up to 2,000, the same in drawing and",
        "fitting), then three or four lists; tables under 50 people, or that could carry no estimate, are drawn",
        "again. The truth must lie in a 95 % interval in 95 of 100 runs, and its ranks among 99 draws must be",
        "uniform (Talts et al. 2018).",
        "",
        "| model | runs | 50 % | 80 % | 95 % | ranks: chi-square p | worst deviation | 99 % bound |",
        "|---|---|---|---|---|---|---|---|",
    )
    for model, each in ranks.items():
        for part in dict.fromkeys((min(500, each.runs), each.runs)):
            some = each.first(part)
            levels = " | ".join(f"{some.covered[level]:.3f}" for level in LEVELS)
            name = english(model_name(model))
            yield f"| {name} | {part:,} | {levels} | {some.p:.3f} | {some.worst:.4f} | {some.bound:.4f} |"
    yield ""


def _of_populations(covered: Sequence[Coverage]) -> Iterator[str]:
    yield from (
        "## Populations of a known size",
        "",
        "Where some people are harder to reach for every list, those whom none reaches leave little trace: all models",
        "then say too few, with intervals that are too short. False splits raise a figure, false merges lower it.",
        "",
        "Populations of 2,000 people on four lists, all models by short chains. *Truth held*: the share of the 95 %",
        "intervals that held it. *Misses warned of*: of the others, the share whose estimate came with a warning.",
        "*Off by*: the mean error of the median.",
        "",
        "| population | model | runs | refused | warned | truth held | misses warned of | off by |",
        "|---|---|---|---|---|---|---|---|",
    )
    for row in covered:
        low, high = row.interval
        told = "no miss" if row.told is None else f"{row.told:.0%}"
        off = "" if row.off is None else f"{row.off:+.1%}"
        share = f"{row.covered:.2f} ({low:.2f} to {high:.2f})" if row.shown else "none shown"
        rates = f"{row.runs} | {row.refused:.0%} | {row.warned:.0%}"
        yield f"| {row.population} | {english(model_name(row.model))} | {rates} | {share} | {told} | {off} |"
