"""Who says so, and where: sources and places."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from isthmus.core.workbook import rows
from isthmus.store.desk.models.columns import columns_of, own_id, rules_of, written
from isthmus.store.desk.models.custody import Committed

__all__ = ["Place", "Source"]


class Source(Committed):
    """Somebody or something that says, writes, passes on or keeps a record."""

    sheet: ClassVar[str] = "sources"
    custody_columns = columns_of(rows.Source)
    ref = own_id()
    name = models.TextField()
    name_script = written()
    name_folded = written()
    kind = models.TextField()
    affiliation = models.ForeignKey("self", models.RESTRICT, null=True, blank=True, related_name="affiliates")
    protection = written()
    contact = written()
    reliability = written()
    note = written()

    class Meta:
        constraints = [
            *rules_of("sources"),
            models.CheckConstraint(
                condition=Q(affiliation__isnull=True) | ~Q(affiliation=F("pk")),
                name="desk_source_not_under_itself",
            ),
        ]

    @classmethod
    def custody_rows(cls) -> "models.QuerySet[Source]":
        """Return all rows with what `as_row` reads."""
        return cls.objects.select_related("affiliation")

    def as_row(self) -> rows.Source:
        """Return the source as its workbook row."""
        under = self.affiliation.ref if self.affiliation else ""
        return rows.Source(
            self.ref, self.name, self.kind, under, self.protection, self.contact, self.reliability, self.note
        )


class Place(Committed):
    """A place, known as precisely as `precision` says and no more."""

    sheet: ClassVar[str] = "places"
    custody_columns = columns_of(rows.Place)
    ref = own_id()
    name = models.TextField()
    name_script = written()
    name_folded = written()
    parent = models.ForeignKey("self", models.RESTRICT, null=True, blank=True, related_name="parts")
    latitude = written()
    longitude = written()
    precision = written()
    gazetteer = written()

    class Meta:
        constraints = [
            *rules_of("places"),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("pk")), name="desk_place_not_within_itself"
            ),
        ]

    @classmethod
    def custody_rows(cls) -> "models.QuerySet[Place]":
        """Return all rows with what `as_row` reads."""
        return cls.objects.select_related("parent")

    def as_row(self) -> rows.Place:
        """Return the place as its workbook row."""
        above = self.parent.ref if self.parent else ""
        return rows.Place(
            self.ref, self.name, above, self.latitude, self.longitude, self.precision, self.gazetteer
        )
