"""Whether a fit tells who is who: a run that cannot know says so, and gives no figure; what is said beside one.

Three signs that need no labels. No part of a name and no day of birth is stated: what is left (sex, age, place) is
shared by so many that any fit would be sure of pairs by the hundred thousand. Fits from starts far apart find different
numbers of matches: the data leave open which. And whether two rows stand in one list: pairs of one person that lie
within a list as often as any two records do are as any two records, the more suspicious the more of them there are.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from isthmus.core.link.equal_rows import EqualRowsDoubt
from isthmus.core.messages import Message

__all__ = ["FitEvidence", "FitVerdict", "beside_people", "verdict"]

type Reals = npt.NDArray[np.float64]

# Matches by the most and the least of the starts, as a ratio, and as a share of the records with a few pairs more:
# beyond both, the fits disagree on who is who, not on a few doubtful pairs.
STARTS_DIFFER, STARTS_DIFFER_BY, FEW_PAIRS = 1.5, 0.02, 3.0
MANY_A_RECORD, AS_BY_CHANCE = (
    2.0,
    0.8,
)  # matches for each record, and of the share within lists that chance brings

MOSTLY_EQUAL = 0.5  # of the records: where equal rows leave more open, the bounds say next to nothing
FAR = 0.15  # of the people: bounds further from one another leave open who is who
FEW_RECORDS = 50  # from fewer nothing is learned: what a fit knows is what is usual elsewhere


@dataclass(frozen=True, eq=False)
class FitEvidence:
    """What is known of a fit.

    `compared`: the names of its comparisons; `probability` and `counts` float64[p] of the patterns of compared pairs;
    `by_starts`: matches by the fits from other starts; `days`: whether a birth is known to the day; `within` and
    `within_by_chance`: the share of pairs that stand in one list, of one person and of any two, 0 without lists.
    """

    records: int
    compared: Sequence[str]
    probability: Reals
    counts: Reals
    by_starts: Sequence[float]
    days: bool
    within: float = 0.0
    within_by_chance: float = 0.0


@dataclass(frozen=True)
class FitVerdict:
    """`refusal`: why there is no figure; `notes`: what is to be said beside one."""

    refusal: Message | None = None
    notes: tuple[Message, ...] = ()

    def as_json(self, tell: Callable[[Message], dict[str, Any]] = Message.as_json) -> dict[str, Any]:
        """Return it as JSON holds it; `tell` says how messages are given."""
        return {
            "refusal": tell(self.refusal) if self.refusal else None,
            "notes": [tell(each) for each in self.notes],
        }

    @classmethod
    def from_json(cls, found: Mapping[str, Any]) -> "FitVerdict":
        """Return what `as_json` gave."""
        refusal, notes = found["refusal"], found["notes"]
        return cls(
            Message.from_json(refusal) if refusal else None, tuple(Message.from_json(each) for each in notes)
        )


def verdict(found: FitEvidence) -> FitVerdict:
    """Return whether there is a figure, and what is to be said of it."""
    named = bool({"given", "lineage"} & set(found.compared))
    if not named and not found.days:
        return FitVerdict(Message("link.verdict.nothing_identifies"))
    matches = float(found.probability @ found.counts)
    least, most = min((*found.by_starts, matches)), max((*found.by_starts, matches))
    if most > STARTS_DIFFER * least and most - least > STARTS_DIFFER_BY * found.records + FEW_PAIRS:
        return FitVerdict(Message("link.verdict.starts_differ", least=round(least), most=round(most)))
    notes = []
    as_chance = found.within_by_chance and found.within >= AS_BY_CHANCE * found.within_by_chance
    if matches > MANY_A_RECORD * found.records and as_chance:
        notes.append(Message("link.verdict.as_any_two", matches=round(matches), records=found.records))
    return FitVerdict(None, tuple(notes))


def beside_people(
    found: FitVerdict, records: int, people: Mapping[str, int], equal: EqualRowsDoubt
) -> FitVerdict:
    """Return the verdict with what the numbers of people add to it: `people` are strict, central and lenient."""
    if found.refusal:
        return found
    most, central, least = (people[name] for name in ("strict", "central", "lenient"))
    if equal.more + equal.fewer > MOSTLY_EQUAL * records:
        return FitVerdict(Message("link.verdict.equal_rows_decide", least=least, most=most, records=records))
    notes = []
    if most == central == least == records:
        notes.append(Message("link.verdict.nobody_twice"))
    elif central == records and not equal.fewer:
        notes.append(Message("link.verdict.nobody_twice_but", n=records - least))
    if equal.more or equal.fewer:
        notes.append(Message("link.verdict.equal_rows", n=equal.more + equal.fewer))
    if most - least > max(FAR * central, FEW_PAIRS):
        notes.append(Message("link.verdict.far_apart"))
    if records < FEW_RECORDS:
        notes.append(Message("link.verdict.few_records", records=records))
    return FitVerdict(None, (*notes, *found.notes))
