"""Who has a part in an incident: persons and groups, with their own lines and how they are described."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from isthmus.store.desk.models import Incident, Mention, PersonPart, Source
from isthmus.web.desk.reading.statements import ROLES
from isthmus.web.desk.reading.words import described

__all__ = ["PartShown", "parts_of"]


@dataclass(frozen=True, slots=True)
class PartShown:
    """One person's part in one incident."""

    row: PersonPart
    role: str
    words: str
    rests_on: Sequence[Source]


def parts_of(incident: Incident) -> list[PartShown]:
    """Everybody's part, best supported first."""
    rows = (
        PersonPart.objects.filter(incident=incident)
        .select_related("person")
        .order_by("-lines", "person__ref", "role")
    )
    parts = list(rows)
    sources = Source.objects.in_bulk(
        sorted({ref for part in parts for ref in part.rests_on}), field_name="ref"
    )
    words = descriptions(incident)
    return [
        PartShown(
            part,
            str(ROLES[part.role]),
            words.get((part.person_id, part.role), ""),
            [sources[ref] for ref in part.rests_on if ref in sources],
        )
        for part in parts
    ]


def descriptions(incident: Incident) -> Mapping[tuple[int, str], str]:
    """Return how each person is described in this incident: by the mention that says most."""
    mentions = (
        Mention.objects.filter(act__of_incident__incident=incident)
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
