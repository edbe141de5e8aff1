"""Withdrawing statements that were coded by mistake, or letting them stand after all: looked at first, then done."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from isthmus.actions.desk.effects import Effect, effect_of
from isthmus.actions.desk.judge import PlannedJudgement, plan_judgements, settle
from isthmus.actions.desk.new_judgements import moment, new_id
from isthmus.actions.desk.recorded import Recorder, recorded
from isthmus.core.custody.actors import Action, Actor
from isthmus.core.messages import Message, MessageError
from isthmus.core.workbook import rows
from isthmus.store.desk.models import Judgement, Statement

__all__ = ["NotWithdrawn", "Withdrawal", "plan_withdrawal"]


class NotWithdrawn(MessageError):
    """Nothing was decided about statements; says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """What is decided about statements, each by a judgement of its own, not yet made."""

    judgements: tuple[PlannedJudgement, ...]
    actor: Actor

    def effect(self) -> Effect:
        """Return what it moves; it is tried and taken back."""
        return effect_of(lambda: self.save(Recorder()))

    def save(self, event: Recorder) -> list[Judgement]:
        """Record the decisions inside an event."""
        made = [each.save(event) for each in self.judgements]
        settle(made, event)
        return made

    def carry_out(self) -> list[Judgement]:
        """Record the decisions in an event of their own; raises NotWithdrawn where a reason is missing."""
        if not all(each.row.because for each in self.judgements):
            raise NotWithdrawn(Message("withdraw.reason_missing"))
        with recorded(action=Action.JUDGE, actor=self.actor) as event:
            return self.save(event)


def plan_withdrawal(
    statements: Sequence[Statement], decision: str, *, because: str, actor: Actor
) -> Withdrawal:
    """Return the decision (`withdrawn`, `stands`) about statements, in the place of earlier ones about them."""
    now = datetime.now(UTC)
    earlier = Judgement.objects.in_force().filter(kind="statement", left_statement__in=statements)
    replaced: dict[int | None, list[str]] = {}
    for key, ref in earlier.order_by("ref").values_list("left_statement", "ref"):
        replaced.setdefault(key, []).append(ref)
    listed = [
        rows.Judgement(
            new_id(),
            "statement",
            each.ref,
            "",
            decision,
            actor.name,
            moment(now),
            "one_by_one" if len(statements) == 1 else "in_one_go",
            because,
            tuple(replaced.get(each.pk, ())),
        )
        for each in statements
    ]
    return Withdrawal(plan_judgements(listed, actor=actor), actor)
