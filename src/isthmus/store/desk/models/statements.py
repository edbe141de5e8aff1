"""What speakers say in documents, and how they know."""

from collections.abc import Iterable
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from isthmus.core.workbook import rows
from isthmus.store.desk.models.columns import bound, columns_of, edtf, in_order, own_id, rules_of, written
from isthmus.store.desk.models.custody import Committed
from isthmus.store.desk.models.documents import Document
from isthmus.store.desk.models.sources import Source

__all__ = ["PARTS", "Retracted", "Statement", "Voice"]

PARTS = ("speaker", "told_by", "via")


class Statement(Committed):
    """What a speaker says in a document, and how they know."""

    sheet: ClassVar[str] = "statements"
    custody_columns = columns_of(rows.Statement)
    ref = own_id()
    document = models.ForeignKey(Document, models.RESTRICT, related_name="statements")
    stance = models.TextField()
    basis = models.TextField()
    denies = written()
    protection = written()
    locator = written()
    quote = written()
    said = edtf()
    said_earliest = bound()
    said_latest = bound()
    coder = written()
    coded_at = written()

    class Meta:
        constraints = [
            *rules_of("statements"),
            in_order("statements", "said"),
        ]
        indexes = [models.Index(fields=["said_earliest"], name="desk_statement_said")]

    def named(self, part: str) -> tuple[str, ...]:
        """Return the ids of the sources in one part (speaker, told_by or via), in the order written."""
        voices: Iterable[Voice] = self.voices.all()
        return tuple(each.source.ref for each in voices if each.part == part)

    @classmethod
    def custody_rows(cls) -> "models.QuerySet[Statement]":
        """Return all rows with what `as_row` reads."""
        return cls.objects.select_related("document").prefetch_related(
            "voices__source", "retractions__retracted"
        )

    def as_row(self) -> rows.Statement:
        """Return the statement as its workbook row."""
        return rows.Statement(
            self.ref,
            self.document.ref,
            self.named("speaker"),
            self.stance,
            self.basis,
            self.named("told_by"),
            self.named("via"),
            self.denies,
            tuple(each.retracted.ref for each in self.retractions.all()),
            self.protection,
            self.locator,
            self.quote,
            self.said,
            self.coder,
            self.coded_at,
        )


class Voice(models.Model):
    """A source that has a part in a statement: it speaks, told the speaker, or passed the words on."""

    statement = models.ForeignKey(Statement, models.CASCADE, related_name="voices", db_index=False)
    source = models.ForeignKey(Source, models.RESTRICT, related_name="voices")
    part = models.TextField()
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["statement", "part", "position"]
        constraints = [
            models.CheckConstraint(condition=Q(part__in=PARTS), name="desk_voice_part_known"),
            models.UniqueConstraint(
                fields=["statement", "part", "position"], name="desk_voice_one_a_position"
            ),
        ]


class Retracted(models.Model):
    """A statement that a retracting statement takes back."""

    statement = models.ForeignKey(Statement, models.CASCADE, related_name="retractions", db_index=False)
    retracted = models.ForeignKey(Statement, models.RESTRICT, related_name="retracted_by")
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["statement", "position"]
        constraints = [
            models.UniqueConstraint(fields=["statement", "position"], name="desk_retracted_one_a_position"),
            models.CheckConstraint(condition=~Q(statement=F("retracted")), name="desk_retracted_another"),
        ]
