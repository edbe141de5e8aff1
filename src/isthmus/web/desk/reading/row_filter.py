"""A list of incidents narrowed to what one document says, or to what rests on one source: pages of both lead there."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest

from isthmus.store.desk.models import Document, Incident, Source
from isthmus.store.desk.queries.reported import STANCES, reported_by
from isthmus.web.desk.reading.incidents import resting_alone_on, resting_on

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

    @classmethod
    def asked(cls, request: HttpRequest) -> "RowFilter":
        """Read it from the address; a row that is not there narrows nothing."""
        stance = request.GET.get("stance", "")
        document, source = (_uid(request.GET.get(name, "")) for name in ("document", "source"))
        return cls(
            Document.objects.filter(uid=document).first() if document else None,
            stance if stance in STANCES else STANCES[0],
            Source.objects.filter(uid=source).first() if source else None,
            request.GET.get("alone") == "1",
        )

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
        return found


def _uid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
