"""Where a link to a statement leads: to its quote in the document, highlighted."""

from django.urls import reverse

from isthmus.store.desk.models import Statement

__all__ = ["quote_address"]


def quote_address(statement: Statement) -> str:
    """Return the address of a statement's quote; its document is at hand."""
    address = reverse("document", args=[statement.document.uid])
    return f"{address}?statement={statement.uid}#quote-{statement.uid}"
