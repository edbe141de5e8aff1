"""Why two names have their score, as a message that holds no name."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from isthmus.core.messages import Message
from isthmus.core.names.lam_alef import lam_alef
from isthmus.core.names.nameless import why_nameless
from isthmus.core.names.reading import read_word
from isthmus.core.names.romanising import orthography
from isthmus.core.names.scripts import READ
from isthmus.core.names.tokens import Name, Token

__all__ = ["reason"]

_MATCHED, _NEAR, _SAME = -0.85, 2.0, 3.8  # logits: may be one word, is nearly one, is one written differently
_SCRIPT = {
    "L": "latin", "C": "cyrillic", "A": "arabic", "G": "georgian", "H": "hebrew", "E": "greek", "R": "armenian",
}  # fmt: skip


def reason(
    left: Name, right: Name, partners: Sequence[int], logits: Sequence[float], join: int = 0
) -> Message:
    """Return what is said of each word of two names.

    `partners`: the right word of each left one, or -1; `join`: which two words of the left name are compared as one,
    counted from 1, or of the right name, with a minus.
    """
    none = [*_nameless(left, "left"), *_nameless(right, "right")]
    if none:
        return Message("names.word_by_word", words=none)
    if not left.tokens and not right.tokens:
        return Message("names.no_letters_on_both")
    if not left.tokens or not right.tokens:
        return Message("names.no_letters_on_one")
    if left.text == right.text:
        return Message("names.same_text")
    if _scripts(left).isdisjoint(_scripts(right)):
        return Message("names.not_comparable")
    sides = _joined(left.tokens, join - 1), _joined(right.tokens, -join - 1)
    return Message(
        "names.word_by_word",
        words=[
            *_alike(*sides, partners, logits),
            *_missing(*sides, partners),
            *([Message("names.space_missing")] if join else []),
            *_generations(left, right),
        ],
    )


def _nameless(name: Name, side: str) -> Iterator[Message]:
    why = why_nameless(name.text)
    if why:
        yield Message(f"names.nameless_{side}.{why}")


def _scripts(name: Name) -> set[str]:
    """Return the scripts of a name, those that are read as one."""
    return {"" if token.script in READ else token.script for token in name.tokens}


def _joined(tokens: Sequence[Token], at: int) -> Sequence[Token]:
    """Return the tokens, two of them as one where that is how they were compared."""
    if at < 0:
        return tokens
    one, other = tokens[at : at + 2]
    role = one.role if one.role == "given" else other.role
    return [*tokens[:at], replace(read_word(one.text + other.text), role=role), *tokens[at + 2 :]]


def _generations(left: Name, right: Name) -> Iterator[Message]:
    if left.generation and right.generation and left.generation != right.generation:
        yield Message("names.generations_differ")


def _alike(
    left: Sequence[Token], right: Sequence[Token], partners: Sequence[int], logits: Sequence[float]
) -> Iterator[Message]:
    for token, to, logit in zip(left, partners, logits, strict=False):
        if to >= 0:
            other = right[to]
            yield Message("names.word", word=_called(token, other), likeness=_likeness(token, other, logit))


def _role(token: Token) -> Message:
    return Message(f"names.role.{token.role or ('beside' if token.optional else 'any')}")


def _called(token: Token, other: Token) -> Message:
    if other.role in (token.role, ""):
        return _role(token)
    return Message("names.two_roles", left=_role(token), right=_role(other))


def _likeness(token: Token, other: Token, logit: float) -> Message:
    if token.is_initial or other.is_initial:
        return Message("names.initial_fits" if logit > 0 else "names.initial_does_not_fit")
    if token.text == other.text:
        return Message("names.same")
    likeness = Message(f"names.likeness.{_code(token, other, logit)}")
    if token.script == other.script:
        return likeness
    left, right = (Message(f"names.script.{_SCRIPT.get(each.script, 'another')}") for each in (token, other))
    return Message("names.in_two_scripts", likeness=likeness, left=left, right=right)


def _code(token: Token, other: Token, logit: float) -> str:
    if token.key == other.key:
        return "forms_of_one_name"
    if token.kunya != other.kunya and logit < _MATCHED:
        return "relative"
    if token.script == other.script == "A" and _differ_by_lam_alef(token.text, other.text):
        return "order_of_lam_and_alef"
    if logit < _MATCHED:
        return "different"
    return "one_name" if logit > _SAME else "nearly_one_name" if logit > _NEAR else "perhaps_one_name"


def _differ_by_lam_alef(one: str, other: str) -> bool:
    return lam_alef(one) == lam_alef(other) and orthography(one) != orthography(other)


def _missing(left: Sequence[Token], right: Sequence[Token], partners: Sequence[int]) -> Iterator[Message]:
    for token, to in zip(left, partners, strict=False):
        if to < 0:
            yield Message("names.not_on_the_right", word=_role(token))
    answered = set(partners)
    for place, token in enumerate(right):
        if place not in answered:
            yield Message("names.not_on_the_left", word=_role(token))
