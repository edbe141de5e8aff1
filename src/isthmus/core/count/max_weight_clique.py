"""The heaviest set of things that are pairwise apart: a maximum weight clique, exact within a budget of steps.

Branch and bound with a bound from weighted colouring (as in Kumlander 2004): things are sorted into classes of which
no two are apart, so that a set takes at most the heaviest of each class. Before that the things are split where
every one of a part is apart from every one of another, since the heaviest sets of the parts then add up. Sets of
things are bit sets in Python integers.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

__all__ = ["Budget", "max_clique_weight"]


@dataclass(slots=True)
class Budget:
    """Steps left for the exact search; when they are used up, what was found is a lower bound."""

    steps: int = 200_000

    @property
    def spent(self) -> bool:
        """Return whether the search was cut off."""
        return self.steps < 0


def max_clique_weight(
    weights: Sequence[int], apart: Mapping[int, int] | Sequence[int], budget: Budget
) -> int:
    """Return the largest total weight of a set that is pairwise apart.

    `weights[i]` >= 1; `apart[i]`: the bit set of those that i is apart from (symmetric, without i).
    """
    everything = (1 << len(weights)) - 1
    return sum(_Search(weights, apart, budget).best_of(part) for part in _parts(everything, apart))


def _parts(members: int, apart: Mapping[int, int] | Sequence[int]) -> list[int]:
    """Split a set where all of one part are apart from all of the rest: connected under *not* apart."""
    found = []
    while members:
        part = frontier = members & -members
        while frontier:
            at = frontier.bit_length() - 1
            frontier &= ~(1 << at)
            more = members & ~apart[at] & ~part
            part |= more
            frontier |= more
        members &= ~part
        found.append(part)
    return found


@dataclass(slots=True)
class _Branch:
    """A set begun: its total so far, who may still join, and these in order with their bounds."""

    members: int
    total: int
    listed: list[tuple[int, int]]


class _Search:
    """One search within a part; `best` is the heaviest total found so far."""

    def __init__(
        self, weights: Sequence[int], apart: Mapping[int, int] | Sequence[int], budget: Budget
    ) -> None:
        self.weights = weights
        self.apart = apart
        self.budget = budget
        self.best = 0

    def best_of(self, members: int) -> int:
        """Search depth first, the most promising last listed; at least one set is always completed."""
        stack = [_Branch(members, 0, self._coloured(members))]
        while stack:
            branch = stack[-1]
            if not branch.members:
                self.best = max(self.best, branch.total)
            if self._hopeless(branch):
                stack.pop()
                continue
            at, _ = branch.listed.pop()
            branch.members &= ~(1 << at)
            inside = branch.members & self.apart[at]
            stack.append(_Branch(inside, branch.total + self.weights[at], self._coloured(inside)))
            self.budget.steps -= 1
        return self.best

    def _hopeless(self, branch: "_Branch") -> bool:
        if not branch.listed or branch.total + branch.listed[-1][1] <= self.best:
            return True
        return self.budget.spent and self.best > 0

    def _coloured(self, members: int) -> list[tuple[int, int]]:
        """Return the members, each with a bound on any set made of it and those listed before it."""
        listed: list[tuple[int, int]] = []
        bound = 0
        while members:
            free, top, chosen = members, 0, []
            while free:
                at = free.bit_length() - 1
                chosen.append(at)
                top = max(top, self.weights[at])
                free &= ~self.apart[at] & ~(1 << at)
            bound += top
            for at in chosen:
                members &= ~(1 << at)
                listed.append((at, bound))
        return listed
