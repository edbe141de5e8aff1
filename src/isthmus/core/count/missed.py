"""What a minimum may owe to pairs of one person that a link run missed, and the minimum less these.

`examined` says that a link run compared every pair that nobody judged, and held each for improbable. Some are one
person all the same. The run says how many it expects to have missed; so many pairs at most, among those who are told
apart by nothing but the run, make the minimum too great by one each.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from isthmus.core.count.max_weight_clique import Budget
from isthmus.core.count.minimum import PairKnowledge, documented_minimum, told_by_runs
from isthmus.core.count.values import AtLevel, MissedPairs
from isthmus.core.link.reasons import reason
from isthmus.core.register.told_apart import ToldApart

__all__ = ["ExaminedPairs", "examined_pairs", "missed_pairs", "probably_missed"]

# Of 20 registers 19 are to have missed no more than is said, of whatever kind. At .95, 7 of 123 invented ones had
# missed more, most of them of two kinds.
SURE = 0.975
# How far the expected number may be off: a gamma distribution around it of this shape, a factor of 4 either way (in 95
# of 100 cases). Small registers are fitted badly in the same way for all their pairs.
SHAPE = 1.5


@dataclass(frozen=True, slots=True)
class ExaminedPairs:
    """What link runs say of the pairs that nobody judged.

    `missed`: how many pairs of one person they expect to have missed among `records` mentions; None where none says.
    `mentions`: of how many mentions persons are, those of one left out.
    """

    missed: float | None = None
    records: int = 0
    mentions: Mapping[str, int] = field(default_factory=dict)

    def among(self, persons: Iterable[str]) -> int | None:
        """Return how many they probably missed among these persons; None where no run says how many at all."""
        return self.among_mentions(sum(self.mentions.get(each, 1) for each in persons))

    def among_mentions(self, mentions: int) -> int | None:
        """Return how many they probably missed among the persons of so many mentions; None where no run says."""
        if self.missed is None:
            return None
        return probably_missed(self.missed * min(1.0, mentions / max(self.records, 1)))


def examined_pairs(reasons: Iterable[str], mentions: Mapping[str, int] | None = None) -> ExaminedPairs:
    """Return what the reasons of the judgements `examined` in force say; of several runs, of the one that missed least.

    Each says that every pair was compared, so that the others are not needed.
    """
    found = (message.values for each in reasons if (message := reason(each)))
    told = [
        (float(missed), records)
        for each in found
        if isinstance(missed := each.get("missed"), int | float)
        and isinstance(records := each.get("records"), int)
    ]
    missed, records = min(told, default=(None, 0))
    return ExaminedPairs(missed, records, mentions or {})


def probably_missed(expected: float) -> int:
    """Return the number that 19 of 20 runs stay within of which so many are expected.

    Poisson numbers with a mean that is off by a factor are negative binomial (Greenwood and Yule 1920).
    """
    share = expected / (SHAPE + expected)
    chance = (SHAPE / (SHAPE + expected)) ** SHAPE
    number, so_far = 0, chance
    while so_far < SURE and chance > 0:
        number += 1
        chance *= (number - 1 + SHAPE) / number * share
        so_far += chance
    return number


def missed_pairs(
    persons: Mapping[str, AtLevel],
    compared: PairKnowledge,
    told: ToldApart,
    run: ExaminedPairs,
    least: int,
    budget: Budget | None = None,
) -> MissedPairs:
    """Return what a documented minimum of `least` probably owes to pairs that link runs missed.

    It is never less than what is told apart otherwise.
    """
    if not compared.examined:
        return MissedPairs(rests=False, pairs=0, less=least)
    otherwise, _ = documented_minimum(persons, replace(compared, examined=False), told, budget)
    if otherwise >= least:
        return MissedPairs(rests=False, pairs=0, less=least)
    pairs = run.among(told_by_runs(persons, compared))
    return MissedPairs(rests=True, pairs=pairs, less=None if pairs is None else max(otherwise, least - pairs))
