"""Filters that put values in the reader's language: `{{ message|say }}`, `{{ 1234|number }}`, `{{ "2017-03"|edtf }}`.

Templates of the desk have them without loading.
"""

from django import template

from isthmus.core.link.reasons import reason
from isthmus.core.messages import Message
from isthmus.web.desk.language import renderer

__all__ = ["because", "edtf", "listed", "number", "percent", "say"]

register = template.Library()


@register.filter
def say(message: object) -> str:
    """Return a message, or one that a row or a job keeps as JSON, as a sentence; anything else as it is."""
    if isinstance(message, dict) and "code" in message:
        return renderer()(Message.from_json(message))
    return renderer().value(message) if isinstance(message, Message | tuple) else str(message)


@register.filter
def number(value: float, form: str = "") -> str:
    """Return a number as the language writes it: `{{ n|number }}`, `{{ x|number:".1f" }}`."""
    return renderer().number(value, form)


@register.filter
def percent(share: float, form: str = ".0%") -> str:
    """Return a share in percent."""
    return renderer().number(share, form)


@register.filter
def edtf(text: str) -> str:
    """Return an EDTF date in words."""
    return renderer().value(text, "edtf")


@register.filter
def listed(words: list[str], form: str = "and") -> str:
    """Return words as a list in a sentence: `{{ names|listed }}`, `{{ names|listed:"or" }}`."""
    return renderer().value(tuple(words), form)


@register.filter
def because(written: str) -> str:
    """Return the reason of a judgement: as somebody wrote it, or in words where the program gave it."""
    found = reason(written)
    return written if found is None else renderer()(found)
