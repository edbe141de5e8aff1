"""What we hold of a document: its text or file, further files, where a paper original is kept; or no longer."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from types import MappingProxyType

from isthmus.actions.desk.arriving import arrival_of, commit_arrivals
from isthmus.actions.desk.effects import Effect, effect_of
from isthmus.actions.desk.file_kinds import MOST_READ, UNKNOWN, kind_of, kind_of_file
from isthmus.actions.desk.recorded import Recorder, recorded
from isthmus.actions.desk.staging import Content
from isthmus.core.custody.actors import Action, Actor
from isthmus.core.messages import Message, MessageError
from isthmus.files.document.reading import is_read
from isthmus.store.base.blob_writer import ArrivedFile
from isthmus.store.base.blobs import MeasuredContent
from isthmus.store.desk.derive import AffectedRows, index_words, refresh
from isthmus.store.desk.django_setup import current_workspace
from isthmus.store.desk.models import PAPER, Arrival, Document
from isthmus.store.desk.queries.document_texts import PLAIN

__all__ = [
    "Artefact",
    "NotHeld",
    "NotTakenIn",
    "carried_by",
    "holding_effect",
    "release_document",
    "set_held",
    "take_in",
]

# What a document holds of its content, by column.
type ContentCells = Mapping[str, str | int | None]

# As much as the place of a paper original needs: a shelf, not a story.
MOST_KEPT_AT = 300


class NotHeld(MessageError):
    """The document is not held, as asked."""


class NotTakenIn(MessageError):
    """Nothing came in; says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Artefact:
    """What came in of a document: a file or a text, where a paper original is kept, or both.

    `arrived`: a file of any size that lies beside the stored files already.
    """

    content: bytes = b""
    file_name: str = ""
    kept_at: str = ""
    arrived: ArrivedFile | None = None

    @property
    def has_content(self) -> bool:
        """Return whether a file or a text came in."""
        return bool(self.content or self.arrived)

    def kind(self) -> str:
        """Return the media type of what came in; of what is too large to be read, that nothing is known of it.

        Raises NotTakenIn for a text that is too large: what is said in it could not be found.
        """
        if self.arrived is None:
            return kind_of(self.content)
        kind = kind_of_file(self.arrived)
        if self.arrived.size <= MOST_READ:
            return kind
        if kind == PLAIN:
            raise NotTakenIn(Message("coding.file_too_large", megabytes=MOST_READ >> 20))
        return UNKNOWN if is_read(kind) else kind

    def store(self) -> MeasuredContent:
        """Store what came in; return its measures."""
        if self.arrived is None:
            return current_workspace().blobs.add_pieces([self.content])
        self.arrived.keep()
        return self.arrived.measured

    def stored_as(self) -> str:
        """Return the name under which it is, or would be, stored."""
        return self.arrived.measured.name if self.arrived else current_workspace().blobs.name_of(self.content)

    @classmethod
    def of_text(cls, text: str, kept_at: str = "") -> "Artefact":
        """Return a text that was pasted, with the line ends by which quotes are found in it again."""
        return cls(text.replace("\r\n", "\n").replace("\r", "\n").encode(), kept_at=kept_at)


def take_in(document: Document, artefact: Artefact, *, actor: Actor, at: datetime | None = None) -> Document:
    """Record what came in of a document: it is held from now on, and what is said in it counts.

    What came in is measured in the same event. A first file is the document's content; so is a first text, from which
    more can be coded; any other is a further file. Raises NotTakenIn.
    """
    now = at or datetime.now(UTC)
    kept_at = " ".join(artefact.kept_at.split())[:MOST_KEPT_AT]
    if not artefact.has_content and not kept_at:
        raise NotTakenIn(Message("document.nothing_given"))
    kind = artefact.kind() if artefact.has_content else ""
    measured = artefact.store() if artefact.has_content else None
    action = Action.ADD_FILE if document.held == "yes" else Action.HOLD_DOCUMENT
    with recorded(action=action, actor=actor, at=now) as event:
        document = Document.objects.get(pk=document.pk)
        content = Content(measured.name, kind, measured.size, measured.sha256) if measured else None
        file = _file_of(document, content, artefact.file_name, now) if content else None
        cells = _content(document, file) if file else {}
        new = [file] if file and file._state.adding else []
        if kept_at:
            new.append(_paper(document, kept_at, now))
        if document.held == "yes" and not new and not cells:
            raise NotTakenIn(Message("document.file_here_already"))
        commit_arrivals(new, event, is_sealed=document.protection == "sealed")
        if document.held != "yes" or cells:
            set_held(document, "yes", event, cells)
    return document


def release_document(document: Document, *, actor: Actor) -> Document:
    """Record that we do not hold a document: what is said in it is shown, and counts for nothing."""
    with recorded(action=Action.RELEASE_DOCUMENT, actor=actor) as event:
        document = Document.objects.get(pk=document.pk)
        if document.held == "no":
            raise NotHeld(Message("document.not_held"))
        set_held(document, "no", event)
    return document


def holding_effect(document: Document, held: str) -> Effect:
    """Return what it moves to hold a document, or no longer: it is tried and taken back."""
    return effect_of(lambda: set_held(Document.objects.get(pk=document.pk), held, Recorder()))


def carried_by(artefact: Artefact, *, other_than: Document) -> Document | None:
    """Return another document of the register into which this very text or file came, if there is one."""
    name = artefact.stored_as()
    found = Document.objects.filter(arrivals__content=name) | Document.objects.filter(content=name)
    return found.exclude(pk=other_than.pk).order_by("ref").first()


def set_held(
    document: Document, held: str, event: Recorder, content: ContentCells = MappingProxyType({})
) -> None:
    """Let a document be held or not, with this content of its own if any is given, inside an event."""
    for name, value in {"held": held, **content}.items():
        setattr(document, name, value)
    event.commit(document)
    if content:
        index_words("documents", {document.pk})
    touched = AffectedRows()
    touched.add_documents({document.pk})
    refresh(touched)


def _file_of(document: Document, content: Content, name: str, at: datetime) -> Arrival:
    """Return the file that came in, as it was measured; one that came in before is not told twice."""
    known = document.arrivals.filter(content=content.name).first()
    return known or arrival_of(document.pk, content, name, at)


def _paper(document: Document, kept_at: str, at: datetime) -> Arrival:
    return arrival_of(document.pk, Content(type=PAPER), kept_at, at)


def _content(document: Document, file: Arrival) -> ContentCells:
    """Return the document's own content where a file is to be it: its first one, or its first text."""
    is_text, has_text = (each == PLAIN for each in (file.kind, document.content_type))
    if document.content and (has_text or not is_text):
        return {}
    return {
        "content": file.content,
        "content_type": file.kind,
        "content_size": file.size,
        "sha256": file.sha256,
    }
