"""Filters of the pages of estimates."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

__all__ = ["ends", "register", "whole"]

register = template.Library()


@register.filter
def whole(number: float | None) -> str:
    """A figure to the nearest person, with its thousands apart."""
    return "–" if number is None else f"{number:,.0f}"


@register.filter
def ends(pair: tuple[float, float] | None) -> SafeString:
    """An interval from its lower to its upper end."""
    if not pair:
        return mark_safe("–")
    return format_html('<span class="nowrap">{} – {}</span>', whole(pair[0]), whole(pair[1]))
