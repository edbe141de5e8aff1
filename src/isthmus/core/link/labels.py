"""Reviewers' labels: pairs of records that somebody looked at, and whether they are about the same person."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

__all__ = ["COLUMNS", "Labels", "NumberedLabels", "UnsoundLabels", "read_labels"]

COLUMNS = ("left", "right", "match")

# None: looked at, and not sure; counts for nothing.
_WORDS = {
    "same": True, "1": True, "true": True, "yes": True,
    "different": False, "0": False, "false": False, "no": False,
    "unsure": None, "skip": None, "": None,
}  # fmt: skip
_MOST_NAMED = 10

type Numbers = npt.NDArray[np.int64]


class UnsoundLabels(ValueError):
    """Labels that can not be used; the message says what is so, in which rows, the rule, and what to do."""


@dataclass(frozen=True, eq=False)
class NumberedLabels:
    """Labels of pairs of records by number, left < right: int64[k] each; `same` bool[k]."""

    left: Numbers
    right: Numbers
    same: npt.NDArray[np.bool_]
    unknown: int  # labels with an id that no record has

    def __len__(self) -> int:
        return len(self.left)


@dataclass(frozen=True)
class Labels:
    """What reviewers said of pairs of ids: True the same, False different, each pair once, in the order of ids."""

    of_pair: Mapping[tuple[str, str], bool]
    unsure: int

    def __len__(self) -> int:
        return len(self.of_pair)

    def numbered(self, number_of: Mapping[str, int]) -> NumberedLabels:
        """Name records by number; labels with an id that has none are left out and counted."""
        known = [
            (*sorted((number_of[left], number_of[right])), same)
            for (left, right), same in self.of_pair.items()
            if left in number_of and right in number_of
        ]
        table = np.array(sorted(known), dtype=np.int64).reshape(-1, 3)
        return NumberedLabels(
            table[:, 0], table[:, 1], table[:, 2].astype(bool), unknown=len(self.of_pair) - len(known)
        )


def read_labels(rows: Iterable[tuple[str, str, str]]) -> Labels:
    """Read rows of left id, right id and match: same, 1, true, yes; different, 0, false, no; unsure, skip or nothing.

    The order within a pair does not matter; the same label twice is one; a pair both unsure and decided is decided.
    UnsoundLabels where a word is unknown, an id is missing, a record is paired with itself, or labels contradict
    each other. Rows are numbered with the header as row 1.
    """
    problems = _Problems()
    decided: dict[tuple[str, str], dict[bool, list[int]]] = {}
    unsure = set()
    for number, row in enumerate(rows, 2):
        left, right, word = (cell.strip() for cell in row)
        pair = (min(left, right), max(left, right))
        if not problems.has(number, left, right, word.casefold()):
            same = _WORDS[word.casefold()]
            if same is None:
                unsure.add(pair)
            else:
                decided.setdefault(pair, {}).setdefault(same, []).append(number)
    problems.contradictions = [
        sorted(said[True] + said[False]) for said in decided.values() if len(said) == 2
    ]
    problems.raise_any()
    return Labels({pair: True in decided[pair] for pair in sorted(decided)}, len(unsure - decided.keys()))


class _Problems:
    """What is wrong, and in which rows."""

    def __init__(self) -> None:
        self.unknown_word: list[int] = []
        self.no_id: list[int] = []
        self.itself: list[int] = []
        self.contradictions: list[list[int]] = []

    def has(self, number: int, left: str, right: str, word: str) -> bool:
        """Note what is wrong with a row by itself."""
        if not (left and right):
            self.no_id.append(number)
        elif left == right:
            self.itself.append(number)
        elif word not in _WORDS:
            self.unknown_word.append(number)
        else:
            return False
        return True

    def raise_any(self) -> None:
        """Say everything at once."""
        said = [
            sentence.format(rows=_named(rows))
            for rows, sentence in (
                (self.no_id, "No left or no right id in {rows}: a label is about two records."),
                (self.itself, "A record is paired with itself in {rows}: leave these out."),
                (
                    self.unknown_word,
                    "A word that is no label in {rows}: write same or different (1 or 0, true or false), or unsure.",
                ),
            )
            if rows
        ]
        said += self._contradictions()
        if said:
            raise UnsoundLabels("The labels can not be used. " + " ".join(said))

    def _contradictions(self) -> list[str]:
        if not self.contradictions:
            return []
        pairs = [" and ".join(map(str, rows[:4])) for rows in self.contradictions[:_MOST_NAMED]]
        more = len(self.contradictions) - len(pairs)
        rows = "; ".join(pairs) + (f"; and {more} more" if more else "")
        said = (
            f"{len(self.contradictions)} pair(s) are labelled both same and different: in rows {rows}. A pair has one"
            " label: let the reviewers agree, or label it unsure."
        )
        return [said]


def _named(rows: list[int]) -> str:
    more = len(rows) - _MOST_NAMED
    named = ", ".join(map(str, rows[:_MOST_NAMED]))
    return f"row(s) {named}" + (f" and {more} more" if more > 0 else "")
