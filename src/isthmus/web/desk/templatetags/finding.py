"""Tags of the page of a search: passages with what answers marked, and why it answers."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from isthmus.core.messages import Message
from isthmus.web.desk.language import renderer, said
from isthmus.web.desk.reading.marked import MarkedStretch
from isthmus.web.desk.templatetags.desk import text

__all__ = ["marked_text", "register", "said_list"]

register = template.Library()


@register.simple_tag(takes_context=True)
def marked_text(context: Any, stretches: Iterable[MarkedStretch]) -> SafeString:
    """Return a passage with the words marked that answer to a search."""
    shown = [(text(context, each.text), each.is_marked) for each in stretches]
    pieces = (format_html("<mark>{}</mark>", part) if is_marked else part for part, is_marked in shown)
    return format_html_join("", "{}", ((piece,) for piece in pieces))


@register.filter
def said_list(messages: Iterable[Message]) -> str:
    """Return messages as a list in words."""
    return renderer().listed([said(each) for each in messages], "comma")
