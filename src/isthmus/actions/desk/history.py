"""What happened to one row: who changed it, when, from what to what and why; and destroying one earlier version."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from isthmus.actions.desk.recorded import recorded
from isthmus.actions.desk.scratch_copies import NOTHING_SOUGHT, SoughtTexts
from isthmus.actions.desk.sealing_copies import drop_copies
from isthmus.core.custody.actors import Action, Actor
from isthmus.core.custody.rows import commit_row
from isthmus.core.messages import Message, MessageError
from isthmus.store.desk.models import (
    SHEET_MODELS,
    Act,
    Commitment,
    CommittedRow,
    Event,
    LinkMemory,
    Mention,
    Reason,
    SheetModel,
    Statement,
    Status,
    Version,
)
from isthmus.store.desk.models.custody import NUMBER
from isthmus.store.desk.overwriting_marks import overwriting_due
from isthmus.store.desk.queries.custody import committed_models, table_named
from isthmus.store.desk.queries.list_rows import forget_list_rows

__all__ = [
    "CellChange",
    "ForgottenVersions",
    "NoSuchVersion",
    "RowEvent",
    "RowUnknown",
    "find_row",
    "forget_versions",
    "history_of",
    "row_numbered",
]


class RowUnknown(MessageError):
    """No row, or more than one, is called so."""


class NoSuchVersion(MessageError):
    """The row has no earlier version from that event that could be destroyed."""


@dataclass(frozen=True, slots=True)
class ForgottenVersions:
    """How many versions were destroyed, and what is left of them, and what to do then."""

    n: int
    left: tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class CellChange:
    """A cell that a change gave another text."""

    column: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class RowEvent:
    """One thing that was done to a row. `cells` by column, None where the version was destroyed.

    `is_altered`: what is kept of the version is not what the log was told of it; it is not shown.
    `operation` is add, change, forget or remove; `forgotten` is, under forget, the event of the version destroyed.
    """

    event: int
    at: datetime
    action: str
    actor: Actor
    reason: str
    operation: str
    root: bytes
    cells: Mapping[str, str] | None
    changes: tuple[CellChange, ...] = ()
    forgotten: int | None = None
    is_current: bool = False
    is_sealed: bool = False
    is_altered: bool = False

    @property
    def may_be_forgotten(self) -> bool:
        """Return whether this is an earlier version that is still kept."""
        return (self.cells is not None or self.is_sealed or self.is_altered) and not self.is_current


def find_row(named: str) -> CommittedRow:
    """Return the row with this random number, this `SHEET:ID`, or this id; raises RowUnknown."""
    sheet, colon, ref = named.partition(":")
    found = _by_ref({sheet: SHEET_MODELS[sheet]}, ref) if colon and sheet in SHEET_MODELS else []
    found = found or _by_ref(SHEET_MODELS, named)
    if not found and (uid := _uid(named)):
        found = [row for row in [row_numbered(uid)] if row]
    if len(found) > 1:
        sheets = tuple(str(row.sheet().name) for row in found)  # type: ignore[attr-defined]
        raise RowUnknown(Message("history.ambiguous", sheets=sheets))
    if not found:
        raise RowUnknown(Message("history.unknown"))
    return found[0]


def _uid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _by_ref(models: Mapping[str, type[CommittedRow]], ref: str) -> list[CommittedRow]:
    with_ids = [model for model in models.values() if hasattr(model, "ref")]
    return [row for model in with_ids for row in model._default_manager.filter(ref=ref)]  # type: ignore[misc]


def row_numbered(uid: UUID) -> CommittedRow | None:
    """Return the row with this random number, of whichever table; None where there is none, or no longer."""
    found = (model._default_manager.filter(uid=uid).first() for model in committed_models())
    return next(filter(None, found), None)


def history_of(uid: UUID) -> list[RowEvent]:
    """Return what was done to the row with this number, first things first; nothing where the log never named it."""
    logged = list(Commitment.objects.filter(row=uid.bytes).order_by("event_id", "position"))
    events = Event.objects.select_related("actor").in_bulk({entry.event_id for entry in logged})
    entries = [entry for entry in logged if entry.event_id in events]  # the others are told by verifying
    reasons = dict(Reason.objects.filter(event__in=events).values_list("event_id", "text"))
    versions = list(Version.objects.filter(row=uid.bytes))
    cells, current = _cells(uid, entries, versions), _last(entries)
    altered = {root for root, found in cells.items() if found is None}
    sealed = {bytes(each.root) for each in versions if each.is_sealed}
    began = {bytes(entry.root): entry.event_id for entry in entries if entry.operation in ("add", "change")}
    told, before = [], None
    for entry in entries:
        event, root = events[entry.event_id], bytes(entry.root)
        is_version = entry.operation in ("add", "change")
        now = cells.get(root) if is_version else None
        told.append(
            RowEvent(
                event.sequence,
                event.at,
                event.action,
                event.actor.actor,
                reasons.get(event.sequence, ""),
                entry.operation,
                root,
                now,
                tuple(_changes(before, now)),
                None if is_version else began.get(root),
                is_version and root == current,
                is_version and root in sealed,
                is_version and root in altered,
            )
        )
        before = now if is_version else before
    return told


def _last(entries: Sequence[Commitment]) -> bytes | None:
    """Return the commitment to the row as it is; None for one that was destroyed."""
    if entries and entries[-1].operation == "remove":
        return None
    return next((bytes(each.root) for each in reversed(entries) if each.operation in ("add", "change")), None)


def _cells(
    uid: UUID, entries: Sequence[Commitment], versions: Sequence[Version]
) -> dict[bytes, Mapping[str, str] | None]:
    """Return the cells of every version that is there and can be read, by its commitment; None where it was altered."""
    tables = {bytes(each.root): each.table for each in entries}
    found: dict[bytes, Mapping[str, str] | None] = {}
    for version in versions:
        root = bytes(version.root)
        if root in tables and not version.is_sealed:  # one that no entry names is told by verifying
            found[root] = _as_committed(root, table_named(tables[root])[1], version)
    if (last := _last(entries)) is not None:
        model, columns = table_named(tables[last])
        for row in model.custody_rows().filter(uid=uid):
            found[last] = _as_committed(last, columns, row)
    return found


def _as_committed(
    root: bytes, columns: Sequence[str], found: Version | CommittedRow
) -> Mapping[str, str] | None:
    """Return the cells of a version or a row, by column; None unless they are those that were committed to."""
    try:
        if isinstance(found, Version):
            key, cells = found.key, found.values
        else:
            key, cells = found.custody_key, found.custody_cells(columns)
        if commit_row(bytes(key), columns, cells) != root:
            return None
    except (TypeError, ValueError):
        return None
    return dict(zip(columns, cells, strict=True))


def _changes(before: Mapping[str, str] | None, now: Mapping[str, str] | None) -> Iterator[CellChange]:
    """Yield what differs, links by number left out: their columns differ, too."""
    if before is None or now is None:
        return
    for column, after in now.items():
        if before.get(column, "") != after and not column.endswith(NUMBER):
            yield CellChange(column, before.get(column, ""), after)


def forget_versions(uid: UUID, event: int, *, reason: str, actor: Actor) -> ForgottenVersions:
    """Destroy the versions of a row that one event made and that a later one replaced, with what was copied of them.

    The log goes on to say that there were versions, and who destroyed them, and why. Raises NoSuchVersion.
    """
    if not reason.strip():
        raise NoSuchVersion(Message("history.reason_missing"))
    with (
        overwriting_due(),
        recorded(action=Action.FORGET_VERSION, actor=actor, reason=reason) as recorder,
    ):
        made = Commitment.objects.filter(row=uid.bytes, event=event, operation__in=("add", "change"))
        tables = {bytes(each.root): each.table for each in made}
        found = list(Version.objects.filter(row=uid.bytes, root__in=list(tables)))
        if not found:
            raise NoSuchVersion(Message("history.no_version", event=event))
        row = row_numbered(uid)
        sought = SoughtTexts.of_versions(row, found) if isinstance(row, SheetModel) else NOTHING_SOUGHT
        for version in found:
            recorder.forget(version, tables[bytes(version.root)])
        LinkMemory.objects.all().delete()  # it holds what names were read as, of this version perhaps
        forget_list_rows(_statements_of(row), sought.stand_in)
    return ForgottenVersions(len(found), drop_copies(sought, "history.drafts_left"))


def _statements_of(row: CommittedRow | None) -> tuple[int, ...]:
    """Return the statement that a row is, or is part of."""
    match row:
        case Statement():
            return (row.pk,)
        case Act() | Status():
            return (row.statement_id,)
        case Mention():
            return (row.act.statement_id,)
    return ()
