"""Artefacts that carry statements, and who wrote them."""

from datetime import date as date_type

from django.db import models
from django.db.models import Q

from isthmus.core.workbook import rows
from isthmus.store.desk.models.columns import Links, SheetModel, keeps, row_of, rules_of, written
from isthmus.store.desk.models.sources import Source

__all__ = ["Authorship", "Document"]


@keeps(rows.Document)
class Document(SheetModel):
    """An artefact that carries statements; `held` says whether we hold it ourselves.

    `content` names the encrypted blob that holds the pasted text or the uploaded file, if there is one.
    """

    ref: str
    title: str
    held: str
    lists_once: str
    protection: str
    sha256: str
    published: str
    published_earliest: date_type | None
    published_latest: date_type | None
    own: str
    custody_beside = ("content", "content_type", "content_size")
    links = {"author": Links("authorships", "source")}
    authors: "models.ManyToManyField[Source, Authorship]" = models.ManyToManyField(
        Source, through="Authorship", related_name="documents"
    )

    content = written()
    content_type = written()
    content_size = models.PositiveBigIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            *rules_of(rows.Document),
            models.CheckConstraint(
                condition=Q(content="", content_type="", content_size__isnull=True)
                | (~Q(content="") & ~Q(content_type="") & Q(content_size__isnull=False)),
                name="desk_document_content_whole",
            ),
        ]
        indexes = [models.Index(fields=["published_earliest"], name="desk_document_published")]

    def as_row(self) -> rows.Document:
        """Return the document as its workbook row."""
        return row_of(rows.Document, self)


class Authorship(models.Model):
    """One author of a document, in the order written."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="authorships", db_index=False)
    source = models.ForeignKey(Source, models.RESTRICT, related_name="authorships")
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["document", "position"]
        constraints = [
            models.UniqueConstraint(fields=["document", "position"], name="desk_authorship_one_a_position"),
        ]
