"""From a name as typed to the row that is meant: one that exists, one to be made, or a question."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from isthmus.core.messages import Message
from isthmus.store.desk.models import Place, SearchKind, Source
from isthmus.store.desk.queries.search import Search

__all__ = ["OfferedName", "References", "named", "offered", "place_references", "source_references"]

WITH_ID = re.compile(r"^.*\[(?P<ref>[^\[\]]+)\]$", re.DOTALL)
MOST_OFFERED = 20


@dataclass(frozen=True, slots=True)
class References:
    """What each typed text may mean: no id, one, or several that have the same name."""

    meant: Mapping[str, tuple[str, ...]]

    def of(self, text: str) -> tuple[str, ...]:
        """Return the ids that a typed text may mean."""
        return self.meant.get(text, ())

    def new(self, texts: Iterable[str]) -> tuple[str, ...]:
        """Return the texts, in order and once each, that mean nothing known: they would be made in passing."""
        return tuple(dict.fromkeys(text for text in texts if not self.of(text)))


def named(typed: str) -> tuple[str, ...]:
    """Return the names in a field that may hold several, separated by `;`."""
    return tuple(dict.fromkeys(part.strip() for part in typed.split(";") if part.strip()))


def source_references(texts: Iterable[str]) -> References:
    """Return what these typed sources mean in the register as it stands."""
    return _references(Source.objects.all(), set(texts))


def place_references(texts: Iterable[str]) -> References:
    """Return what these typed places mean in the register as it stands."""
    return _references(Place.objects.all(), set(texts))


def _references(rows: "QuerySet[Source] | QuerySet[Place]", texts: set[str]) -> References:
    wanted = texts | {_bracketed(text) for text in texts}
    found = list(rows.filter(Q(ref__in=wanted) | Q(name__in=wanted)).values_list("ref", "name"))
    return References({text: _meant(text, found) for text in texts})


def _bracketed(text: str) -> str:
    match = WITH_ID.match(text)
    return match["ref"].strip() if match else text


def _meant(text: str, found: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    refs = [ref for ref, _ in found if ref in (text, _bracketed(text))]
    return (refs[0],) if refs else tuple(sorted(ref for ref, name in found if name == text))


@dataclass(frozen=True, slots=True)
class OfferedName:
    """A text to choose while a name is being typed, and why it is offered though it is written otherwise."""

    text: str
    why: tuple[Message, ...] = ()


def offered(rows: "QuerySet[Source] | QuerySet[Place]", typed: str) -> list[OfferedName]:
    """Return what to choose from: names that hold what was typed, then those in other scripts and spellings of it.

    A name that is not unique carries its id.
    """
    search = Search(typed)
    kind = SearchKind.SOURCE if rows.model is Source else SearchKind.PLACE
    hits = search.hits(kind, MOST_OFFERED)
    reasons = {hit.row: search.reasons(kind, hits).get(hit, ()) for hit in hits}
    held = rows.filter(name__icontains=typed).order_by("name", "ref").values_list("pk", "ref", "name")
    others = rows.filter(pk__in=reasons).order_by("name", "ref").values_list("pk", "ref", "name")
    found = list(dict.fromkeys((*held[:MOST_OFFERED], *others)))[:MOST_OFFERED]
    names = [name for _, _, name in found]
    return [
        OfferedName(
            name if names.count(name) == 1 else f"{name} [{ref}]",
            tuple(Message(f"names.found.{why}") for why in reasons.get(pk, ())),
        )
        for pk, ref, name in found
    ]
