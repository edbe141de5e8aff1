"""Who has a part in an incident: persons and groups, with their own lines and how they are described."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import HttpRequest

from isthmus.store.desk.models import Incident, Mention, PersonPart, Source
from isthmus.web.desk.reading.paging import Page, page_of
from isthmus.web.desk.reading.statements import ROLES
from isthmus.web.desk.reading.words import described

__all__ = ["PartShown", "attribution_of", "descriptions", "victims_of"]

MOST_ATTRIBUTED = 200


@dataclass(frozen=True, slots=True)
class PartShown:
    """One person's part in one incident."""

    row: PersonPart
    role: str
    words: str
    rests_on: Sequence[Source]


def victims_of(incident: Incident, request: HttpRequest) -> tuple[Page[PersonPart], list[PartShown]]:
    """Return a page of the victims, best supported first: of a list, there are thousands."""
    found = _ordered(PersonPart.objects.filter(incident=incident, role="victim"))
    page = page_of(request, found, load=PersonPart.objects.select_related("person"))
    return page, _shown(incident, page.rows)


def attribution_of(incident: Incident) -> list[PartShown]:
    """Return those to whom it is attributed, best supported first."""
    found = _ordered(PersonPart.objects.filter(incident=incident, role__in=("perpetrator", "ordered")))
    return _shown(incident, list(found.select_related("person")[:MOST_ATTRIBUTED]))


def _ordered(parts: "QuerySet[PersonPart]") -> "QuerySet[PersonPart]":
    return parts.order_by("-lines", "person__ref", "role")


def _shown(incident: Incident, parts: Sequence[PersonPart]) -> list[PartShown]:
    sources = Source.objects.in_bulk(
        sorted({ref for part in parts for ref in part.rests_on}), field_name="ref"
    )
    words = descriptions(incident, [part.person_id for part in parts])
    return [
        PartShown(
            part,
            str(ROLES[part.role]),
            words.get((part.person_id, part.role), ""),
            [sources[ref] for ref in part.rests_on if ref in sources],
        )
        for part in parts
    ]


def descriptions(incident: Incident, persons: Collection[int]) -> Mapping[tuple[int, str], str]:
    """Return how each of these persons is described in this incident: by the mention that says most."""
    mentions = (
        Mention.objects.filter(act__of_incident__incident=incident, of_person__person__in=persons)
        .select_related("of_person")
        .order_by("ref")
    )
    return fullest((mention.of_person.person_id, mention) for mention in mentions)


def fullest(mentions: Iterable[tuple[int, Mention]]) -> dict[tuple[int, str], str]:
    """Return the longest description of each person in each role; the first of equals."""
    found: dict[tuple[int, str], str] = {}
    for person, mention in mentions:
        key, words = (person, mention.role), described(mention)
        if len(words) > len(found.get(key, "")):
            found[key] = words
    return found
