"""From three partitions to the least and most people there may be: what thresholds leave open is not all."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from isthmus.core.link.equal_rows import EqualRowsDoubt
from isthmus.core.link.pairs import Numbers, Pairs, Reals

__all__ = ["Brackets", "luck_of"]

DEVIATIONS = 2.0  # standard deviations: nineteen lists of twenty
_SHARES = ("fewest", "most", "missed", "luck", "unseen")
# No pair is surer than this: probabilities near 1 rest on comparisons taken as independent, and are too sure.
SUREST = 0.995


@dataclass(frozen=True, slots=True)
class Brackets:
    """`fewest`, `most`: matches by the refits that find fewest and most, as shares of those by the fit itself.

    `missed`: matches that blocking is estimated to have missed, as a share of those it proposed. `luck`: by how much,
    as such a share, matches may be more or fewer than their probabilities add up to, those being right. `unseen`: how
    many blocking may have missed where none was found that it could be estimated from.
    """

    fewest: float = 1.0
    most: float = 1.0
    missed: float = 0.0
    luck: float = 0.0
    unseen: float = 0.0

    def people(
        self, clusters: Sequence[Numbers], pairs: Pairs | None = None, equal: EqualRowsDoubt | None = None
    ) -> dict[str, int]:
        """Return the numbers of people from strict, central and lenient clusters, int64[n] each by their first record.

        A join makes one person fewer, and stands for as many matches as pairs it brings together: one where people
        have two records, many where they have ten. So many fewer, or more, join by the refits, the missed, and luck. Of
        the strict joins so many may be false as `pairs` with their probabilities tell; `equal` rows are open besides.
        """
        equal = equal or EqualRowsDoubt()
        false = _false_joins(clusters[0], pairs) if pairs else 0.0
        strict, central, lenient = (len(np.unique(labels)) for labels in clusters)
        records, sizes = len(clusters[1]), np.unique(clusters[1], return_counts=True)[1]
        together = int((sizes * (sizes - 1) // 2).sum())
        joins = (records - central) ** 2 / max(together, 1)  # of new matches, as many as the old ones made
        fewer = joins * max(0.0, 1 - self.fewest) + max(joins * self.luck, false)
        more = joins * (max(0.0, self.most - 1) + self.missed + self.luck)
        return {
            "strict": min(records, round(strict + equal.more + fewer)),
            "central": central,
            "lenient": max(1, round(lenient - equal.fewer - self.unseen - more)),
        }

    def as_json(self) -> dict[str, float]:
        """Return it as JSON holds it."""
        return {name: round(getattr(self, name), 4) for name in _SHARES}

    @classmethod
    def from_json(cls, found: Mapping[str, Any]) -> "Brackets":
        """Return what `as_json` gave."""
        return cls(**{name: float(found[name]) for name in _SHARES})


def luck_of(probability: Reals, counts: Reals) -> float:
    """Return the luck of pairs of these probabilities, so many of each: of a sum of events that happen or do not."""
    deviation = np.sqrt(float((probability * (1 - probability)) @ counts))
    return float(DEVIATIONS * deviation / max(float(probability @ counts), 1.0))


def _false_joins(strict: Numbers, pairs: Pairs) -> float:
    """Return how many of the people with several records may be two by their pairs, and by the luck of these."""
    together = strict[pairs.left] == strict[pairs.right]
    if not together.any():
        return 0.0
    several = int((np.bincount(strict) > 1).sum())
    expected = several * float(1 - np.minimum(pairs.probability[together], SUREST).mean())
    return expected + DEVIATIONS * math.sqrt(expected)
