"""Whole names compared: which word answers to which, what is missing, and one score, 0.5 where it may be one name."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from isthmus.core.messages import Message, MessageError
from isthmus.core.names.alignment import align_names
from isthmus.core.names.features import write_features
from isthmus.core.names.matrix import matrix
from isthmus.core.names.prepared import PreparedNames, prepare
from isthmus.core.names.reasons import reason
from isthmus.core.names.words import MOST_WORDS

__all__ = [
    "FEATURES",
    "WEIGHTS",
    "NameComparison",
    "compare",
    "compare_all",
    "features",
    "paired",
    "scores",
    "scores_of",
]

# In the order in which they are weighed. Each weight has the sign that reason gives it.
FEATURES = (
    "always",
    "given_logit",
    "least_other_logit",
    "words_unmatched",
    "words_more_on_one_side",
    "letters_unmatched",
    "initials_that_fit",
    "letters_changed_within_a_script",
    "given_here_father_there",
    "two_scripts",
    "initials_alone",
)
WEIGHTS = (-0.019, 0.3, 0.35, -3.0, -0.228, -0.087, 0.697, -3.608, -3.0, 0.456, -3.0)


_MOST_AT_ONCE = 1 << 16  # pairs whose words are laid side by side in memory


@dataclass(frozen=True)
class NameComparison:
    """A score in [0, 1], and why: a message that holds no name."""

    score: float
    why: Message


def compare(left: str, right: str) -> NameComparison:
    """Return the score of two names, and why."""
    return compare_all([left], [right])[0]


def scores(lefts: Sequence[str], rights: Sequence[str]) -> NDArray[np.float32]:
    """Return the score of each pair of names, in [0, 1]; 1 only for the same text, 0 where they cannot be compared.

    They cannot where a text names nobody, or is in a script that is compared with names in that script alone.
    Shapes: n and n texts -> [n].
    """
    return scores_of(*paired(lefts, rights))


def scores_of(ready: PreparedNames, pairs: NDArray[np.int32]) -> NDArray[np.float32]:
    """Return the score of each pair of names that were read before. Shapes: [n, 2] numbers of names -> [n]."""
    found = np.empty(len(pairs), np.float32)
    for start in range(0, len(pairs), _MOST_AT_ONCE):
        part = pairs[start : start + _MOST_AT_ONCE]
        found[start : start + _MOST_AT_ONCE] = _scored(_seen(ready, part)[0], part)
    return found


def compare_all(lefts: Sequence[str], rights: Sequence[str]) -> list[NameComparison]:
    """Return the score of each pair of names, and why."""
    ready, pairs = paired(lefts, rights)
    seen, partners, logits, joins = _seen(ready, pairs)
    read = ready.read
    return [
        NameComparison(float(score), reason(read[left], read[right], at, sure, join))
        for score, (left, right), at, sure, join in zip(
            _scored(seen, pairs),
            pairs.tolist(),
            partners.tolist(),
            logits.tolist(),
            joins.tolist(),
            strict=True,
        )
    ]


def features(lefts: Sequence[str], rights: Sequence[str]) -> NDArray[np.float64]:
    """Return the features of each pair, in the order of `FEATURES`. Shapes: n and n texts -> [n, features]."""
    ready, pairs = paired(lefts, rights)
    return _seen(ready, pairs)[0]


def paired(lefts: Sequence[str], rights: Sequence[str]) -> tuple[PreparedNames, NDArray[np.int32]]:
    """Read each distinct name once; return them, and the numbers of the names of each pair: [n, 2]."""
    if len(lefts) != len(rights):
        raise MessageError(Message("names.not_pairs", left=len(lefts), right=len(rights)))
    ready = prepare([*lefts, *rights])
    numbers = ready.numbers
    pairs = np.array([[numbers[text] for text in lefts], [numbers[text] for text in rights]], np.int32)
    return ready, np.ascontiguousarray(pairs.reshape(2, -1).T)


def _seen(
    ready: PreparedNames, pairs: NDArray[np.int32]
) -> tuple[NDArray[np.float64], NDArray[np.int8], NDArray[np.float32], NDArray[np.int8]]:
    """Return the features of each pair, the partners of its left words, their logits, and where words are joined."""
    seen = np.zeros((len(pairs), len(FEATURES)))
    partners = np.full((len(pairs), MOST_WORDS), -1, np.int8)
    logits = np.zeros((len(pairs), MOST_WORDS), np.float32)
    joins = np.zeros(len(pairs), np.int8)
    align_names(ready.words, ready.names, pairs, matrix(), partners, logits, joins)
    write_features(ready.words, ready.names, pairs, partners, logits, joins, seen)
    seen[_incomparable(ready, pairs), :] = np.nan
    return seen, partners, logits, joins


def _incomparable(ready: PreparedNames, pairs: NDArray[np.int32]) -> NDArray[np.bool_]:
    """Return which pairs have a side without words, or are in two scripts of which one is not read."""
    scripts = ready.scripts[pairs]
    found: NDArray[np.bool_] = (scripts[:, 0] & scripts[:, 1]) == 0
    return found


def _scored(seen: NDArray[np.float64], pairs: NDArray[np.int32]) -> NDArray[np.float32]:
    found = 1.0 / (1.0 + np.exp(-(seen @ np.array(WEIGHTS))))
    same = pairs[:, 0] == pairs[:, 1]
    return np.where(np.isnan(found), 0.0, np.where(same, 1.0, np.minimum(found, 0.9999999))).astype(
        np.float32
    )
