"""Filters of the pages on which something is written down."""

from django import template

__all__ = ["grouped", "in_words"]

register = template.Library()


@register.filter
def grouped(number: int) -> str:
    """A number with its thousands apart."""
    return f"{number:,}"


@register.filter
def in_words(code: str) -> str:
    """A code as words: `code_document` reads `code document`."""
    return code.replace("_", " ")
