"""Coverage of the quoted range where the truth is known, population by population.

Run as `python -m benchmarks.estimate_validation FOLDER [--populations NAMES] [--runs N] [--minutes M]` it goes on where
it was stopped, on one process, and writes the page of results; with `--populations`, it only prints. Past `--minutes`
no round begins, and the page is of the rounds that are whole: as many runs of each population.
"""

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from time import monotonic, process_time

import numpy as np

from benchmarks.estimate_coverage import RunOutcome, coverage_of, page
from benchmarks.estimate_populations import POPULATIONS
from benchmarks.measure import Measure
from isthmus.core.estimate import lcmcr
from isthmus.core.estimate.estimate import Estimate
from isthmus.core.estimate.estimating import EstimateSettings, estimate
from isthmus.core.estimate.strata import estimate_strata

__all__ = ["SHORT", "measures", "of_population"]

SEED = 20261122
RUNS = int(os.environ.get("ISTHMUS_BENCH_POPULATION_RUNS", "100"))
PAGE = Path(__file__).parents[1] / "docs" / "explanation" / "estimate-validation.md"
# A quarter of the effective draws of a single estimate: what chance adds to one run is averaged over many.
SHORT = lcmcr.ChainSettings(chains=4, steps=3_000, rhat=1.05, ess=100, doublings=2)
LEAST, WIDEST = 0.9, 1.0  # wanted of populations on four lists
MORE_LISTS = ("five lists", "six lists")


def of_population(name: str, number: int) -> RunOutcome:
    """Draw a population of this name, estimate it by all models, and say what would be quoted."""
    known = POPULATIONS[name](np.random.default_rng([SEED, number]))
    settings = EstimateSettings(seed=SEED + number, chains=SHORT)
    started = process_time()
    by_strata = bool(known.strata)
    found = estimate_strata(known.strata, settings) if by_strata else estimate(known.lists, settings)
    shown = {} if found.verdict == "refuse" else {m: f for m, f in found.models.items() if f.refused is None}
    return RunOutcome(
        population=name,
        number=number,
        people=known.people,
        n=known.lists.n,
        verdict=found.verdict,
        reasons=tuple(each.code for each in found.reasons),
        span=_span(found),
        intervals={
            model: (float(f.intervals[95][0]), float(f.intervals[95][1])) for model, f in shown.items()
        },
        bics={
            m: float(fit["bic"]) for m, f in shown.items() if isinstance(fit := f.detail.get("fit"), Mapping)
        },
        seconds=process_time() - started,
    )


def _span(found: Estimate) -> tuple[float, float] | None:
    """Return the quoted range; that of a lower bound has no upper end."""
    span = found.quotable.span
    if span is None:
        return None
    ends: tuple[float | None, ...] = span
    low, high = ends
    return float(low or 0), float("inf") if high is None else float(high)


def _read(line: str) -> RunOutcome:
    said = json.loads(line)
    return RunOutcome(
        **(said | {"reasons": tuple(said["reasons"]), "span": said["span"] and tuple(said["span"])})
    )


def _written(file: Path) -> list[RunOutcome]:
    """Return what was written before; a line that was torn when the run was stopped is cut off, and done again."""
    text = file.read_text() if file.exists() else ""
    whole = text[: text.rfind("\n") + 1]
    if whole != text:
        file.write_text(whole)
    return [_read(line) for line in whole.splitlines()]


def _run(names: Sequence[str], runs: int, written: Path, seconds: float = float("inf")) -> list[RunOutcome]:
    """Return so many outcomes of each population, those that were written before not done again.

    Populations take turns, so that a run that is stopped has some of each; past `seconds` no round begins, and those
    that are whole are returned.
    """
    found = {(each.population, each.number): each for each in _written(written)}
    until, whole = monotonic() + seconds, 0
    with written.open("a") as file:
        for number in range(runs):
            missing = [name for name in names if (name, number) not in found]
            if missing and monotonic() > until:
                break
            for name in missing:
                outcome = found[name, number] = of_population(name, number)
                file.write(json.dumps(asdict(outcome)) + "\n")
                file.flush()
            whole = number + 1
    return [found[name, number] for name in names for number in range(whole)]


def _by_name(outcomes: Sequence[RunOutcome]) -> dict[str, list[RunOutcome]]:
    found: dict[str, list[RunOutcome]] = {}
    for each in outcomes:
        found.setdefault(each.population, []).append(each)
    return found


def measures() -> Iterator[Measure]:
    """Measure coverage and width of the quoted range in every population, and misses without a warning."""
    with tempfile.TemporaryDirectory() as folder:
        outcomes = _run(list(POPULATIONS), RUNS, Path(folder) / "outcomes.jsonl")
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
    """Run into a folder; print coverage, and write the page where all populations were asked for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.estimate_validation", description=__doc__)
    parser.add_argument("folder", type=Path, help="where outcomes of runs are kept")
    parser.add_argument("--populations", default="", help="names by semicolons; without it, all")
    parser.add_argument("--runs", type=int, default=RUNS, help="runs of each population")
    parser.add_argument("--minutes", type=float, default=float("inf"), help="past these no round begins")
    asked = parser.parse_args(arguments)
    names = [each.strip() for each in asked.populations.split(";") if each.strip()] or list(POPULATIONS)
    if unknown := set(names) - set(POPULATIONS):
        parser.error(f"no such population: {', '.join(unknown)}. There are: {'; '.join(POPULATIONS)}.")
    asked.folder.mkdir(parents=True, exist_ok=True)
    outcomes = _run(names, asked.runs, asked.folder / "outcomes.jsonl", 60 * asked.minutes)
    if not outcomes:
        parser.error("no round was done: there is nothing to show.")
    text = page(outcomes, SEED)
    if not asked.populations:
        PAGE.write_text(text)
    print(text)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
