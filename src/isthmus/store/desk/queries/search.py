"""Full-text search over statements: one function for both databases."""

import re
from collections.abc import Sequence
from itertools import batched

from django.db import connection
from django.db.models import Q, QuerySet
from django.db.models.expressions import RawSQL

from isthmus.core.names import folded
from isthmus.store.desk.derive.closures import words_of
from isthmus.store.desk.models import Statement
from isthmus.store.desk.queries.sealed import SEALED_STATEMENT, ReadTokens
from isthmus.store.desk.queries.withdrawn import but_withdrawn

__all__ = ["search", "search_opened", "unsearched"]

FTS5 = "SELECT rowid FROM desk_statementwords WHERE desk_statementwords MATCH %s"
TSVECTOR = "SELECT statement_id FROM desk_statementtext WHERE to_tsvector('simple', words) @@ to_tsquery('simple', %s)"
AT_ONCE = 500
WORD = re.compile(r"\w+")


def search(text: str) -> QuerySet[Statement]:
    """Return the statements that hold every word of the text, or a word that begins so; none for no word."""
    words = WORD.findall(folded(text))
    return _statements(Q(pk__in=_index(words))) if words else Statement.objects.none()


def search_opened(text: str, read: ReadTokens) -> QuerySet[Statement]:
    """Return the same, and the statements whose words are found once `read` says what their tokens stand for."""
    words = WORD.findall(folded(text))
    if not words:
        return Statement.objects.none()
    keys = list(_sealed().values_list("pk", flat=True))
    found = [
        pk for some in batched(keys, AT_ONCE) for pk, said in words_of(some, read) if _has_all(said, words)
    ]
    return _statements(Q(pk__in=_index(words)) | Q(pk__in=found))


def _index(words: Sequence[str]) -> RawSQL:
    if connection.vendor == "postgresql":
        return RawSQL(TSVECTOR, [" & ".join(f"'{word}':*" for word in words)])  # noqa: S611
    return RawSQL(FTS5, [" ".join(f'"{word}"*' for word in words)])  # noqa: S611


def _statements(where: Q) -> QuerySet[Statement]:
    return but_withdrawn(Statement.objects.filter(where)).select_related("document").order_by("ref")


def unsearched() -> int:
    """Return how many statements have something sealed, in which nothing is found while it is closed."""
    return _sealed().count()


def _sealed() -> QuerySet[Statement]:
    return but_withdrawn(Statement.objects.filter(SEALED_STATEMENT)).distinct().order_by("pk")


def _has_all(said: str, words: Sequence[str]) -> bool:
    there = WORD.findall(said)
    return all(any(each.startswith(word) for each in there) for word in words)
