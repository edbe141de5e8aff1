"""The text that search looks through: folded, one row a statement; the database keeps a full-text index of it."""

from django.db import models

from isthmus.store.desk.models.statements import Statement

__all__ = ["StatementText"]


class StatementText(models.Model):
    """The folded words of a statement: quote, locator, names mentioned, the document's title."""

    statement = models.OneToOneField(Statement, models.CASCADE, primary_key=True, related_name="text")
    words = models.TextField()
