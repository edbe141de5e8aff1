"""Background: what is said without telling of an act; it counts for nothing, and stands in no incident."""

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from isthmus.store.desk.models import Act, Place, PlaceAbove, Statement
from isthmus.store.desk.queries.withdrawn import but_withdrawn

__all__ = ["background_statements", "in_place"]

_SAYING_SO = ("asserts", "suspects")
_SCOPE = "general"


def background_statements() -> QuerySet[Statement]:
    """Return them, each with the place and the days of the first act row that says where and when it holds.

    What is said in general (no act of its own) is background, too; a denial in general is not: it contests something.
    """
    acts = Act.objects.filter(statement=OuterRef("pk")).order_by("ref")
    telling = acts.exclude(scope=_SCOPE)
    where = Subquery(acts.values("place__name_folded")[:1])
    return but_withdrawn(
        Statement.objects.filter(~Exists(telling), stance__in=_SAYING_SO)
        .annotate(
            where=where,
            earliest=Subquery(acts.values("date_earliest")[:1]),
            latest=Subquery(acts.values("date_latest")[:1]),
        )
        .order_by("document__ref", "ref")
    )


def in_place(found: QuerySet[Statement], place: Place) -> QuerySet[Statement]:
    """Return those of a place and of all places in it."""
    inside = PlaceAbove.objects.filter(above=place).values("place")
    return found.filter(Exists(Act.objects.filter(statement=OuterRef("pk"), place__in=inside)))
