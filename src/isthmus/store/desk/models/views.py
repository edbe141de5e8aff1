"""Filters of a list, kept under a name by whoever looks at it often."""

from uuid import uuid4

from django.db import models
from django.db.models import Q

from isthmus.store.desk.models.accounts import acting

__all__ = ["SavedView"]


class SavedView(models.Model):
    """The filters and the order of one list, under a name; `page` is what the list's address is called.

    It says nothing of the register, so the log does not speak for it: deleted, nothing of it stays.
    """

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    owner = acting()
    page = models.TextField()
    name = models.TextField()
    query = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="desk_savedview_name_filled"),
            models.UniqueConstraint(fields=["owner", "page", "name"], name="desk_savedview_name_once"),
        ]
