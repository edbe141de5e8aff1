"""Artefacts that carry statements, and who wrote them."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from isthmus.core.workbook import rows
from isthmus.store.desk.models.columns import bound, columns_of, edtf, in_order, own_id, rules_of, written
from isthmus.store.desk.models.custody import Committed
from isthmus.store.desk.models.sources import Source

__all__ = ["Authorship", "Document"]


class Document(Committed):
    """An artefact that carries statements; `held` says whether we hold it ourselves.

    `content` names the encrypted blob that holds the pasted text or the uploaded file, if there is one.
    """

    sheet: ClassVar[str] = "documents"
    custody_columns = (*columns_of(rows.Document), "content", "content_type")
    ref = own_id()
    title = models.TextField()
    authors: "models.ManyToManyField[Source, Authorship]" = models.ManyToManyField(
        Source, through="Authorship", related_name="documents"
    )
    held = models.TextField()
    protection = written()
    published = edtf()
    published_earliest = bound()
    published_latest = bound()
    language = written()
    file = written()
    url = written()
    captured = written()
    sha256 = written()
    content = written()
    content_type = written()
    content_size = models.PositiveBigIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            *rules_of("documents"),
            in_order("documents", "published"),
            models.CheckConstraint(
                condition=Q(content="", content_type="", content_size__isnull=True)
                | (~Q(content="") & ~Q(content_type="") & Q(content_size__isnull=False)),
                name="desk_document_content_whole",
            ),
        ]
        indexes = [models.Index(fields=["published_earliest"], name="desk_document_published")]

    @classmethod
    def custody_rows(cls) -> "models.QuerySet[Document]":
        """Return all rows with what `as_row` reads."""
        return cls.objects.prefetch_related("authorships__source")

    def as_row(self) -> rows.Document:
        """Return the document as its workbook row."""
        authors = tuple(each.source.ref for each in self.authorships.all())
        return rows.Document(
            self.ref,
            self.title,
            authors,
            self.held,
            self.protection,
            self.published,
            self.language,
            self.file,
            self.url,
            self.captured,
            self.sha256,
        )


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
