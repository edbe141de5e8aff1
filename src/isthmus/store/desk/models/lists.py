"""The rows of lists that were brought in, as they came."""

from django.db import models

from isthmus.store.desk.models.documents import Document
from isthmus.store.desk.models.statements import Statement

__all__ = ["ListRow"]


class ListRow(models.Model):
    """One row of a list, by its name: the statement that it became, or none where it is set aside.

    `number`: of the row in the file that came last. `key` and `content` are digests under a key of the workspace, of
    what tells the author's rows apart and of its other words. `cells`: what stands in it, by column; `used`: the
    columns that the statement rests on; `reasons`: why it is set aside. All of it stands in the file, too.
    """

    list = models.TextField()
    document = models.ForeignKey(Document, models.CASCADE, null=True, related_name="list_rows")
    statement = models.OneToOneField(Statement, models.CASCADE, null=True, related_name="list_row")
    number = models.PositiveIntegerField()
    key = models.CharField(max_length=64, blank=True)
    content = models.CharField(max_length=64)
    cells = models.JSONField()
    used = models.JSONField()
    reasons = models.JSONField()

    class Meta:
        indexes = (models.Index(fields=("list", "number"), name="desk_listrow_number"),)
