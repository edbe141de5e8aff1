"""How well `isthmus link roster` links the rosters of `benchmarks.judged`, which it was not tuned on.

`python -m benchmarks.link_judged --worlds fourpart pdf --seeds 31 32` prints a row for each world and seed, and
`--columns` how much is lost by each true column that is added.
"""

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import numpy.typing as npt

from benchmarks.judged import Options, make, write
from benchmarks.link_data import LabelledTables
from benchmarks.link_figures import Figures
from benchmarks.link_running import link_roster
from benchmarks.measure import Measure
from isthmus.core.link.evaluating import Scores, calibration_error
from isthmus.files.people import read_probabilities

__all__ = [
    "ABOVE_FLOOR",
    "CASES",
    "COLUMNS",
    "Calibration",
    "Case",
    "Judged",
    "judge",
    "judge_tables",
    "measures",
]

PEOPLE = 3_000
SEEDS = (31, 32)  # no decision was taken on these
DRAWS = 200  # of outcomes, for the floor of calibration
ABOVE_FLOOR = 0.05
MOST_LOST = 0.005  # of F1 by a true column that is added


@dataclass(frozen=True)
class Case:
    """A world as it is made, and what is wanted of it where anything is."""

    world: str
    options: Options = field(default_factory=Options)
    said: str = ""
    f1: float | None = None
    precision: float | None = None
    people_off: float | None = None  # per cent

    @property
    def name(self) -> str:
        """The world and how it was changed."""
        return f"{self.world} {self.said}".strip()


GOOD = (
    *map(Case, ("patronymics", "fourpart", "pdf", "acrossscripts", "agesbirths", "subset")),
    Case("clean", people_off=0.5),
    Case("repeats"),
    Case("repeats", Options(repeats=0.02), "of 2 %", f1=0.95, precision=0.9, people_off=1),
    Case("columns"),
)
BAD = tuple(map(Case, ("moved", "big", "namesonly", "sexes", "firstofjanuary", "birthyears")))
CASES = {case.name: case for case in (*GOOD, *BAD)}

# World -> columns that it has, and columns that it can be given, each beside all that it has.
COLUMNS = {
    "columns": (("father", "sex", "born", "age", "died", "place"), ("x_occupation",)),
    "fourpart": (("sex", "age"), ("died", "place", "born", "x_occupation")),
}


@dataclass(frozen=True)
class Calibration:
    """The error of the probabilities from .05 to .95, and what a perfect model would get on so many pairs."""

    error: float
    floor: float
    pairs: int

    @classmethod
    def of(
        cls, probability: npt.NDArray[np.float64], is_match: npt.NDArray[np.bool_]
    ) -> "Calibration | None":
        """Measure; the floor draws outcomes from the probabilities themselves. None without pairs."""
        error, rng = calibration_error(probability, is_match), np.random.default_rng(0)
        if error is None:
            return None
        drawn = (rng.random(len(probability)) < probability for _ in range(DRAWS))
        floors = [calibration_error(probability, outcome) or 0.0 for outcome in drawn]
        return cls(error, float(np.mean(floors)), len(probability))


@dataclass(frozen=True)
class Judged:
    """What a finished run gave beside the truth."""

    scores: Scores
    true: int
    strict: float
    central: float
    lenient: float
    calibration: Calibration | None

    @property
    def off(self) -> float:
        """How many people too many were counted, in per cent of the true number."""
        return 100 * (self.central / self.true - 1)

    @property
    def holds(self) -> bool:
        """Whether the truth lies between lenient and strict."""
        return min(self.strict, self.lenient) <= self.true <= max(self.strict, self.lenient)

    @property
    def width(self) -> float:
        """How far lenient and strict lie apart, in per cent of the true number."""
        return 100 * abs(self.strict - self.lenient) / self.true


def measures() -> Iterator[Measure]:
    """Judge every world at every seed, then every column that can be added."""
    for case in CASES.values():
        for seed in SEEDS:
            yield from _of(f"judged {case.name} {seed}", case, judge(case, seed))
    for name, fall in falls(SEEDS):
        yield Measure(f"judged {name}, F1 falls by", fall, "", MOST_LOST)


def judge(case: Case, seed: int, people: int = PEOPLE) -> Judged | str:
    """Make the roster, link it and compare; where there is no figure, what stands in its place."""
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        linked = LabelledTables(case.name, (work / "roster.csv",), {}, work / "truth.csv")
        write(make(case.world, people, seed, case.options), linked.files[0], linked.truth, seed)
        return judge_tables(linked, work)


def judge_tables(linked: LabelledTables, work: Path) -> Judged | str:
    """Link files and compare with their truth; results are written below `work`."""
    try:
        ran = link_roster(linked, work / "linked")
    except subprocess.CalledProcessError as failed:
        return f"ended with exit status {failed.returncode}"
    if not ran.report.people:
        return "no figure, and why"
    return _judged(Figures(linked, ran))


