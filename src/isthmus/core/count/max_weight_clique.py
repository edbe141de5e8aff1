"""The heaviest set of things that are pairwise apart: a maximum weight clique, exact within a budget of steps.

Looked at from the other side it is a heaviest set without two things that *touch* (are not apart): few touch in a
register, so the things fall into parts that do not touch each other and add up. In a part, whoever is no better than a
neighbour with fewer or the same neighbours is left out; what is left is searched by branch and bound, with a bound from
weighted colouring (as in Kumlander 2004): things are sorted into classes that all touch, so that a set takes at most
the heaviest of each. Sets of things are bit sets in Python integers.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

__all__ = ["Budget", "max_clique_weight"]

# A part is divided at whoever touches most, this many times one inside the other; what is deeper is searched as it is.
_DEEPEST = 150


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
    touching = [everything & ~apart[at] & ~(1 << at) for at in range(len(weights))]
    return _Search(weights, touching, budget).heaviest(everything, 0)


def _each(members: int) -> Iterator[int]:
    while members:
        low = members & -members
        yield low.bit_length() - 1
        members &= ~low


@dataclass(slots=True)
class _Branch:
    """A set begun: its total so far, who may still join, and these in order with their bounds."""

    members: int
    total: int
    listed: list[tuple[int, int]]


class _Search:
    """The heaviest sets of parts, each part once."""

    def __init__(self, weights: Sequence[int], touching: Sequence[int], budget: Budget) -> None:
        self.weights = weights
        self.touching = touching
        self.budget = budget
        self._known: dict[int, int] = {}

    def heaviest(self, members: int, depth: int) -> int:
        """Return the heaviest set among members: of those that nobody outdoes, part by part."""
        return sum(self._of_part(part, depth) for part in self._parts(self._without_outdone(members)))

    def _parts(self, members: int) -> Iterator[int]:
        """Yield sets such that nobody in one touches anybody in another."""
        while members:
            part = frontier = members & -members
            while frontier:
                at = frontier.bit_length() - 1
                frontier &= ~(1 << at)
                more = members & self.touching[at] & ~part
                part |= more
                frontier |= more
            members &= ~part
            yield part

    def _without_outdone(self, members: int) -> int:
        """Leave out whoever touches somebody at least as heavy who touches nobody else than they do."""
        for at in _each(members):
            mine = self.touching[at] & members | 1 << at
            for other in _each(mine & ~(1 << at)):
                theirs = self.touching[other] & members | 1 << other
                if self.weights[other] >= self.weights[at] and not theirs & ~mine:
                    members &= ~(1 << at)
                    break
        return members

    def _of_part(self, part: int, depth: int) -> int:
        if part.bit_count() == 1:
            return self.weights[part.bit_length() - 1]
        found = self._known.get(part)
        if found is None:
            if self.budget.spent or depth > _DEEPEST:
                found = self._branch_and_bound(part)
            else:
                found = self._divided(part, depth)
            self._known[part] = found
        return found

    def _divided(self, part: int, depth: int) -> int:
        """Return the better of the sets with and without whoever touches most; without, only where it may be better."""
        self.budget.steps -= 1
        at = max(_each(part), key=lambda each: (self.touching[each] & part).bit_count())
        rest = part & ~(1 << at)
        with_it = self.weights[at] + self.heaviest(rest & ~self.touching[at], depth + 1)
        coloured = self._coloured(rest)
        if not coloured or coloured[-1][1] <= with_it:
            return with_it
        return max(with_it, self.heaviest(rest, depth + 1))

    def _branch_and_bound(self, members: int) -> int:
        """Search depth first, the most promising last listed; at least one set is always completed."""
        best = 0
        stack = [_Branch(members, 0, self._coloured(members))]
        while stack:
            branch = stack[-1]
            if not branch.members:
                best = max(best, branch.total)
            hopeless = not branch.listed or branch.total + branch.listed[-1][1] <= best
            if hopeless or (self.budget.spent and best > 0):
                stack.pop()
                continue
            at, _ = branch.listed.pop()
            branch.members &= ~(1 << at)
            inside = branch.members & ~self.touching[at]
            stack.append(_Branch(inside, branch.total + self.weights[at], self._coloured(inside)))
            self.budget.steps -= 1
        return best

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
                free &= self.touching[at]
            bound += top
            for at in chosen:
                members &= ~(1 << at)
                listed.append((at, bound))
        return listed
