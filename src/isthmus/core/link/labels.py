"""Reviewers' labels: pairs of records that somebody looked at, and whether they are about the same person."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count

import numpy as np
import numpy.typing as npt

from isthmus.core.messages import Message, MessageError

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


class UnsoundLabels(MessageError):
    """Labels that cannot be used: `rule` says so, and `fix` what is wrong in which rows, and what to do."""

    def __init__(self, problems: Sequence[Message]) -> None:
        self.rule, self.fix = Message("labels.unsound"), Message("labels.all", problems=tuple(problems))
        super().__init__(Message("mapping.error", rule=self.rule, fix=self.fix))


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


def read_labels(rows: Iterable[tuple[str, str, str]], numbers: Iterable[int] | None = None) -> Labels:
    """Read rows of left id, right id and match: same, 1, true, yes; different, 0, false, no; unsure, skip or nothing.

    The order within a pair does not matter; the same label twice is one; a pair both unsure and decided is decided.
    UnsoundLabels where a word is unknown, an id is missing, a record is paired with itself, or labels contradict
    each other. Rows are numbered with the header as row 1, where no `numbers` are given.
    """
    problems = _Problems()
    decided: dict[tuple[str, str], dict[bool, list[int]]] = {}
    unsure = set()
    for row, number in zip(rows, count(2) if numbers is None else numbers, strict=False):
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
            *self._of_rows(self.no_id, "labels.no_id"),
            *self._of_rows(self.itself, "labels.itself"),
            *self._of_rows(self.unknown_word, "labels.unknown_word"),
            *self._contradictions(),
        ]
        if said:
            raise UnsoundLabels(said)

    def _of_rows(self, rows: list[int], code: str) -> list[Message]:
        return [Message(code, n=len(rows), rows=_named([str(row) for row in rows]))] if rows else []

    def _contradictions(self) -> list[Message]:
        if not self.contradictions:
            return []
        pairs = [
            Message("labels.rows", rows=tuple(str(row) for row in rows[:4])) for rows in self.contradictions
        ]
        return [Message("labels.contradictions", n=len(pairs), rows=_named(pairs))]


def _named(rows: Sequence[str | Message]) -> Message:
    if len(rows) <= _MOST_NAMED:
        return Message("labels.named", rows=tuple(rows))
    return Message("labels.named_and_more", rows=tuple(rows[:_MOST_NAMED]), more=len(rows) - _MOST_NAMED)
