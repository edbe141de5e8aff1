"""Coverage of the quoted range where the truth is known, population by population.

Run as `python -m benchmarks.estimate_validation [FILE] [--populations NAMES] [--runs N] [--minutes M]` it goes on from
the outcomes that are kept, on one process, keeps those that it makes, and prints the page of results. Past `--minutes`
no round begins, and the page is of the rounds that are whole: as many runs of each population. The page is published
where it is of the file beside this module and of no fewer runs than it takes.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic

import numpy as np

from benchmarks.estimate_coverage import MadeBy, RunOutcome, coverage_of, page
from benchmarks.estimate_outcomes import KEPT, OutcomesFile
from benchmarks.estimate_populations import POPULATIONS
from benchmarks.measure import Measure
from isthmus.core.estimate import lcmcr
from isthmus.core.estimate.estimate import Estimate
from isthmus.core.estimate.estimating import EstimateSettings, estimate, versions
from isthmus.core.estimate.strata import estimate_strata

__all__ = ["LEAST_RUNS", "PAGE", "SHORT", "measures", "of_population", "page_of"]

SEED = 20261122
RUNS = int(os.environ.get("ISTHMUS_BENCH_POPULATION_RUNS", "100"))
PAGE = Path(__file__).parents[1] / "docs" / "explanation" / "estimate-validation.md"
# A quarter of the effective draws of a single estimate: what chance adds to one run is averaged over many.
SHORT = lcmcr.ChainSettings(chains=4, steps=3_000, rhat=1.05, ess=100, doublings=2)
# Of each population: the share that held is known to about .06 then, and no page says less than it did.
LEAST_RUNS = 100
LEAST, WIDEST = 0.9, 1.0  # wanted of populations on four lists
MORE_LISTS = ("five lists", "six lists")


def of_population(name: str, number: int) -> RunOutcome:
    """Draw a population of this name, estimate it by all models, and say what would be quoted."""
    known = POPULATIONS[name](np.random.default_rng([SEED, number]))
    settings = EstimateSettings(seed=SEED + number, chains=SHORT)
    by_strata = bool(known.strata)
    found = estimate_strata(known.strata, settings) if by_strata else estimate(known.lists, settings)
    shown = {} if found.verdict == "refuse" else {m: f for m, f in found.models.items() if f.refused is None}
    return RunOutcome(
        population=name,
        number=number,
        people=known.people,
        n=known.lists.n,
        verdict=found.verdict,
        span=_span(found),
        intervals={
            model: (float(f.intervals[95][0]), float(f.intervals[95][1])) for model, f in shown.items()
        },
        bics={
            m: float(fit["bic"]) for m, f in shown.items() if isinstance(fit := f.detail.get("fit"), Mapping)
        },
    )


def _span(found: Estimate) -> tuple[float, float] | None:
    """Return the quoted range; that of a lower bound has no upper end."""
    span = found.quotable.span
    if span is None:
        return None
    ends: tuple[float | None, ...] = span
    low, high = ends
    return float(low or 0), float("inf") if high is None else float(high)


def _run(names: Sequence[str], runs: int, kept: OutcomesFile, seconds: float = float("inf")) -> int:
    """Make so many runs of each population, those that are kept not again; return how many there are of each.

    Populations take turns, so that a run that is stopped has some of each; past `seconds` no round begins.
    """
    until = monotonic() + seconds
    made = MadeBy(f"{datetime.now(UTC):%Y-%m-%d}", SEED, versions())
    for number in range(runs):
        missing = [name for name in names if (name, number) not in kept.outcomes]
        if missing and monotonic() > until:
            break
        for name in missing:
            kept.begin(made)
            kept.add(of_population(name, number))
    return min(runs, kept.rounds(names))


def page_of(kept: OutcomesFile, rounds: int, names: Sequence[str] = tuple(POPULATIONS)) -> str:
    """Return the page of so many runs of each population."""
    return page(kept.first(names, rounds), kept.made)


def _by_name(outcomes: Sequence[RunOutcome]) -> dict[str, list[RunOutcome]]:
    found: dict[str, list[RunOutcome]] = {}
    for each in outcomes:
        found.setdefault(each.population, []).append(each)
    return found


def measures() -> Iterator[Measure]:
    """Measure coverage and width of the quoted range in every population, and misses without a warning."""
    with tempfile.TemporaryDirectory() as folder:
        kept = OutcomesFile.opened(Path(folder) / "outcomes.jsonl")
        outcomes = kept.first(list(POPULATIONS), _run(list(POPULATIONS), RUNS, kept))
    for name, each in _by_name(outcomes).items():
        row = coverage_of(each)
        four = not name.startswith(MORE_LISTS)
        yield Measure(
            f"{name}: quoted ranges that held the truth, {row.runs} runs",
            row.covered, "", LEAST if four else None, at_least=True,
        )  # fmt: skip
        yield Measure("  median width as a share of N", row.width, "", WIDEST if four else None)
        yield Measure("  misses that came with a warning", 1.0 if row.told is None else row.told, "")


def main(arguments: Sequence[str]) -> int:
    """Go on with the runs; print the page, and publish it where it is of all populations and of runs enough."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.estimate_validation", description=__doc__)
    parser.add_argument("file", type=Path, nargs="?", default=KEPT, help="where outcomes are kept")
    parser.add_argument("--populations", default="", help="names by semicolons; without it, all")
    parser.add_argument("--runs", type=int, default=RUNS, help="runs of each population")
    parser.add_argument("--minutes", type=float, default=float("inf"), help="past these no round begins")
    asked = parser.parse_args(arguments)
    names = [each.strip() for each in asked.populations.split(";") if each.strip()] or list(POPULATIONS)
    if unknown := set(names) - set(POPULATIONS):
        parser.error(f"no such population: {', '.join(unknown)}. There are: {'; '.join(POPULATIONS)}.")
    kept = OutcomesFile.opened(asked.file)
    rounds = _run(names, asked.runs, kept, 60 * asked.minutes)
    if not rounds:
        parser.error("no round was done: there is nothing to show.")
    print(page_of(kept, rounds, names))
    rounds = kept.rounds(list(POPULATIONS))
    if asked.file == KEPT and rounds >= LEAST_RUNS:
        PAGE.write_text(page_of(kept, rounds))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
