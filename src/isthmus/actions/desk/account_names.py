"""Names of accounts: whole, legible, and never two that read alike."""

import unicodedata
from functools import cache

from confusable_homoglyphs.confusables import confusables_data

from isthmus.core.messages import Message

__all__ = ["LONGEST_NAME", "look_alike", "name_problem"]

LONGEST_NAME = 60
# Invisible signs, signs that turn the direction of what follows, halves of letters, and what no font shows.
UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
JOINERS = "\u200c\u200d"  # these belong to the spelling of Persian and of the scripts of India


def name_problem(name: str) -> Message | None:
    """Return what is wrong with the name of an account, if anything is."""
    if not name.strip() or len(name.strip()) > LONGEST_NAME:
        return Message("account.name_length", most=LONGEST_NAME)
    if any(unicodedata.category(sign) in UNSEEN and sign not in JOINERS for sign in name):
        return Message("account.name_unseen")
    if not any(sign.isalnum() for sign in name):
        return Message("account.name_length", most=LONGEST_NAME)
    return None


def look_alike(one: str, other: str) -> bool:
    """Return whether two names differ by no more than case, width, accents' spelling, or letters that look the same."""
    return bool(set(_looks(one)) & set(_looks(other)))


def _looks(name: str) -> tuple[str, str, str]:
    """Return a name as it looks in its own case, in small letters and in capitals: an I is like an l, an O like a 0."""
    plain = unicodedata.normalize("NFKC", "".join(sign for sign in name if sign not in JOINERS))
    plain = " ".join(plain.split())
    return _shape(plain).casefold(), _shape(plain.casefold()), _shape(plain.upper())


def _shape(text: str) -> str:
    """Return a text with each letter, then each group of letters, put for one that stands for all that look like it."""
    single, several = _shapes()
    text = unicodedata.normalize("NFD", text).translate(single)
    for group, shape in several:
        text = text.replace(group, shape)
    return text


@cache
def _shapes() -> tuple[dict[int, str], list[tuple[str, str]]]:
    """Return Unicode's confusables (UTS 39): single letters, then groups of them, longest first."""
    classes: dict[str, set[str]] = {}
    for sign, alike in confusables_data.items():
        joined = set().union(*(classes.get(each, {each}) for each in (sign, *(one["c"] for one in alike))))
        classes.update(dict.fromkeys(joined, joined))
    shape = {sign: min(every, key=lambda each: (len(each), each)) for sign, every in classes.items()}
    single = {ord(sign): shape[sign] for sign in shape if len(sign) == 1}
    groups = {sign.translate(single): shape[sign] for sign in shape if len(sign) > 1}
    return single, sorted(groups.items(), key=lambda pair: (-len(pair[0]), pair[0]))
