"""Rows that are equal in everything that they state: no comparison can tell whether they are one person or several.

A fit that sees nothing but equal rows takes them all for one person, or all for chance, by where it started. So they
are one piece of evidence, however many rows there are: where such rows are kept apart, they may be one person; where
they are joined by their names alone, within one list, they may be several.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import combinations

import numpy as np
import numpy.typing as npt

from isthmus.core.link.components import component_of
from isthmus.core.link.pairs import DecidedPairs, Numbers

__all__ = ["EqualRows", "EqualRowsDoubt"]


def _none() -> Numbers:
    return np.zeros(0, dtype=np.int64)


@dataclass(frozen=True, slots=True)
class EqualRowsDoubt:
    """What equal rows leave open of the numbers of people.

    `more` than strict clusters say, where they are several; `fewer` than lenient ones say, where they are one.
    """

    more: int = 0
    fewer: int = 0


@dataclass(frozen=True, eq=False)
class EqualRows:
    """Records int64[k] that equal another one, the group of each, its list, and whether names are all it states."""

    records: Numbers = field(default_factory=_none)
    group: Numbers = field(default_factory=_none)
    of_list: Numbers = field(default_factory=_none)
    only_names: npt.NDArray[np.bool_] = field(default_factory=lambda: np.zeros(0, dtype=np.bool_))

    def doubt(
        self,
        strict: Numbers,
        lenient: Numbers,
        decided: DecidedPairs,
        apart: Callable[[int, int], bool] | None = None,
    ) -> EqualRowsDoubt:
        """Return what these rows leave open of clusters int64[n]; what people decided is not open.

        `apart`: whether two records are known to be two people.
        """
        if not len(self.records):
            return EqualRowsDoubt()
        return EqualRowsDoubt(self._more(strict, decided), self._fewer(lenient, decided, apart))

    def _more(self, strict: Numbers, decided: DecidedPairs) -> int:
        """Return how many more there are if a list that repeats a name names somebody else each time."""
        at = self.records[self.only_names]
        same = component_of(len(strict), (decided.same[:, 0], decided.same[:, 1]))
        group, of_list = self.group[self.only_names], self.of_list[self.only_names]
        one_as = np.unique(np.stack([strict[at], group, of_list, same[at]], axis=1), axis=0)
        within, rows = np.unique(one_as[:, :3], axis=0, return_counts=True)
        _, cluster = np.unique(within[:, :2], axis=0, return_inverse=True)
        most = np.zeros(len(within), dtype=np.int64)
        np.maximum.at(most, cluster.reshape(-1), rows)
        return int(np.maximum(most - 1, 0).sum())

    def _fewer(
        self, lenient: Numbers, decided: DecidedPairs, apart: Callable[[int, int], bool] | None
    ) -> int:
        """Return how many fewer there are if rows that say the same are about the same person."""
        order = np.argsort(self.group, kind="stable")
        cuts = np.flatnonzero(np.diff(self.group[order])) + 1
        different = {tuple(pair) for pair in decided.different.tolist()}
        told_apart = {end for pair in different for end in pair}
        one, other = [_none()], [_none()]
        for rows in np.split(self.records[order], cuts):
            asked = apart is not None or not told_apart.isdisjoint(rows.tolist())
            if asked and any(
                pair in different or (apart is not None and apart(*pair))
                for pair in combinations(sorted(rows.tolist()), 2)
            ):
                continue
            one.append(np.full(len(rows), rows[0]))
            other.append(rows)
        all_of = (np.arange(len(lenient)), lenient)
        joined = component_of(len(lenient), all_of, (np.concatenate(one), np.concatenate(other)))
        return len(np.unique(lenient)) - len(np.unique(joined))
