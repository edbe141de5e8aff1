"""Any two records, drawn so that rare agreements are seen: in three strata, each pair with how many it stands for.

Among pairs drawn evenly, those that share a given name and a family name are too few to be counted, and they are the
ones that matter. So as many are drawn of pairs with one given name, of pairs with one family name, and of the rest;
how many pairs each stratum holds is known from the sizes of its groups (stratified sampling, Cochran 1977, ch. 5).
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from isthmus.core.link.pairs import Numbers, Reals

__all__ = ["DrawnPairs", "drawn_pairs"]

type Codes = npt.NDArray[np.int64]

_ROUNDS = 50  # of drawing again what fell into an earlier stratum, before it is given up


@dataclass(frozen=True, eq=False)
class DrawnPairs:
    """Pairs of records by number, left < right: int64[m] each; `weight` float64[m]: how many pairs each stands for."""

    left: Numbers
    right: Numbers
    weight: Reals


def drawn_pairs(given: Codes, family: Codes, each: int, rng: np.random.Generator) -> DrawnPairs:
    """Draw up to `each` pairs of each stratum: one given name; one family name and not that; the rest.

    `given`, `family` int64[n]: the name of each record as a number, -1 where it has none. A stratum whose groups
    hold no more pairs than `each` is taken whole. The weights of all pairs add up to n (n - 1) / 2, less a stratum so
    rare among the pairs of its groups that none of it is met.
    """
    n = len(given)
    if n * (n - 1) // 2 <= each:
        left, right = np.triu_indices(n, 1)
        return DrawnPairs(left.astype(np.int64), right.astype(np.int64), np.ones(len(left)))
    both = np.where((given >= 0) & (family >= 0), given * (family.max(initial=0) + 1) + family, -1)
    sizes = [_Groups.of(codes) for codes in (given, family, both)]
    in_given, in_family = sizes[0].pairs, sizes[1].pairs - sizes[2].pairs
    rest = n * (n - 1) // 2 - in_given - in_family
    parts = [
        _stratum(sizes[0], None, in_given, each, rng),
        _stratum(sizes[1], (given,), in_family, each, rng),
        _stratum(_Groups.of(np.zeros(n, np.int64)), (given, family), rest, each, rng),
    ]
    left, right, weight = (np.concatenate(column) for column in zip(*parts, strict=True))
    return DrawnPairs(left, right, weight)


@dataclass(frozen=True, eq=False)
class _Groups:
    """Records in the order of their groups; where each group of two or more begins, its size, and its pairs."""

    order: Codes
    first: Codes
    size: Codes

    @classmethod
    def of(cls, codes: Codes) -> "_Groups":
        order = np.argsort(codes, kind="stable")
        order = order[codes[order] >= 0]
        _, first, size = np.unique(codes[order], return_index=True, return_counts=True)
        return cls(order, first[size > 1], size[size > 1])

    @property
    def pairs(self) -> int:
        return int((self.size * (self.size - 1) // 2).sum())

    def drawn(self, many: int, rng: np.random.Generator) -> tuple[Numbers, Numbers]:
        """Draw pairs with replacement, each pair of records of one group as likely as any other."""
        ends = np.cumsum(self.size * (self.size - 1) // 2)
        group = np.searchsorted(ends, rng.integers(0, ends[-1], many), side="right")
        size = self.size[group]
        one = rng.integers(0, size)
        other = (one + rng.integers(1, size)) % size
        return self.order[self.first[group] + one], self.order[self.first[group] + other]

    def every(self) -> tuple[Numbers, Numbers]:
        """Return every pair once."""
        within = [np.triu_indices(size, 1) for size in self.size.tolist()]
        one = np.concatenate([first + at[0] for first, at in zip(self.first, within, strict=True)])
        other = np.concatenate([first + at[1] for first, at in zip(self.first, within, strict=True)])
        return self.order[one], self.order[other]


def _stratum(
    groups: _Groups, unlike: tuple[Codes, ...] | None, pairs: int, each: int, rng: np.random.Generator
) -> tuple[Numbers, Numbers, Reals]:
    """Return pairs within groups that share none of the codes of `unlike`; `pairs`: how many there are."""
    nothing = np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0)
    if pairs <= 0:
        return nothing
    if groups.pairs <= each:
        one, other = groups.every()
        return _ordered(*_unlike(one, other, unlike), float(pairs))
    found: list[tuple[Numbers, Numbers]] = []
    room = min(each, pairs)
    for _round in range(_ROUNDS):
        one, other = _unlike(*groups.drawn(each, rng), unlike)
        found.append((one[:room], other[:room]))
        room -= len(found[-1][0])
        if not room:
            break
    one, other = (np.concatenate(side) for side in zip(*found, strict=True))
    return _ordered(one, other, float(pairs)) if len(one) else nothing


def _unlike(one: Numbers, other: Numbers, codes: tuple[Codes, ...] | None) -> tuple[Numbers, Numbers]:
    keep = np.ones(len(one), dtype=np.bool_)
    for column in codes or ():
        keep &= (column[one] != column[other]) | (column[one] < 0)
    return one[keep], other[keep]


def _ordered(one: Numbers, other: Numbers, pairs: float) -> tuple[Numbers, Numbers, Reals]:
    return np.minimum(one, other), np.maximum(one, other), np.full(len(one), pairs / max(len(one), 1))
