"""Files that come in at once: a draft of each in the queue, and of each that is left out, why and what holds it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from django.db.models import QuerySet

from isthmus.actions.desk.coding.draft import DraftBody, DraftDocument
from isthmus.actions.desk.coding.drafts import UnfitUpload, pasted_text, start_draft, start_from_file
from isthmus.actions.desk.coding.queue_place import QueuePlace
from isthmus.core.custody.actors import Actor
from isthmus.core.messages import Message
from isthmus.core.reading.plain_letters import plain_name
from isthmus.files.document.archive_files import is_of_the_system
from isthmus.store.base.blob_writer import ArrivedFile
from isthmus.store.desk.django_setup import current_workspace
from isthmus.store.desk.models import Document
from isthmus.store.desk.queries.same_words import document_with_words, words_digest
from isthmus.store.desk.scratch.models import Draft, LeftOutFile

__all__ = ["HeldFile", "IncomingFile", "held_file", "held_text", "leave_out", "left_out_files", "take_in"]

# As long as an archive's own list of its files.
MOST_LEFT_OUT = 5_000


@dataclass(frozen=True, slots=True)
class IncomingFile:
    """A file with its name: in memory, or as it came in to the desk.

    `fault` says what is wrong with it where it could not be taken out of an archive.
    """

    name: str
    content: bytes = b""
    arrived: ArrivedFile | None = None
    fault: tuple[Message, ...] = ()
    is_titled: bool = False

    @property
    def digest(self) -> str:
        """Return the name under which it is stored; nothing where it is empty."""
        if self.arrived:
            return self.arrived.measured.name if self.arrived.size else ""
        return current_workspace().blobs.name_of(self.content) if self.content else ""


@dataclass(frozen=True, slots=True)
class HeldFile:
    """What has the same file already: a document of the register, or a draft of an account."""

    document: Document | None = None
    draft: Draft | None = None

    def told(self, actor: Actor) -> dict[str, object]:
        """Return what is kept of it where a file was left out for it."""
        if self.document:
            return {"document": self.document.uid.hex}
        if self.draft and self.draft.owner == actor.number:
            return {"draft": self.draft.pk.hex}
        return {"owner": self.draft.owner if self.draft else 0}


def held_file(name: str) -> HeldFile | None:
    """Return what holds the file that is stored under a name: in the register, else a draft, whosever it is."""
    document = Document.objects.filter(content=name).order_by("ref").first()
    if document:
        return HeldFile(document)
    draft = Draft.objects.filter(digest=name).defer("text", "content").order_by("came", "place").first()
    return HeldFile(draft=draft) if draft else None


def held_text(text: str) -> HeldFile | None:
    """Return what holds this very text, or one of the same words."""
    carried = pasted_text(text).encode()
    if not carried:
        return None
    return held_file(current_workspace().blobs.name_of(carried)) or _held_words(text)


def _held_words(text: str) -> HeldFile | None:
    if document := document_with_words(text):
        return HeldFile(document)
    digest = words_digest(text)
    draft = Draft.objects.filter(words=digest).defer("text", "content").order_by("came", "place").first()
    return HeldFile(draft=draft) if draft and digest else None


def take_in(files: Iterable[IncomingFile], *, actor: Actor, at: QueuePlace) -> Iterator[Draft]:
    """Begin a draft of each file, and yield it; what cannot be begun, or is held already, is noted as left out.

    A file stands at its number beneath `at`. What was taken in at that place before is not taken in again, so that work
    that was cut off is done again from its beginning.
    """
    there = {*_places(Draft, at), *_places(LeftOutFile, at)}
    for number, file in enumerate(file for file in files if not is_of_the_system(file.name)):
        here = replace(at, place=f"{at.place}.{number:05}"[:200])
        if here.place in there:
            continue
        draft = _taken_in(file, actor, here)
        if draft:
            yield draft


def _taken_in(file: IncomingFile, actor: Actor, at: QueuePlace) -> Draft | None:
    file = replace(file, name=plain_name(file.name))
    if file.fault:
        leave_out(file.name, {"why": [each.as_json() for each in file.fault]}, actor=actor, at=at)
    elif not (name := file.digest):
        leave_out(file.name, _why(Message("coding.file_empty")), actor=actor, at=at)
    elif held := held_file(name):
        leave_out(file.name, held.told(actor), actor=actor, at=at)
    else:
        try:
            draft = _begun(file, actor, at)
        except UnfitUpload as unfit:
            leave_out(file.name, _why(unfit.message), actor=actor, at=at)
        else:
            if file.is_titled:
                draft.body = DraftBody(DraftDocument(title=file.name)).as_json()
                draft.save(update_fields=["body"])
            return draft
    return None


def _begun(file: IncomingFile, actor: Actor, at: QueuePlace) -> Draft:
    if file.arrived:
        return start_from_file(file.arrived, actor=actor, file_name=file.name, at=at)
    return start_draft(actor=actor, content=file.content, file_name=file.name, at=at)


def _places(model: type[Draft] | type[LeftOutFile], at: QueuePlace) -> set[str]:
    found = model.objects.filter(came_with=at.came_with)
    return set(found.values_list("place", flat=True))


def _why(message: Message) -> dict[str, object]:
    return {"why": [message.as_json()]}


def leave_out(name: str, told: dict[str, object], *, actor: Actor, at: QueuePlace) -> None:
    """Note a file of which no draft is begun; the oldest note gives way where there are very many."""
    LeftOutFile.objects.create(
        owner=actor.number, file_name=name, told=told, came=at.came, came_with=at.came_with, place=at.place
    )
    own = left_out_files(actor)
    if own.count() > MOST_LEFT_OUT:
        own.filter(came_with=own.values_list("came_with", flat=True)[MOST_LEFT_OUT]).delete()


def left_out_files(actor: Actor) -> "QuerySet[LeftOutFile]":
    """Return the files of which this actor began no draft, the last that came first."""
    return LeftOutFile.objects.filter(owner=actor.number).order_by("-came", "place")
