"""Candidate pairs of records with their probabilities, and the pairs that people decided.

Records are numbered 0 to n - 1.
"""

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from isthmus.core.messages import Message, MessageError

__all__ = ["DecidedPairs", "Numbers", "Pairs", "Reals", "no_pairs"]

type Numbers = npt.NDArray[np.int64]
type Reals = npt.NDArray[np.float64]

MOST_RECORDS = 2**31  # two numbers of records fit into one of 64 bits, by which pairs are sorted


def no_pairs() -> Numbers:
    """Return an int64[0, 2] of record numbers."""
    return np.zeros((0, 2), dtype=np.int64)


@dataclass(frozen=True, eq=False)
class Pairs:
    """The m pairs that were compared, left < right, each once, with the probability that they are the same.

    `left` and `right` are int64[m], `probability` float64[m] in [0, 1]; ValueError says what is not so.
    """

    left: Numbers
    right: Numbers
    probability: Reals

    def __post_init__(self) -> None:
        self._check_shapes()
        if len(self.left):
            self._check_values()
            self._check_each_is_there_once()

    def __len__(self) -> int:
        return len(self.left)

    def check_within(self, n: int) -> None:
        """Raise ValueError where a pair names a record that is not among n."""
        if len(self.right) and int(self.right.max()) >= n:
            raise MessageError(Message("link.pair.beyond", record=int(self.right.max()), records=n))

    def _check_shapes(self) -> None:
        types = [str(each.dtype) for each in (self.left, self.right, self.probability)]
        if types != ["int64", "int64", "float64"]:
            raise MessageError(Message("link.pairs.types", types=types))
        shapes = {self.left.shape, self.right.shape, self.probability.shape}
        if len(shapes) != 1 or self.left.ndim != 1:
            raise MessageError(Message("link.pairs.shapes", shapes=str(sorted(shapes))))

    def _check_values(self) -> None:
        if int(self.left.min()) < 0 or int(self.right.max()) >= MOST_RECORDS:
            raise MessageError(Message("link.pairs.out_of_range"))
        if not bool((self.left < self.right).all()):
            raise MessageError(Message("link.pairs.not_ordered"))
        if not bool(((self.probability >= 0) & (self.probability <= 1)).all()):
            raise MessageError(Message("link.pairs.no_probability"))

    def _check_each_is_there_once(self) -> None:
        name = (self.left << 31) | self.right
        if not bool((name[1:] > name[:-1]).all()):
            name.sort()
            if bool((name[1:] == name[:-1]).any()):
                raise MessageError(Message("link.pairs.twice"))


@dataclass(frozen=True, eq=False)
class DecidedPairs:
    """Pairs in force by people's judgement: `same` int64[k, 2], `different` int64[j, 2] (individuals: disjoint too).

    ValueError says what is wrong with them. The two may contradict each other: see `clustering.conflicts`.
    """

    same: Numbers = field(default_factory=no_pairs)
    different: Numbers = field(default_factory=no_pairs)

    def __post_init__(self) -> None:
        for word, pairs in (("same", self.same), ("different", self.different)):
            if pairs.dtype != np.int64 or pairs.ndim != 2 or pairs.shape[1] != 2:
                shape = f"{pairs.dtype}{list(pairs.shape)}"
                raise MessageError(Message("link.decided.shape", decision=word, shape=shape))
            if bool((pairs < 0).any()) or bool((pairs >= MOST_RECORDS).any()):
                raise MessageError(Message("link.decided.out_of_range", decision=word))
            if bool((pairs[:, 0] == pairs[:, 1]).any()):
                raise MessageError(Message("link.decided.with_itself", decision=word))

    def check_within(self, n: int) -> None:
        """Raise ValueError where a decision names a record that is not among n."""
        greatest = max((int(each.max()) for each in (self.same, self.different) if each.size), default=-1)
        if greatest >= n:
            raise MessageError(Message("link.decided.beyond", record=greatest, records=n))
