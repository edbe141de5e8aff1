"""What one document says of incidents: which it asserts, which it only suspects, which it only denies."""

from django.db.models import QuerySet

from isthmus.store.desk.models import Document, Incident, IncidentAct

__all__ = ["STANCES", "reported_by"]

# An incident is told by the first of these that a statement of the document takes.
STANCES = ("asserts", "suspects", "denies")


def reported_by(document: Document, stance: str, among: QuerySet[Incident]) -> QuerySet[Incident]:
    """Return the incidents that this document asserts; or suspects, or denies, without doing more."""
    found = among.filter(pk__in=_told(document, stance))
    for stronger in STANCES[: STANCES.index(stance)]:
        found = found.exclude(pk__in=_told(document, stronger))
    return found


def _told(document: Document, stance: str) -> QuerySet[IncidentAct, int]:
    acts = IncidentAct.objects.filter(act__statement__document=document, act__statement__stance=stance)
    return acts.values("incident")  # type: ignore[return-value]
