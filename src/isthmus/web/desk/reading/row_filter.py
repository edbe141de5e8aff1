"""A list of incidents narrowed to what one document says, or to what rests on one source: pages of both lead there."""

from dataclasses import dataclass, replace
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _

from isthmus.store.desk.models import Document, Incident, PersonPart, Source
from isthmus.store.desk.queries.reported import STANCES, reported_by
from isthmus.store.desk.queries.search import persons_found
from isthmus.web.desk.reading.incidents import resting_alone_on, resting_on
from isthmus.web.desk.reading.kept_filters import filters_asked

__all__ = ["RowFilter"]


@dataclass(frozen=True, slots=True)
class RowFilter:
    """Whose incidents alone are shown: those that a document asserts, suspects or denies, or that rest on a source.

    `alone`: those that would have no line without the source.
    """

    document: Document | None = None
    stance: str = ""
    source: Source | None = None
    alone: bool = False
    name: str = ""
    problem: str = ""

    @classmethod
    def asked(cls, request: HttpRequest) -> "RowFilter":
        """Read it from the address; what is not there is a problem, and a page then shows no figures."""
        given = {name: request.GET.get(name, "") for name in ("document", "source")}
        document, source = (_uid(given[name]) for name in ("document", "source"))
        stance = request.GET.get("stance", "") or STANCES[0]
        found = cls(
            Document.objects.filter(uid=document).first() if document else None,
            stance if stance in STANCES else STANCES[0],
            Source.objects.filter(uid=source).first() if source else None,
            request.GET.get("alone") == "1",
            _name_asked(request),
        )
        missing = (given["document"] and not found.document) or (given["source"] and not found.source)
        if missing or stance not in STANCES:
            return replace(found, problem=_("The row that this list was narrowed to is not there any more."))
        return found

    @property
    def narrows(self) -> bool:
        """Return whether anything is left out."""
        return self.document is not None or self.source is not None

    def of(self, found: QuerySet[Incident]) -> QuerySet[Incident]:
        """Return those of these incidents that are asked for."""
        if self.document:
            found = reported_by(self.document, self.stance, found)
        if self.source:
            resting = resting_alone_on if self.alone else resting_on
            found = found.filter(pk__in=resting(self.source).order_by().values("pk"))
        if self.name:
            parts = PersonPart.objects.filter(person__in=persons_found(self.name).values("pk"))
            found = found.filter(pk__in=parts.values("incident"))
        return found


def _name_asked(request: HttpRequest) -> str:
    """Return the words of a name that were typed; none beside an alleged ground: no list joins the two."""
    given = filters_asked(request)
    return "" if given.get("ground") else str(given.get("name", "")).strip()


def _uid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
