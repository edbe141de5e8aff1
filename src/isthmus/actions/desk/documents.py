"""Holding a document, or no longer."""

from isthmus.actions.desk.recorded import recorded
from isthmus.core.custody.actors import Actor
from isthmus.core.messages import Message, MessageError
from isthmus.store.desk.derive import AffectedRows, refresh
from isthmus.store.desk.models import Document

__all__ = ["HeldAlready", "hold_document", "release_document"]


class HeldAlready(MessageError):
    """The document is held, or not held, as asked."""


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
