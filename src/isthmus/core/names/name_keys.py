"""Keys by which two names are equal without case, accents, punctuation, blanks and script."""

import re
from unicodedata import category, decimal, normalize

from isthmus.core.names.romanising import orthography, romanised

__all__ = ["name_keys"]

# Scripts write one sound as i, ii, iy, yy or y: Grozny, Groznyy, Грозный.
_ONE_SOUND = re.compile("[iy]+")
_PLAIN = re.compile("[^a-z0-9]+")
# Two letters that romanise otherwise than one by one.
_PAIRS = {pair: romanised(pair) for pair in ("ий", "ый", "дж", "кс")}
_PAIR = re.compile("|".join(_PAIRS))


class _Letters(dict[int, str]):
    """What stands for each character in a key; worked out once for each character that occurs."""

    def __init__(self, *, without_marks: bool) -> None:
        super().__init__()
        self._without_marks = without_marks

    def __missing__(self, code: int) -> str:
        self[code] = found = _letter(chr(code), without_marks=self._without_marks)
        return found


def _letter(character: str, *, without_marks: bool) -> str:
    kind = category(character)
    if kind == "Nd":
        return str(decimal(character))
    if kind[0] != "L":
        return ""
    plain = orthography(character)
    if without_marks:
        plain = "".join(c for c in normalize("NFKD", plain) if category(c) != "Mn")
    # A letter whose sound is not known stands for itself, so that names in its script differ.
    return romanised(plain) or ("" if character in _SILENT else plain)


_SILENT = "ъьӏӀءـ"
_SOUNDED, _UNMARKED = _Letters(without_marks=False), _Letters(without_marks=True)


def name_keys(name: str) -> frozenset[str]:
    """Return the keys of a name; two names are alike where they share one. A name without a letter or digit has none.

    One key has letters without their marks (ç as c), one has them by their sound (ç as ch).

    >>> name_keys("RADIO-Valley") == name_keys("radio valley")
    True
    """
    plain = name.casefold()
    if plain.isascii():
        return _keys(_PLAIN.sub("", plain))
    composed = _PAIR.sub(_pair, normalize("NFKC", plain))
    return _keys(composed.translate(_UNMARKED)) | _keys(composed.translate(_SOUNDED))


def _pair(match: re.Match[str]) -> str:
    return _PAIRS[match[0]]


def _keys(text: str) -> frozenset[str]:
    return frozenset({_ONE_SOUND.sub("i", text)} if text else ())
