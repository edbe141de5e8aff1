"""Columns that may describe people instead of being lists of them: by what they are called, and by whom they hold.

A table of people often carries `female` or `child` in 0 and 1 beside its lists. Taken for a list, such a column makes a
clean estimate of nothing.
"""

import re
from collections.abc import Iterator
from unicodedata import combining, normalize

from isthmus.core.estimate.list_checks.attribute_words import ATTRIBUTES, BESIDE
from isthmus.core.estimate.values import Lists
from isthmus.core.messages import Message

__all__ = ["CODES", "doubtful_lists", "is_attribute"]

CODES = (
    "estimate.list_named_as_attribute",
    "estimate.nobody_on_list_alone",
    "estimate.nobody_on_lists_alone",
)
"""The codes of what is said of such lists, which are the same ones in every stratum."""

_NO_WORD = re.compile(r"[\W\d_]+")
_LEAST_ALONE = 5  # people on a list: of fewer, chance alone may put each on another list, too


def _letters(text: str) -> str:
    """Return the text as names are compared: without case, accents and points, and with Arabic letters in one form."""
    plain = normalize("NFKD", text.casefold().translate(_ALIKE))
    return _NO_WORD.sub(" ", "".join(each for each in plain if not combining(each)))


_ALIKE = str.maketrans("أإآىیکıё", "اااييكiе")
_ATTRIBUTES = frozenset(_letters(ATTRIBUTES).split())
_KNOWN = _ATTRIBUTES | frozenset(BESIDE.split())


def is_attribute(name: str) -> bool:
    """Return whether a column is called like something that is true of a person: `female`, `is_child`, `sex_male`."""
    words = set(_letters(name).split())
    return bool(words & _ATTRIBUTES) and words <= _KNOWN


def doubtful_lists(lists: Lists) -> Iterator[Message]:
    """Yield warnings of lists that may be something else."""
    alone = lists.counts @ (lists.patterns & (lists.patterns.sum(axis=1) == 1)[:, None])
    inside = lists.overlaps() == lists.sizes()[:, None]
    nobody_alone = []
    for at, (name, size) in enumerate(zip(lists.names, lists.sizes().tolist(), strict=True)):
        if size and is_attribute(name):
            yield Message("estimate.list_named_as_attribute", list=name)
        elif (
            size >= _LEAST_ALONE and not alone[at] and inside[at].sum() == 1
        ):  # inside another one is said elsewhere
            nobody_alone.append(name)
    if len(nobody_alone) == 1:
        yield Message("estimate.nobody_on_list_alone", list=nobody_alone[0])
    elif nobody_alone:
        yield Message("estimate.nobody_on_lists_alone", lists=nobody_alone)
