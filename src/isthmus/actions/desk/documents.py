"""Holding a document, or no longer; and destroying one with all that was said in it."""

from isthmus.actions.desk.changing import touch
from isthmus.actions.desk.examined import keep_examined
from isthmus.actions.desk.recorded import Recorder, recorded
from isthmus.core.custody.actors import Actor
from isthmus.core.messages import Message, MessageError
from isthmus.store.desk.derive import AffectedRows, refresh
from isthmus.store.desk.django_setup import current_workspace
from isthmus.store.desk.models import (
    Act,
    Document,
    Judgement,
    LinkMemory,
    Mention,
    Replacement,
    Retraction,
    Statement,
    Status,
)

__all__ = ["HeldAlready", "StillReferredTo", "destroy_document", "hold_document", "release_document"]


class HeldAlready(MessageError):
    """The document is held, or not held, as asked."""


class StillReferredTo(MessageError):
    """Rows that stay refer to rows that would go."""


def hold_document(document: Document, *, actor: Actor) -> Document:
    """Record that we now hold the artefact itself: what is said in it counts from now on."""
    return _set_held(document, held="yes", action="hold_document", actor=actor)


def release_document(document: Document, *, actor: Actor) -> Document:
    """Undo holding a document: what is said in it is shown, and counts for nothing."""
    return _set_held(document, held="no", action="release_document", actor=actor)


def _set_held(document: Document, *, held: str, action: str, actor: Actor) -> Document:
    if document.held == held:
        raise HeldAlready(Message("document.held_already"))
    with recorded(action=action, actor=actor) as event:
        document.held = held
        event.commit(document)
        touched = AffectedRows()
        touched.add_documents({document.pk})
        refresh(touched)
    return document


def destroy_document(document: Document, *, actor: Actor) -> None:
    """Destroy a document, its content, and all rows that stand on it, with their keys; sources and places stay.

    Raises StillReferredTo where statements of other documents retract some of its statements.
    """
    blob = document.content
    with recorded(action="destroy_document", actor=actor) as event:
        statements = list(document.statements.all())
        _refuse_referred_to(statements)
        touched = AffectedRows()
        touched.add_documents({document.pk})
        for mention in Mention.objects.filter(act__statement__document=document):
            touch(mention, touched)
        judgements = _judgements_on(document)
        for judgement in judgements:
            touch(judgement, touched)
        _remove(event, document, statements, judgements)
        LinkMemory.objects.all().delete()  # nothing derived from what is destroyed stays
        refresh(touched)
        keep_examined(event)
    if blob and not Document.objects.filter(content=blob).exists():
        current_workspace().blobs.remove(blob)


def _refuse_referred_to(statements: list[Statement]) -> None:
    if Retraction.objects.filter(retracted__in=statements).exclude(statement__in=statements).exists():
        raise StillReferredTo(Message("document.retracted"))
    mentioned = Mention.objects.filter(act__statement__in=statements)
    if Status.objects.filter(mention__in=mentioned).exclude(statement__in=statements).exists():
        raise StillReferredTo(Message("document.statuses"))


def _judgements_on(document: Document) -> list[Judgement]:
    """Return the judgements about rows of a document, newest first, withdrawn ones too."""
    mentions = Mention.objects.filter(act__statement__document=document)
    acts = Act.objects.filter(statement__document=document)
    found = Judgement.objects.none()
    for side, rows in (("mention", mentions), ("act", acts)):
        found |= Judgement.objects.filter(**{f"left_{side}__in": rows})
        found |= Judgement.objects.filter(**{f"right_{side}__in": rows})
    found |= Judgement.objects.filter(left_statement__document=document)
    return list(found.distinct())


def _remove(
    event: Recorder, document: Document, statements: list[Statement], judgements: list[Judgement]
) -> None:
    replacing = Judgement.objects.filter(replacements__replaced__in=judgements).exclude(
        pk__in=[j.pk for j in judgements]
    )
    left_over = list(replacing.distinct())
    Replacement.objects.filter(replaced__in=judgements).delete()
    event.commit_many(left_over)
    Retraction.objects.filter(retracted__in=statements).delete()
    within = {"statement__in": statements}
    going = [
        *judgements,
        *Status.objects.filter(**within),
        *Mention.objects.filter(act__statement__in=statements),
        *Act.objects.filter(**within),
        *statements,
        *document.arrivals.all(),
        document,
    ]
    for row in going:
        event.remove(row)
