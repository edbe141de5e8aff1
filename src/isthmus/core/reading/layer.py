"""Whether the words that a file gives of a page are those that are printed on it: held against what was recognised."""

import re
from collections import Counter
from collections.abc import Collection, Sequence

__all__ = ["MOST_COMPARED", "MOST_SCANS", "differs", "sample"]

# Pages are compared at the beginning, in the middle and at the end: recognising one takes seconds.
MOST_COMPARED = 3
# Of pages that were scanned, and have words that another program recognised, more are wrong.
MOST_SCANS = 8
# A page with fewer letters is not compared, nor one of which so few words were recognised with certainty.
_FEWEST_LETTERS = 100
_FEWEST_WORDS = 15
# Of a layer that is right, recognition finds .9 to 1 of the words on clean print, and .7 on a bad scan; of the words of
# another text, or of another alphabet, next to none.
_SHARE = 0.5
# With so many words a layer was not recognised itself, but is that of the program that printed the page: it has its
# years as they are printed, or all digits turned round or exchanged.
_RIGHT = 0.9
_WORD = re.compile(r"[^\W\d_]{3,}")
_YEAR = re.compile(r"(?<!\d)(?:18|19|20)\d\d(?!\d)")
_NUMBER = re.compile(r"(?<!\d)\d+(?!\d)")


def sample(texts: Sequence[str], scans: Collection[int] = ()) -> list[int]:
    """Return the numbers of the pages, from 1, that are compared; of `scans`, whose words some program made, more."""
    full = [number for number, text in enumerate(texts, 1) if sum(map(str.isalpha, text)) >= _FEWEST_LETTERS]
    made = [number for number in full if number in scans]
    return sorted({*_spread(full, MOST_COMPARED), *_spread(made, MOST_SCANS)})


def _spread(numbers: Sequence[int], most: int) -> list[int]:
    """Return at most so many of some numbers, from the first to the last."""
    if len(numbers) <= most:
        return list(numbers)
    return [numbers[-(-at * (len(numbers) - 1) // (most - 1))] for at in range(most)]


def differs(layer: str, recognised: str) -> bool:
    """Return whether a page's words are others than those recognised on it with certainty: in words, or in years."""
    printed = Counter(map(str.casefold, _WORD.findall(recognised)))
    if printed.total() < _FEWEST_WORDS:
        return False
    said = Counter(map(str.casefold, _WORD.findall(layer)))
    alike = (said & printed).total() / printed.total()
    if alike < _SHARE:
        return True
    years = Counter(_YEAR.findall(recognised)) - Counter(_YEAR.findall(_western(layer)))
    return any(alike < _RIGHT or not _misread(year, _western(layer)) for year in years)


def _misread(year: str, layer: str) -> bool:
    """Return whether the layer has a number that is this year but for one digit: a recogniser may misread it."""
    numbers = (each for each in _NUMBER.findall(layer) if len(each) == len(year))
    return any(sum(map(str.__ne__, year, each)) == 1 for each in numbers)


def _western(text: str) -> str:
    """Return a text with all digits as those of ASCII: a recogniser may give either."""
    return "".join(str(int(each)) if each.isdecimal() else each for each in text)
