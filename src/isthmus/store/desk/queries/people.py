"""People, groups and units of the record, most lines first. No row here has a field for a ground."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from isthmus.core.names import fold
from isthmus.store.desk.models import Person

__all__ = ["PeopleFilter", "PeoplePage", "matching", "people_page"]

PAGE = 50


@dataclass(frozen=True, slots=True)
class PeopleFilter:
    """Whom to show; an empty field filters nothing. `name` matches any part of a name, folded."""

    role: str = ""
    name: str = ""
    lines: int = 0


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """One page of people; each row is a `Person` (uid, name, roles, lines, at_least, at_most)."""

    rows: Sequence[Person]
    total: int
    page: int
    pages: int


def matching(wanted: PeopleFilter) -> QuerySet[Person]:
    """Return the people that pass, most lines first."""
    found = Person.objects.order_by("-lines", "ref")
    if wanted.lines:
        found = found.filter(lines__gte=wanted.lines)
    if wanted.role:
        found = found.filter(members__mention__role=wanted.role).distinct()
    if wanted.name:
        found = found.filter(members__mention__name_folded__contains=fold(wanted.name)).distinct()
    return found


def people_page(wanted: PeopleFilter, page: int = 1, size: int = PAGE) -> PeoplePage:
    """Return one page of people (from 1; past the end, the last one)."""
    found = matching(wanted)
    total = found.count()
    pages = max(1, -(-total // size))
    page = min(max(1, page), pages)
    return PeoplePage(list(found[(page - 1) * size : page * size]), total, page, pages)
