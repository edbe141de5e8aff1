"""How well lists of two families are linked: those that linking was tuned on, and those of another hand.

Run as `python -m benchmarks.link_validation [FILE] [--minutes M]` it goes on from the outcomes that are kept, keeps
those that it makes, and prints the page of results; of the file beside this module it publishes it. A file that was
made by another state of the code is begun anew by deleting it. Outside data is read from the folder that ISTHMUS_DATA
names, and left out where it names none.
"""

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from importlib.metadata import version
from pathlib import Path
from time import monotonic

from benchmarks.link_data import FINAL, linkage, made, outside
from benchmarks.link_judged import CASES, Judged, judge, judge_tables
from benchmarks.link_outcomes import KEPT, LinkOutcome, LinkOutcomes, page

__all__ = ["PAGE", "asked"]

PAGE = Path(__file__).parents[1] / "docs" / "explanation" / "link-validation.md"
JUDGED_SEEDS = (41,)  # no decision was taken on these
TUNED_SEEDS = (2027,)
TUNED_PEOPLE = 6_000  # of each roster of our own: about 10,000 rows
PACKAGES = ("isthmus", "splink", "duckdb", "numpy")


@dataclass(frozen=True)
class AskedList:
    """A list to link: how its run is made, and how its outcome is called."""

    family: str
    name: str
    seed: int
    run: Callable[[], Judged | str]


def asked() -> Iterator[AskedList]:
    """Yield the lists in the order in which they are linked: seeds take turns, so that a run may be stopped."""
    for name in ("febrl3", "historical_50k") if linkage() else ():
        yield AskedList("tuned", name, 0, partial(_outside, name))
    for seed in TUNED_SEEDS:
        for variant in ("russian", "arabic", "latin", "western"):
            yield AskedList("tuned", variant, seed, partial(_made, variant, seed))
    for seed in JUDGED_SEEDS:
        for name, case in CASES.items():
            yield AskedList("judged", name, seed, partial(judge, case, seed))


def _made(variant: str, seed: int) -> Judged | str:
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        return judge_tables(made(variant, TUNED_PEOPLE, replace(FINAL, seed=seed), work), work)


def _outside(name: str) -> Judged | str:
    data = linkage()
    assert data is not None, "asked for where there is such a folder"
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        return judge_tables(next(each for each in outside(data, work) if each.name == name), work)


def main() -> int:
    """Go on with the runs; print the page, and publish it where it is of the file beside this module."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.link_validation", description=__doc__)
    parser.add_argument("file", type=Path, nargs="?", default=KEPT, help="where outcomes are kept")
    parser.add_argument("--minutes", type=float, default=float("inf"), help="past these no list is begun")
    given = parser.parse_args()
    until = monotonic() + 60 * given.minutes
    versions = {name: version(name) for name in PACKAGES}
    kept = LinkOutcomes.opened(given.file, {"day": f"{datetime.now(UTC):%Y-%m-%d}"} | versions)
    for each in asked():
        if (each.family, each.name, each.seed) not in kept.outcomes and monotonic() < until:
            found = each.run()
            print(f"{each.family} {each.name} {each.seed}", file=sys.stderr, flush=True)
            kept.add(LinkOutcome(each.family, each.name, each.seed, found))
    print(page(kept))
    if given.file == KEPT:
        PAGE.write_text(page(kept))
    return 0


if __name__ == "__main__":
    sys.exit(main())
