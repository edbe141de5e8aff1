"""The veil: names shown as initials, for work where somebody may look over a shoulder."""

import re
from collections.abc import Iterable
from typing import Any, cast

from django.conf import settings
from django.http import HttpRequest

__all__ = ["capital_initials", "initials", "shown_veiled", "veil_quote", "veiled"]

WORD = re.compile(r"\w[\w'’\-]*")


def veiled(request: HttpRequest) -> bool:
    """Whether this session shows names as initials."""
    return bool(request.session.get("veil", settings.DESK_VEILED))


def initials(name: str) -> str:
    """Shorten each word of one person's name to its first letter: `Person Alpha` becomes `P. A.`."""
    return " ".join(f"{word[0]}." for word in WORD.findall(name))


def capital_initials(name: str) -> str:
    """The name of a source, group or unit; words in small letters say a role (`regional analyst`) and stay."""
    return WORD.sub(lambda match: match.group() if match.group().islower() else f"{match.group()[0]}.", name)


def veil_quote(text: str, names: Iterable[str]) -> str:
    """A text in which every word of the given names is an initial; names that nobody coded stay."""
    words = {word for name in names for word in WORD.findall(name) if len(word) > 1 and not word.islower()}
    if not words:
        return text
    longest_first = sorted(words, key=len, reverse=True)
    pattern = re.compile(rf"\b({'|'.join(map(re.escape, longest_first))})\b", re.IGNORECASE)
    return pattern.sub(lambda match: f"{match.group()[0]}.", text)


def shown_veiled(context: Any) -> bool:
    """The same question for a template tag, whose context may lack a request (error pages)."""
    request = cast(HttpRequest | None, context.get("request"))
    return request is None or veiled(request)
