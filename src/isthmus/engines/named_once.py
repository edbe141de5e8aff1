"""Lists that name each person once: nobody is joined within one, and pairs alike within it are counted, not hidden."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from isthmus.core.link.kept_apart import partitions_apart
from isthmus.core.link.pairs import DecidedPairs, Numbers, Pairs
from isthmus.core.link.results import LinkSettings
from isthmus.engines.connection import Engine

__all__ = ["NamedOnce"]


@dataclass(frozen=True, eq=False)
class NamedOnce:
    """`names` of the lists, and of each record the number of the list that names it once, int64[n]; -1 of others."""

    names: Sequence[str]
    of_record: Numbers

    @classmethod
    def of(cls, engine: Engine, names: Sequence[str]) -> "NamedOnce":
        """Return the lists of these names with the records of the table `raw`."""
        rows = engine.execute("select list from raw order by i").fetchall()
        number = {name: at for at, name in enumerate(names)}
        return cls(names, np.array([number.get(str(row[0]), -1) for row in rows], dtype=np.int64))

    def barred(self, pairs: Pairs, decided: DecidedPairs) -> DecidedPairs:
        """Return the decisions with pairs within one such list as different, but for what people judged the same."""
        within = self._within(pairs)
        if not within.any():
            return decided
        both = np.stack([pairs.left[within], pairs.right[within]], axis=1)
        same = {tuple(sorted(row)) for row in decided.same.tolist()}
        kept = np.array([tuple(row) not in same for row in both.tolist()], dtype=np.bool_)
        return DecidedPairs(decided.same, np.concatenate((decided.different, both[kept])))

    def apart(
        self, clusters: Sequence[Numbers], pairs: Pairs, decided: DecidedPairs, settings: LinkSettings
    ) -> Sequence[Numbers]:
        """Return the clusters with nobody together by way of others, either."""
        if not self.names:
            return clusters
        return partitions_apart(
            len(self.of_record),
            pairs,
            decided,
            settings.thresholds(),
            before=clusters,
            apart=self.are_two,
        )

    def are_two(self, one: int, other: int) -> bool:
        """Return whether two records stand in one list that names each person once."""
        return bool(self.of_record[one] >= 0 and self.of_record[one] == self.of_record[other])

    def told(self, pairs: Pairs, threshold: float) -> list[dict[str, Any]]:
        """Return for each list how many pairs within it look like one person all the same."""
        alike = self._within(pairs) & (pairs.probability >= threshold)
        counts = np.bincount(self.of_record[pairs.left[alike]], minlength=len(self.names))
        return [{"list": name, "alike": int(n)} for name, n in zip(self.names, counts, strict=False)]

    def _within(self, pairs: Pairs) -> "np.typing.NDArray[np.bool_]":
        left, right = self.of_record[pairs.left], self.of_record[pairs.right]
        return np.asarray((left >= 0) & (left == right))
