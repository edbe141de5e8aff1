"""The custody log, and what every row that it speaks for carries."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from secrets import token_bytes
from typing import ClassVar, Self
from uuid import uuid4

from django.db import models

from isthmus.core.custody.events import Entry, EventValue, utc_text
from isthmus.core.custody.rows import KEY_BYTES
from isthmus.core.workbook.rows import Row

__all__ = ["Commitment", "CommittedRow", "Event", "Head", "cell_text", "fresh_key"]


def fresh_key() -> bytes:
    """A random key for one version of one row."""
    return token_bytes(KEY_BYTES)


def cell_text(value: object) -> str:
    """A field's value as the text that is committed; nothing stated is the empty text."""
    match value:
        case None:
            return ""
        case str():
            return value
        case bool():
            return "yes" if value else "no"
        case int() | float():  # as Python writes it, which is exact
            return str(value)
        case datetime():
            return utc_text(value)
        case list() | tuple():
            return ";".join(value)
        case _:
            raise TypeError(f"A {type(value).__name__} has no text to commit to: give it one here.")


class CommittedRow(models.Model):
    """A row of a sheet that the custody log speaks for, and what of it is committed.

    `custody_columns` names the committed columns, in order. Who changes that tuple gives it the next
    `custody_version` and keeps the old one in `custody_earlier`: rows stay committed as they were.
    """

    custody_columns: ClassVar[tuple[str, ...]]
    custody_version: ClassVar[int] = 1
    custody_earlier: ClassVar[Mapping[int, tuple[str, ...]]] = {}

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    # Destroyed with the row, and replaced when the row changes: what is gone can not be guessed again.
    custody_key = models.BinaryField(max_length=KEY_BYTES, default=fresh_key, editable=False)

    class Meta:
        abstract = True

    def as_row(self) -> Row | None:
        """The row as the workbook has it, for a table that is a sheet."""
        return None

    @classmethod
    def custody_table(cls) -> str:
        """What events call this table, with the version of its columns."""
        return f"{cls._meta.model_name}/{cls.custody_version}"

    @classmethod
    def custody_columns_at(cls, version: int) -> tuple[str, ...]:
        """The columns that rows of that version are committed with; raises KeyError if there never were any."""
        return cls.custody_columns if version == cls.custody_version else cls.custody_earlier[version]

    @classmethod
    def custody_rows(cls) -> "models.QuerySet[Self]":
        """All rows with what `as_row` reads; override to select and prefetch it."""
        return cls._default_manager.all()

    def custody_cells(self, columns: Sequence[str], row: Row | None = None) -> tuple[str, ...]:
        """The text of each column, of the workbook's row where it has the column, else of the table's."""
        row = row or self.as_row()
        return tuple(
            cell_text(getattr(row, name) if hasattr(row, name) else self.committed(name)) for name in columns
        )

    def committed(self, name: str) -> object:
        """Return what a column holds; the key of the row that it refers to, without reading that row."""
        return getattr(self, f"{name}_id" if hasattr(self, f"{name}_id") else name)


class Event(models.Model):
    """One action: a leaf of the log. `leaf` repeats its hash, so that a changed event can be named."""

    sequence = models.BigIntegerField(primary_key=True)
    actor = models.ForeignKey("desk.Account", models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField(db_index=True)
    action = models.CharField(max_length=64)
    size = models.BigIntegerField()
    root = models.BinaryField(max_length=32)
    leaf = models.BinaryField(max_length=32)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=models.Q(sequence__gte=0), name="event_sequence_from_zero"),
            models.CheckConstraint(condition=models.Q(size__gte=0), name="event_size_from_zero"),
        )

    def value(self) -> EventValue:
        """The event as core encodes it."""
        return EventValue(self.sequence, self.actor_id, self.at, self.action, self.size, bytes(self.root))


class Commitment(models.Model):
    """One row in one event, by its random uid. Kept when the row is destroyed: it holds nothing of it."""

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="commitments")
    position = models.BigIntegerField()
    operation = models.CharField(max_length=6)
    table = models.CharField(max_length=64)
    row = models.BinaryField(max_length=16)
    # Empty where the event removed the row.
    root = models.BinaryField(max_length=32)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("event", "position"), name="commitment_position_once"),
            models.CheckConstraint(
                condition=models.Q(operation__in=("add", "change", "remove")),
                name="commitment_operation_known",
            ),
        )
        indexes = (models.Index(fields=("row", "event"), name="commitment_row"),)

    def entry(self) -> Entry:
        """The commitment as core encodes it."""
        return Entry(self.operation, self.table, bytes(self.row), bytes(self.root))  # type: ignore[arg-type]


class Head(models.Model):
    """The one signed head of the log, and the right edge of its tree."""

    size = models.BigIntegerField()
    edge = models.BinaryField()
    # A C2SP signed note; empty until the first event.
    note = models.TextField()

    class Meta:
        constraints = (models.CheckConstraint(condition=models.Q(id=1), name="head_only_one"),)
