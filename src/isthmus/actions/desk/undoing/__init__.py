"""Taking back one's own action: what it did is found in the log, what that moves is shown, and the log keeps both.

What was taken back by mistake is brought back by taking back the taking back.
"""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass

from isthmus.actions.desk.effects import Effect, effect_of
from isthmus.actions.desk.import_workbook import MANY, RegisterMoved, log_size
from isthmus.actions.desk.recorded import Recorder, recorded
from isthmus.actions.desk.sealing_copies import drop_copies
from isthmus.actions.desk.undoing.lists import ListTakenBack
from isthmus.actions.desk.undoing.refusals import NotUndone
from isthmus.actions.desk.undoing.since import DoneSince, done_since
from isthmus.actions.desk.undoing.steps import UndoStep, refuse_final, steps_of, texts_sealed_by
from isthmus.core.custody.actors import Action, Actor
from isthmus.core.messages import Message
from isthmus.store.desk.models import Event, ListChange, UndoneAction
from isthmus.store.desk.overwriting import overwrite_deleted
from isthmus.store.desk.overwriting_marks import overwriting_due

__all__ = ["DoneSince", "NotUndone", "OwnAction", "PlannedUndo", "own_actions", "plan_undo", "undo"]


@dataclass(frozen=True, slots=True)
class OwnAction:
    """Something that somebody did, and why it cannot be taken back if it cannot."""

    event: Event
    why_not: Message | None = None


@dataclass(frozen=True, slots=True)
class PlannedUndo:
    """What takes an action back, as the register stood at log size `at`; not yet done."""

    event: Event
    steps: tuple[UndoStep, ...]
    actor: Actor
    at: int

    @property
    def since(self) -> DoneSince | None:
        """Return what was done since with the rows that it brought, where it brought a list in."""
        change = ListChange.objects.filter(event=self.event).first()
        return done_since(change) if change else None

    @property
    def is_long(self) -> bool:
        """Return whether it withdraws so many statements that it is done beside the page, and not tried before."""
        return any(isinstance(each, ListTakenBack) and len(each.keys) > MANY for each in self.steps)

    def effect(self) -> Effect:
        """Return what it moves; it is tried and taken back."""
        return effect_of(lambda: self.save(Recorder()))

    def save(self, event: Recorder) -> None:
        """Do all of it inside an event."""
        for each in self.steps:
            each.save(event)


def own_actions(actor: Actor, most: int) -> Iterator[OwnAction]:
    """Yield the last actions of somebody, the last first; of those that nothing takes back, why.

    Whether what an action wrote was changed since is found when its undo is planned.
    """
    for event in Event.objects.filter(actor=actor.number).order_by("-sequence")[:most]:
        try:
            _refuse_outright(event, actor)
        except NotUndone as refused:
            yield OwnAction(event, refused.message)
        else:
            yield OwnAction(event)


def plan_undo(event: Event, *, actor: Actor, because: str = "") -> PlannedUndo:
    """Return what takes an action back; raises NotUndone where it is not the actor's, or nothing takes it back."""
    _refuse_outright(event, actor)
    at = log_size()
    return PlannedUndo(event, tuple(steps_of(event, at, because=because, actor=actor)), actor, at)


def _refuse_outright(event: Event, actor: Actor) -> None:
    if event.actor_id != actor.number:
        raise NotUndone(Message("undo.not_yours"))
    if _is_taken_back(event):
        raise NotUndone(Message("undo.taken_back"))
    refuse_final(event)


def undo(planned: PlannedUndo, *, because: str = "") -> tuple[Message, ...]:
    """Take an action back, in one event; return where something that is sealed now could not be overwritten.

    Raises RegisterMoved where somebody wrote to the register since it was planned.
    """
    sought = [texts_sealed_by(each) for each in planned.steps]
    with ExitStack() as marks, recorded(action=Action.UNDO, actor=planned.actor, reason=because) as event:
        if log_size() != planned.at:
            raise RegisterMoved
        planned.save(event)
        event.commit(UndoneAction(event_id=planned.at, undone=planned.event))
        destroys = event.destroys
        if destroys or any(sought):
            marks.enter_context(overwriting_due())
    left = [message for each in sought if each for message in drop_copies(each)]
    return tuple(dict.fromkeys([*left, *(overwrite_deleted() if destroys else ())]))


def _is_taken_back(event: Event) -> bool:
    """Return whether an event that still holds took this one back."""
    return any(not _is_taken_back(each.event) for each in event.undone_by.select_related("event"))
