"""What a run of linking was asked for, what it learned, and what it found."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from isthmus.core.link.coverage import Coverage
from isthmus.core.link.equal_rows import EqualRows
from isthmus.core.link.pair_classes import FittedClasses
from isthmus.core.link.pairs import Numbers, Pairs, Reals
from isthmus.core.link.records_per_person import RecordsPerPerson
from isthmus.core.link.run_state import LoosePairs, RunState
from isthmus.core.link.verdict import FitVerdict
from isthmus.core.messages import Message, MessageError

__all__ = ["LinkModel", "LinkResult", "LinkSettings", "LoosePairs"]

SMALL_ROSTER = 50_000  # records; a larger one costs more pairs, but fewer for each record
LEAST_PAIRS = (
    8.0  # for each record, however large the roster: below it, most records would meet too few others
)
type Levels = npt.NDArray[np.int8]


@dataclass(frozen=True, slots=True)
class LinkSettings:
    """How a run is done.

    `strict`, `central`, `lenient`: mean probabilities across two clusters from which they join; strict joins least.
    `pairs_per_record`: how many pairs a record may cost in a roster of up to 50,000; in a larger one fewer, by the root
    of its size, but 8. `largest_block`: larger blocks are not compared. `once`: lists that name each person once.
    """

    strict: float = 0.8
    central: float = 0.5
    lenient: float = 0.08
    seed: int = 0
    pairs_per_record: float = 60.0
    largest_block: int = 50
    engine: str = "duckdb"
    once: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not 0 < self.lenient <= self.central <= self.strict <= 1:
            raise MessageError(Message("link.thresholds.not_ordered"))

    def around(self, central: float) -> "LinkSettings":
        """Return the same with this threshold in the middle, the others as they were or no nearer than it."""
        return replace(
            self, strict=max(self.strict, central), central=central, lenient=min(self.lenient, central)
        )

    def budget(self, records: int) -> float:
        """Return how many pairs a record may cost in a roster of this many."""
        fewer = min(1.0, math.sqrt(SMALL_ROSTER / max(records, 1)))
        return max(min(self.pairs_per_record, LEAST_PAIRS), self.pairs_per_record * fewer)

    def thresholds(self) -> tuple[float, float, float]:
        """Return strict, central, lenient."""
        return self.strict, self.central, self.lenient


@dataclass(frozen=True, eq=False)
class LinkModel:
    """A fitted model by which later records are compared as the first were: nothing in it is about a person."""

    comparisons: tuple[str, ...]
    rules: tuple[tuple[str, ...], ...]  # key expressions of each blocking rule
    fitted: FittedClasses
    verdict: FitVerdict = field(default_factory=FitVerdict)
    fewest: float = 1.0  # matches by the refits that find fewest and most, as shares of those by `fitted`
    most: float = 1.0
    luck: float = 0.0  # as in `Brackets`
    sizes: RecordsPerPerson | None = None  # None where no two records were alike

    def as_json(self) -> dict[str, Any]:
        """Return it as JSON holds it."""
        return {
            "comparisons": list(self.comparisons),
            "rules": [list(rule) for rule in self.rules],
            "shares": self.fitted.shares.tolist(),
            "levels": [[level.tolist() for level in each] for each in self.fitted.levels],
            "given": self.fitted.given,
            "coverage": self.fitted.coverage.as_json() if self.fitted.coverage else None,
            "verdict": self.verdict.as_json(),
            "fewest": self.fewest,
            "most": self.most,
            "luck": self.luck,
            "sizes": self.sizes.as_json() if self.sizes else None,
        }

    @classmethod
    def from_json(cls, found: Mapping[str, Any]) -> "LinkModel":
        """Return the model that `as_json` wrote."""
        coverage = Coverage.from_json(found["coverage"]) if found["coverage"] else None
        levels = tuple(tuple(np.array(level) for level in each) for each in found["levels"])
        return cls(
            tuple(found["comparisons"]),
            tuple(tuple(rule) for rule in found["rules"]),
            FittedClasses(np.array(found["shares"]), levels, int(found["given"]), coverage),
            FitVerdict.from_json(found["verdict"]),
            float(found["fewest"]),
            float(found["most"]),
            float(found["luck"]),
            RecordsPerPerson.from_json(found["sizes"]) if found["sizes"] else None,
        )


@dataclass(frozen=True, eq=False)
class LinkResult:
    """Records by number (their position in `ids`), the pairs that were compared, and the clusters at three thresholds.

    `weight` float64[m] is the log2 odds of a pair, `levels` int8[m] for each comparison (-1 not stated); `strict`,
    `central` and `lenient` are int64[n], the smallest record number of each record's cluster. `report` is JSON.
    """

    ids: Sequence[str]
    pairs: Pairs
    weight: Reals
    levels: Mapping[str, Levels]
    strict: Numbers
    central: Numbers
    lenient: Numbers
    model: LinkModel
    report: dict[str, Any]
    missed: LoosePairs | None = None
    memory: RunState | None = None
    equal: EqualRows = field(default_factory=EqualRows)
