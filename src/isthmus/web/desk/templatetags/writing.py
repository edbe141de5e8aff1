"""Filters of the pages on which something is written down."""

from django import template
from django.utils.translation import gettext as _

from isthmus.core.workbook.vocabularies import label
from isthmus.store.desk.models import Act, Mention
from isthmus.web.desk.reading.dates import dated
from isthmus.web.desk.reading.words import described

__all__ = ["act_words", "grouped", "in_words", "mention_words"]

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


@register.filter
def act_words(act: Act) -> str:
    """An act in a few words: what, where, when."""
    parts = (
        label("type", act.type) or _("acts of any kind"),
        act.place.name if act.place else "",
        dated(act.date).words if act.date else "",
    )
    return ", ".join(part for part in parts if part)
