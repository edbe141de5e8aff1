"""Names read and laid out as arrays, each distinct name and each distinct word once."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from isthmus.core.names import folded
from isthmus.core.names.alignment import read_words
from isthmus.core.names.matrix import matrix
from isthmus.core.names.nameless import why_nameless
from isthmus.core.names.reading import read
from isthmus.core.names.romanising import orthography
from isthmus.core.names.tokens import Name, Token
from isthmus.core.names.variants import tradition
from isthmus.core.names.words import LONGEST, SIZE, Names, Words, arrow, empty_words

__all__ = ["PreparedNames", "prepare"]

ROLES = {"": 0, "given": 1, "father": 2, "grandfather": 3, "family": 4}
_SERVANT_OF = re.compile(r"(abd[aeu][lr]?|абд[уеа][лр]?|عبد)(?=\w{3})")


@dataclass(frozen=True)
class PreparedNames:
    """Distinct names, their words as arrays, and the number of each by its text."""

    read: tuple[Name, ...]
    words: Words
    names: Names
    numbers: dict[str, int]


def prepare(texts: Sequence[str]) -> PreparedNames:
    """Read each distinct text once; one that names nobody has no words."""
    numbers = {text: i for i, text in enumerate(dict.fromkeys(texts))}
    names = tuple(Name(text, ()) if why_nameless(text) else read(text) for text in numbers)
    words: dict[tuple[str, bool], Token] = {}
    for name in names:
        for token in name.tokens:
            words.setdefault((token.text, token.is_initial), token)
            words.setdefault((_free(token), False), _bare(token)) if _free(token) != token.text else None
    places = {word: i for i, word in enumerate(words)}
    return PreparedNames(names, _words(list(words.values()), places), _names(names, places), numbers)


def _free(token: Token) -> str:
    return token.text if token.is_initial else _SERVANT_OF.sub("", token.text, count=1)


def _bare(token: Token) -> Token:
    return read(_free(token)).tokens[0] if read(_free(token)).tokens else token


def _words(tokens: list[Token], places: dict[tuple[str, bool], int]) -> Words:
    words = empty_words(len(tokens))
    keys: dict[str, int] = {}
    for i, token in enumerate(tokens):
        plain = folded(token.text)[:LONGEST]
        words.points[i, : len(plain)] = [ord(letter) for letter in plain]
        words.facts[i, SIZE:] = (
            len(plain),
            keys.setdefault(_key(token), len(keys)),
            ord(token.initial or "\0"),
            token.is_initial,
            places[_free(token), token.is_initial],
        )
    read_words(arrow(token.text for token in tokens), matrix(), words)
    return words


def _key(token: Token) -> str:
    """Return what is equal for words of one group of variants, one sound, or one Arabic spelling but for marks."""
    if token.script == "A" and not tradition(token.text, token.key):
        return orthography(token.text)
    return token.key or token.text


def _names(names: Sequence[Name], places: dict[tuple[str, bool], int]) -> Names:
    tokens = [token for name in names for token in name.tokens]
    starts = np.zeros(len(names) + 1, np.int32)
    np.cumsum([len(name.tokens) for name in names], out=starts[1:])
    return Names(
        starts,
        np.array([places[token.text, token.is_initial] for token in tokens], np.int32),
        np.array([ROLES[token.role] for token in tokens], np.uint8),
    )
