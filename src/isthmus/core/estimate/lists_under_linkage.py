"""Lists under another linkage: the same mentions, told apart or joined as a draw of the linkage has them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from isthmus.core.estimate.capture_lists import CaptureLists, SourceList, VictimMention, list_of_source
from isthmus.core.estimate.values import Lists

__all__ = ["MentionsOnLists", "as_lists", "mentions_on_lists"]


def as_lists(capture: CaptureLists) -> dict[str, Lists]:
    """Return the lists of each stratum as models take them."""
    return {
        stratum: Lists.of(capture.names, np.array(list(patterns), dtype=np.bool_), list(patterns.values()))
        for stratum, patterns in capture.strata.items()
    }


@dataclass(frozen=True, eq=False)
class MentionsOnLists:
    """n linked mentions: `on` bool[n, J], and whether each has a name.

    A mention that does not pass, or is on no list, has no name here and is on none: it only links others.
    """

    names: tuple[str, ...]
    on: NDArray[np.bool_]
    named: NDArray[np.bool_]

    def under(self, labels: NDArray[np.int64]) -> Lists:
        """Return the lists if mentions of one label, int64[n] below n, are one person."""
        on, named = self._persons(labels)
        return Lists.of(self.names, on[named], np.ones(int(named.sum()), dtype=np.int64))

    def _persons(self, labels: NDArray[np.int64]) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
        on, named = np.zeros_like(self.on), np.zeros_like(self.named)
        for at in range(on.shape[1]):
            on[labels[self.on[:, at]], at] = True
        named[labels[self.named]] = True
        return on, named


def mentions_on_lists(
    keys: Sequence[int], mentioned: Mapping[int, VictimMention], lists: Sequence[SourceList]
) -> MentionsOnLists:
    """Place the linked mentions, by their keys, on the lists; `mentioned`: those that pass, by key."""
    by_source, n = list_of_source(lists), len(keys)
    on = np.zeros((n, len(lists)), dtype=np.bool_)
    named = np.zeros(n, dtype=np.bool_)
    for at, key in enumerate(keys):
        said = mentioned.get(key)
        if said is not None:
            on[at, [by_source[each] for each in said.authors if each in by_source]] = True
            named[at] = said.named
    return MentionsOnLists(tuple(each.name for each in lists), on, named)
