"""Lists that were brought in by a mapping: what each action did to their rows, and the rows as they came."""

from uuid import uuid4

from django.db import models
from django.db.models import Exists, OuterRef, Q

from isthmus.store.desk.models.custody import Event
from isthmus.store.desk.models.documents import Document
from isthmus.store.desk.models.statements import Statement

__all__ = ["ListChange", "ListRow", "ListRowEnd", "RegisterList"]

# Within the classes below, `list` is a column.
_EMPTY = list


class RegisterList(models.Model):
    """A list by its name, which its mapping gives. `document`: its own; none where each row is a document."""

    name = models.TextField(unique=True)
    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    document = models.ForeignKey(Document, models.SET_NULL, null=True, related_name="lists")


class ListChange(models.Model):
    """What one event did to the rows of a list: its file came in, or a row that was set aside was decided about.

    `file` and `mapping` name stored files, `rows` is how many the file has, `columns` what they are called.
    `undone_by`: the event that took it back.
    """

    class Kind(models.TextChoices):
        """What was done."""

        BROUGHT_IN = "brought_in"
        ENTERED = "entered"
        LEFT_OUT = "left_out"

    list = models.ForeignKey(RegisterList, models.CASCADE, related_name="changes")
    event = models.OneToOneField(Event, models.PROTECT, related_name="list_change")
    kind = models.TextField(choices=Kind)
    file = models.TextField(blank=True)
    mapping = models.TextField(blank=True)
    rows = models.PositiveIntegerField(default=0)
    columns = models.JSONField(default=_EMPTY)
    undone_by = models.ForeignKey(Event, models.PROTECT, null=True, related_name="list_changes_undone")


class ListRowQuerySet(models.QuerySet["ListRow"]):
    """Rows of lists, and which of them are the rows as they are now."""

    def current(self) -> "ListRowQuerySet":
        """Return the rows that nothing took back and no later one took the place of."""
        ended = ListRowEnd.objects.filter(row=OuterRef("pk"), change__undone_by=None)
        return self.filter(~Exists(ended), change__undone_by=None)


class ListRow(models.Model):
    """One row of a list as an action left it: understood as a `statement`, waiting for somebody, or left out.

    `uid` stays the same when an action makes another of it; the one that is current is shown under it. A row that
    waits may have a statement, too: of what it said before. `is_gone`: the file that came last does not have it.
    `number`: of the row in the file that came last. `key`, `second_key` and `content` are digests under a key of the
    workspace, of what tells the author's rows apart, also where their key was changed, and of its other words.
    `cells`: what stands in it, by column; `corrected`: what somebody here put in the place of cells; `used`: the
    columns that the statement rests on; `reasons`: why it is set aside, and `why` the first of them, by column and
    code. All of it but what was corrected stands in the file, too; of a form, in the text of its document.
    """

    class RowState(models.TextChoices):
        """What became of it."""

        UNDERSTOOD = "understood"
        WAITING = "waiting"
        LEFT_OUT = "left_out"

    uid = models.UUIDField(default=uuid4, db_index=True, editable=False)
    list = models.ForeignKey(RegisterList, models.CASCADE, related_name="list_rows", db_index=False)
    change = models.ForeignKey(ListChange, models.CASCADE, related_name="begun")
    document = models.ForeignKey(Document, models.CASCADE, null=True, related_name="list_rows")
    statement = models.ForeignKey(Statement, models.CASCADE, null=True, related_name="list_rows")
    state = models.TextField(choices=RowState)
    is_gone = models.BooleanField(default=False)
    number = models.PositiveIntegerField()
    key = models.CharField(max_length=64, blank=True)
    second_key = models.CharField(max_length=64, blank=True)
    content = models.CharField(max_length=64, blank=True)
    cells = models.JSONField(default=_EMPTY)
    corrected = models.JSONField(default=dict)
    used = models.JSONField(default=_EMPTY)
    reasons = models.JSONField(default=_EMPTY)
    why = models.TextField(blank=True)

    objects = ListRowQuerySet.as_manager()

    class Meta:
        indexes = (models.Index(fields=("list", "state", "number"), name="desk_listrow_state"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(state__in=("understood", "waiting", "left_out")), name="desk_listrow_state_known"
            ),
            models.CheckConstraint(
                condition=~Q(state="understood") | Q(statement__isnull=False),
                name="desk_listrow_understood_as_something",
            ),
        )


class ListRowEnd(models.Model):
    """That a row of a list is no longer as it was, by an action."""

    row = models.ForeignKey(ListRow, models.CASCADE, related_name="ends", db_index=False)
    change = models.ForeignKey(ListChange, models.CASCADE, related_name="ended")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("row", "change"), name="desk_listrowend_once"),)
