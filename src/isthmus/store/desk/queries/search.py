"""Full-text search over statements: one function for both databases."""

import re

from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from isthmus.core.names import folded
from isthmus.store.desk.models import Statement

__all__ = ["search"]

FTS5 = "SELECT rowid FROM desk_statementwords WHERE desk_statementwords MATCH %s"
TSVECTOR = "SELECT statement_id FROM desk_statementtext WHERE to_tsvector('simple', words) @@ to_tsquery('simple', %s)"
WORD = re.compile(r"\w+")


def search(text: str) -> QuerySet[Statement]:
    """Return the statements that hold every word of the text, or a word that begins so; none for no word."""
    words = WORD.findall(folded(text))
    if not words:
        return Statement.objects.none()
    if connection.vendor == "postgresql":
        found = RawSQL(TSVECTOR, [" & ".join(f"'{word}':*" for word in words)])  # noqa: S611
    else:
        found = RawSQL(FTS5, [" ".join(f'"{word}"*' for word in words)])  # noqa: S611
    return Statement.objects.filter(pk__in=found).select_related("document").order_by("ref")
