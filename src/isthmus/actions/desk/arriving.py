"""What comes in as the content of a document, committed to as it was measured."""

from collections.abc import Iterable
from datetime import datetime

from isthmus.actions.desk.coding.file_reading import FileReading
from isthmus.actions.desk.recorded import Recorder
from isthmus.actions.desk.sealing import sealer
from isthmus.actions.desk.staging import Content
from isthmus.core.reading.plain_letters import plain_name
from isthmus.store.desk.django_setup import current_workspace
from isthmus.store.desk.models import Arrival, DerivedCopy

__all__ = ["arrival_of", "commit_arrivals", "copy_of"]


def arrival_of(document: int, content: Content, name: str, at: datetime) -> Arrival:
    """Return that content came in for a document, by its key; `name`: what the file was called. It is not saved yet."""
    return Arrival(
        document_id=document,
        content=content.name,
        sha256=content.sha256,
        size=content.size or 0,
        kind=content.type,
        name=plain_name(name),
        at=at,
    )


def copy_of(document: int, made_of: str, reading: FileReading, at: datetime) -> DerivedCopy:
    """Return a copy that a tool made of a stored file of a document, stored; its row is not saved yet."""
    kept = current_workspace().blobs.add_pieces([reading.stored.as_bytes()])
    return DerivedCopy(
        document_id=document,
        made_of=made_of,
        content=kept.name,
        sha256=kept.sha256,
        size=kept.size,
        tool=reading.tool,
        version=reading.version,
        parameters=reading.parameters,
        language=reading.language,
        at=at,
    )


def commit_arrivals(arrivals: Iterable[Arrival], event: Recorder, *, is_sealed: bool) -> None:
    """Save and commit to what came in for a document, under seal where the document is."""
    seal = sealer() if is_sealed else None
    for each in arrivals:
        event.commit_many(seal.arrival(each) if seal else [])
        event.commit(each)
