"""Importing a workbook: what is new goes in, what is there already stays, what differs is shown and asked about.

Comparing, making rows and committing to them happen before the transaction, which then only writes. A process that
is killed, or a disk that is full, leaves the register as it was.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass, fields, replace

from isthmus.actions.desk.changing import change_rows, index_new, touch_new
from isthmus.actions.desk.examined import keep_examined
from isthmus.actions.desk.export import workspace_tokens
from isthmus.actions.desk.recorded import Recorder, recorded
from isthmus.actions.desk.sealing import seal_earlier, sealer
from isthmus.actions.desk.sealing_copies import drop_copies, texts_to_seal
from isthmus.actions.desk.staging import Content, KnownRows, StagedRows, key_of, known_rows, stage
from isthmus.core.custody.actors import Action, Actor
from isthmus.core.messages import Message, MessageError
from isthmus.core.progress import Progress
from isthmus.core.workbook.canonical import cells, table_of
from isthmus.core.workbook.check import Table, check
from isthmus.core.workbook.problems import UnsoundWorkbook
from isthmus.core.workbook.reopening import reopened
from isthmus.core.workbook.rows import Judgement as JudgementRow
from isthmus.core.workbook.rows import Row, Workbook
from isthmus.core.workbook.schema import SHEETS
from isthmus.store.desk.derive import AffectedRows, rebuild_derived, refresh
from isthmus.store.desk.models import Head, Judgement
from isthmus.store.desk.overwriting_marks import overwriting_due
from isthmus.store.desk.queries.list_rows import close_list_rows
from isthmus.store.desk.queries.workbook import whole

__all__ = [
    "ChangesNotAccepted",
    "FieldChange",
    "ImportOutcome",
    "ImportPlan",
    "PreparedImport",
    "RegisterMoved",
    "apply_import",
    "differing",
    "log_size",
    "plan_import",
]

# Past this many new rows, and in an empty register, the derived tables are made again as a whole, which is faster.
MANY = 2_000


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A cell that differs between the register and the workbook."""

    sheet: str
    id: str
    column: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What an import would do to the register as it was at log size `at`.

    `new` rows would be added and `changed` ones overwritten, which are now as in `before`; `same`, `missing` (in the
    register, not in the workbook) and `withdrawn` (judgements undone here) would stay as they are.
    """

    at: int
    new: Workbook
    changed: Workbook
    before: Workbook
    changes: tuple[FieldChange, ...]
    same: int
    missing: int
    withdrawn: int

    @property
    def is_all(self) -> bool:
        """Return whether the register holds nothing but the new rows once they are in."""
        return not (self.changes or self.same or self.missing or self.withdrawn)

    @property
    def added(self) -> int:
        """Return how many rows are new."""
        return _size(self.new)


@dataclass(frozen=True, slots=True)
class ImportOutcome:
    """What an import did; `left` says where something that is sealed now could not be overwritten."""

    added: int
    changed: int
    same: int
    missing: int
    withdrawn: int
    left: tuple[Message, ...] = ()

    def as_json(self) -> dict[str, object]:
        """Return it as a job keeps it, and a command prints it."""
        return {**asdict(replace(self, left=())), "left": [each.as_json() for each in self.left]}


class ChangesNotAccepted(MessageError):
    """The workbook would overwrite rows, and nobody said that it may."""

    def __init__(self, plan: ImportPlan) -> None:
        super().__init__(Message("import.changes", n=_size(plan.changed)))
        self.plan = plan


class RegisterMoved(MessageError):
    """Somebody wrote to the register after the plan was made."""

    def __init__(self) -> None:
        super().__init__(Message("import.moved"))


def plan_import(workbook: Workbook) -> ImportPlan:
    """Compare a sound workbook with the register; raises UnsoundWorkbook for tokens that belong to no row here."""
    at, lacking = log_size(), workbook.lacking
    register = whole()
    workbook = reopened(workbook, register, workspace_tokens())
    undone = set(Judgement.objects.filter(withdrawn_at__isnull=False).values_list("ref", flat=True))
    new: dict[str, tuple[Row, ...]] = {}
    changed: dict[str, tuple[Row, ...]] = {}
    before: dict[str, tuple[Row, ...]] = {}
    changes: list[FieldChange] = []
    same = missing = withdrawn = 0
    for sheet in SHEETS:
        here = {key_of(row): row for row in getattr(register, sheet.name)}
        offered = _completed(getattr(workbook, sheet.name), here, lacking.get(sheet.name, ()))
        kept = [row for row in offered if not (isinstance(row, JudgementRow) and row.id in undone)]
        new[sheet.name] = tuple(row for row in kept if key_of(row) not in here)
        changed[sheet.name] = tuple(
            row for row in kept if (old := here.get(key_of(row))) is not None and old != row
        )
        before[sheet.name] = tuple(here[key_of(row)] for row in changed[sheet.name])
        pairs = zip(before[sheet.name], changed[sheet.name], strict=True)
        changes += [each for pair in pairs for each in differing(sheet.name, *pair)]
        same += len(kept) - len(new[sheet.name]) - len(changed[sheet.name])
        missing += len(here) - (len(kept) - len(new[sheet.name]))
        withdrawn += len(offered) - len(kept)
    added, after, old = (Workbook(**each) for each in (new, changed, before))  # type: ignore[arg-type]
    plan = ImportPlan(at, added, after, old, tuple(changes), same, missing, withdrawn)
    if plan.changes:
        _refuse_unsound(register, plan)
    return plan


def _completed(rows: Sequence[Row], here: Mapping[str, Row], lacking: Collection[str]) -> Sequence[Row]:
    """Return rows with what the known ones of them hold in the columns that their workbook does not have."""
    if not lacking:
        return rows
    return [
        replace(row, **{name: getattr(known, name) for name in lacking})
        if (known := here.get(key_of(row)))
        else row
        for row in rows
    ]


def log_size() -> int:
    """Return how many events the log has."""
    head = Head.objects.first()
    return head.size if head else 0


def _size(rows: Workbook) -> int:
    return sum(len(getattr(rows, sheet.name)) for sheet in SHEETS)


def differing(sheet: str, before: Row, after: Row) -> Iterator[FieldChange]:
    """Yield the cells in which a row of a sheet is another after a change."""
    columns = [field.name for field in fields(after)]
    for column, old, new in zip(columns, cells(before), cells(after), strict=True):
        if old != new:
            yield FieldChange(sheet, key_of(after), column, old, new)


def _refuse_unsound(register: Workbook, plan: ImportPlan) -> None:
    """Raise UnsoundWorkbook where rows of the register would break a rule beside the changed ones."""
    merged = {}
    for sheet in SHEETS:
        rows = {key_of(row): row for row in getattr(register, sheet.name)}
        rows |= {key_of(row): row for part in (plan.new, plan.changed) for row in getattr(part, sheet.name)}
        merged[sheet.name] = Table(*table_of(sheet, rows.values()))
    _, problems = check(merged)
    if problems.total:
        raise UnsoundWorkbook(problems)


def apply_import(
    plan: ImportPlan,
    *,
    actor: Actor,
    accept_because: str = "",
    action: Action = Action.IMPORT_WORKBOOK,
    progress: Progress | None = None,
) -> ImportOutcome:
    """Do what the plan says, in one transaction; nothing at all where there is nothing to do.

    `action`: what the event says was done.
    `accept_because`: why rows may be overwritten, which is kept with the event; empty: they may not.
    Raises ChangesNotAccepted, or RegisterMoved where the register is not as it was when planned.
    """
    if plan.changes and not accept_because.strip():
        raise ChangesNotAccepted(plan)
    done = ImportOutcome(plan.added, _size(plan.changed), plan.same, plan.missing, plan.withdrawn)
    if not plan.added and not plan.changes:
        return done
    prepared = PreparedImport(plan)
    sought = texts_to_seal(plan.changed) if prepared.seal else None
    reason = accept_because if plan.changes else ""
    with ExitStack() as marks, recorded(action=action, actor=actor, reason=reason) as event:
        if log_size() != plan.at:
            raise RegisterMoved
        sealed_later = prepared.save(event, progress)
        if sought and sealed_later:
            marks.enter_context(overwriting_due())
    return replace(done, left=drop_copies(sought)) if sought and sealed_later else done


class PreparedImport:
    """The rows of a plan ready to be saved: compared, sealed where they are to be, and committed to.

    `contents`: of all new documents among them, or of each by its id.
    """

    def __init__(self, plan: ImportPlan, contents: Content | Mapping[str, Content] | None = None) -> None:
        self.plan = plan
        self.seal = sealer()
        closed = self.seal.closed if self.seal else lambda rows: rows
        self.new, self.changed = closed(plan.new), closed(plan.changed)
        self.staged = stage(self.new, _known(plan), contents)

    def save(self, event: Recorder, progress: Progress | None = None) -> bool:
        """Save them inside the event's transaction; return whether earlier versions were sealed, too."""
        touched, sealed_later = AffectedRows(), False
        self.staged.save(event, progress)
        index_new(self.staged)
        change_rows(self.changed, self.plan.before, self.staged.known, event, touched)
        if self.seal:
            self.seal.save(event)
            sealed_later = seal_earlier(self.changed, event, self.seal)
            close_list_rows()
        _derive(self.plan, self.new, self.staged, touched)
        keep_examined(event)
        return sealed_later


def _known(plan: ImportPlan) -> KnownRows:
    parts = (plan.new, plan.changed, plan.before)
    together = {
        sheet.name: tuple(row for part in parts for row in getattr(part, sheet.name)) for sheet in SHEETS
    }
    new = {sheet.name: {key_of(row) for row in getattr(plan.new, sheet.name)} for sheet in SHEETS}
    return known_rows(Workbook(**together), new)  # type: ignore[arg-type]


def _derive(plan: ImportPlan, new: Workbook, staged: StagedRows, touched: AffectedRows) -> None:
    if plan.is_all or plan.added > MANY:
        rebuild_derived(new if plan.is_all else None)
        return
    touch_new(staged, touched)
    refresh(touched)
