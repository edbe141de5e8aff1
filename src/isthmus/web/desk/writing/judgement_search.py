"""Finding what is to be judged: by words of its statement, by a source's name, or by its id."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db.models import Q

from isthmus.core.names import folded
from isthmus.store.desk.queries.search import search
from isthmus.web.desk.reading.words import Labels
from isthmus.web.desk.writing.pair_sides import FACTS, PairSide, rows_of

__all__ = ["sides_found"]

MOST_FOUND = 30
STATEMENT = {"person": "act__statement", "incident": "statement", "retraction": "pk"}


def sides_found(kind: str, words: str, *, except_uid: UUID | None = None) -> Sequence[PairSide]:
    """Return what could stand on one side of a judgement; nothing while no word is given."""
    if not words.strip():
        return []
    rows = rows_of(kind).filter(Q(ref=words.strip()) | said(kind, words)).exclude(uid=except_uid)
    if kind == "retraction":
        rows = rows.filter(stance="retracts")
    labels = Labels.load()
    facts: Any = FACTS[kind]
    return [facts(row, labels) for row in rows.order_by("ref")[:MOST_FOUND]]


def said(kind: str, words: str) -> Q:
    """Return the condition that the words occur: in the name of a source that is not sealed, else in the statement."""
    if kind == "source":
        return Q(name_folded__contains=folded(words)) & ~Q(protection="sealed")
    return Q(**{f"{STATEMENT[kind]}__in": search(words).order_by().values("pk")})
