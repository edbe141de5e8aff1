"""What left the workspace with names, and for what purpose somebody said it did."""

from collections.abc import Sequence
from typing import override

from django.db import models

from isthmus.core.workbook.rows import Row
from isthmus.store.desk.models.accounts import acting
from isthmus.store.desk.models.custody import CommittedRow, cell_text

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

    @override
    def custody_cells(self, columns: Sequence[str], row: Row | None = None) -> tuple[str, ...]:
        """Return the text of each column: this is a row of no sheet."""
        return tuple(cell_text(self.committed(name)) for name in columns)
