"""Why two names have their score, as a message that holds no name."""

from collections.abc import Iterator, Sequence

from isthmus.core.messages import Message
from isthmus.core.names.nameless import why_nameless
from isthmus.core.names.tokens import Name, Token

__all__ = ["reason"]

_MATCHED, _NEAR, _SAME = -0.85, 2.0, 3.8  # logits: may be one word, is nearly one, is one written differently
_SCRIPT = {"L": "latin", "C": "cyrillic", "A": "arabic", "G": "georgian", "": "another"}


def reason(left: Name, right: Name, partners: Sequence[int], logits: Sequence[float]) -> Message:
    """Return what is said of each word of two names; `partners`: the right word of each left one, or -1."""
    none = [*_nameless(left, "left"), *_nameless(right, "right")]
    if none:
        return Message("names.word_by_word", words=none)
    if not left.tokens and not right.tokens:
        return Message("names.no_letters_on_both")
    if not left.tokens or not right.tokens:
        return Message("names.no_letters_on_one")
    if left.text == right.text:
        return Message("names.same_text")
    return Message(
        "names.word_by_word",
        words=[*_alike(left, right, partners, logits), *_missing(left, right, partners)],
    )


def _nameless(name: Name, side: str) -> Iterator[Message]:
    why = why_nameless(name.text)
    if why:
        yield Message(f"names.nameless_{side}.{why}")


def _alike(left: Name, right: Name, partners: Sequence[int], logits: Sequence[float]) -> Iterator[Message]:
    for token, to, logit in zip(left.tokens, partners, logits, strict=False):
        if to >= 0:
            other = right.tokens[to]
            yield Message("names.word", word=_called(token, other), likeness=_likeness(token, other, logit))


def _role(token: Token) -> Message:
    return Message(f"names.role.{token.role or 'any'}")


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
    left, right = (Message(f"names.script.{_SCRIPT[each.script]}") for each in (token, other))
    return Message("names.in_two_scripts", likeness=likeness, left=left, right=right)


def _code(token: Token, other: Token, logit: float) -> str:
    if token.key == other.key:
        return "forms_of_one_name"
    if logit < _MATCHED:
        return "different"
    return "one_name" if logit > _SAME else "nearly_one_name" if logit > _NEAR else "perhaps_one_name"


def _missing(left: Name, right: Name, partners: Sequence[int]) -> Iterator[Message]:
    for token, to in zip(left.tokens, partners, strict=False):
        if to < 0:
            yield Message("names.not_on_the_right", word=_role(token))
    answered = set(partners)
    for place, token in enumerate(right.tokens):
        if place not in answered:
            yield Message("names.not_on_the_left", word=_role(token))
