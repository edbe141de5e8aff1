"""Filters of the pages on which something is written down."""

from django import template

from isthmus.store.desk.models import Mention
from isthmus.web.desk.reading.words import described
from isthmus.web.desk.writing.candidates import act_words, spoken_by

__all__ = ["grouped", "in_words", "mention_words"]

register = template.Library()


@register.filter
def grouped(number: int) -> str:
    """A number with its thousands apart."""
    return f"{number:,}"


@register.filter
def in_words(code: str) -> str:
    """A code as words: `code_document` reads `code document`."""
    return code.replace("_", " ")


@register.filter
def mention_words(mention: Mention) -> str:
    """A mention without its name."""
    return described(mention)


register.filter(act_words)
register.filter(spoken_by)
