"""How often a quoted range held the truth, how wide it was, and whether a miss was warned of, by population."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.stats import beta

from isthmus.core.estimate.vocabulary import MODELS, model_name
from isthmus.language import english

__all__ = [
    "WORSE",
    "Coverage",
    "FamilyCoverage",
    "MadeBy",
    "Pair",
    "RunOutcome",
    "coverage_of",
    "coverage_of_family",
    "page",
]

_MOST_LOST = 0.02  # of the share that held, in any population
WORSE = 10.0  # of BIC: very strong evidence for the better model (Kass and Raftery 1995)

type Pair = tuple[float, float]


@dataclass(frozen=True)
class MadeBy:
    """By what runs were made: the day on which they began, the seed beside the number of each run, and versions."""

    day: str
    seed: int
    versions: Mapping[str, str]


@dataclass(frozen=True)
class RunOutcome:
    """What one run said of a population of `people`, of whom `n` are documented.

    `span` is the quoted range, None where the estimate was refused; `intervals` and `bics` are by model, of those that
    gave them.
    """

    population: str
    number: int
    people: int
    n: int
    verdict: str
    span: Pair | None
    intervals: Mapping[str, Pair]
    bics: Mapping[str, float]

    @property
    def by_fit(self) -> Pair | None:
        """Return the range without the models that fit worse than the best by more than `WORSE`.

        As it would be quoted, but for the rounding: ends of the models that are left stand as they are.
        """
        best = min(self.bics.values(), default=0.0)
        kept = [each for model, each in self.intervals.items() if self.bics.get(model, best) <= best + WORSE]
        if self.span is None or not kept:
            return None
        if len(kept) == len(self.intervals):
            return self.span
        return min(low for low, _ in kept), max(high for _, high in kept)


@dataclass(frozen=True)
class Coverage:
    """How often ranges held the truth of one population, where one was shown; `width` is the median, as a share of N.

    `refused` and `warned` are shares of the runs; `told` is the share of misses that came with a warning.
    """

    population: str
    runs: int
    shown: int
    held: int
    width: float
    below: int
    refused: float
    warned: float
    told: float | None

    @property
    def covered(self) -> float:
        """Return the share of what was shown that held the truth."""
        return self.held / self.shown if self.shown else float("nan")

    @property
    def interval(self) -> Pair:
        """Return the exact 95 % interval of that share (Clopper & Pearson 1934)."""
        low = beta.ppf(0.025, self.held, self.shown - self.held + 1) if self.held else 0.0
        high = beta.ppf(0.975, self.held + 1, self.shown - self.held) if self.held < self.shown else 1.0
        return float(low), float(high)


@dataclass(frozen=True)
class FamilyCoverage:
    """How often one model's own 95 % interval held the truth, and its median width as a share of N."""

    model: str
    runs: int
    covered: float
    width: float


def coverage_of(outcomes: Sequence[RunOutcome], *, by_fit: bool = False) -> Coverage:
    """Return the coverage of one population; with `by_fit`, of the ranges without models that fit worse."""
    spans = [(each, each.by_fit if by_fit else each.span) for each in outcomes]
    shown = [(each, span) for each, span in spans if span is not None]
    missed = [(each, span) for each, span in shown if not span[0] <= each.people <= span[1]]
    told = [each.verdict == "warn" for each, _ in missed]
    return Coverage(
        population=outcomes[0].population,
        runs=len(outcomes),
        shown=len(shown),
        held=len(shown) - len(missed),
        width=_middle([(span[1] - span[0]) / each.people for each, span in shown]),
        below=sum(span[1] < each.people for each, span in missed),
        refused=float(np.mean([each.verdict == "refuse" for each in outcomes])),
        warned=float(np.mean([each.verdict == "warn" for each in outcomes])),
        told=float(np.mean(told)) if told else None,
    )


def coverage_of_family(outcomes: Sequence[RunOutcome], model: str) -> FamilyCoverage:
    """Return how one model did alone."""
    shown = [(each.people, each.intervals[model]) for each in outcomes if model in each.intervals]
    held = [low <= people <= high for people, (low, high) in shown]
    covered = float(np.mean(held)) if held else float("nan")
    return FamilyCoverage(model, len(shown), covered, _middle([(h - lo) / n for n, (lo, h) in shown]))


def _middle(widths: Sequence[float]) -> float:
    return float(np.median(widths)) if widths else float("nan")


