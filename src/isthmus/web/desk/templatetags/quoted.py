"""The text of a document with its quotes marked, each a link to its statement."""

import html
from functools import partial
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from isthmus.web.desk import veil
from isthmus.web.desk.reading.quoted_text import Piece, PlacedQuote, QuotedText

__all__ = ["document_text"]

register = template.Library()


@register.simple_tag(takes_context=True)
def document_text(context: Any, shown: QuotedText, language: str) -> SafeString:
    """Return a document's text in its own direction, each quote numbered and a link to its statement."""
    request = context["request"] if veil.shown_veiled(context) else None
    seen = partial(veil.veil_text, request=request) if request else str
    parts = (_heading(seen(each.heading)) + _piece(seen(each.text), each, shown) for each in shown.pieces)
    tongue = format_html(' lang="{}"', language) if language else ""
    # Escaped part by part: a text with thousands of quotes is written in a moment.
    return mark_safe(f'<div class="source-text" dir="auto"{tongue}>{"".join(parts)}</div>')  # noqa: S308


def _heading(written: str) -> str:
    """Return what a part is, in a line of its own: a block would take its direction from those after it."""
    return f'<small class="part">{html.escape(written)}\n</small>' if written else ""


def _piece(written: str, piece: Piece, shown: QuotedText) -> str:
    inner = piece.innermost
    if inner is None:
        return html.escape(written)
    kinds = "both " * (len(piece.quotes) > 1) + "asked" * any(
        each.statement == shown.asked for each in piece.quotes
    )
    mark = (
        f'<mark class="{kinds.strip()}">{html.escape(written)}</mark>'
        if kinds
        else f"<mark>{html.escape(written)}</mark>"
    )
    if not piece.begin:
        return f'<a class="quoted" href="{_to_statement(inner, str(inner.statement), shown)}">{mark}</a>'
    numbers = "".join(_quote_link(each, shown, "") for each in piece.begin[:-1])
    return numbers + _quote_link(piece.begin[-1], shown, mark)


def _quote_link(quote: PlacedQuote, shown: QuotedText, mark: str) -> str:
    """Return the number at which a quote begins, and perhaps its first words, as a link to its statement."""
    uid = str(quote.statement)
    address = _to_statement(quote, uid, shown)
    return f'<a class="quoted" id="quote-{uid}" href="{address}"><sup>{quote.number}</sup>{mark}</a>'


def _to_statement(quote: PlacedQuote, uid: str, shown: QuotedText) -> str:
    """Return the address of a statement on the page of its document, on another page of its list where it is there."""
    there = "" if quote.statement in shown.listed else f"?statement={uid}"
    return f"{there}#s-{uid}"
