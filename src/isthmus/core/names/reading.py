"""Reading a name: its tokens, their sounds and their roles. A pure function, for each distinct name once."""

from dataclasses import replace
from re import compile as pattern

from isthmus.core.names.asides import parted
from isthmus.core.names.lam_alef import restored
from isthmus.core.names.particles import Part, joined
from isthmus.core.names.plain import plain
from isthmus.core.names.roles import with_roles
from isthmus.core.names.romanising import initial_class, romanised, skeleton
from isthmus.core.names.scripts import READ, script_of
from isthmus.core.names.titles import generation, without_titles
from isthmus.core.names.tokens import Name, Token
from isthmus.core.names.variants import representative

__all__ = ["every_word", "read", "read_word"]

_WORD = pattern(r"[^\s\-‐‑–—־_·.,;:/()\[\]{}\"“”„«»*]+\.?|,")
_DIGIT_IN_WORD = pattern(r"(?<=[a-z])[013459](?=[a-z])|(?<=[a-z])[013459]$|^[013459](?=[a-z]{2})")
_LIKE_DIGIT = str.maketrans("013459", "oieasg")
_LONGEST = 400  # characters of a name that are read; a paragraph in the field of a name is not one


def read(text: str) -> Name:
    """Return the name's tokens with their sounds and roles; no tokens where it has no letters."""
    own, asides = parted(restored(plain(text[:_LONGEST])))
    words, last = _without_generation(without_titles(_WORD.findall(own)))
    before, after = _sides(words)
    first = joined(before)
    parts = [*first, *joined(after)] if after else first
    named = _with_roles(_tokens(parts), parts, len(first) if after else 0)
    beside = [token for aside in [*asides, last] for token in _tokens(joined(_words(aside)))]
    tokens = _sure_first([*named, *(replace(each, optional=True) for each in beside)])
    return Name(text, tokens, generation(last))


def every_word(text: str) -> list[Token]:
    """Return all words in the place of a name, also those beside it and those of a relative; no titles before it."""
    words = [word for word in _words(restored(plain(text[:_LONGEST]))) if not generation(word)]
    tokens = _tokens(joined(without_titles(words)))
    return [token for token in tokens if not token.optional or token is tokens[-1]]


def read_word(word: str) -> Token:
    """Return one word of a name, in lower case, as a token without a role."""
    short = word.endswith(".")
    text = _DIGIT_IN_WORD.sub(lambda match: match[0].translate(_LIKE_DIGIT), word.rstrip("."))
    sound, script = romanised(text), script_of(text)
    if (len(text) == 1 and script in READ) or (short and 0 < len(sound) <= 2):
        return Token(text, script, sound, skeleton(sound), initial_class(sound), is_initial=True)
    key = representative(text, sound) or text
    bones = skeleton(key)
    return Token(text, script, key, bones, bones[:1])


def _words(text: str) -> list[str]:
    return [word for word in _WORD.findall(text) if word != ","]


def _without_generation(words: list[str]) -> tuple[list[str], str]:
    """Return the words without a last one that says which of the people of one name is meant, and that one, or ""."""
    last = words[-1] if words else ""
    if not generation(last) or len([word for word in words if word != ","]) == 1:
        return words, ""
    left = words[:-1]
    return left[:-1] if left[-1] == "," else left, last


def _sides(words: list[str]) -> tuple[list[str], list[str]]:
    """Return the words before the only comma and those behind it, or all and none."""
    at = words.index(",") if words.count(",") == 1 else 0
    if at:
        return words[:at], words[at + 1 :]
    return [word for word in words if word != ","], []


def _tokens(parts: list[Part]) -> list[Token]:
    return [_token(part) for part in parts]


def _token(part: Part) -> Token:
    token = read_word(part.text)
    if not (part.other or part.optional or part.kunya):
        return token
    return replace(token, other=part.other, optional=part.optional, kunya=part.kunya)


def _with_roles(tokens: list[Token], parts: list[Part], comma: int) -> list[Token]:
    """Give roles to the words that are surely part of the name, and to a title that stands in the last place of it."""
    last = (comma or len(tokens)) - 1
    if len(tokens) == 1:
        return [replace(tokens[0], optional=False)]
    placed = [i for i, token in enumerate(tokens) if not token.optional or i in (last, len(tokens) - 1)]
    roles = with_roles(
        tuple(tokens[i] for i in placed), [parts[i] for i in placed], sum(i < comma for i in placed)
    )
    for i, token in zip(placed, roles, strict=True):
        tokens[i] = token
    return tokens


def _sure_first(tokens: list[Token]) -> tuple[Token, ...]:
    """Mark a word in a script that is not read beside words that are: it says the same again."""
    known = sum(token.script in READ for token in tokens)
    if known in (0, len(tokens)):
        return tuple(tokens)
    return tuple(
        token if token.script in READ or not token.script else replace(token, optional=True, role="")
        for token in tokens
    )
