"""Dates that stand in a passage of text, as it has them: found by their years, where one reading makes sense."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from isthmus.core.dates.written import understand_date

__all__ = ["dates_in_text"]

# A year is one of its words; "before the end of January 2015" has six.
_MOST_WORDS = 7
# A passage is read while somebody types: two pages of it, and as many dates as a list under a field shows.
_LONGEST, _MOST_YEARS, _MOST_DATES = 4_000, 8, 8
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_AROUND = " \t\r\n.,;:!()[]{}<>\"'“”„«»‘’،؛—–"


def dates_in_text(text: str, today: date) -> tuple[str, ...]:
    """Return the dates of a passage as they are written there, in its order, once each."""
    words = list(re.finditer(r"\S+", text[:_LONGEST]))
    found: list[str] = []
    free = years = 0
    for at, word in enumerate(words):
        if at < free or years == _MOST_YEARS or not _YEAR.search(word[0]):
            continue
        years += 1
        if stretch := _stretch(words, range(free, len(words)), at, today):
            found.append(stretch.written)
            free = stretch.after
    return tuple(dict.fromkeys(found))[:_MOST_DATES]


class _Stretch(NamedTuple):
    """Some words of the text that are a date, and the place of the word after them."""

    written: str
    edtf: str
    after: int


def _stretch(words: Sequence[re.Match[str]], free: range, at: int, today: date) -> _Stretch | None:
    """Return the stretch around the year of word `at` that says most, without words that say nothing of the date."""
    found = list(_understood(words, free, at, today))
    longest = next(iter(found), None)
    same = (each for each in found if longest and each.edtf == longest.edtf)
    return min(same, key=lambda each: len(each.written), default=None)


def _understood(words: Sequence[re.Match[str]], free: range, at: int, today: date) -> Iterator[_Stretch]:
    """Yield the stretches around a word that are a date in one reading, those of most words first."""
    for length in range(_MOST_WORDS, 0, -1):
        for first in range(at - length + 1, at + 1):
            after = first + length
            if first in free and after <= free.stop:
                written = " ".join(each[0] for each in words[first:after]).strip(_AROUND)
                if understood := understand_date(written, today).understood:
                    yield _Stretch(written, understood.edtf, after)