_INTRODUCTION = """# How far estimates can be trusted: figures

Written by `python -m benchmarks.estimate_validation` from the outcomes in `benchmarks/estimate_validation.jsonl`;
nothing here is edited by hand. What the models assume is in
[Estimate the undocumented](../how-to/estimate-the-undocumented.md); whether they hold what they promise where their
own assumptions are true is in [ranks](estimate-ranks.md).

Populations of 2,000 people, by all models, with short chains. *Held*: the share of the **quoted ranges** (from the
lowest to the highest end of the models' 95 % intervals, rounded outward) that held the truth, with its own 95 %
interval. *Width*: the median width of the range as a share of the 2,000. *Misses warned of*: of the ranges that
missed, the share whose estimate came with a warning; *below*: of them, those that lay below the truth.
"""
_BY_FIT = """
## Whether a model that fits worse sets an end

The same runs, once with the ranges of all models and once without the models whose BIC on the documented patterns is
worse than the best one's by more than 10. Fit says nothing of the people on no list: the rule would stand only if it
lowered the share that held in no population by more than .02.
"""
_BY_MODEL = """
## Each model alone

The share of a model's own 95 % intervals that held the truth, and their median width as a share of the 2,000.
"""


def page(outcomes: Sequence[RunOutcome], made: Sequence[MadeBy]) -> str:
    """Return the page of results; `made`: by what, in the order in which the outcomes were made."""
    by_name: dict[str, list[RunOutcome]] = {}
    for each in outcomes:
        by_name.setdefault(each.population, []).append(each)
    parts = (_of_ranges(by_name), _of_fit(by_name), _of_models(by_name))
    return "\n".join([_INTRODUCTION, *(line for part in parts for line in part), "", _ran(made), ""])


def _ran(made: Sequence[MadeBy]) -> str:
    """Return when, from which seed and by which versions; where they changed between runs, each of them."""
    days = list(dict.fromkeys(each.day for each in made))
    span = days[0] if len(days) == 1 else f"{days[0]} to {days[-1]}"
    used = dict.fromkeys(
        ", ".join(f"{name} {version}" for name, version in each.versions.items()) for each in made
    )
    seeds = " and ".join(dict.fromkeys(str(each.seed) for each in made))
    return f"Run on {span}, seed {seeds} with the number of each run; {'; then '.join(used)}."


def _row(*cells: object) -> str:
    return f"| {' | '.join(map(str, cells))} |"


def _head(*names: str) -> Iterator[str]:
    yield _row(*names)
    yield "|" + "---|" * len(names)


def _of_ranges(by_name: Mapping[str, Sequence[RunOutcome]]) -> Iterator[str]:
    yield from _head("population", "runs", "refused", "warned", "held", "width", "misses warned of", "below")
    for each in map(coverage_of, by_name.values()):
        low, high = each.interval
        held = f"{each.covered:.2f} ({low:.2f} to {high:.2f})" if each.shown else "none shown"
        told = "no miss" if each.told is None else f"{each.told:.0%}"
        rates = f"{each.refused:.0%}", f"{each.warned:.0%}"
        missed = each.shown - each.held
        yield _row(
            each.population, each.runs, *rates, held, f"{each.width:.2f}", told, f"{each.below} of {missed}"
        )


def _of_fit(by_name: Mapping[str, Sequence[RunOutcome]]) -> Iterator[str]:
    yield _BY_FIT
    losses = [coverage_of(each).covered - coverage_of(each, by_fit=True).covered for each in by_name.values()]
    decided = "the rule does not stand" if max(losses) > _MOST_LOST else "the rule may stand"
    yield f"The greatest loss is {max(losses):.2f}: {decided}."
    yield ""
    yield from _head(
        "population", "held by all", "held without", "difference", "width by all", "width without"
    )
    for outcomes in by_name.values():
        every, some = coverage_of(outcomes), coverage_of(outcomes, by_fit=True)
        change = f"{some.covered - every.covered:+.2f}"
        widths = f"{every.width:.2f}", f"{some.width:.2f}"
        yield _row(every.population, f"{every.covered:.2f}", f"{some.covered:.2f}", change, *widths)


def _of_models(by_name: Mapping[str, Sequence[RunOutcome]]) -> Iterator[str]:
    yield _BY_MODEL
    yield from _head("population", *(english(model_name(model)) for model in MODELS))
    for name, outcomes in by_name.items():
        each = [coverage_of_family(outcomes, model) for model in MODELS]
        yield _row(name, *(f"{one.covered:.2f}; {one.width:.2f}" if one.runs else "–" for one in each))
