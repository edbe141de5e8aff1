"""Who says so, and where: sources and places."""

from django.db import models
from django.db.models import F, Q

from isthmus.core.workbook import rows
from isthmus.store.desk.models.columns import SheetModel, keeps, row_of, rules_of

__all__ = ["Place", "Source"]


@keeps(rows.Source)
class Source(SheetModel):
    """Somebody or something that says, writes, passes on or keeps a record."""

    ref: str
    name: str
    kind: str
    protection: str
    reliability: str
    contact: str
    affiliation = models.ForeignKey("self", models.RESTRICT, null=True, blank=True, related_name="affiliates")

    class Meta:
        constraints = [
            *rules_of(rows.Source),
            models.CheckConstraint(
                condition=Q(affiliation__isnull=True) | ~Q(affiliation=F("pk")),
                name="desk_source_not_under_itself",
            ),
        ]

    def as_row(self) -> rows.Source:
        """Return the source as its workbook row."""
        return row_of(rows.Source, self)


@keeps(rows.Place)
class Place(SheetModel):
    """A place, known as precisely as `precision` says and no more."""

    ref: str
    name: str
    other_names: str
    precision: str
    latitude: str
    longitude: str
    parent = models.ForeignKey("self", models.RESTRICT, null=True, blank=True, related_name="parts")

    class Meta:
        constraints = [
            *rules_of(rows.Place),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("pk")), name="desk_place_not_within_itself"
            ),
        ]

    def as_row(self) -> rows.Place:
        """Return the place as its workbook row."""
        return row_of(rows.Place, self)
