"""From three partitions to the least and most people there may be: what thresholds leave open is not all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from isthmus.core.link.pairs import Numbers, Reals

__all__ = ["Brackets", "luck_of"]

DEVIATIONS = 2.0  # standard deviations: nineteen lists of twenty
_SHARES = ("fewest", "most", "missed", "luck")


@dataclass(frozen=True, slots=True)
class Brackets:
    """`fewest`, `most`: matches by the refits that find fewest and most, as shares of those by the fit itself.

    `missed`: matches that blocking is estimated to have missed, as a share of those it proposed. `luck`: by how much,
    as such a share, matches may be more or fewer than their probabilities add up to, those being right.
    """

    fewest: float = 1.0
    most: float = 1.0
    missed: float = 0.0
    luck: float = 0.0

    def people(self, clusters: Sequence[Numbers]) -> dict[str, int]:
        """Return the numbers of people from strict, central and lenient clusters, int64[n] each by their first record.

        A join makes one person fewer, and stands for as many matches as pairs it brings together: one where people
        have two records, many where they have ten. So many fewer, or more, join by the refits, the missed, and luck.
        """
        strict, central, lenient = (len(np.unique(labels)) for labels in clusters)
        records, sizes = len(clusters[1]), np.unique(clusters[1], return_counts=True)[1]
        pairs = int((sizes * (sizes - 1) // 2).sum())
        joins = (records - central) ** 2 / max(pairs, 1)  # of new matches, as many as the old ones made
        return {
            "strict": min(records, round(strict + joins * (max(0.0, 1 - self.fewest) + self.luck))),
            "central": central,
            "lenient": max(1, round(lenient - joins * (max(0.0, self.most - 1) + self.missed + self.luck))),
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
