"""Cells that say that nothing is known: "unknown", "?", "n/a", "нет данных", "غير معروف". They state nothing."""

import re

from isthmus.core.names.nameless_words import folded, words_of

__all__ = ["says_unknown"]

_LONGEST = 40  # characters: what is longer says more than that nothing is known
_SIGN = re.compile(r"[\W_]*(?:n[\W_]*a(?:[\W_]*n)?|[nsн]/[adiknдиу])[\W_]*")
# Of columns that are no names: as a name, each of these may be one.
_MORE = frozenset(
    folded(each)
    for each in (
        *("missing", "undetermined", "not determined", "no info", "dk", "don't know"),
        *("неизвестен", "неизвестна", "неизвестны", "не знаю", "невідомий", "невідома"),
        *("لا أعرف", "لا يعرف", "belli değil", "sin dato"),
    )
)


def says_unknown(text: str) -> bool:
    """Return whether a cell of a column that is no name says only that nothing is known: signs alone, or such words."""
    if len(text) > _LONGEST:
        return False
    plain = folded(text).strip()
    if _SIGN.fullmatch(plain) or plain in _MORE:
        return True
    words = words_of(plain)
    if not words:
        return not any(sign.isalnum() for sign in plain)
    return any(word.is_of("unknown") for word in words) and all(
        word.is_of("unknown", "quality") for word in words
    )
