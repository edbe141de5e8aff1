"""The veil: names shown as initials, for work where somebody may look over a shoulder."""

import re
from functools import lru_cache
from typing import Any, cast

from django.conf import settings
from django.http import HttpRequest

from isthmus.core import names
from isthmus.core.names.nameless import names_within
from isthmus.core.workbook.tokens import is_token
from isthmus.store.desk.models import Mention, Source
from isthmus.store.desk.queries.kept_by_log import KeptByLog
from isthmus.web.desk.requests import desk

__all__ = ["capital_initials", "initials", "shown_veiled", "veil_text", "veiled"]

WORD = re.compile(r"\w[\w'’\-]*")


def veiled(request: HttpRequest) -> bool:
    """Return whether this session shows names as initials."""
    return bool(request.session.get("veil", settings.DESK_VEILED))


def initials(name: str) -> str:
    """Return the initials of a name; a sealed one goes by its token, of which the veil leaves nothing out."""
    return name if is_token(name) else names.initials(name)


def capital_initials(name: str) -> str:
    """Return the name of a source, group or unit; words in small letters say a role (`regional analyst`) and stay."""
    return WORD.sub(lambda match: match.group() if match.group().islower() else f"{match.group()[0]}.", name)


def veil_text(text: str, request: HttpRequest) -> str:
    """Return a text in which each word of a name that was coded is an initial; inflected forms and other names stay."""
    known = known_words(request)
    if not any(hidden(word, known) for word in WORD.findall(text)):  # of most texts nothing is replaced
        return text
    return WORD.sub(
        lambda match: f"{match.group()[0]}." if hidden(match.group(), known) else match.group(), text
    )


def hidden(word: str, known: frozenset[str]) -> bool:
    """Return whether a word of a text is part of a name; in small letters it is taken for another word."""
    return not word.islower() and word.casefold() in known


def known_words(request: HttpRequest) -> frozenset[str]:
    """Return the words of all names, looked up once for a page."""
    asked = desk(request)
    found: frozenset[str] | None = getattr(asked, "name_words", None)
    if found is None:
        found = asked.name_words = NAME_WORDS.now()
    return found


def name_words() -> frozenset[str]:
    """Return the words of every person's name, as they are in the register."""
    mentioned = Mention.objects.filter(high=1).exclude(kind="unit").exclude(name="", other_names="")
    names = {name for both in mentioned.values_list("name", "other_names").iterator() for name in both}
    names.update(Source.objects.filter(kind="person").values_list("name", flat=True))
    return frozenset().union(*map(words_of, names))


@lru_cache(maxsize=200_000)
def words_of(name: str) -> frozenset[str]:
    """Return the words of one name that the veil hides; read once in the life of the desk."""
    words = WORD.findall(names_within(name))
    return frozenset(word.casefold() for word in words if len(word) > 1 and not word.islower())


NAME_WORDS = KeptByLog(name_words, "mention", "source")


def shown_veiled(context: Any) -> bool:
    """Return the same for a template tag, whose context may lack a request (error pages)."""
    request = cast(HttpRequest | None, context.get("request"))
    return request is None or veiled(request)
