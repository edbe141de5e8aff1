"""Finding what is to be judged: by words of its statement, by a source's name, or by its id."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Q

from isthmus.core.names import folded
from isthmus.store.desk.models import SearchKind, Source
from isthmus.store.desk.queries.sealed import ReadTokens, holds_token
from isthmus.store.desk.queries.search import Search, statements_found, unsearched_statements
from isthmus.web.desk.reading.words import Labels
from isthmus.web.desk.writing.pair_facts import PairSide
from isthmus.web.desk.writing.pair_sides import FACTS, STATEMENT_OF, rows_of

__all__ = ["sides_found", "unsearched_sides"]

MOST_FOUND = 30


def sides_found(kind: str, words: str, *, read: ReadTokens | None = None) -> Sequence[PairSide]:
    """Return what could stand on one side of a judgement; nothing while no word is given.

    Words of what is sealed are found where `read` returns what tokens stand for.
    """
    if not words.strip():
        return []
    rows = rows_of(kind).filter(Q(ref=words.strip()) | said(kind, words, read))
    if kind == "retraction":
        rows = rows.filter(stance="retracts")
    if kind == "incident":  # an act in general is none
        rows = rows.exclude(scope="general")
    labels = Labels.load()
    facts: Any = FACTS[kind]
    return [facts(row, labels) for row in rows.order_by("ref")[:MOST_FOUND]]


def said(kind: str, words: str, read: ReadTokens | None) -> Q:
    """Return the condition that the words occur: in the name of a source, else in the statement."""
    if kind == "place":
        return Q(name_folded__contains=folded(words)) | found_by_name(SearchKind.PLACE, words, read)
    if kind == "source":
        named = Q(name_folded__contains=folded(words)) & ~Q(protection="sealed")
        return named | opened_names(words, read) | found_by_name(SearchKind.SOURCE, words, read)
    return Q(**{f"{STATEMENT_OF[kind]}__in": statements_found(words, read)})


def found_by_name(kind: SearchKind, words: str, read: ReadTokens | None) -> Q:
    """Return the condition that a name answers to the words: in another script, in another spelling, by its sound."""
    return Q(pk__in=[hit.row for hit in Search(words, read).hits(kind, MOST_FOUND)])


def opened_names(words: str, read: ReadTokens | None) -> Q:
    """Return the condition that the words occur in the sealed name of a source."""
    names = dict(Source.objects.filter(holds_token("name")).values_list("name", "pk")) if read else {}
    texts = read(list(names)) if read else {}
    return Q(pk__in=[names[token] for token, text in texts.items() if folded(words) in folded(text)])


def unsearched_sides(kind: str) -> int:
    """Return in how many of what could be judged something is sealed, so that its words find nothing."""
    if kind == "source":
        return Source.objects.filter(holds_token("name")).count()
    return unsearched_statements()
