"""People and acts that a list added to statements from before: they are taken out, and nothing is destroyed.

A statement is withdrawn as a whole. So what was added to one that stays moves to a statement of its own, which says
what the list said then, and is withdrawn.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import batched
from uuid import UUID

from isthmus.actions.desk.import_workbook import ImportPlan, PreparedImport, differing, log_size
from isthmus.actions.desk.judge import settle
from isthmus.actions.desk.new_judgements import JudgementBatch
from isthmus.actions.desk.recorded import Recorder
from isthmus.core.custody.actors import Actor
from isthmus.core.messages import Message
from isthmus.core.workbook import rows
from isthmus.core.workbook.rows import Workbook
from isthmus.core.workbook.schema import SHEETS, sheet
from isthmus.store.desk.models import Act, Mention, Statement, Status
from isthmus.store.desk.queries.workbook import some, whole

__all__ = ["AddedRowsTakenOut", "StatementsStayOut", "added_rows_taken_out"]

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class StatementsStayOut:
    """Statements that are withdrawn, and stay so though what withdrew them is taken back."""

    refs: tuple[str, ...]
    because: str
    actor: Actor

    @property
    def words(self) -> Message:
        """Return what it will do."""
        return Message("undo.list_again")

    def save(self, event: Recorder) -> None:
        """Withdraw them inside an event."""
        sides = some(Statement.objects.all(), set(self.refs), "ref", "pk", by="ref")
        batch = JudgementBatch.of_actor("statement", self.actor, datetime.now(UTC), made="in_one_go")
        listed = [(((ref, key),), "withdrawn", self.because) for ref, key in sides]
        settle(batch.commit(event, listed), event)


@dataclass(frozen=True, slots=True)
class AddedRowsTakenOut:
    """What was added to statements that stay stands in statements of its own, which are withdrawn."""

    plan: ImportPlan
    out: StatementsStayOut

    @property
    def words(self) -> Message:
        """Return what it will do."""
        return Message("undo.added", n=len(self.plan.changes))

    def save(self, event: Recorder) -> None:
        """Do it inside an event."""
        PreparedImport(self.plan).save(event)
        self.out.save(event)


def added_rows_taken_out(
    added: Collection[UUID], brought: Collection[int], because: str, actor: Actor
) -> Iterator[AddedRowsTakenOut]:
    """Yield what takes added rows out of statements that stay; nothing where all of them came with theirs.

    `added`: the random numbers of acts, people and statuses; `brought`: the keys of the statements that came.
    """
    new = {model: _refs(model, added) for model in (Act, Mention, Status)}
    if not any(new.values()):
        return
    came = {ref for (ref,) in some(Statement.objects.all(), brought, "ref")}
    register = whole()
    moved = _RowMove({each.id: each for each in register.statements})
    acts = {each.id: each for each in register.acts}
    for act in register.acts:
        if act.id in new[Act] and act.statement not in came:
            moved.take("acts", act, replace(act, statement=moved.statement_for(act.statement)))
    for mention in register.mentions:
        of = acts[mention.act]
        if mention.id in new[Mention] and of.id not in new[Act] and of.statement not in came:
            moved.take("mentions", mention, replace(mention, act=moved.act_for(of)))
    for status in register.statuses:
        if status.id in new[Status] and status.statement not in came:
            moved.take("statuses", status, replace(status, statement=moved.statement_for(status.statement)))
    if moved.changed:
        out = StatementsStayOut(tuple(moved.made), because, actor)
        yield AddedRowsTakenOut(moved.plan(register), out)


def _refs(model: type[Act] | type[Mention] | type[Status], uids: Collection[UUID]) -> set[str]:
    found: set[str] = set()
    for each in batched(sorted(uids), _AT_ONCE):
        found |= set(model.objects.filter(uid__in=each).values_list("ref", flat=True))
    return found


@dataclass(slots=True)
class _RowMove:
    """Rows that move to other statements, as they are and as they will be, and what is made for them."""

    statements: dict[str, rows.Statement]
    new: dict[str, list[rows.Row]] = field(default_factory=lambda: defaultdict(list))
    changed: dict[str, list[rows.Row]] = field(default_factory=lambda: defaultdict(list))
    before: dict[str, list[rows.Row]] = field(default_factory=lambda: defaultdict(list))
    made: list[str] = field(default_factory=list)
    _of: dict[str, str] = field(default_factory=dict)
    _acts: dict[str, str] = field(default_factory=dict)

    def take(self, name: str, before: rows.Row, after: rows.Row) -> None:
        self.before[name].append(before)
        self.changed[name].append(after)

    def statement_for(self, ref: str) -> str:
        """Return the statement to which rows of another move. Of one that is sealed no word is copied."""
        if ref not in self._of:
            number = 2
            while f"{ref}-{number}" in self.statements:
                number += 1
            made = replace(self.statements[ref], id=f"{ref}-{number}")
            if made.protection == "sealed":
                made = replace(made, quote="", locator="")
            self.statements[made.id] = made
            self.new["statements"].append(made)
            self.made.append(made.id)
            self._of[ref] = made.id
        return self._of[ref]

    def act_for(self, act: rows.Act) -> str:
        """Return the act to which people of another move."""
        if act.id not in self._acts:
            statement = self.statement_for(act.statement)
            made = replace(act, id=f"{statement}.{len(self._acts) + 1}", statement=statement)
            self.new["acts"].append(made)
            self._acts[act.id] = made.id
        return self._acts[act.id]

    def plan(self, register: Workbook) -> ImportPlan:
        """Return all of it as one plan."""
        new, changed, before = (
            Workbook(**{name: tuple(found) for name, found in part.items()})  # type: ignore[arg-type]
            for part in (self.new, self.changed, self.before)
        )
        changes = tuple(
            each
            for name in self.changed
            for old, now in zip(self.before[name], self.changed[name], strict=True)
            for each in differing(sheet(name).name, old, now)
        )
        missing = sum(len(getattr(register, each.name)) for each in SHEETS)
        return ImportPlan(log_size(), new, changed, before, changes, same=0, missing=missing, withdrawn=0)
