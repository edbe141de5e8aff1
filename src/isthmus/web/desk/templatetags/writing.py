"""Filters of the pages on which something is written down."""

from django import template

__all__ = ["grouped"]

register = template.Library()


@register.filter
def grouped(number: int) -> str:
    """A number with its thousands apart."""
    return f"{number:,}"
