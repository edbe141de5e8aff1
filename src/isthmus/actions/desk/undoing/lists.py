"""Taking back what was done with a list: one import as one, or a row that was corrected or left out.

Statements that came are withdrawn, changed cells are what they were, and rows that were set aside are as before.
Document, sources and places stay, and so does the file that came in. Taking it back can be taken back.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from isthmus.actions.desk.import_workbook import ImportPlan, PreparedImport
from isthmus.actions.desk.judge import settle
from isthmus.actions.desk.new_judgements import JudgementBatch
from isthmus.actions.desk.recorded import Recorder
from isthmus.actions.desk.undoing.added_rows import (
    AddedRowsTakenOut,
    StatementsStayOut,
    added_rows_taken_out,
)
from isthmus.actions.desk.undoing.cells_before import plan_cells_before
from isthmus.actions.desk.undoing.refusals import NotUndone
from isthmus.actions.desk.withdrawing import Withdrawal, plan_withdrawal
from isthmus.core.custody.actors import Action, Actor
from isthmus.core.messages import Message
from isthmus.store.desk.models import (
    Commitment,
    Event,
    Judgement,
    ListChange,
    ListRowEnd,
    SheetModel,
    Statement,
)
from isthmus.store.desk.queries.withdrawn import withdrawn
from isthmus.store.desk.queries.workbook import some

__all__ = ["CellsPutBack", "ListBroughtBack", "ListTakenBack", "list_steps", "taken_with", "uids_of"]


@dataclass(frozen=True, slots=True)
class ListTakenBack:
    """The statements that a list brought are withdrawn, and its rows are as they were before."""

    keys: tuple[int, ...]
    changes: tuple[int, ...]
    event: int
    because: str
    actor: Actor
    # Of statements about which somebody decided before: that they stand.
    replacing: Withdrawal | None

    @property
    def words(self) -> Message:
        """Return what it will do."""
        return Message("undo.list", n=len(self.keys)) if self.keys else Message("undo.list_rows")

    def save(self, event: Recorder) -> None:
        """Do it inside an event."""
        ListChange.objects.filter(pk__in=self.changes).update(undone_by=self.event)
        made = self.replacing.save(event) if self.replacing else []
        judged = {each.left_statement_id for each in made}
        refs = some(Statement.objects.all(), set(self.keys) - judged, "ref", "pk")
        batch = JudgementBatch.of_actor("statement", self.actor, datetime.now(UTC), made="in_one_go")
        listed = [((side,), "withdrawn", self.because) for side in refs]
        if listed:
            settle(batch.commit(event, listed), event)


@dataclass(frozen=True, slots=True)
class ListBroughtBack:
    """Rows of a list that were taken back, and are again as they were."""

    changes: tuple[int, ...]

    @property
    def words(self) -> Message:
        """Return what it will do."""
        return Message("undo.list_again")

    def save(self, event: Recorder) -> None:  # noqa: ARG002  what it rests on is committed by other steps
        """Do it inside an event."""
        ListChange.objects.filter(pk__in=self.changes).update(undone_by=None)


@dataclass(frozen=True, slots=True)
class CellsPutBack:
    """The cells of many rows that are what they were before an action."""

    plan: ImportPlan

    @property
    def words(self) -> Message:
        """Return what it will do."""
        return Message("undo.cells", n=len(self.plan.changes))

    def save(self, event: Recorder) -> None:
        """Correct the rows back."""
        PreparedImport(self.plan).save(event)


def list_steps(
    event: Event, at: int, *, because: str, actor: Actor
) -> "Iterator[ListTakenBack | ListBroughtBack | CellsPutBack | AddedRowsTakenOut | StatementsStayOut]":
    """Yield what takes back what an event did to a list, or took back of it; nothing where it did neither.

    `at`: the number of the event that will do it. Raises NotUndone.
    """
    if change := ListChange.objects.filter(event=event).first():
        changes = taken_with(change)
        events = {each.event_id for each in changes}
        keys = _statements(events)
        replacing = _replacing(keys, because, actor)
        pks = tuple(each.pk for each in changes)
        yield ListTakenBack(tuple(keys), pks, at, because, actor, replacing)
        added = uids_of(events, "add", ("act", "mention", "status"))
        yield from added_rows_taken_out(added, _all_statements(events), because, actor)
        yield from _cells(events)
    elif changes := list(ListChange.objects.filter(undone_by=event)):
        _refuse_later(changes[0], event.sequence, ListChange.Kind.values)
        yield ListBroughtBack(tuple(each.pk for each in changes))
        made = Statement.objects.filter(pk__in=_all_statements({event.sequence}))
        if refs := tuple(made.order_by("ref").values_list("ref", flat=True)):
            yield StatementsStayOut(refs, because, actor)
        yield from _cells({event.sequence})
    elif _is_of_list(event):
        raise NotUndone(Message("undo.list_twice"))


def taken_with(change: ListChange) -> list[ListChange]:
    """Return what is taken back with a change: what was decided since about rows that it set aside, too.

    Raises NotUndone where the list came in again since.
    """
    _refuse_later(change, change.event_id)
    ends = ListRowEnd.objects.filter(row__change=change, change__undone_by=None)
    since = ListChange.objects.filter(pk__in=ends.values("change")).order_by("event")
    return [change, *since]


def _refuse_later(
    change: ListChange, event: int, kinds: Collection[str] = (ListChange.Kind.BROUGHT_IN,)
) -> None:
    """Raise NotUndone where something was done with the list after an event that would no longer fit."""
    later = ListChange.objects.filter(
        list=change.list_id, event__gt=event, undone_by=None, kind__in=kinds
    ).order_by("-event")
    if last := later.first():
        raise NotUndone(Message("undo.list_later", event=last.event_id))


def _is_of_list(event: Event) -> bool:
    """Return whether an event took back, at whatever remove, what was done to a list."""
    while event.action == Action.UNDO:
        event = event.undoes.undone
    return ListChange.objects.filter(event=event).exists()


def uids_of(events: Collection[int], operation: str, tables: Collection[str]) -> set[UUID]:
    """Return the random numbers of rows of some tables to which events did this."""
    logged = Commitment.objects.filter(event__in=events, operation=operation)
    listed = logged.values_list("table", "row").iterator()
    return {UUID(bytes=bytes(row)) for table, row in listed if table.partition("/")[0] in tables}


def _statements(events: Collection[int]) -> list[int]:
    """Return the statements that events brought and that are not withdrawn, by key."""
    gone = withdrawn()
    return [pk for pk in _all_statements(events) if pk not in gone]


def _all_statements(events: Collection[int]) -> list[int]:
    """Return the statements that events brought, by key."""
    uids = {each.hex for each in uids_of(events, "add", ("statement",))}
    every = Statement.objects.order_by("pk").values_list("pk", "uid")
    return [pk for pk, uid in every.iterator() if uid.hex in uids] if uids else []


def _replacing(keys: Collection[int], because: str, actor: Actor) -> Withdrawal | None:
    """Return the withdrawal of those of the statements about which somebody decided before."""
    judged = Judgement.objects.in_force().filter(kind="statement").values_list("left_statement", flat=True)
    both = set(keys) & set(judged)
    if not both:
        return None
    return plan_withdrawal(
        list(Statement.objects.filter(pk__in=both)), "withdrawn", because=because, actor=actor
    )


def _cells(events: Collection[int]) -> Iterator[CellsPutBack]:
    sheets = {str(model._meta.model_name) for model in SheetModel.__subclasses__()} - {"judgement"}
    if plan := plan_cells_before(uids_of(events, "change", sheets), events):
        yield CellsPutBack(plan)
