"""What one value of a roster says, in the form that engines compare: names by their sound, places as parts."""

import re
from collections.abc import Sequence
from typing import NamedTuple
from unicodedata import normalize

from isthmus.core.link.fields import PARTS
from isthmus.core.link.stated import says_unknown
from isthmus.core.names.lam_alef import lam_alef
from isthmus.core.names.nameless import names_nobody, why_nameless
from isthmus.core.names.reading import read
from isthmus.core.names.romanising import orthography
from isthmus.core.names.scripts import READ
from isthmus.core.names.tokens import Token

__all__ = [
    "NOTHING",
    "NamePart",
    "comparable",
    "further",
    "in_signs",
    "named_part",
    "names_in",
    "nearest_place",
    "other_reading",
    "part_of",
    "parts_of",
    "place_name",
    "place_parts",
    "plain",
]

_SIGNS = "".join(map(chr, (*range(1, 32), *range(ord("A"), ord("Z") + 1))))
_SPACE = re.compile(r"\s+")
_LEVELS_OF_PLACE = re.compile(r"[;,/>|]")


class NamePart(NamedTuple):
    """One part of a name: its sound, itself in its own script, its consonants, its first sound, whether that is all.

    `script` is one letter for a script that is read, and a word (`CJK`) for another. There the key is the text itself,
    and a part beside one of another script says nothing: see `comparable`.
    """

    key: str
    native: str
    skeleton: str
    initial: str
    is_initial: bool
    script: str
    unordered: str = (
        ""  # in Arabic script, the native form whatever the order of lam and alef: PDFs exchange them
    )
    other: str = ""  # the native form as it may be read, too: with an article, or without
    letters: str = ""  # sound and letters for `word_levels`


NOTHING = NamePart("", "", "", "", False, "")


def comparable(one: NamePart, other: NamePart) -> bool:
    """Return whether two parts can be compared: they are in one script, or in two that are read."""
    return one.script == other.script or (one.script in READ and other.script in READ)


def other_reading(text: str) -> str:
    """Return one part of a name as it may be read, too: with an article, or without; "" where it has one reading."""
    tokens = _stated(read(text).tokens)
    return (
        " ".join(token.other or token.text for token in tokens) if any(each.other for each in tokens) else ""
    )


def part_of(text: str) -> NamePart:
    """Return what a text that is one part of a name (a given name, a family name) says."""
    return _part(_stated(read(text).tokens))


def place_name(text: str) -> NamePart:
    """Return what the name of one place says: all of its words, since there is nothing beside a place."""
    return _part(read(text).tokens)


def named_part(part: str, text: str) -> NamePart:
    """Return what a column of one part of people's names says; nothing where it says that the name is not known.

    Whose relative somebody is is no given name; in the column of a father it may be how he is written ("son of").
    """
    why = why_nameless(text)
    return NOTHING if why and (part == "given" or why != "relative") else part_of(text)


def _stated(tokens: Sequence[Token]) -> Sequence[Token]:
    """Return the words that are surely part of a name: no nickname beside it, no title that is no family name."""
    return [token for token in tokens if not token.optional or token.role] or tokens


def _part(tokens: Sequence[Token]) -> NamePart:
    if not tokens:
        return NOTHING
    return NamePart(
        " ".join(token.key for token in tokens),
        " ".join(token.text for token in tokens),
        " ".join(token.skeleton for token in tokens),
        tokens[0].initial,
        all(token.is_initial for token in tokens),
        tokens[0].script,
        " ".join(lam_alef(token.text) for token in tokens) if tokens[0].script == "A" else "",
        " ".join(token.other or token.text for token in tokens) if any(each.other for each in tokens) else "",
        _letters(tokens),
    )


def _letters(tokens: Sequence[Token]) -> str:
    """Return the sound of a word, a bar, its script and itself with one sign for each letter; only what is read."""
    sound, script = " ".join(token.key for token in tokens), tokens[0].script
    if script not in READ:
        return sound
    native = " ".join(token.text for token in tokens)
    plain = orthography(native) if script == "A" else native
    return f"{sound}|{script}{in_signs(plain)}"


def in_signs(text: str) -> str:
    """Return a text with one ASCII sign for each letter: edit distances count bytes, or letters, by the engine.

    The letters of one alphabet get different signs, none of which stands in a text in lower case.
    """
    return "".join(letter if letter.isascii() else _SIGNS[ord(letter) % len(_SIGNS)] for letter in text)


def parts_of(name: str) -> dict[str, NamePart]:
    """Return the parts of a whole name.

    Where the form of the name does not tell them, the first word is taken as given, the last as family, and those
    between as father and grandfather; more words belong to the family name. A word and then initials are a family
    name with the initials of the given and the father's name. A text that names nobody has no parts.
    """
    if names_nobody(name):
        return dict.fromkeys(PARTS, NOTHING)
    return {part: _part(tokens) for part, tokens in _by_role(_stated(read(name).tokens)).items()}


def _by_role(tokens: Sequence[Token]) -> dict[str, list[Token]]:
    if len(tokens) > 1 and not tokens[0].is_initial and all(token.is_initial for token in tokens[1:]):
        return {"given": [tokens[1]], "father": [*tokens[2:3]], "grandfather": [], "family": [tokens[0]]}
    known: dict[str, list[Token]] = {
        part: [token for token in tokens if token.role == part] for part in PARTS
    }
    free = [token for token in tokens if token.role not in PARTS]
    if free and not known["given"]:
        known["given"] = [free.pop(0)]
    if free and not known["family"]:
        known["family"] = [free.pop()]
    for part in ("father", "grandfather"):
        if free and not known[part]:
            known[part] = [free.pop(0)]
    known["family"] = [*free, *known["family"]]
    return known


def names_in(other_names: str) -> list[str]:
    """Return the sounds of all words of other names, each once, in order; of those that are names."""
    names = (each for each in other_names.split(";") if not names_nobody(each))
    words = (token.key for each in names for token in read(each).tokens if not token.is_initial)
    return list(dict.fromkeys(words))


def nearest_place(text: str) -> NamePart:
    """Return the first part of a place as the part of a name is: in its own script, too."""
    stated = (each for each in _LEVELS_OF_PLACE.split(text) if not says_unknown(each))
    return NOTHING if says_unknown(text) else place_name(next(stated, ""))


def place_parts(text: str) -> list[str]:
    """Return the sounds of the parts of a place, as written: `village; district` gives two."""
    if says_unknown(text):  # `n/a` would be two parts
        return []
    stated = (each for each in _LEVELS_OF_PLACE.split(text) if not says_unknown(each))
    parts = (" ".join(token.key for token in read(each).tokens) for each in stated)
    return [part for part in dict.fromkeys(parts) if part]


def further(text: str) -> str:
    """Return the text of a further column as it is compared: one form, lower case, single spaces.

    Nothing where it says that nothing is known.
    """
    return "" if says_unknown(text) else plain(text)


def plain(text: str) -> str:
    """Return the text in one form, lower case, with single spaces."""
    return _SPACE.sub(" ", normalize("NFKC", text).casefold()).strip()
