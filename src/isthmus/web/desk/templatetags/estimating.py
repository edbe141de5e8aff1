"""Filters of the pages of estimates."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from isthmus.web.desk.language import renderer

__all__ = ["interval", "register", "tenths"]

register = template.Library()


@register.filter
def interval(pair: tuple[float, float] | None) -> SafeString:
    """Return an interval from its lower to its upper end."""
    if not pair:
        return mark_safe("–")
    low, high = (renderer().number(each) for each in pair)
    return format_html('<span class="nowrap">{} – {}</span>', low, high)


@register.filter
def tenths(value: float) -> str:
    """Return a number with one decimal, as the language writes it."""
    return renderer().number(value, ".1f")
