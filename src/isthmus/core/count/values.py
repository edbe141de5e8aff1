"""What is counted and what a count says (MODEL sections 4 and 6)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from isthmus.core.dates import Bounds
from isthmus.core.register import Conflict

__all__ = [
    "LEVELS",
    "AtLevel",
    "ComparedBy",
    "Count",
    "Figures",
    "Filter",
    "JudgementTotals",
    "MissedPairs",
    "VictimFigures",
]

# The numbers of independent lines at which figures are given.
LEVELS = (1, 2, 3)


@dataclass(frozen=True, slots=True)
class Filter:
    """Which acts are looked at; empty means any. `period` is compared by possible overlap."""

    type: str = ""
    place: str = ""
    ground: str = ""
    period: Bounds | None = None


@dataclass(frozen=True, slots=True)
class AtLevel:
    """A person or group at k lines: how many people at least and at most (None: open), and whether named."""

    low: int
    high: int | None
    named: bool

    @property
    def individual(self) -> bool:
        """Return whether this is one person."""
        return self.low == 1 and self.high == 1


@dataclass(frozen=True, slots=True)
class VictimFigures:
    """A person's or group's part as a victim, at k = 1, 2, 3; None where it does not count at that k."""

    person: str
    levels: tuple[AtLevel | None, AtLevel | None, AtLevel | None]

    def at(self, k: int) -> AtLevel | None:
        """Return what counts at k lines."""
        return self.levels[k - 1]


@dataclass(frozen=True, slots=True)
class JudgementTotals:
    """How many judgements a figure rests on: by people one by one, by people in one go, by link runs."""

    people: int
    in_one_go: int
    link_runs: int


@dataclass(frozen=True, slots=True)
class MissedPairs:
    """How many pairs of one person a minimum probably owes to link runs, and the minimum less these.

    `rests`: whether the minimum rests on them at all. The numbers are None where no run says how many it missed.
    """

    rests: bool
    pairs: int | None
    less: int | None


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures at k lines.

    `documented_minimum` is exact, or a valid lower bound where `exact` is false. `record_maximum` is None where
    somebody counted has no upper bound. `earliest` and `latest` are the first and the last possible day of the dated
    acts counted, None where one of them is open on that side; `undated` is the number of acts without a date that pass
    the other filters. `missed`: what the minimum probably owes to pairs that link runs missed.
    """

    incidents: int
    people: int
    named: int
    individual: int
    documented_minimum: int
    exact: bool
    record_maximum: int | None
    unexamined: int
    judgements: JudgementTotals
    earliest: date | None
    latest: date | None
    undated: int
    missed: MissedPairs


@dataclass(frozen=True, slots=True)
class ComparedBy:
    """Who compared the pairs of single people that count on one line: how many pairs, or which link runs did.

    `in_one_go`: by whom, and how many pairs; `left_unsure`: likewise, those left unsure in one go. `told_apart`: pairs
    that nobody judged and a source tells apart; not counted where link runs compared all the others.
    """

    pairs: int
    one_by_one: int
    in_one_go: tuple[tuple[str, int], ...]
    left_unsure: tuple[tuple[str, int], ...]
    link_runs: tuple[str, ...]
    told_apart: int


@dataclass(frozen=True, slots=True)
class Count:
    """The figures by k, the conflicts that people must resolve, and the digest of the workbook.

    `no_line`: how many incidents have no line, by why (`core.corroborate.NO_LINE`).
    """

    k: Mapping[int, Figures]
    conflicts: tuple[Conflict, ...]
    digest: str
    no_line: Mapping[str, int]
    compared: ComparedBy
