"""Judging, one pair or several, and taking it back: what rests on it is worked out in the same transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from isthmus.actions.desk.changing import committed_cells, link
from isthmus.actions.desk.effects import Effect, FiguresAndLines
from isthmus.actions.desk.examined import keep_examined
from isthmus.actions.desk.new_judgements import moment, new_id
from isthmus.actions.desk.recorded import Recorder, recorded
from isthmus.actions.desk.row_mapping import Keys, fill
from isthmus.actions.desk.staging import KnownRows, known_rows
from isthmus.core.custody.actors import Actor
from isthmus.core.messages import Message, MessageError
from isthmus.core.register.judgements import oppose
from isthmus.core.workbook import rows
from isthmus.core.workbook.judgement_kinds import ONE_SIDED
from isthmus.core.workbook.schema import DECISIONS, SIDES
from isthmus.store.desk.derive import AffectedRows, rebuild_derived, refresh
from isthmus.store.desk.models import Act, Judgement
from isthmus.store.desk.queries.candidates import judged_between

__all__ = [
    "JudgedTogether",
    "NotJudged",
    "PlannedJudgement",
    "judge",
    "judge_together",
    "plan_judgements",
    "reinstate",
    "settle",
    "withdraw",
    "withdraw_together",
]


# Past this many the derived tables are made again as a whole, which is faster.
_MANY = 2_000


class NotJudged(MessageError):
    """A judgement that the rules do not allow; says which rule, and what to do."""


def judge(
    *,
    kind: str,
    left: str,
    right: str = "",
    decision: str,
    actor: Actor,
    because: str = "",
    replaces: Sequence[str] = (),
    at: datetime | None = None,
) -> Judgement:
    """Record a decision about two rows (one, for a retraction or a statement), named by their ids.

    `replaces`: judgements by id.
    """
    now = at or datetime.now(UTC)
    row = _row(kind, (left, right), decision, because, replaces, actor, now)
    [planned] = plan_judgements([row], actor=actor)
    with recorded(action="judge", actor=actor, at=now) as event:
        made = planned.save(event)
        settle([made], event)
    return made


@dataclass(frozen=True, slots=True)
class JudgedTogether:
    """Judgements made in one action, and what they moved."""

    judgements: tuple[Judgement, ...]
    effect: Effect


def judge_together(
    *,
    kind: str,
    pairs: Sequence[tuple[str, str]],
    decision: str,
    actor: Actor,
    because: str,
    replaces: Sequence[str] | None = None,
    at: datetime | None = None,
) -> JudgedTogether:
    """Record one decision about several pairs as one event, and tell what that moved.

    Each takes the place of what opposes it about the same two things, or of the judgements given by id.
    """
    now = at or datetime.now(UTC)
    drawn = []
    for pair in dict.fromkeys(pairs):
        opposed = _opposed(kind, pair, decision) if replaces is None else replaces
        drawn.append(_row(kind, pair, decision, because, opposed, actor, now))
    if not drawn:
        raise NotJudged(Message("judging.sides"))
    planned = plan_judgements(drawn, actor=actor)
    with recorded(action="judge", actor=actor, at=now) as event:
        before = FiguresAndLines.at_once()
        made = [each.save(event) for each in planned]
        settle(made, event)
        return JudgedTogether(tuple(made), before.moved_to(FiguresAndLines.at_once()))


def _row(
    kind: str,
    sides: tuple[str, str],
    decision: str,
    because: str,
    replaces: Sequence[str],
    actor: Actor,
    now: datetime,
) -> rows.Judgement:
    return rows.Judgement(
        new_id(),
        kind,
        *sides,
        decision,
        actor.name,
        moment(now),
        "one_by_one",
        because.strip(),
        tuple(replaces),
    )


def _opposed(kind: str, pair: tuple[str, str], decision: str) -> list[str]:
    """Return the judgements in force that say what cannot be true beside it of the same two things, by id."""
    return [
        each.ref
        for each, turned in judged_between(kind, *pair)
        if oppose(each.decision, decision) or (decision == each.decision == "part_of" and turned)
    ]


@dataclass(frozen=True, slots=True)
class PlannedJudgement:
    """A decision that the rules allow, not yet made."""

    row: rows.Judgement
    known: KnownRows
    actor: Actor

    def save(self, event: Recorder) -> Judgement:
        """Save it inside an event, which settles what hangs on it."""
        made = Judgement()
        fill(made, self.row, self.known.keys)
        made.actor_id = self.actor.number
        event.commit(made, committed_cells(made, self.row, self.known))
        link(made, self.row, self.known.keys)
        return made


def plan_judgements(listed: Sequence[rows.Judgement], *, actor: Actor) -> tuple[PlannedJudgement, ...]:
    """Return decisions that are yet to be made, what they refer to read at once; raises NotJudged."""
    for row in listed:
        _refuse_shape(row)
    known = known_rows(rows.Workbook(judgements=tuple(listed)))
    for row in listed:
        _refuse_unknown(row, known.keys)
        _refuse_two_types(row)
    return tuple(PlannedJudgement(row, known, actor) for row in listed)


def withdraw(judgement: Judgement, *, actor: Actor, at: datetime | None = None) -> Judgement:
    """Undo a judgement: it stays, counts for nothing, and what it replaced is in force again."""
    withdraw_together([judgement], actor=actor, at=at, measure=False)
    return judgement


def withdraw_together(
    judgements: Sequence[Judgement], *, actor: Actor, at: datetime | None = None, measure: bool = True
) -> Effect | None:
    """Undo several judgements as one event, and tell what that moved where it is measured."""
    if not judgements or any(each.withdrawn_at is not None for each in judgements):
        raise NotJudged(Message("judging.undone_already"))
    now = at or datetime.now(UTC)
    with recorded(action="withdraw_judgement", actor=actor, at=now) as event:
        before = FiguresAndLines.at_once() if measure else None
        for each in judgements:
            each.withdrawn_at, each.withdrawn_by_id = now, actor.number
            event.commit(each)
        settle(judgements, event)
        return before.moved_to(FiguresAndLines.at_once()) if before else None


def reinstate(judgement: Judgement, *, actor: Actor) -> Judgement:
    """Take the undoing of a judgement back: it counts again."""
    if judgement.withdrawn_at is None:
        raise NotJudged(Message("judging.not_undone"))
    with recorded(action="reinstate_judgement", actor=actor) as event:
        judgement.withdrawn_at = judgement.withdrawn_by = judgement.withdrawn_by_run = None
        event.commit(judgement)
        settle([judgement], event)
    return judgement


def settle(made: Sequence[Judgement], event: Recorder) -> None:
    """Work out again what hangs on judgements that were made or changed in an event."""
    if len(made) > _MANY:
        rebuild_derived()
    else:
        touched = AffectedRows()
        replaced = Judgement.objects.filter(replaced_by__judgement__in=made)
        touched.add_judgements([*made, *replaced])
        refresh(touched)
    if any(each.kind in ("person", "statement") for each in made):
        keep_examined(event)


def _refuse_shape(row: rows.Judgement) -> None:
    """Raise NotJudged where kind, decision and sides do not fit."""
    if row.kind not in DECISIONS:
        raise NotJudged(Message("judging.kinds", kinds=tuple(DECISIONS)))
    if row.decision not in DECISIONS[row.kind]:
        raise NotJudged(Message("judging.decisions", decisions=DECISIONS[row.kind]))
    empty = row.decision == "examined"
    if bool(row.left) == empty or bool(row.right) == (empty or row.kind in ONE_SIDED):
        raise NotJudged(Message("judging.sides"))
    if row.left and row.left == row.right:
        raise NotJudged(Message("judging.with_itself"))


def _refuse_unknown(row: rows.Judgement, keys: Keys) -> None:
    for sheet, refs in ((SIDES[row.kind], (row.left, row.right)), ("judgements", row.replaces)):
        for ref in refs:
            if ref and ref not in keys[sheet]:
                raise NotJudged(Message("judging.no_such_row", sheet=sheet))


def _refuse_two_types(row: rows.Judgement) -> None:
    """Raise NotJudged where acts of two types, or one in general, are to be one incident."""
    if row.kind != "incident":
        return
    acts = Act.objects.filter(ref__in=(row.left, row.right))
    if acts.filter(scope="general").exists():
        raise NotJudged(Message("judging.general"))
    if row.decision == "same" and acts.values("type").distinct().count() > 1:
        raise NotJudged(Message("judging.two_types"))
