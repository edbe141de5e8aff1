"""What speakers say in documents, and how they know."""

from collections.abc import Iterable

from django.db import models
from django.db.models import F, Q

from isthmus.core.workbook import rows
from isthmus.store.desk.models.columns import Links, SheetModel, keeps, row_of, rules_of
from isthmus.store.desk.models.documents import Document
from isthmus.store.desk.models.sources import Source

__all__ = ["PARTS", "Retraction", "Statement", "Voice"]

PARTS = ("speaker", "told_by", "via")


@keeps(rows.Statement)
class Statement(SheetModel):
    """What a speaker says in a document, and how they know."""

    ref: str
    stance: str
    basis: str
    denies: str
    quote: str
    wording: str
    protection: str
    said: str
    locator: str
    coder: str
    links = {
        **{part: Links("voices", "source", part) for part in PARTS},
        "retracts": Links("retractions", "retracted"),
    }
    document = models.ForeignKey(Document, models.RESTRICT, related_name="statements")

    class Meta:
        constraints = [
            *rules_of(rows.Statement),
        ]
        indexes = [models.Index(fields=["said_earliest"], name="desk_statement_said")]

    def named(self, part: str) -> tuple[str, ...]:
        """Return the ids of the sources in one part (speaker, told_by or via), in the order written."""
        voices: Iterable[Voice] = self.voices.all()
        return tuple(each.source.ref for each in voices if each.part == part)

    def as_row(self) -> rows.Statement:
        """Return the statement as its workbook row."""
        return row_of(rows.Statement, self)


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


class Retraction(models.Model):
    """A statement that a retracting statement takes back."""

    statement = models.ForeignKey(Statement, models.CASCADE, related_name="retractions", db_index=False)
    retracted = models.ForeignKey(Statement, models.RESTRICT, related_name="retracted_by")
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["statement", "position"]
        constraints = [
            models.UniqueConstraint(fields=["statement", "position"], name="desk_retraction_one_a_position"),
            models.CheckConstraint(condition=~Q(statement=F("retracted")), name="desk_retraction_another"),
        ]