def falls(
    seeds: Sequence[int], worlds: Sequence[str] = tuple(COLUMNS), people: int = PEOPLE
) -> Iterator[tuple[str, float]]:
    """Yield how much less F1 is with each true column than without it; nan where a run has no figure."""
    for world in worlds:
        has, given = COLUMNS[world]
        for seed in seeds:
            whole = _f1(Case(world), seed, people)
            for column in has:
                without = _f1(Case(world, Options(without=(column,))), seed, people)
                yield f"{world} {seed}: {column} added to the others", without - whole
            for column in given:
                more = _f1(Case(world, Options(extra=(column,))), seed, people)
                yield f"{world} {seed}: {column} added to all", whole - more


def _f1(case: Case, seed: int, people: int) -> float:
    found = judge(case, seed, people)
    return float("nan") if isinstance(found, str) else found.scores.f1 or 0.0


def _judged(figures: Figures) -> Judged:
    told = figures.ran.report.people
    return Judged(
        scores=figures.overlap.pairwise(),
        true=figures.overlap.true_people,
        strict=told["strict"],
        central=told["central"],
        lenient=told["lenient"],
        calibration=Calibration.of(*read_probabilities(figures.ran.pairs, figures.compared, 0.05, 0.95)),
    )


def _of(name: str, case: Case, found: Judged | str) -> Iterator[Measure]:
    if isinstance(found, str):
        wanted = 1 if case in GOOD else None  # of bad input a run may say that it has none
        yield Measure(f"{name}: {found}; a figure (1: yes)", 0, "", wanted, at_least=True)
        return
    for said, value, target in (
        ("pairwise F1", found.scores.f1, case.f1),
        ("pairwise precision", found.scores.precision, case.precision),
        ("pairwise recall", found.scores.recall, None),
    ):
        if value is not None:
            yield Measure(f"{name}: {said}", value, "", target, at_least=True)
    people = f"people {found.central:,.0f} of {found.true:,}, off by"
    yield Measure(f"{name}: {people}", abs(found.off), "%", case.people_off)
    bounds = f"{found.lenient:,.0f} to {found.strict:,.0f}"
    yield Measure(f"{name}: truth within {bounds} (1: yes)", float(found.holds), "", 1, at_least=True)
    yield Measure(f"{name}: width of that", found.width, "%")
    if found.calibration:
        said = f"calibration error, {found.calibration.pairs:,} pairs, floor {found.calibration.floor:.3f}"
        yield Measure(f"{name}: {said}", found.calibration.error, "", found.calibration.floor + ABOVE_FLOOR)


HEAD = (
    f"{'world':<16}{'seed':>5}{'F1':>7}{'prec':>6}{'rec':>6}{'people of true':>15}{'off %':>7}"
    f"{'lenient-strict':>15}{'holds':>6}{'wide %':>7}{'calib':>7}{'floor':>6}{'pairs':>6}"
)


def _row(name: str, seed: int, found: Judged | str) -> str:
    start = f"{name:<16}{seed:>5}"
    if isinstance(found, str):
        return f"{start}  {found}"
    shares = (found.scores.f1, found.scores.precision, found.scores.recall)
    f1, precision, recall = ("-" if each is None else f"{each:.3f}" for each in shares)
    people, bounds = f"{found.central:,.0f} {found.true:,}", f"{found.lenient:,.0f}-{found.strict:,.0f}"
    holds, fit = "yes" if found.holds else "NO", found.calibration
    return (
        f"{start}{f1:>7}{precision:>6}{recall:>6}{people:>15}{found.off:>+7.1f}"
        f"{bounds:>15}{holds:>6}{found.width:>7.1f}"
        + (f"{fit.error:>7.3f}{fit.floor:>6.3f}{fit.pairs:>6}" if fit else f"{'-':>7}")
    )


def main() -> int:
    """Print the table of these worlds and seeds, or how F1 falls by each column."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.link_judged", description=__doc__)
    parser.add_argument("--worlds", nargs="+", metavar="WORLD", help=", ".join(CASES).replace("%", "%%"))
    parser.add_argument("--seeds", nargs="+", type=int, default=SEEDS)
    parser.add_argument("--people", type=int, default=PEOPLE)
    parser.add_argument("--columns", action="store_true", help="each true column added, one at a time")
    asked = parser.parse_args()
    if asked.columns:
        for name, fall in falls(asked.seeds, asked.worlds or tuple(COLUMNS), asked.people):
            print(f"{name:<46}{fall:>+8.4f}{'' if fall <= MOST_LOST else '  too much'}", flush=True)
        return 0
    print(HEAD)
    for name in asked.worlds or CASES:
        for seed in asked.seeds:
            print(_row(name, seed, judge(CASES[name], seed, asked.people)), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
