"""Filters that put values in the reader's language: `{{ message|say }}`, `{{ 1234|number }}`, `{{ "2017-03"|edtf }}`.

Templates of the desk have them without loading.
"""

import re

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from isthmus.core.link.reasons import reason
from isthmus.core.messages import Message
from isthmus.web.desk.language import renderer

__all__ = ["because", "edtf", "listed", "number", "percent", "say"]

register = template.Library()

# Sentences name commands between these marks, which a terminal shows as they are.
_COMMAND = re.compile("`([^`]+)`")


@register.filter
def say(message: object) -> str:
    """Return a message, or one that a row or a job keeps as JSON, as a sentence; anything else as it is."""
    if isinstance(message, dict) and "code" in message:
        return _with_commands(renderer()(Message.from_json(message)))
    if isinstance(message, Message | tuple):
        return _with_commands(renderer().value(message))
    return str(message)


def _with_commands(sentence: str) -> str | SafeString:
    if "`" not in sentence:
        return sentence
    return mark_safe(_COMMAND.sub(r"<kbd>\1</kbd>", escape(sentence)))  # noqa: S308  escaped, but for the mark


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
