"""What comes in as the content of a document, committed to as it was measured."""

from collections.abc import Iterable
from datetime import datetime

from isthmus.actions.desk.recorded import Recorder
from isthmus.actions.desk.sealing import sealer
from isthmus.actions.desk.staging import Content
from isthmus.store.desk.models import Arrival

__all__ = ["arrival_of", "commit_arrivals"]


def arrival_of(document: int, content: Content, name: str, at: datetime) -> Arrival:
    """Return that content came in for a document, by its key; `name`: what the file was called. It is not saved yet."""
    return Arrival(
        document_id=document,
        content=content.name,
        sha256=content.sha256,
        size=content.size or 0,
        kind=content.type,
        name=name,
        at=at,
    )


def commit_arrivals(arrivals: Iterable[Arrival], event: Recorder, *, is_sealed: bool) -> None:
    """Save and commit to what came in for a document, under seal where the document is."""
    seal = sealer() if is_sealed else None
    for each in arrivals:
        event.commit_many(seal.arrival(each) if seal else [])
        event.commit(each)
