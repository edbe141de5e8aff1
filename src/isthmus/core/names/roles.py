"""Which word of a name is the given name, the father's, the grandfather's, the family's: by form and by order."""

import re
from collections.abc import Sequence
from dataclasses import replace

from isthmus.core.names.particles import Part
from isthmus.core.names.romanising import romanised
from isthmus.core.names.tokens import Token
from isthmus.core.names.variants import tradition

__all__ = ["with_roles"]

# A patronymic, and a family name as Slavs, Caucasians and Armenians form them, in romanised letters.
_PATRONYMIC = re.compile(
    r"(.{2,}(ovich|evich|ovitch|evitch|ovic|evic|ovna|evna|ichna|inichna|ovych|ivna)"
    r"|ily?ich|kuzmich|fomich|lukich|nikitich)$"
)
_SURELY_PATRONYMIC = re.compile(r".{2,}(ovna|evna|ichna|ivna)$")
_FAMILY = re.compile(
    r".{2,}(ov|ev|ova|eva|yov|[^d]in|ina|ski|skii|skij|sky|skiy|skaya|skaia|enko|ko|yan|ian|shvili|dze|chuk|off|eff|uk)$"
)


def with_roles(tokens: tuple[Token, ...], parts: Sequence[Part], comma: int) -> tuple[Token, ...]:
    """Return the tokens with their roles; `comma`: the number of words before the only comma, 0 without one."""
    if len(tokens) < 2:
        return tokens
    roles = _roles(tokens, parts, comma)
    return tuple(replace(token, role=role) for token, role in zip(tokens, roles, strict=True))


def _roles(tokens: tuple[Token, ...], parts: Sequence[Part], comma: int) -> list[str]:
    n = len(tokens)
    if 0 < comma < n:
        return ["family"] * comma + _given_first(n - comma, family=False)
    patronymic = _patronymic(tokens)
    if patronymic:
        return _around(patronymic, tokens)
    if _is_chain(tokens, parts):
        return _chain(tokens, parts)
    if n > 2 and tokens[-1].is_initial and not any(token.is_initial for token in tokens[:-1]):
        # An initial at the end is the father's or a middle name's, so the family name stands first.
        return ["family", "given", *[""] * (n - 3), "father"]
    if n == 2 and _FAMILY.match(_sound(tokens[0])) and not _FAMILY.match(_sound(tokens[1])):
        return ["family", "given"]
    return _given_first(n, family=True)


def _is_family(token: Token) -> bool:
    """Return whether it has the form of a family name and is no given name that is known (Konstantin)."""
    return bool(_FAMILY.match(_sound(token))) and not tradition(token.text, token.key)


def _sound(token: Token) -> str:
    return romanised(token.text)


def _patronymic(tokens: tuple[Token, ...]) -> int:
    """Return the place of the patronymic, 0 where there is none: the first of a name never is."""
    pattern = _PATRONYMIC if len(tokens) > 2 or tokens[0].script == "C" else _SURELY_PATRONYMIC
    found = [i for i, token in enumerate(tokens) if i and pattern.match(_sound(token))]
    return found[0] if found else 0


def _around(patronymic: int, tokens: tuple[Token, ...]) -> list[str]:
    n = len(tokens)
    if n == 2:
        return ["given", "father"]
    if patronymic == 2 and n == 3 and _is_family(tokens[1]) and not _FAMILY.match(_sound(tokens[0])):
        return ["given", "family", "father"]
    last = patronymic == n - 1
    roles = ["family" if last else ""] * n
    roles[patronymic - 1], roles[patronymic] = "given", "father"
    if not last:
        roles[-1] = "family"
    return roles


def _is_chain(tokens: tuple[Token, ...], parts: Sequence[Part]) -> bool:
    muslim = sum(tradition(token.text, token.key) == "muslim" for token in tokens)
    arabic = sum(token.script == "A" for token in tokens)
    return any(part.is_father for part in parts) or (len(tokens) > 2 and (arabic > 1 or muslim > 1))


def _chain(tokens: tuple[Token, ...], parts: Sequence[Part]) -> list[str]:
    """Given, father, grandfather, family; a word after "son of" is a forefather, and the last one else the family."""
    n, fathers = len(tokens), [part.is_father for part in parts]
    if fathers == [False, False, True] and _is_family(tokens[0]):
        return ["family", "given", "father"]
    ends_in_family = n > 2 and not fathers[-1]
    ancestors = ["father", "grandfather"] + [""] * n
    roles = ["given", *ancestors[: n - 1 - ends_in_family]]
    return [*roles, "family"] if ends_in_family else roles


def _given_first(n: int, *, family: bool) -> list[str]:
    if not family:
        return ["given", *["father" if n == 2 else ""] * (n - 1)]
    return ["given", *[""] * (n - 2), "family"]
