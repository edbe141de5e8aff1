"""Destroying a row with all that says nothing any more without it: looked at first, then done, and not undone.

What stays is one event that names random numbers, and the reason that was given.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from isthmus.actions.desk.changing import touch
from isthmus.actions.desk.effects import Effect, effect_of, no_effect
from isthmus.actions.desk.examined import keep_examined
from isthmus.actions.desk.history import row_numbered
from isthmus.actions.desk.pausing import WorkGoesOn, work_resting
from isthmus.actions.desk.recorded import Recorder, recorded
from isthmus.actions.desk.scratch_copies import ScratchCopies, SoughtTexts, drop_views, find_copies
from isthmus.core.custody.actors import Action, Actor
from isthmus.core.messages import Message, MessageError
from isthmus.store.desk.derive import AffectedRows, index_words, refresh
from isthmus.store.desk.django_setup import current_workspace
from isthmus.store.desk.models import (
    SHEET_MODELS,
    Act,
    Arrival,
    Commitment,
    CommittedRow,
    DerivedCopy,
    Document,
    EstimateList,
    EstimateRun,
    Head,
    Judgement,
    LinkMemory,
    Mention,
    Reason,
    Replacement,
    Retraction,
    SheetModel,
    Source,
    Statement,
    Status,
    Version,
)
from isthmus.store.desk.overwriting import overwrite_deleted
from isthmus.store.desk.overwriting_marks import overwriting_due
from isthmus.store.desk.queries.dependents import DESTRUCTIBLE, DependentRows, ReferringRow, dependents_of
from isthmus.store.desk.queries.document_pages import forget_pages
from isthmus.store.desk.queries.list_rows import forget_list_rows
from isthmus.store.desk.queries.notes import notes_on

__all__ = [
    "Destruction",
    "DestructionRefused",
    "StillReferredTo",
    "destroy",
    "is_destructible",
    "plan_destruction",
]

_NUMBERS = re.compile(r"(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])")


class DestructionRefused(MessageError):
    """Nothing is destroyed of what was asked for, or not yet."""


class StillReferredTo(DestructionRefused):
    """Rows that stay refer to rows that would go."""


@dataclass(frozen=True, slots=True)
class Destruction:
    """What goes, what changes and what stays in the way.

    `refs`: the ids of the rows that go, by sheet; `files`: how many stored files nothing else holds.
    """

    uid: UUID
    refs: Mapping[str, tuple[str, ...]]
    referring: tuple[ReferringRow, ...]
    arrivals: int
    files: int
    versions: int
    reasons: int
    runs: int
    notes: int
    copies: ScratchCopies
    effect: Effect


def is_destructible(row: CommittedRow | None) -> bool:
    """Return whether a row is of a table from which something can be destroyed."""
    return isinstance(row, Arrival) or (isinstance(row, SheetModel) and row._meta.model_name in DESTRUCTIBLE)


def plan_destruction(row: CommittedRow) -> Destruction:
    """Return what destroying a row would do: it is tried, looked at, and rolled back. Raises DestructionRefused."""
    with transaction.atomic():
        Head.objects.select_for_update().first()  # so that nothing joins what goes while that is tried
        going = _going_with(row)
        sought, files, removal = _sought(going), len(_own_blobs(going)), _Removal(going)
        versions = Version.objects.filter(row__in=[each.uid.bytes for each in going.all]).count()
        effect = no_effect() if going.referring else effect_of(lambda: removal.carry_out(Recorder()))
    return Destruction(
        row.uid,
        going.refs(),
        going.referring,
        len(going.arrivals),
        files,
        versions + removal.forgotten,
        removal.reasons,
        removal.runs,
        removal.notes,
        find_copies(sought),
        effect,
    )


def destroy(row: CommittedRow, *, reason: str, actor: Actor) -> tuple[Message, ...]:
    """Destroy a row and what goes with it; return what could not be overwritten, and what to do then.

    Background work rests meanwhile. Raises DestructionRefused; then nothing is destroyed.
    """
    if not reason.strip():
        raise DestructionRefused(Message("destroy.reason_missing"))
    _refuse_referred_to(_going_with(row))  # before anything is stopped for it
    try:
        with work_resting():
            return _destroyed(row, reason, actor)
    except WorkGoesOn as work:
        raise DestructionRefused(work.message) from None


def _destroyed(row: CommittedRow, reason: str, actor: Actor) -> tuple[Message, ...]:
    with ExitStack() as removal, recorded(action=Action.DESTROY_ROW, actor=actor, reason=reason) as event:
        going = _going_with(row)
        _refuse_referred_to(going)
        copies, blobs = find_copies(_sought(going)), _own_blobs(going)
        removal.enter_context(overwriting_due(rows=[row.uid], drafts=copies.drafts, uploads=copies.uploads))
        _Removal(going).carry_out(event)
        drop_views(copies)
        removal.enter_context(current_workspace().blobs.removal(blobs))
    forget_pages()
    # Once the rows are gone for good: cut off before that nothing is lost, after it the mark says what is to go.
    return (*copies.delete(), *overwrite_deleted())


def _going_with(row: CommittedRow) -> DependentRows:
    """Return what goes, as it is now: deleting takes the key from rows in memory, rolled back or not."""
    found = row_numbered(row.uid)
    if found is None:
        raise DestructionRefused(Message("destroy.gone"))
    return dependents_of(_destructible(found))


def _destructible(row: CommittedRow) -> SheetModel | Arrival:
    if not is_destructible(row):
        raise DestructionRefused(Message("destroy.no_such_kind"))
    assert isinstance(row, SheetModel | Arrival)
    if isinstance(row, Arrival) and row.content and row.content == row.document.content:
        raise DestructionRefused(Message("destroy.own_content"))
    return row


def _refuse_referred_to(going: DependentRows) -> None:
    if going.referring:
        rows = tuple(f"{each.sheet}:{each.ref}" for each in going.referring[:20])
        raise StillReferredTo(Message("destroy.referred_to", n=len(going.referring), rows=rows))


def _sought(going: DependentRows) -> SoughtTexts:
    return SoughtTexts.of(going.rows, _blobs_of(going))


def _blobs_of(going: DependentRows) -> frozenset[str]:
    documents = (each.content for each in going.of(Document))
    came, made = (each.content for each in going.arrivals), (each.content for each in going.copies)
    return frozenset(filter(None, (*documents, *came, *made)))


def _own_blobs(going: DependentRows) -> frozenset[str]:
    names, documents = _blobs_of(going), [each.pk for each in going.of(Document)]
    others = Document.objects.exclude(pk__in=documents).filter(content__in=names)
    going_too = [each.pk for each in going.arrivals]
    came = Arrival.objects.exclude(pk__in=going_too).filter(content__in=names)
    made = DerivedCopy.objects.exclude(pk__in=[each.pk for each in going.copies]).filter(content__in=names)
    return names.difference(*(rows.values_list("content", flat=True) for rows in (others, came, made)))


class _Removal:
    """Removes rows in the transaction of one event, with what else of the register holds something of them."""

    def __init__(self, going: DependentRows) -> None:
        self.going = going
        self.forgotten = self.reasons = self.runs = self.notes = 0
        self._uids = {each.uid for each in going.all}
        self._statements_that_stay: Collection[int] = ()

    def carry_out(self, event: Recorder) -> None:
        touched, words = self._touched()
        sought = _sought(self.going)
        gone = {sheet: [each.pk for each in self.going.of(model)] for sheet, model in SHEET_MODELS.items()}
        stale = {each.uid.bytes for each in self._unlink(event)} | self._without_sources(event)
        Retraction.objects.filter(retracted__in=self.going.of(Statement)).delete()
        self._remove_reasons(event)
        for note in notes_on(self._uids):
            event.remove(note)
            self.notes += 1
        for row in self.going.all:
            event.remove(row)
        self._forget_versions(event, stale)
        LinkMemory.objects.all().delete()  # nothing derived from what is destroyed stays
        forget_list_rows(self._statements_that_stay, sought.stand_in)
        index_words("statements", words)
        for sheet, keys in gone.items():
            index_words(sheet, keys)
        refresh(touched)
        keep_examined(event)

    def _touched(self) -> tuple[AffectedRows, set[int]]:
        """Return what hangs on the rows, and the statements that stay and whose words change."""
        touched = AffectedRows()
        for row in self.going.rows:
            touch(row, touched)
        statements = {each.pk for each in self.going.of(Statement)}
        acts = self.going.of(Act)
        words = {each.statement_id for each in acts} | set(
            Act.objects.filter(mentions__in=self.going.of(Mention)).values_list("statement_id", flat=True)
        )
        said = {each.statement_id for each in self.going.of(Status)}
        self._statements_that_stay = (words | said) - statements
        return touched, words - statements

    def _unlink(self, event: Recorder) -> list[Judgement]:
        """Take judgements that go out of those that replace them and stay; return these."""
        going = self.going.of(Judgement)
        kept = Judgement.objects.filter(replacements__replaced__in=going).exclude(
            pk__in=[j.pk for j in going]
        )
        replacing = list(kept.distinct())
        Replacement.objects.filter(replaced__in=going).delete()
        event.commit_many(replacing)
        return replacing

    def _without_sources(self, event: Recorder) -> set[bytes]:
        """Take sources that go out of the lists of estimates, and destroy the runs that name them."""
        refs = {each.ref for each in self.going.of(Source)}
        if not refs:
            return set()
        for run in EstimateRun.objects.all():
            if refs & set(_texts(run.given)):
                event.remove(run)
                self.runs += 1
        lists = [each for each in EstimateList.objects.select_related("plan") if refs & set(each.sources)]
        for each in lists:
            each.sources = [ref for ref in each.sources if ref not in refs]
        event.commit_many(lists)
        return {each.uid.bytes for each in lists} | _lists_that_held(refs)

    def _remove_reasons(self, event: Recorder) -> None:
        """Destroy the reasons of events that changed nothing but these rows."""
        uids = {uid.bytes for uid in self._uids}
        named = Commitment.objects.filter(row__in=uids).values_list("event_id", flat=True)
        for reason in Reason.objects.filter(event__in=set(named)):
            rows = Commitment.objects.filter(event=reason.event_id).values_list("row", flat=True)
            if {bytes(row) for row in rows} <= uids | {reason.uid.bytes}:
                event.remove(reason)
                self.reasons += 1

    def _forget_versions(self, event: Recorder, stale: Collection[bytes]) -> None:
        """Destroy earlier versions of rows that stay, where they refer to a row that goes."""
        numbers = {uid.hex for uid in self._uids}
        for version in Version.objects.iterator():
            if bytes(version.row) in stale or numbers & set(_NUMBERS.findall(version.cells)):
                event.forget(version, _table_of(version))
                self.forgotten += 1


def _lists_that_held(refs: Collection[str]) -> set[bytes]:
    """Return the numbers of the lists of estimates of which an earlier version names one of these sources."""
    numbers = [uid.bytes for uid in EstimateList.objects.values_list("uid", flat=True)]
    held = Version.objects.filter(row__in=numbers)
    return {bytes(each.row) for each in held if any(ref in cell for ref in refs for cell in each.values)}


def _table_of(version: Version) -> str:
    made = Commitment.objects.filter(row=version.row, root=version.root, operation__in=("add", "change"))
    return made.order_by("-event_id").values_list("table", flat=True)[0]


def _texts(value: object) -> Sequence[str]:
    if isinstance(value, str):
        return [value]
    values = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for each in values for text in _texts(each)]
