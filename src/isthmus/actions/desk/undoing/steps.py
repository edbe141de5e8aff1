"""What taking back an action consists of: each kind of row that an event changed is put back in its own way."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol
from uuid import UUID

from isthmus.actions.desk.correcting import NotCorrected, UnsoundCorrection, is_correctable, plan_correction
from isthmus.actions.desk.documents import set_held
from isthmus.actions.desk.history import CellChange, history_of, row_numbered
from isthmus.actions.desk.import_workbook import ImportPlan, PreparedImport
from isthmus.actions.desk.judge import settle
from isthmus.actions.desk.notes import reopen_notes
from isthmus.actions.desk.recorded import Recorder
from isthmus.actions.desk.scratch_copies import SoughtTexts
from isthmus.actions.desk.sealing_copies import has_sealed, texts_to_seal
from isthmus.actions.desk.undoing.lists import CellsPutBack, list_steps
from isthmus.actions.desk.undoing.refusals import NotUndone
from isthmus.actions.desk.withdrawing import Withdrawal, plan_withdrawal
from isthmus.core.custody.actors import Action, Actor
from isthmus.core.link.reasons import reason_text
from isthmus.core.messages import Message
from isthmus.core.workbook.tokens import is_token
from isthmus.store.desk.models import Commitment, Document, Event, Judgement, Note, SheetModel, Statement
from isthmus.store.desk.queries.withdrawn import withdrawn

__all__ = [
    "JudgementsPutBack",
    "RowPutBack",
    "StatementsTakenOut",
    "UndoStep",
    "refuse_final",
    "steps_of",
    "texts_sealed_by",
]

# Actions that have a way back of their own, or none; what is said of each.
_NOT_HERE: Mapping[str, str] = {
    Action.IMPORT_WORKBOOK: "undo.import",
    **dict.fromkeys((Action.LINK_RUN, Action.UNDO_LINK_RUN, Action.SET_LINK_THRESHOLD), "undo.linking"),
    **dict.fromkeys(
        (
            Action.PLAN_ESTIMATE,
            Action.CHANGE_ESTIMATE,
            Action.ESTIMATE,
            Action.REMOVE_ESTIMATE,
            Action.BRING_BACK_ESTIMATE,
        ),
        "undo.estimate",
    ),
    **dict.fromkeys((Action.DESTROY_ROW, Action.DESTROY_NOTE, Action.FORGET_VERSION), "undo.destroyed"),
    **dict.fromkeys((Action.DESTROY_ESTIMATE_RUN, Action.DESTROY_THREAD), "undo.destroyed"),
    **dict.fromkeys(
        (Action.BACK_UP, Action.EXPORT_WITH_NAMES, Action.MAKE_DOCUMENT_OF_LETTER, Action.OPEN_SEALED),
        "undo.nothing_changed",
    ),
    **dict.fromkeys(
        (Action.ADD_ACCOUNT, Action.REMOVE_ACCOUNT, Action.ADD_KEEPER, Action.REMOVE_KEEPER), "undo.people"
    ),
}
# What holding a document, or a file of it, sets.
_OF_HOLDING = frozenset(("held", "content", "content_type", "content_size", "sha256"))


class UndoStep(Protocol):
    """A part of taking back an action."""

    @property
    def words(self) -> Message:
        """Return what it will do."""

    def save(self, event: Recorder) -> object:
        """Do it inside an event."""


@dataclass(frozen=True, slots=True)
class JudgementsPutBack:
    """Judgements that were made and no longer hold, or that were undone and hold again."""

    keys: tuple[int, ...]
    holds: bool
    by: int

    @property
    def words(self) -> Message:
        """Return what it will do."""
        return Message("undo.judgements_hold" if self.holds else "undo.judgements", n=len(self.keys))

    def save(self, event: Recorder) -> None:
        """Withdraw them, or let them hold again."""
        rows = list(Judgement.custody_rows().filter(pk__in=self.keys).order_by("at", "ref"))
        for each in rows:
            each.withdrawn_by_run = None
            each.withdrawn_at = None if self.holds else datetime.now(UTC)
            each.withdrawn_by_id = None if self.holds else self.by
        event.commit_many(rows)
        settle(rows, event)


@dataclass(frozen=True, slots=True)
class StatementsTakenOut:
    """Statements that were put into the register, and are withdrawn."""

    keys: tuple[int, ...]
    withdrawal: Withdrawal

    @property
    def words(self) -> Message:
        """Return what it will do."""
        return Message("undo.statements", n=len(self.withdrawal.judgements))

    def save(self, event: Recorder) -> None:
        """Withdraw them."""
        self.withdrawal.save(event)


@dataclass(frozen=True, slots=True)
class RowPutBack:
    """A row whose cells are what they were before the action."""

    uid: UUID
    plan: ImportPlan

    @property
    def words(self) -> Message:
        """Return what it will do."""
        return Message("undo.cells", n=len(self.plan.changes))

    def save(self, event: Recorder) -> None:
        """Correct the row back."""
        PreparedImport(self.plan).save(event)


@dataclass(frozen=True, slots=True)
class DocumentPutBack:
    """A document that is held as it was before the action, with the content that it had then."""

    key: int
    cells: Mapping[str, str]

    @property
    def words(self) -> Message:
        """Return what it will do."""
        match self.cells.get("held"):
            case None:
                return Message("undo.file")
            case "yes":
                return Message("undo.held")
        return Message("undo.not_held")

    def save(self, event: Recorder) -> None:
        """Put it back; what came in stays."""
        document = Document.objects.get(pk=self.key)
        content = {name: cell for name, cell in self.cells.items() if name not in ("held", "content_size")}
        if "content_size" in self.cells:
            size = self.cells["content_size"]
            content |= {"content_size": int(size) if size else None}  # type: ignore[dict-item]
        set_held(document, self.cells.get("held", document.held), event, content)


@dataclass(frozen=True, slots=True)
class NotesPutBack:
    """Notes that were written and are destroyed, or questions that are open again."""

    keys: tuple[int, ...]
    reopens: bool

    @property
    def words(self) -> Message:
        """Return what it will do."""
        return Message("undo.answer" if self.reopens else "undo.note")

    def save(self, event: Recorder) -> None:
        """Put them back."""
        notes = list(Note.objects.filter(pk__in=self.keys))
        if self.reopens:
            reopen_notes(notes, event)
            return
        for each in notes:
            event.remove(each)


def texts_sealed_by(step: UndoStep) -> SoughtTexts | None:
    """Return the texts that are sealed by a step, before they are."""
    if not isinstance(step, RowPutBack | CellsPutBack) or not has_sealed(step.plan.changed):
        return None
    return texts_to_seal(step.plan.changed)


def refuse_final(event: Event) -> None:
    """Raise NotUndone where an action destroyed something, or has a way back of its own."""
    if why := _NOT_HERE.get(event.action):
        raise NotUndone(Message(why))
    if Commitment.objects.filter(event=event, operation__in=("remove", "forget")).exists():
        raise NotUndone(Message("undo.destroyed"))


def steps_of(event: Event, at: int, *, because: str, actor: Actor) -> list[UndoStep]:
    """Return what takes an action back in event `at`; raises NotUndone where nothing is left to be taken back."""
    entries = list(Commitment.objects.filter(event=event).order_by("position"))
    named = _Entries(entries)
    because = because.strip() or reason_text(Message("link.reason.taken_back", event=event.sequence))
    steps: list[UndoStep] = list(list_steps(event, at, because=because, actor=actor))
    if steps:
        steps += _judgements(named, event, actor)
    elif added := named.uids("statement", "add"):
        steps += _statements(added, because, actor)
    else:
        steps += _judgements(named, event, actor)
        steps += _notes(named)
        for uid in named.changed_rows():
            steps.append(_row(uid, event))
    if not steps:
        raise NotUndone(Message("undo.file_stays" if named.uids("arrival", "add") else "undo.nothing_left"))
    return steps


class _Entries:
    """The rows of an event, by table and by what was done to them."""

    def __init__(self, entries: Sequence[Commitment]) -> None:
        self._entries = [(each.table.partition("/")[0], each.operation, bytes(each.row)) for each in entries]

    def uids(self, table: str, operation: str) -> list[UUID]:
        """Return the random numbers of the rows of a table to which this was done."""
        return [UUID(bytes=row) for name, done, row in self._entries if (name, done) == (table, operation)]

    def changed_rows(self) -> list[UUID]:
        """Return the rows of sheets that were changed, judgements apart."""
        sheets = {str(model._meta.model_name) for model in SheetModel.__subclasses__()} - {"judgement"}
        return [UUID(bytes=row) for name, done, row in self._entries if name in sheets and done == "change"]


def _statements(uids: Collection[UUID], because: str, actor: Actor) -> Iterator[UndoStep]:
    found = Statement.objects.filter(uid__in=uids).exclude(pk__in=withdrawn()).order_by("ref")
    if statements := list(found):
        withdrawal = plan_withdrawal(statements, "withdrawn", because=because, actor=actor)
        yield StatementsTakenOut(tuple(each.pk for each in statements), withdrawal)


def _judgements(named: _Entries, event: Event, actor: Actor) -> Iterator[UndoStep]:
    """Yield what puts back judgements that people made, undid or let hold again; those of runs follow by themselves."""
    by_hand = Judgement.objects.exclude(decision="examined")
    made = by_hand.filter(uid__in=named.uids("judgement", "add"), withdrawn_at=None)
    changed = by_hand.filter(uid__in=named.uids("judgement", "change"))
    undid = _undid(event, changed.first())
    left = changed.filter(withdrawn_at__isnull=not undid)
    for keys, holds in ((made, False), (left, undid)):
        if found := tuple(keys.values_list("pk", flat=True)):
            yield JudgementsPutBack(found, holds, actor.number)


def _undid(event: Event, changed: Judgement | None) -> bool:
    """Return whether an event withdrew the judgements that it changed; else it let them hold again."""
    told = history_of(changed.uid) if changed else ()
    cells = next((each.cells for each in told if each.event == event.sequence), None)
    return bool(cells and cells["withdrawn_at"])


def _notes(named: _Entries) -> Iterator[UndoStep]:
    written = Note.objects.filter(uid__in=named.uids("note", "add"))
    answered = Note.objects.filter(uid__in=named.uids("note", "change"), answered_at__isnull=False)
    for notes, reopens in ((written, False), (answered, True)):
        if keys := tuple(notes.values_list("pk", flat=True)):
            yield NotesPutBack(keys, reopens)


def _row(uid: UUID, event: Event) -> UndoStep:
    """Return what puts back the cells that an event changed in a row; later changes of other cells stay."""
    row, told = row_numbered(uid), history_of(uid)
    if row is None or not is_correctable(row):
        raise NotUndone(Message("undo.row_gone"))
    assert isinstance(row, SheetModel)
    changes = next((each.changes for each in told if each.event == event.sequence), ())
    now = next((each.cells for each in reversed(told) if each.is_current), None)
    if not changes or now is None or any(is_token(each.before) for each in changes):
        raise NotUndone(Message("undo.sealed"))
    if any(now[each.column] != each.after for each in changes):
        raise NotUndone(Message("undo.changed_since"))
    if isinstance(row, Document) and {each.column for each in changes} <= _OF_HOLDING:
        return DocumentPutBack(row.pk, {each.column: each.before for each in changes})
    return RowPutBack(uid, _corrected_back(row, changes))


def _corrected_back(row: SheetModel, changes: Sequence[CellChange]) -> ImportPlan:
    try:
        return plan_correction(row, {each.column: each.before for each in changes}).plan
    except UnsoundCorrection as unsound:
        problems = (*(each for found in unsound.cells.values() for each in found), *unsound.beside)
        rules = tuple(each.rule for each in problems[:1] if isinstance(each.rule, Message))
        raise NotUndone(Message("undo.breaks_rule", rules=rules)) from None
    except NotCorrected:
        raise NotUndone(Message("undo.nothing_left")) from None
