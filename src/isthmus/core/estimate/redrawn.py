"""Lists under another linkage: the same mentions, told apart or joined as a draw of the linkage has them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from isthmus.core.estimate.drawn_up import DrawnUp, ListOf, Mentioned, numbered
from isthmus.core.estimate.values import Lists

__all__ = ["Placed", "as_lists", "placed"]


def as_lists(drawn_up: DrawnUp) -> dict[str, Lists]:
    """Return the lists of each stratum as models take them."""
    return {
        stratum: Lists.of(drawn_up.names, np.array(list(patterns), dtype=np.bool_), list(patterns.values()))
        for stratum, patterns in drawn_up.strata.items()
    }


@dataclass(frozen=True, eq=False)
class Placed:
    """n linked mentions: `on` bool[n, J], whether each has a name, and the number of its stratum (-1: not stated).

    A mention that does not pass, or is on no list, has no name here and is on none: it only links others.
    """

    names: tuple[str, ...]
    strata: tuple[str, ...]
    on: NDArray[np.bool_]
    named: NDArray[np.bool_]
    stratum: NDArray[np.int64]

    def under(self, labels: NDArray[np.int64]) -> Lists:
        """Return the lists if mentions of one label, int64[n] below n, are one person; strata together."""
        on, named = self._persons(labels)
        return Lists.of(self.names, on[named], np.ones(int(named.sum()), dtype=np.int64))

    def strata_under(self, labels: NDArray[np.int64]) -> dict[str, Lists]:
        """Return the same by stratum; the empty one holds those of whom none or several are stated."""
        on, named = self._persons(labels)
        which = self._strata(labels)
        found = {}
        for at, name in ((-1, ""), *enumerate(self.strata)):
            chosen = named & (which == at)
            if on[chosen].any():
                found[name] = Lists.of(self.names, on[chosen], np.ones(int(chosen.sum()), dtype=np.int64))
        return found

    def _persons(self, labels: NDArray[np.int64]) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
        on, named = np.zeros_like(self.on), np.zeros_like(self.named)
        for at in range(on.shape[1]):
            on[labels[self.on[:, at]], at] = True
        named[labels[self.named]] = True
        return on, named

    def _strata(self, labels: NDArray[np.int64]) -> NDArray[np.int64]:
        n = len(labels)
        stated = self.stratum >= 0
        least, most = np.full(n, len(self.strata), dtype=np.int64), np.full(n, -1, dtype=np.int64)
        np.minimum.at(least, labels[stated], self.stratum[stated])
        np.maximum.at(most, labels[stated], self.stratum[stated])
        return np.where(least == most, most, -1)


def placed(keys: Sequence[int], mentioned: Mapping[int, Mentioned], lists: Sequence[ListOf]) -> Placed:
    """Place the linked mentions, by their keys, on the lists; `mentioned`: those that pass, by key."""
    by_source, n = numbered(lists), len(keys)
    strata = sorted({each.stratum for each in mentioned.values() if each.stratum})
    number = {each: at for at, each in enumerate(strata)}
    on = np.zeros((n, len(lists)), dtype=np.bool_)
    named = np.zeros(n, dtype=np.bool_)
    stratum = np.full(n, -1, dtype=np.int64)
    for at, key in enumerate(keys):
        said = mentioned.get(key)
        if said is not None:
            on[at, [by_source[each] for each in said.authors if each in by_source]] = True
            named[at] = said.named
            stratum[at] = number.get(said.stratum, -1)
    return Placed(tuple(each.name for each in lists), tuple(strata), on, named, stratum)
