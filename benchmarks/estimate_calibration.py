"""Whether models keep what they promise: ranks of the truth under their own priors.

Simulation-based calibration (Talts et al. 2018): the truth's rank among draws of its posterior is uniform. Run as
`python -m benchmarks.estimate_calibration FOLDER` it goes on where it was stopped, and writes the page of results.
"""

import json
import multiprocessing
import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.estimate_populations import MOST, Known, from_graphs, from_latent_classes
from benchmarks.estimate_summaries import Ranks, page
from benchmarks.measure import Measure
from isthmus.core.estimate import dga, lcmcr
from isthmus.core.estimate.lcmcr.chains import run_chains
from isthmus.core.estimate.posterior import intervals, thinned
from isthmus.core.estimate.values import LEVELS

__all__ = ["DRAWS", "by_prior", "measures"]

SEED = 20261122
RUNS = int(os.environ.get("ISTHMUS_BENCH_PRIOR_RUNS", "2000"))
DRAWS = 99  # of a posterior, among which the truth has one of a hundred ranks
CORES = 2
PAGE = Path(__file__).parents[1] / "docs" / "explanation" / "estimate-ranks.md"
OF_PRIOR = lcmcr.ChainSettings(
    chains=2, steps=2_000, thin=8, temperatures=4, rhat=1.05, ess=100, doublings=3, most=MOST
)

type Outcome = dict[str, object]
type Draws = NDArray[np.float64]


def _latent_classes(known: Known, number: int) -> tuple[Draws, Outcome]:
    walk = run_chains(known.lists, OF_PRIOR, SEED + number)
    agreed = walk.convergence
    return walk.people.astype(np.float64).ravel(), {"rhat": agreed.rhat, "ess": agreed.ess}


def _graphs(known: Known, number: int) -> tuple[Draws, Outcome]:
    fitted = dga.average(known.lists, seed=SEED + number, draws=4_000, looser=())
    return fitted.draws[fitted.draws <= MOST], {}


MODELS: dict[
    str, tuple[Callable[[np.random.Generator, int], Known], Callable[[Known, int], tuple[Draws, Outcome]]]
] = {
    "lcmcr": (from_latent_classes, _latent_classes),
    "dga": (from_graphs, _graphs),
}


def by_prior(number: int, model: str) -> Outcome:
    """Draw three or four lists from a model's prior, fit the model, and say where the truth lies in the posterior."""
    made, fitted = MODELS[model]
    rng = np.random.default_rng([SEED, number, len(model)])
    known = made(rng, 3 + number % 2)
    draws, said = fitted(known, number)
    few = thinned(draws, DRAWS)
    below, same = int((few < known.people).sum()), int((few == known.people).sum())
    inside = {
        str(level): bool(low <= known.people <= high) for level, (low, high) in intervals(draws).items()
    }
    rank = below + int(rng.integers(same + 1))
    return {
        "number": number,
        "n": known.lists.n,
        "people": known.people,
        "rank": rank,
        "inside": inside,
        **said,
    }


def _run(work: Callable[[int], Outcome], runs: int, written: Path) -> list[Outcome]:
    """Return the outcomes of so many runs, those that were written before not done again."""
    lines = written.read_text().splitlines() if written.exists() else []
    found: list[Outcome] = [json.loads(line) for line in lines]
    missing = sorted(set(range(runs)) - {int(str(each["number"])) for each in found})
    with written.open("a") as file, multiprocessing.get_context("spawn").Pool(CORES) as pool:
        for outcome in pool.imap_unordered(work, missing):
            file.write(json.dumps(outcome) + "\n")
            file.flush()
            found.append(outcome)
    return sorted(found, key=lambda each: int(str(each["number"])))


def _all(folder: Path) -> dict[str, Ranks]:
    """Run what is not yet written to the folder, and sum it up."""
    return {
        model: Ranks.of(_run(partial(by_prior, model=model), RUNS, folder / f"{model}.jsonl"), DRAWS)
        for model in MODELS
    }


def measures() -> Iterator[Measure]:
    """Measure ranks and coverage under the priors."""
    with tempfile.TemporaryDirectory() as folder:
        ranks = _all(Path(folder))
    for model, each in ranks.items():
        first = each.first(500)
        yield Measure(
            f"{model}: ranks of {first.runs} runs, chi-square's p", first.p, "", 0.01, at_least=True
        )
        yield Measure(
            f"  {model}: worst deviation of the ranks beside its 99 % bound", first.worst / first.bound, "", 1
        )
        for level in LEVELS:
            yield Measure(
                f"  {model}: coverage of {level} % intervals, {each.runs} runs", each.covered[level], ""
            )


def main(arguments: Sequence[str]) -> int:
    """Run into a folder and write the page of results."""
    if len(arguments) != 1:
        print("Name a folder for the outcomes of the runs.", file=sys.stderr)
        return 2
    folder = Path(arguments[0])
    folder.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(page(_all(folder), SEED))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
