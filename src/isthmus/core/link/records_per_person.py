"""How many records people have, learned from the list itself, and what that says of who else a record is.

A probability of a pair knows nothing of other pairs. But what two records are already joined to tells much: where
nearly everybody has ten records, one that stands alone is hardly a person more; where nobody has three, one that is
joined is hardly a third. The prior of a partition in which K people have records by the shares mu_1, mu_2, ... is
K! prod s! mu_s over its people, of s records each (Betancourt, Zanella & Steorts 2022, exchangeable sequences of
clusters), so to join people of a and of b records is

    (a + b)! / (a! b!) mu_(a+b) / (mu_a mu_b K)

times as likely as not, before anything is compared; the fit has the same prior for every pair. The odds of a pair are
multiplied by the one over the other. Of the choices which records of the whole are the first a, all but a + b are left
out: the pairs across are not so many independent witnesses.

A few records beside a person of many are judged by all pairs across at once: if each record of that person is as likely
to be what the few were copied from, the likelihood is the mean of theirs, and so are the odds. All the people that the
few may belong to, and that they are somebody else, are the choices that share the probability.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from isthmus.core.link.clustering import partitions
from isthmus.core.link.pairs import DecidedPairs, Numbers, Pairs, Reals

__all__ = ["RecordsPerPerson", "clustered", "learned_sizes", "weighed_by_sizes"]

JOINED = 0.5  # a mean probability from which records are taken for one person, before sizes are looked at
ROUNDS = 4  # of joining by the sizes of the round before: the shares move by less than a hundredth after
# Natural logarithm of the most that a prior may say for or against: sizes are learned from the very joins that they
# decide, and a factor of fifty is what 50,000 records of 5,000 people bear out.
MOST_SAID = 4.0
FEW, MANY = 3, 4  # up to so many records are judged beside a person of so many and more, by all pairs across
SURE = 0.99  # a pair says no more than this for one person: of many, one is wrong
LEAST = 0.01  # a less probable choice is left out, as such pairs are
NEAR = 0.25  # sizes so near, as a share of a size, are counted together: of people with twenty records there are few
IMAGINED = 1.0  # people with one record, two, three, ... each half as many, so that no size is impossible
NEVER = 1e-6


@dataclass(frozen=True, eq=False)
class RecordsPerPerson:
    """`shares` float64[k]: of people, by how many records they have (`shares[0]` of none); `people`: how many.

    `prior`: the share of all pairs of records that are of one person by the fit, which probabilities rest on.
    """

    shares: Reals
    people: float
    prior: float

    @classmethod
    def of(cls, labels: Numbers, prior: float) -> "RecordsPerPerson":
        """Count the clusters of records, each named by its first."""
        people = np.bincount(np.unique(labels, return_counts=True)[1]).astype(np.float64)
        counted = np.zeros(2 * len(people) + 2)
        counted[: len(people)] = people
        near = counted.copy()
        for size in range(2, len(counted)):
            width = int(size * NEAR)
            near[size] = counted[max(2, size - width) : size + width + 1].mean()
        near += IMAGINED * 0.5 ** np.arange(len(counted)) + NEVER
        near[0] = 0.0
        return cls(near / near.sum(), max(float(people.sum()), 1.0), prior)

    def said(self, a: Numbers, b: Numbers) -> Reals:
        """Return the logarithm of how many times as likely people of a and b records are one as the fit's prior says.

        Two that stand alone are no less likely than that: where a few have a hundred records, its prior is theirs.
        """
        most = len(self.shares) - 1
        one, other, both = (np.log(self.shares[np.minimum(each, most)]) for each in (a, b, a + b))
        said = np.log(a + b) + both - one - other - np.log(self.people) - np.log(self.prior)
        said = np.clip(said, -MOST_SAID, MOST_SAID)
        said = np.where(np.minimum(a, b) > 1, np.minimum(said, 0.0), said)
        return np.asarray(np.where(np.maximum(a, b) == 1, np.maximum(said, 0.0), said))

    def as_json(self) -> dict[str, Any]:
        """Return it as JSON holds it."""
        return {"shares": self.shares.tolist(), "people": self.people, "prior": self.prior}

    @classmethod
    def from_json(cls, found: Mapping[str, Any]) -> "RecordsPerPerson":
        """Return what `as_json` gave."""
        return cls(np.array(found["shares"]), float(found["people"]), float(found["prior"]))


def learned_sizes(
    n: int, pairs: Pairs, decided: DecidedPairs, prior: float | None = None
) -> RecordsPerPerson | None:
    """Learn from n records and their pairs; None where no two records are alike at all.

    `prior`: as in `RecordsPerPerson`; what the probabilities add up to where it is not given.
    """
    expected = float(pairs.probability.sum())
    if n < 2 or not expected:
        return None
    prior = min(prior or expected / (n * (n - 1) / 2), 0.5)
    alone = partitions(n, pairs, decided, (JOINED,))[0]
    found = RecordsPerPerson.of(alone, prior)
    for _round in range(ROUNDS - 1):
        weighed = _weighed(n, pairs, alone, found)
        found = RecordsPerPerson.of(partitions(n, weighed, decided, (JOINED,))[0], prior)
    return found


def clustered(
    n: int,
    pairs: Pairs,
    decided: DecidedPairs,
    thresholds: Sequence[float],
    sizes: RecordsPerPerson | None,
) -> list[Numbers]:
    """Return the partition at each threshold of pairs weighed by sizes; as they are without."""
    return partitions(n, weighed_by_sizes(n, pairs, decided, sizes), decided, thresholds)


def weighed_by_sizes(n: int, pairs: Pairs, decided: DecidedPairs, sizes: RecordsPerPerson | None) -> Pairs:
    """Return the pairs with their probabilities as what either record is joined to has them.

    Pairs may be added: of a few records and all of a person of many. What lies in another component by the pairs and
    decisions given changes nothing.
    """
    if sizes is None:
        return pairs
    return _weighed(n, pairs, partitions(n, pairs, decided, (JOINED,))[0], sizes)


def _weighed(n: int, pairs: Pairs, labels: Numbers, sizes: RecordsPerPerson) -> Pairs:
    size = np.bincount(labels, minlength=n)[labels]
    one, other = size[pairs.left], size[pairs.right]
    within = labels[pairs.left] == labels[pairs.right]
    a, b = np.where(within, one - 1, one), np.where(within, 1, other)
    sided = np.minimum(one, other) <= FEW
    together = ~within & sided & (np.maximum(one, other) >= MANY)
    odds = _odds(pairs.probability, 1.0) * np.exp(sizes.said(a, b))
    alone = ~together
    left, right, chance = _across(pairs, together, labels, size, sizes)
    return Pairs(
        np.concatenate((pairs.left[alone], left)),
        np.concatenate((pairs.right[alone], right)),
        np.concatenate((odds[alone] / (1 + odds[alone]), chance)),
    )


def _odds(probability: Reals, most: float) -> Reals:
    kept = np.minimum(probability, min(most, 1 - 1e-9))
    return np.asarray(kept / (1 - kept))


def _across(
    pairs: Pairs,
    together: "np.typing.NDArray[np.bool_]",
    labels: Numbers,
    size: Numbers,
    sizes: RecordsPerPerson,
) -> tuple[Numbers, Numbers, Reals]:
    """Return every pair of a few records and a person of many that some of these pairs lead to, and its probability."""
    n, left, right = len(labels), labels[pairs.left[together]], labels[pairs.right[together]]
    turned = size[left] > size[right]
    name = np.where(turned, right, left) * n + np.where(turned, left, right)
    choice, which = np.unique(name, return_inverse=True)
    few, many = choice // n, choice % n
    total = np.bincount(which, weights=_odds(pairs.probability[together], SURE), minlength=len(choice))
    odds = total / (size[few] * size[many]) * np.exp(sizes.said(size[few], size[many]))
    chance = odds / (1 + np.bincount(few, weights=odds, minlength=n)[few])
    likely = chance >= LEAST
    return _every_pair(labels, few[likely], many[likely], chance[likely])


def _every_pair(
    labels: Numbers, few: Numbers, many: Numbers, chance: Reals
) -> tuple[Numbers, Numbers, Reals]:
    order = np.argsort(labels, kind="stable")
    first = np.searchsorted(labels[order], np.arange(len(labels) + 1))
    size = np.diff(first)
    pairs = size[few] * size[many]
    at = np.repeat(np.arange(len(few)), pairs)
    within = np.arange(int(pairs.sum())) - np.repeat(np.cumsum(pairs) - pairs, pairs)
    one = order[first[few[at]] + within // size[many[at]]]
    other = order[first[many[at]] + within % size[many[at]]]
    return np.minimum(one, other), np.maximum(one, other), chance[at]
