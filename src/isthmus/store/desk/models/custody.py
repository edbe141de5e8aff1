"""The custody log, and what every row that it speaks for carries."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from secrets import token_bytes
from typing import ClassVar, Self
from uuid import uuid4

from django.db import models

from isthmus.core.custody.events import Entry, EventValue, utc_text
from isthmus.core.custody.rows import KEY_BYTES
from isthmus.core.workbook.rows import Row

__all__ = [
    "NUMBER",
    "PAPER",
    "Arrival",
    "Commitment",
    "CommittedRow",
    "DerivedCopy",
    "Event",
    "Head",
    "Reason",
    "Version",
    "cell_text",
    "fresh_key",
    "numbers_text",
]

# The kind of what came in as paper: its row has no content, and says where the paper is kept.
PAPER = "paper"
# What a committed column is called that holds the random numbers of the rows that a column of this name refers to.
NUMBER = "#"


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


def numbers_text(rows: "Iterable[CommittedRow]") -> str:
    """Return the random numbers of rows as the text that is committed."""
    return ";".join(row.uid.hex for row in rows)


class CommittedRow(models.Model):
    """A row of a sheet that the custody log speaks for, and what of it is committed.

    `custody_columns` names the committed columns, in order; one that ends in `#` holds the random numbers of the rows
    that the column of this name refers to, so that the link can be shown without an id. Who changes that tuple gives it
    the next `custody_version` and keeps the old one in `custody_earlier`: rows stay committed as they were.
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
        """Return the text of each column, of the workbook's row where it has the column, else of the table's."""
        row = row or self.as_row()
        return tuple(self._cell(row, name) for name in columns)

    def _cell(self, row: Row | None, name: str) -> str:
        if name.endswith(NUMBER):
            return numbers_text(self.linked(name.removesuffix(NUMBER)))
        return cell_text(getattr(row, name) if hasattr(row, name) else self.committed(name))

    def committed(self, name: str) -> object:
        """Return what a column holds; the key of the row that it refers to, without reading that row."""
        return getattr(self, f"{name}_id" if hasattr(self, f"{name}_id") else name)

    def linked(self, name: str) -> "Sequence[CommittedRow]":
        """Return the rows that a column refers to, in their order."""
        row: CommittedRow | None = getattr(self, name)
        return [row] if row is not None else []

    def derive(self) -> None:
        """Fill the fields that follow from the committed columns."""

    def misderived(self) -> tuple[str, ...]:
        """Return the fields that hold something else than what follows from the committed columns."""
        return ()


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
    # Empty where the event removed the row; under `forget`, that of the version which was destroyed.
    root = models.BinaryField(max_length=32)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("event", "position"), name="commitment_position_once"),
            models.CheckConstraint(
                condition=models.Q(operation__in=("add", "change", "forget", "remove")),
                name="commitment_operation_known",
            ),
        )
        indexes = (models.Index(fields=("row", "event"), name="commitment_row"),)

    def entry(self) -> Entry:
        """The commitment as core encodes it."""
        return Entry(self.operation, self.table, bytes(self.row), bytes(self.root))  # type: ignore[arg-type]


class Version(models.Model):
    """An earlier version of a row: the cells that were committed to, and their key, until somebody destroys them.

    `root` is the commitment, by which its entry in the log is found; `cells` is a JSON list as text. Of a
    version that is sealed, cells and key lie under the keepers' key, and only the leaves of its fields are here,
    and in `held` the tokens of what was sealed before that stood in it.
    """

    row = models.BinaryField(max_length=16)
    root = models.BinaryField(max_length=32)
    key = models.BinaryField(max_length=KEY_BYTES)
    cells = models.TextField()
    leaves = models.BinaryField(default=b"")
    held = models.TextField(default="")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("row", "root"), name="desk_version_once"),)

    @property
    def is_sealed(self) -> bool:
        """Return whether only the leaves of its fields are here."""
        return bool(self.leaves)

    @property
    def values(self) -> tuple[str, ...]:
        """Return the cells; raises ValueError for what is no list of texts."""
        cells = json.loads(self.cells)
        if not isinstance(cells, list) or not all(isinstance(each, str) for each in cells):
            raise ValueError("cells")
        return tuple(cells)


class Reason(CommittedRow):
    """Why something was done, in the words of whoever did it. Apart from its event, so that it can be destroyed."""

    custody_columns = ("event", "text")
    event = models.OneToOneField(Event, models.PROTECT, related_name="reason")
    text = models.TextField()

    class Meta:
        constraints = (models.CheckConstraint(condition=~models.Q(text=""), name="desk_reason_filled"),)


class Arrival(CommittedRow):
    """What came in as the content of a document: measured when it came, and never typed.

    `content` names the stored file; `kind` is told by the content itself, `name` is what the file was called. Of what
    is held on paper there is no content; then `name` says where it is kept.
    """

    custody_columns = ("document#", "content", "sha256", "size", "kind", "name", "at")
    document = models.ForeignKey("desk.Document", models.RESTRICT, related_name="arrivals")
    content = models.CharField(max_length=64)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    kind = models.TextField()
    name = models.TextField(blank=True)
    at = models.DateTimeField()

    @classmethod
    def custody_rows(cls) -> "models.QuerySet[Self]":
        """Return all rows with their documents."""
        return super().custody_rows().select_related("document")


class DerivedCopy(CommittedRow):
    """What a tool made of a file of a document: its text, with the places in it; the file itself is never touched.

    `made_of` names the stored file, `content` the stored copy (a `StoredText`), with its SHA-256 and its size. Tool,
    version, parameters and language are what it takes to make it again.
    """

    custody_columns = (
        "document#",
        "made_of",
        "content",
        "sha256",
        "size",
        "tool",
        "version",
        "parameters",
        "language",
        "at",
    )
    document = models.ForeignKey("desk.Document", models.RESTRICT, related_name="copies")
    made_of = models.CharField(max_length=64)
    content = models.CharField(max_length=64)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    tool = models.TextField()
    version = models.TextField(blank=True)
    parameters = models.TextField(blank=True)
    language = models.TextField(blank=True)
    at = models.DateTimeField()

    @classmethod
    def custody_rows(cls) -> "models.QuerySet[Self]":
        """Return all rows with their documents."""
        return super().custody_rows().select_related("document")


class Head(models.Model):
    """The one signed head of the log, and the right edge of its tree."""

    size = models.BigIntegerField()
    edge = models.BinaryField()
    # A C2SP signed note; empty until the first event.
    note = models.TextField()

    class Meta:
        constraints = (models.CheckConstraint(condition=models.Q(id=1), name="head_only_one"),)
