"""Reading a name: its tokens, their sounds and their roles. A pure function, for each distinct name once."""

import re
from dataclasses import replace
from unicodedata import category, name, normalize

from isthmus.core.names.particles import joined
from isthmus.core.names.roles import with_roles
from isthmus.core.names.romanising import initial_class, romanised, skeleton
from isthmus.core.names.tokens import Name, Token
from isthmus.core.names.variants import representative

__all__ = ["read"]

_PALOCHKA = "\N{CYRILLIC SMALL LETTER PALOCHKA}"
_TYPED_PALOCHKA = re.compile("[1li|\u04c0\u04cf](?=[\u0400-\u04ff])|(?<=[\u0400-\u04ff])[1li|\u04c0\u04cf]")
_WORD = re.compile(r"[^\s\-‐‑–—־_·.,;:/()\[\]\"“”«»*]+\.?|,")
_SCRIPTS = {"LATIN": "L", "CYRILLIC": "C", "ARABIC": "A", "GEORGIAN": "G"}
_DIGIT_IN_WORD = re.compile(r"(?<=[a-z])[013459](?=[a-z])|(?<=[a-z])[013459]$|^[013459](?=[a-z]{2})")
_LIKE_DIGIT = str.maketrans("013459", "oieasg")
_LONGEST = 400  # characters of a name that are read; a paragraph in the field of a name is not one


def read(text: str) -> Name:
    """Return the name's tokens with their sounds and roles; no tokens where it has no letters."""
    words = _WORD.findall(_plain(text[:_LONGEST]))
    comma = _before_comma(words)
    parts = joined([word for word in words if word != ","])
    tokens = tuple(_token(part.text) for part in parts)
    return Name(text, with_roles(tokens, parts, comma))


def _before_comma(words: list[str]) -> int:
    return words.index(",") if words.count(",") == 1 else 0


def _plain(text: str) -> str:
    lower = normalize("NFC", text).casefold()
    restored = _TYPED_PALOCHKA.sub(_PALOCHKA, lower)
    return "".join(c for c in normalize("NFC", restored) if category(c) not in ("Mn", "Cf") and c != "ـ")


def _token(word: str) -> Token:
    short = word.endswith(".")
    text = _DIGIT_IN_WORD.sub(lambda match: match[0].translate(_LIKE_DIGIT), word.rstrip("."))
    sound = romanised(text)
    if len(text) == 1 or (short and len(sound) <= 2):
        return Token(text, _script(text), sound, skeleton(sound), initial_class(sound), is_initial=True)
    key = representative(text, sound)
    bones = skeleton(key)
    return replace(Token(text, _script(text), key, bones, bones[:1]), is_initial=False)


def _script(text: str) -> str:
    counts = [_SCRIPTS.get(name(letter, "").split(" ")[0], "") for letter in text if letter.isalpha()]
    return max(sorted(set(counts)), key=counts.count, default="")
