"""Why two names have their score, in words that hold no name."""

from collections.abc import Iterator, Sequence

from isthmus.core.names.tokens import Name, Token

__all__ = ["reason"]

_MATCHED, _NEAR, _SAME = -0.85, 2.0, 3.8  # logits: may be one word, is nearly one, is one written differently
_ROLE = {
    "given": "given name",
    "father": "father's name",
    "grandfather": "grandfather's name",
    "family": "family name",
}
_SCRIPT = {"L": "Latin", "C": "Cyrillic", "A": "Arabic", "G": "Georgian", "": "another script"}


def reason(left: Name, right: Name, partners: Sequence[int], logits: Sequence[float]) -> str:
    """Return a line for each word of two names; `partners`: the right word of each left one, or -1."""
    if not left.tokens or not right.tokens:
        return "no letters on " + ("either side" if left.tokens == right.tokens else "one side")
    if left.text == right.text:
        return "the same text"
    return "; ".join([*_alike(left, right, partners, logits), *_missing(left, right, partners)])


def _alike(left: Name, right: Name, partners: Sequence[int], logits: Sequence[float]) -> Iterator[str]:
    for token, to, logit in zip(left.tokens, partners, logits, strict=False):
        if to >= 0:
            yield f"{_called(token, right.tokens[to])}: {_likeness(token, right.tokens[to], logit)}"


def _called(token: Token, other: Token) -> str:
    role, other_role = _ROLE.get(token.role, "name"), _ROLE.get(other.role, "name")
    return role if other_role in (role, "name") else f"{role} and {other_role}"


def _likeness(token: Token, other: Token, logit: float) -> str:
    scripts = (
        "" if token.script == other.script else f" in {_SCRIPT[token.script]} and {_SCRIPT[other.script]}"
    )
    if token.is_initial or other.is_initial:
        return "the initial fits" if logit > 0 else "the initial does not fit"
    if token.text == other.text:
        return "the same"
    if token.key == other.key:
        return f"forms of one name{scripts}"
    if logit < _MATCHED:
        return f"different{scripts}"
    return (
        "one name" if logit > _SAME else "nearly one name" if logit > _NEAR else "may be one name"
    ) + scripts


def _missing(left: Name, right: Name, partners: Sequence[int]) -> Iterator[str]:
    found = set(partners)
    yield from (
        f"{_ROLE.get(token.role, 'name')}: not on the right"
        for token, to in zip(left.tokens, partners, strict=False)
        if to < 0
    )
    yield from (
        f"{_ROLE.get(token.role, 'name')}: not on the left"
        for i, token in enumerate(right.tokens)
        if i not in found
    )
