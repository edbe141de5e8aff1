"""Notes and open questions on rows, and which own actions somebody took back."""

from django.db import models
from django.db.models import Q

from isthmus.store.desk.models.accounts import acting
from isthmus.store.desk.models.custody import CommittedRow, Event

__all__ = ["Note", "UndoneAction"]


class Note(CommittedRow):
    """What somebody wrote beside a row, for people of this workspace alone: no export has it.

    `row` is the random number of the row, in the table `of`. A question is open until somebody answers it; `asked` is
    who it is for, if it is for one. `text` and `answer` are tokens where the row is sealed.
    """

    custody_columns = (
        "row",
        "of",
        "kind",
        "text",
        "by",
        "at",
        "asked",
        "answer",
        "answered_by",
        "answered_at",
    )
    row = models.UUIDField(db_index=True)
    of = models.CharField(max_length=32)
    kind = models.CharField(max_length=8)
    text = models.TextField()
    by = acting()
    at = models.DateTimeField()
    asked = acting(null=True)
    answer = models.TextField(blank=True, default="")
    answered_by = acting(null=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(kind__in=("note", "question")), name="desk_note_kind_known"),
            models.CheckConstraint(condition=~Q(text=""), name="desk_note_filled"),
            models.CheckConstraint(
                condition=Q(answer="", answered_by=None, answered_at=None)
                | (Q(answered_by__isnull=False, answered_at__isnull=False, kind="question") & ~Q(answer="")),
                name="desk_note_answered_by_somebody",
            ),
        )
        indexes = (models.Index(fields=("kind", "answered_at"), name="desk_note_open"),)

    def committed(self, name: str) -> object:
        """Return what a column holds: of the row its random number."""
        return self.row.hex if name == "row" else super().committed(name)


class UndoneAction(CommittedRow):
    """That an event took back what an earlier one did; taken back itself, the earlier one holds again."""

    custody_columns = ("event", "undone")
    event = models.OneToOneField(Event, models.PROTECT, related_name="undoes")
    undone = models.ForeignKey(Event, models.PROTECT, related_name="undone_by")
