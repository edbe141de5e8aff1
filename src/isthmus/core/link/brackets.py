"""From three partitions to the least and most people there may be: what thresholds leave open is not all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from isthmus.core.link.pairs import Numbers

__all__ = ["Brackets"]


@dataclass(frozen=True, slots=True)
class Brackets:
    """`fewest`, `most`: matches by the refits that find fewest and most, as shares of those by the fit itself.

    `missed`: matches that blocking is estimated to have missed, as a share of those it proposed.
    """

    fewest: float = 1.0
    most: float = 1.0
    missed: float = 0.0

    def people(self, clusters: Sequence[Numbers]) -> dict[str, int]:
        """Return the numbers of people from strict, central and lenient clusters, int64[n] each by their first record.

        A join makes one person fewer, and stands for as many matches as pairs it brings together: one where people
        have two records, many where they have ten. So many fewer, or more, join by the refits and the missed.
        """
        strict, central, lenient = (len(np.unique(labels)) for labels in clusters)
        records, sizes = len(clusters[1]), np.unique(clusters[1], return_counts=True)[1]
        pairs = int((sizes * (sizes - 1) // 2).sum())
        joins = (records - central) ** 2 / max(pairs, 1)  # of new matches, as many as the old ones made
        return {
            "strict": min(records, round(strict + joins * max(0.0, 1 - self.fewest))),
            "central": central,
            "lenient": max(1, round(lenient - joins * (max(0.0, self.most - 1) + self.missed))),
        }

    def as_json(self) -> dict[str, float]:
        """Return it as JSON holds it."""
        return {name: round(getattr(self, name), 4) for name in ("fewest", "most", "missed")}

    @classmethod
    def from_json(cls, found: Mapping[str, Any]) -> "Brackets":
        """Return what `as_json` gave."""
        return cls(**{name: float(found[name]) for name in ("fewest", "most", "missed")})
