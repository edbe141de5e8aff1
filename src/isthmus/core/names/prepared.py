"""Names read and laid out as arrays, each distinct name and each distinct word once."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

import numpy as np
from numpy.typing import NDArray

from isthmus.core.names import folded
from isthmus.core.names.alphabet import letters_of
from isthmus.core.names.article import begins_with_article
from isthmus.core.names.lam_alef import lam_alef
from isthmus.core.names.letters import read_words
from isthmus.core.names.matrix import matrix
from isthmus.core.names.nameless import why_nameless
from isthmus.core.names.reading import read, read_word
from isthmus.core.names.romanising import orthography, romanised
from isthmus.core.names.scripts import READ
from isthmus.core.names.tokens import Name, Token
from isthmus.core.names.variants import tradition
from isthmus.core.names.words import (
    BESIDE,
    LIKE_ARTICLE,
    LONGEST,
    SIZE,
    TITLE,
    WITH_ARTICLE,
    WITHOUT_ARTICLE,
    Names,
    Words,
    arrow,
    empty_words,
)

__all__ = ["PreparedNames", "prepare"]

ROLES = {"": 0, "given": 1, "father": 2, "grandfather": 3, "family": 4}
_SERVANT_OF = re.compile(r"(abd[aeu][lr]?|абд[уеа][лр]?|عبد)(?=\w{3})")
_FATHER_OF = re.compile(r"(abo?u|umm?|oum|أبو|ابو|أبي|ابي|أم|ام|абу|умм)")
_ONE_SOUND = re.compile("[iy]+")  # scripts write one sound as i, ii, iy, yy or y: Ayna and Aina
_AS_WRITTEN = frozenset("LCA")  # of the other scripts the letters that stand for theirs are compared
_MOST_SCRIPTS = 62  # one bit each; more than anybody mixes in a column of names
type _Places = dict[tuple[str, bool], int]


@dataclass(frozen=True)
class PreparedNames:
    """Distinct names, their words as arrays, and the number of each by its text."""

    read: tuple[Name, ...]
    words: Words
    names: Names
    numbers: dict[str, int]
    scripts: NDArray[np.int64]  # [N] bits: the first for the scripts that are read, one for each that is not


def prepare(texts: Sequence[str]) -> PreparedNames:
    """Read each distinct text once; one that names nobody has no words."""
    numbers = {text: i for i, text in enumerate(dict.fromkeys(texts))}
    names = tuple(Name(text, ()) if why_nameless(text) else read(text) for text in numbers)
    words: dict[tuple[str, bool], Token] = {}
    for name in names:
        for token in name.tokens:
            words.setdefault((token.text, token.is_initial), token)
        for text in chain.from_iterable(map(_further, name.tokens)):
            if (text, False) not in words:
                words[text, False] = read_word(text)
        for one, other in pairwise(name.tokens):
            text = _joined(one, other)
            if text and (text, False) not in words:
                words[text, False] = Token(text, one.script, one.key + other.key, "", one.initial)
    places = {word: i for i, word in enumerate(words)}
    return PreparedNames(
        names, _words(list(words.values()), places), _names(names, places), numbers, _scripts(names)
    )


def _further(token: Token) -> Iterator[str]:
    """Yield the words as which a word is compared, too: its other reading, and itself without "servant of"."""
    if not token.is_initial:
        yield from filter(None, (token.other, _free(token)))


def _free(token: Token) -> str:
    """Return a word without "servant of" or "father of"."""
    if token.is_initial:
        return token.text
    return (_FATHER_OF if token.kunya else _SERVANT_OF).sub("", token.text, count=1) or token.text


def _joined(one: Token, other: Token | None) -> str:
    """Return two words as one, as they may be written; "" where they cannot be."""
    if (
        other is None
        or one.is_initial
        or other.is_initial
        or one.optional
        or other.optional
        or one.script != other.script
    ):
        return ""
    return one.text + other.text


def _words(tokens: list[Token], places: _Places) -> Words:
    words = empty_words(len(tokens))
    keys: dict[str, int] = {}
    forms: dict[str, int] = {}
    written = [_written(token) for token in tokens]
    for i, (token, text) in enumerate(zip(tokens, written, strict=True)):
        letters = folded(text)[:LONGEST]
        words.points[i, : len(letters)] = [ord(letter) for letter in letters]
        form = lam_alef(token.text) if token.script == "A" else token.text
        words.facts[i, SIZE:] = (
            len(letters),
            keys.setdefault(_key(token), len(keys)),
            ord(token.initial or "\0"),
            token.is_initial,
            places.get((_free(token), token.is_initial), i),
            forms.setdefault(form, len(forms)),
            token.kunya,
        )
    read_words(arrow(written), matrix(), words)
    return words


def _written(token: Token) -> str:
    """Return a word in the letters in which it is compared."""
    if token.script in _AS_WRITTEN or token.script not in READ:
        return token.text
    if token.script == "H":
        first = (
            "پ" if token.text[0] == "פ" else letters_of(token.text[0])
        )  # p where a word begins with it, f elsewhere
        return first + "".join(map(letters_of, token.text[1:]))
    return romanised(token.text)


def _key(token: Token) -> str:
    """Return what is equal for words of one group of variants, one sound, or one Arabic spelling but for marks."""
    if token.script in ("A", "H") and not tradition(token.text, token.key):
        return orthography(token.text)
    return _ONE_SOUND.sub("i", token.key) or token.text


def _names(names: Sequence[Name], places: _Places) -> Names:
    tokens = [token for name in names for token in name.tokens]
    starts = np.zeros(len(names) + 1, np.int32)
    np.cumsum([len(name.tokens) for name in names], out=starts[1:])
    joined = [
        places.get((_joined(*both), False), -1)
        for name in names
        for both in zip(name.tokens, _next(name), strict=True)
    ]
    return Names(
        starts,
        np.array([places[token.text, token.is_initial] for token in tokens], np.int32),
        np.array([ROLES[token.role] for token in tokens], np.uint8),
        np.array([_other(token, places) for token in tokens], np.int32),
        np.array([_flags(token) for token in tokens], np.uint8),
        np.array(joined, np.int32),
        np.array([name.generation for name in names], np.uint8),
    )


def _flags(token: Token) -> int:
    flags = (TITLE if token.role else BESIDE) if token.optional else 0
    if token.other:
        flags |= WITH_ARTICLE if len(token.other) > len(token.text) else WITHOUT_ARTICLE
    return flags | LIKE_ARTICLE if begins_with_article(token.text) else flags


def _next(name: Name) -> list[Token | None]:
    """Return the token behind each."""
    return [*name.tokens[1:], *([None] if name.tokens else [])]


def _other(token: Token, places: _Places) -> int:
    own = places[token.text, token.is_initial]
    return places.get((token.other, False), own) if token.other and not token.is_initial else own


def _scripts(names: Sequence[Name]) -> NDArray[np.int64]:
    unread: dict[str, int] = {}
    found = np.zeros(len(names), np.int64)
    for i, name in enumerate(names):
        for script in {token.script for token in name.tokens}:
            bit = (
                0
                if script in READ or not script
                else unread.setdefault(script, 1 + len(unread) % _MOST_SCRIPTS)
            )
            found[i] |= np.int64(1) << bit
    return found
