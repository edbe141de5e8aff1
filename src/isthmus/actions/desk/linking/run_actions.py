"""What people do to whole runs: let them join from a probability on, take all of that apart, leave the rest unsure."""

from collections.abc import Sequence
from datetime import UTC, datetime

from django.db.models import QuerySet

from isthmus.actions.desk.examined import keep_examined
from isthmus.actions.desk.linking.auto_link import automatic
from isthmus.actions.desk.linking.extra import NotLinked
from isthmus.actions.desk.linking.proposing import mark_apart
from isthmus.actions.desk.linking.save_run import withdraw_all
from isthmus.actions.desk.new_judgements import JudgementBatch
from isthmus.actions.desk.recorded import Recorder, recorded
from isthmus.core.custody.actors import Actor
from isthmus.core.link.reasons import reason_text
from isthmus.core.messages import Message
from isthmus.store.desk.derive import AffectedRows, refresh
from isthmus.store.desk.models import LINK_KINDS, NEVER_JOINED, Judgement, LinkRun, LinkThreshold
from isthmus.store.desk.queries.proposals import sides, undecided

__all__ = ["leave_open_as_unsure", "left_unsure", "set_threshold", "take_apart", "take_back_unsure"]

LOWEST = 0.5


def set_threshold(*, kind: str, probability: float | None, actor: Actor) -> LinkThreshold:
    """Set from which probability later runs may join by themselves; None: never. Raises NotLinked."""
    if kind not in LINK_KINDS:
        raise NotLinked(Message("linking.kinds", kinds=LINK_KINDS))
    if kind in NEVER_JOINED and probability is not None:
        raise NotLinked(Message("linking.never_joined"))
    if probability is not None and not LOWEST <= probability <= 1:
        raise NotLinked(Message("linking.threshold_out_of_range"))
    with recorded(action="set_link_threshold", actor=actor) as event:
        made = LinkThreshold(kind=kind, probability=probability, by_id=actor.number, at=datetime.now(UTC))
        return event.commit(made)


def take_apart(run: LinkRun, *, actor: Actor) -> int:
    """Undo everything that a run joined by itself, and tell how many judgements that were; raises NotLinked."""
    now = datetime.now(UTC)
    with recorded(action="undo_link_run", actor=actor) as event:
        standing = list(automatic(run.kind).filter(by=run.name))
        if not standing:
            raise NotLinked(Message("linking.nothing_joined"))
        run.undone_at, run.undone_by_id = now, actor.number
        event.commit(run)
        withdraw_all(event, standing, by=actor, at=now)
        _settle(event, run, standing, now)
    return len(standing)


def leave_open_as_unsure(run: LinkRun, *, actor: Actor) -> int:
    """Judge all proposals that nobody decided `unsure` at once: the count then uses what the run compared.

    Not those whom a source tells apart: in doubt about them, nobody would be told apart any more.
    """
    now = datetime.now(UTC)
    left, right = sides(run.kind)
    columns = (f"{left}__ref", left, f"{right}__ref", right)
    with recorded(action="leave_pairs_unsure", actor=actor) as event:
        mark_apart(undecided(run), run.kind)
        pairs = list(undecided(run).filter(apart=False).values_list(*columns))
        if not pairs:
            raise NotLinked(Message("linking.nothing_open"))
        judged = [
            (((one, first), (other, second)), "unsure", _left_open(run))
            for one, first, other, second in pairs
        ]
        made = JudgementBatch.of_actor(run.judged_as, actor, now, made="in_one_go").commit(event, judged)
        _settle(event, run, made, now)
    return len(made)


def left_unsure(run: LinkRun) -> "QuerySet[Judgement]":
    """Return the judgements that left pairs of a run unsure, and are in force."""
    left = Judgement.objects.in_force().filter(kind=run.judged_as, decision="unsure", made="in_one_go")
    return left.filter(because=_left_open(run))


def take_back_unsure(run: LinkRun, *, actor: Actor) -> int:
    """Undo `leave_open_as_unsure`: the pairs that were left so are asked about again."""
    now = datetime.now(UTC)
    with recorded(action="reopen_pairs", actor=actor) as event:
        standing = list(left_unsure(run))
        if not standing:
            raise NotLinked(Message("linking.nothing_unsure"))
        withdraw_all(event, standing, by=actor, at=now)
        _settle(event, run, standing, now)
    return len(standing)


def _left_open(run: LinkRun) -> str:
    return reason_text(Message("link.reason.left_open", run=run.ref))


def _settle(event: Recorder, run: LinkRun, judgements: Sequence[Judgement], now: datetime) -> None:
    touched = AffectedRows()
    touched.add_judgements(judgements)
    refresh(touched)
    if run.kind == "person":
        keep_examined(event, now)
