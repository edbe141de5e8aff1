"""How often a minimum less the pairs that a run probably missed exceeds the truth: many small registers.

Each roster is linked as the mentions of a workspace are. People then judge every pair that the run proposes, and judge
right; what is left apart is counted. The minimum exceeds the truth by the pairs of one person that nobody was asked
about. `python -m benchmarks.link_missed --people 220 --seeds 1 2 3` prints a row for each.
"""

import argparse
import csv
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from benchmarks import judged
from benchmarks.measure import Measure
from benchmarks.rosters.writing import VARIANTS, Roster, write
from isthmus.core.count import probably_missed
from isthmus.core.ids import UnionFind
from isthmus.core.link.brackets import Brackets
from isthmus.core.link.missed_pairs import expected_missed
from isthmus.core.link.results import LinkResult, LinkSettings
from isthmus.engines.linking import link

__all__ = ["FAMILIES", "Missed", "linked_people", "measures"]

MOST_EXCEED = 0.05
PEOPLE, SEEDS = 220, range(101, 106)
WORLDS = (
    "patronymics",
    "fourpart",
    "pdf",
    "acrossscripts",
    "agesbirths",
    "subset",
    "repeats",
    "columns",
    "clean",
)

type Rows = list[dict[str, str]]
type Make = Callable[[str, int, int, Path, Path], object]


def _judged(world: str, people: int, seed: int, roster: Path, truth: Path) -> None:
    judged.write(judged.make(world, people, seed), roster, truth, seed)


def _rosters(variant: str, people: int, seed: int, roster: Path, truth: Path) -> None:
    write(Roster(variant, people, 3, seed), roster, truth)


FAMILIES: dict[str, tuple[Make, Sequence[str]]] = {
    "judged": (_judged, WORLDS),
    "rosters": (_rosters, VARIANTS),
}


@dataclass(frozen=True)
class Missed:
    """Of one register: the people there are, the minimum once all is judged, and what the run says of itself."""

    people: int
    minimum: int
    expected: float

    @property
    def most(self) -> int:
        """How many pairs it says that it missed at most."""
        return probably_missed(self.expected)

    @property
    def exceeds(self) -> bool:
        """Whether the minimum less these is above the truth."""
        return self.minimum - self.most > self.people


def measures() -> Iterator[Measure]:
    """Measure both families."""
    for family, (_, worlds) in FAMILIES.items():
        found = [
            each for world in worlds for seed in SEEDS if (each := linked_people(family, world, PEOPLE, seed))
        ]
        share = sum(each.exceeds for each in found) / len(found)
        said = f"missed pairs, {family}: minimum less these above the truth, of {len(found)}"
        yield Measure(said, share, "", MOST_EXCEED)


def linked_people(family: str, world: str, people: int, seed: int) -> Missed | None:
    """Make a register, link it, judge what is proposed; None where the run has no figure and so examines nothing."""
    rows, truth = _read(FAMILIES[family][0], world, people, seed)
    settings = LinkSettings(seed=1)
    found = link(_mentions(rows), settings=settings)
    if found.model.verdict.refusal:
        return None
    return Missed(
        len(set(truth)), _minimum(found, truth, settings.lenient), _expected(found, settings.lenient)
    )


def _read(make: Make, world: str, people: int, seed: int) -> tuple[Rows, list[str]]:
    with tempfile.TemporaryDirectory() as folder:
        roster, known = Path(folder) / "roster.csv", Path(folder) / "truth.csv"
        make(world, people, seed, roster, known)
        with roster.open(encoding="utf-8") as one, known.open(encoding="utf-8") as other:
            person = {each["id"]: each["person"] for each in csv.DictReader(other)}
            rows = [each for each in csv.DictReader(one) if each["id"] in person]
    return rows, [person[each["id"]] for each in rows]


def _mentions(rows: Rows) -> pa.Table:
    """Return the columns that mentions of a workspace have: a name in one cell, and no list."""
    parts = ("given", "father", "grandfather", "family")
    columns = {
        "id": [each["id"] for each in rows],
        "name": [each.get("name") or " ".join(filter(None, map(each.get, parts))) for each in rows],
        "date": [each.get("date") or each.get("died") or "" for each in rows],
    }
    columns |= {name: [each.get(name, "") for each in rows] for name in ("sex", "age", "born", "place")}
    said = {name: cells for name, cells in columns.items() if any(cells)}
    return pa.table(
        {name: pa.array([each or None for each in cells], pa.string()) for name, cells in said.items()}
    )


def _minimum(found: LinkResult, truth: Sequence[str], lenient: float) -> int:
    sets, pairs = UnionFind[int](), found.pairs
    asked = pairs.probability >= lenient
    joins = 0
    for one, other in zip(pairs.left[asked].tolist(), pairs.right[asked].tolist(), strict=True):
        if truth[one] == truth[other] and sets.find(one) != sets.find(other):
            sets.join(one, other)
            joins += 1
    return len(truth) - joins


def _expected(found: LinkResult, lenient: float) -> float:
    assert found.memory is not None
    return expected_missed(
        found.pairs,
        found.central,
        lenient=lenient,
        unlikely=found.memory.unlikely,
        unproposed=Brackets.from_json(found.report["brackets"]).missed,
        apart=lambda _one, _other: False,
    )


def main() -> int:
    """Print a row for each register, and how many exceed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.link_missed", description=__doc__)
    parser.add_argument("--family", choices=FAMILIES, default="judged")
    parser.add_argument("--worlds", nargs="+", metavar="WORLD")
    parser.add_argument("--seeds", nargs="+", type=int, default=SEEDS)
    parser.add_argument("--people", type=int, default=PEOPLE)
    asked = parser.parse_args()
    exceed = runs = 0
    print(f"{'world':<16}{'seed':>5}{'people':>8}{'minimum':>9}{'expected':>10}{'at most':>9}{'less':>6}")
    for seed in asked.seeds:
        for world in asked.worlds or FAMILIES[asked.family][1]:
            found = linked_people(asked.family, world, asked.people, seed)
            if found is None:
                print(f"{world:<16}{seed:>5}  no figure", flush=True)
                continue
            runs, exceed = runs + 1, exceed + found.exceeds
            print(
                f"{world:<16}{seed:>5}{found.people:>8}{found.minimum:>9}{found.expected:>10.2f}{found.most:>9}"
                f"{found.minimum - found.most:>6}{'  exceeds' if found.exceeds else ''}",
                flush=True,
            )
    print(f"{exceed} of {runs} exceed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
