"""A text in the place of a name in one form: lower case, without what writers leave out, look-alikes put right."""

import re
from unicodedata import category, normalize

__all__ = ["plain"]

_PALOCHKA = "\N{CYRILLIC SMALL LETTER PALOCHKA}"
_TYPED_PALOCHKA = re.compile("[1li|\u04c0\u04cf](?=[\u0400-\u04ff])|(?<=[\u0400-\u04ff])[1li|\u04c0\u04cf]")
# A capital I for an l: inside a word in small letters, but not behind what capitals follow (McIvor, DeIrma).
_CAPITAL_I = re.compile(r"\b([A-Z]?[a-z]+)I(?![A-Z])")
_BEFORE_CAPITAL = frozenset(
    ("mc", "mac", "de", "di", "da", "la", "le", "du", "van", "von", "fitz", "al", "el", "ben")
)
_WORD = re.compile(r"[^\W\d_]+")
_MIXED = re.compile("[a-z][\u0400-\u04ff]|[\u0400-\u04ff][a-z]")
# Letters that look alike, in small or capital letters.
_LATIN_FOR_CYRILLIC = dict(zip("аеорсухкмтвніјѕӏ", "aeopcyxkmtbhijsl", strict=True))
_CYRILLIC_FOR_LATIN = {
    latin: cyrillic for cyrillic, latin in _LATIN_FOR_CYRILLIC.items() if latin not in "ilsj"
}
# Scripts whose vowels are marks: they are left out nowhere.
_FIRST_OF_INDIA, _LAST_OF_INDIA = "\u0900", "\u1ab0"


def plain(text: str) -> str:
    """Return the text as its words are read."""
    if text.isascii():
        return _with_small_l(text).lower()
    lower = normalize("NFC", _with_small_l(text)).casefold()
    if _MIXED.search(lower):
        lower = _WORD.sub(_in_one_script, lower)
    restored = _TYPED_PALOCHKA.sub(_PALOCHKA, lower)
    return "".join(letter for letter in normalize("NFC", restored) if _is_written(letter))


def _is_written(letter: str) -> bool:
    if letter.isascii():
        return True
    if category(letter) == "Mn":
        return _FIRST_OF_INDIA <= letter < _LAST_OF_INDIA
    return category(letter) != "Cf" and letter != "ـ"


def _with_small_l(text: str) -> str:
    return _CAPITAL_I.sub(_small_l, text) if "I" in text else text


def _small_l(match: re.Match[str]) -> str:
    return match[0] if match[1].lower() in _BEFORE_CAPITAL else f"{match[1]}l"


def _in_one_script(match: re.Match[str]) -> str:
    """Return a word of Latin and Cyrillic letters in one script; l and i may be a palochka, and count as neither."""
    word = match[0]
    latin = [letter for letter in word if letter.isascii() and letter not in "il"]
    cyrillic = [letter for letter in word if "\u0400" <= letter <= "\u04ff"]
    if not latin or not cyrillic:
        return word
    if len(cyrillic) <= len(latin) and all(letter in _LATIN_FOR_CYRILLIC for letter in cyrillic):
        return "".join(_LATIN_FOR_CYRILLIC.get(letter, letter) for letter in word)
    if all(letter in _CYRILLIC_FOR_LATIN for letter in latin):
        return "".join(_CYRILLIC_FOR_LATIN.get(letter, letter) for letter in word)
    return word
