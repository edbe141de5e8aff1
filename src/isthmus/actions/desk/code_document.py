"""Putting one coded document into the register: its statements, and the sources and places made in passing."""

from datetime import datetime

from isthmus.actions.desk.changing import touch_new
from isthmus.actions.desk.examined import keep_examined
from isthmus.actions.desk.recorded import recorded
from isthmus.actions.desk.staging import Content, keys_of, stage
from isthmus.core.custody.actors import Actor
from isthmus.core.workbook.rows import Workbook
from isthmus.store.desk.derive import AffectedRows, index_words, refresh
from isthmus.store.desk.django_setup import current_workspace
from isthmus.store.desk.models import Document

__all__ = ["code_document"]


def code_document(
    *, rows: Workbook, content: bytes = b"", content_type: str = "", actor: Actor, at: datetime | None = None
) -> Document:
    """Add rows that the workbook's rules hold for, one document among them, with its text or file if there is one.

    References may be to rows of the register. Raises ValueError unless there is exactly one document.
    """
    if len(rows.documents) != 1:
        raise ValueError(f"{len(rows.documents)} documents")
    kept = _kept(content, content_type)
    with recorded(action="code_document", actor=actor, at=at) as event:
        staged = stage(rows, keys_of(rows), kept)
        staged.save(event)
        index_words(staged.keys["statements"])
        touched = AffectedRows()
        touch_new(staged, touched)
        refresh(touched)
        keep_examined(event, at)
    return Document.objects.get(pk=staged.keys["documents"][0])


def _kept(content: bytes, content_type: str) -> Content:
    """Store the content; what nothing refers to after a crash is found by doctor."""
    if not content:
        return Content()
    name = current_workspace().blobs.add(content)
    return Content(name, content_type or "text/plain", len(content))
