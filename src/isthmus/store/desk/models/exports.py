"""What left the workspace with names, and for what purpose somebody said it did."""

from django.db import models

from isthmus.store.desk.models.accounts import acting
from isthmus.store.desk.models.custody import CommittedRow

__all__ = ["NamedExport"]


class NamedExport(CommittedRow):
    """An export that held victims' names in clear."""

    custody_columns = ("form", "purpose", "by", "at")
    form = models.TextField()
    purpose = models.TextField()
    by = acting()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(purpose=""), name="desk_namedexport_purpose_filled")
        ]
