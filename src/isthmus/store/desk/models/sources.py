"""Who says so, and where: sources and places."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from isthmus.core.workbook import rows
from isthmus.store.desk.models.columns import PROTECTION, YES_NO, any_of, filled, kept, one_of, own_id, written
from isthmus.store.desk.models.custody import Committed

__all__ = ["Place", "Source"]

KINDS = ("person", "organisation", "outlet", "authority", "protected", "anonymous", "self")
RELIABILITY = ("01", "02", "03", "04", "05", "99")
PRECISION = ("point", "settlement", "district", "region", "country")


class Source(Committed):
    """Somebody or something that says, writes, passes on or keeps a record."""

    sheet: ClassVar[str] = "sources"
    ref = own_id()
    name = models.TextField()
    name_script = written()
    name_folded = written()
    kind = models.TextField()
    affiliation = kept("self", "affiliates")
    protection = written()
    contact = written()
    reliability = written()
    note = written()

    class Meta:
        constraints = [
            filled("source", "ref"),
            filled("source", "name"),
            one_of("source", "kind", KINDS),
            any_of("source", "protection", PROTECTION),
            any_of("source", "contact", YES_NO),
            any_of("source", "reliability", RELIABILITY),
            models.CheckConstraint(
                condition=Q(affiliation__isnull=True) | ~Q(affiliation=F("pk")), name="desk_source_not_under_itself"
            ),
        ]

    def as_row(self) -> rows.Source:
        """Return the source as its workbook row."""
        under = self.affiliation.ref if self.affiliation else ""
        return rows.Source(
            self.ref, self.name, self.kind, under, self.protection, self.contact, self.reliability, self.note
        )


class Place(Committed):
    """A place, known as precisely as `precision` says and no more."""

    sheet: ClassVar[str] = "places"
    ref = own_id()
    name = models.TextField()
    name_script = written()
    name_folded = written()
    parent = kept("self", "parts")
    latitude = written()
    longitude = written()
    precision = written()
    gazetteer = written()

    class Meta:
        constraints = [
            filled("place", "ref"),
            filled("place", "name"),
            any_of("place", "precision", PRECISION),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("pk")), name="desk_place_not_within_itself"
            ),
        ]

    def as_row(self) -> rows.Place:
        """Return the place as its workbook row."""
        above = self.parent.ref if self.parent else ""
        return rows.Place(
            self.ref, self.name, above, self.latitude, self.longitude, self.precision, self.gazetteer
        )
