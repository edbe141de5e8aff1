"""Candidate pairs of records with their probabilities, and the pairs that people decided.

Records are numbered 0 to n - 1.
"""

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

__all__ = ["Decided", "Numbers", "Pairs", "Reals", "no_pairs"]

type Numbers = npt.NDArray[np.int64]
type Reals = npt.NDArray[np.float64]

MOST_RECORDS = 2**31


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
            raise ValueError(f"A pair names record {int(self.right.max())}; there are {n}, numbered from 0.")

    def _check_shapes(self) -> None:
        types = [str(each.dtype) for each in (self.left, self.right, self.probability)]
        if types != ["int64", "int64", "float64"]:
            raise ValueError(
                f"Pairs are {', '.join(types)}; they must be int64, int64, float64: convert them first."
            )
        shapes = {self.left.shape, self.right.shape, self.probability.shape}
        if len(shapes) != 1 or self.left.ndim != 1:
            raise ValueError(
                f"Columns of pairs have shapes {sorted(shapes)}; give three columns of one length."
            )

    def _check_values(self) -> None:
        if int(self.left.min()) < 0 or int(self.right.max()) >= MOST_RECORDS:
            raise ValueError("A pair names a record below 0 or above 2^31; records are numbered from 0.")
        if not bool((self.left < self.right).all()):
            raise ValueError("A pair has its left not below its right; put the smaller number left.")
        if not bool(((self.probability >= 0) & (self.probability <= 1)).all()):
            raise ValueError("A probability is not a number from 0 to 1; repair what computed it.")

    def _check_each_is_there_once(self) -> None:
        name = (self.left << 31) | self.right
        if not bool((name[1:] > name[:-1]).all()):
            name.sort()
            if bool((name[1:] == name[:-1]).any()):
                raise ValueError("A pair occurs more than once; keep one probability for each pair.")


@dataclass(frozen=True, eq=False)
class Decided:
    """Pairs in force by people's judgement: `same` int64[k, 2], `different` int64[j, 2] (individuals: disjoint too).

    ValueError says what is wrong with them. The two may contradict each other: see `clustering.conflicts`.
    """

    same: Numbers = field(default_factory=no_pairs)
    different: Numbers = field(default_factory=no_pairs)

    def __post_init__(self) -> None:
        for word, pairs in (("same", self.same), ("different", self.different)):
            if pairs.dtype != np.int64 or pairs.ndim != 2 or pairs.shape[1] != 2:
                raise ValueError(
                    f"The pairs judged {word} are {pairs.dtype}{list(pairs.shape)}; give int64[k, 2]."
                )
            if bool((pairs < 0).any()) or bool((pairs >= MOST_RECORDS).any()):
                raise ValueError(
                    f"A pair judged {word} names a record below 0 or above 2^31; they are numbered from 0."
                )
            if bool((pairs[:, 0] == pairs[:, 1]).any()):
                raise ValueError(f"A record is judged {word} with itself; a judgement is about two records.")

    def check_within(self, n: int) -> None:
        """Raise ValueError where a decision names a record that is not among n."""
        greatest = max((int(each.max()) for each in (self.same, self.different) if each.size), default=-1)
        if greatest >= n:
            raise ValueError(f"A judgement names record {greatest}; there are {n}, numbered from 0.")
