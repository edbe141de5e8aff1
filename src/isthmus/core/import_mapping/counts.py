"""How many people a cell says there are: "4", "4-6", "at least 4", "30+", "до 6", "dozens".

What is decided here, since a minimum must never be overstated:

- "More than 100" and "over 100" are at least 100, as such reports round; so are "100+" and "≥ 100".
- "Up to 6" is at least one and at most six. "About 10", "dozens" and "several" are at least one (two, where the word
  is of more than one), with the words kept: what they mean nobody said.
- A full stop or comma before three figures parts thousands; "1.200" may be a decimal of some program and is refused,
  "1.200.000" and "1,200" are not.
"""

import re
from dataclasses import dataclass

from isthmus.core.dates.date_words import folded
from isthmus.core.import_mapping import count_words as words

__all__ = ["PeopleCount", "read_count"]

MOST = 999_999_999  # as a cell of a workbook holds


@dataclass(frozen=True, slots=True)
class PeopleCount:
    """At least `low`, at most `high` (None: open); `as_said` where the words say more than the numbers."""

    low: int
    high: int | None
    as_said: str = ""

    @property
    def is_one(self) -> bool:
        """Return whether it is one person."""
        return self.low == self.high == 1


_NUMBER = r"(\d{1,3}(?:[ ,'’\u00a0\u202f]\d{3})+|\d{1,3}(?:\.\d{3}){2,}|\d{1,9})"
_EXACT = re.compile(_NUMBER)
_RANGE = re.compile(
    rf"(?:between |from |от |من )?{_NUMBER} ?(?:-|\u2013|\u2014|/| to | and | or | до | الى | и | و ) ?{_NUMBER}"
)


def _starting(phrases: str) -> re.Pattern[str]:
    longest_first = sorted(map(folded, phrases.replace("\n", "").split("|")), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, longest_first))})\.? ?{_NUMBER}")


_AT_LEAST = _starting(words.AT_LEAST)
_ENDS_OPEN = re.compile(rf"{_NUMBER} ?(?:\+|{'|'.join(words.OR_MORE)})")
_LIMIT = _starting(words.AT_MOST)
_ROUGH = _starting(words.ABOUT)


def read_count(text: str) -> PeopleCount | None:
    """Return how many people the text says, "0" as none of them with `low` 0; None where it is not understood."""
    plain = folded(text)
    if exact := _EXACT.fullmatch(plain):
        n = _whole(exact[1])
        return PeopleCount(n, n)
    if plain in words.NUMBERS:
        return PeopleCount(words.NUMBERS[plain], words.NUMBERS[plain])
    if found := _RANGE.fullmatch(plain):
        low, high = _whole(found[1]), _whole(found[2])
        return PeopleCount(low, high) if low <= high else None
    return _open(plain, text.strip())


def _open(plain: str, said: str) -> PeopleCount | None:
    """Return a number that is open to one side, or words without one."""
    if found := _AT_LEAST.fullmatch(plain) or _ENDS_OPEN.fullmatch(plain):
        return PeopleCount(_whole(found[1]), None)
    if found := _LIMIT.fullmatch(plain):
        most = _whole(found[1])
        return PeopleCount(1, most) if most else None
    if _ROUGH.fullmatch(plain):
        return PeopleCount(1, None, said)
    if (
        plain.split()
        and set(plain.split()) <= words.SEVERAL | {"of", "a"}
        and set(plain.split()) & words.SEVERAL
    ):
        return PeopleCount(2, None, said)
    return None


def _whole(digits: str) -> int:
    return min(int("".join(each for each in digits if each.isdigit())), MOST)
