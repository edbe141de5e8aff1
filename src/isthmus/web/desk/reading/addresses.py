"""Where links to rows lead; one to a statement leads to its quote in the document, highlighted."""

from functools import cache
from uuid import UUID

from django.urls import reverse

from isthmus.store.desk.models import Statement

__all__ = ["quote_address", "row_address"]

_NOBODY = UUID(int=0)


def quote_address(statement: Statement) -> str:
    """Return the address of a statement's quote; its document is at hand."""
    address = row_address("document", statement.document.uid)
    return f"{address}?statement={statement.uid}#quote-{statement.uid}"


def row_address(name: str, uid: UUID) -> str:
    """Return the address of a page of a row. A page of statements has hundreds: the pattern is looked up once."""
    before, after = _around(name)
    return f"{before}{uid}{after}"


@cache
def _around(name: str) -> tuple[str, str]:
    before, _, after = reverse(name, args=[_NOBODY]).partition(str(_NOBODY))
    return before, after
