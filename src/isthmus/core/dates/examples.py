"""A cell that is no date or age, as it may be shown: a column may hold names where dates are looked for."""

import re

from isthmus.core.dates.age_words import NUMBERS, TENS, WORDS
from isthmus.core.dates.date_words import MONTHS, PATTERNS, WEEKDAYS, folded

__all__ = ["as_example"]

_LONGEST = 40
_MOST_DIGITS = 14  # of a day and a time; longer ones are numbers of documents and telephones
_WORD = re.compile(r"[^\W\d_]+")
_PHRASE = re.compile("|".join(PATTERNS.values()))
_KNOWN = {*MONTHS, *WEEKDAYS, *WORDS, *NUMBERS, *TENS}


def as_example(text: str) -> str:
    """Return a text with figures, in which words that are not of dates or ages are left out; nothing of any other."""
    figures = sum(sign.isdecimal() for sign in text)
    if not 0 < figures <= _MOST_DIGITS or len(text) > _LONGEST:
        return ""
    return _WORD.sub(lambda found: found[0] if _is_known(found[0]) else "…", text)


def _is_known(word: str) -> bool:
    plain = folded(word)
    return plain in _KNOWN or _PHRASE.fullmatch(plain) is not None
