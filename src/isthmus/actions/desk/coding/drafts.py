"""Drafts: kept as they are typed, in the scratch database; nothing here touches the register or its log."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from isthmus.actions.desk.coding.draft import DraftBody, DraftDocument
from isthmus.actions.desk.coding.draft_files import delete_drafts, draft_of_recording, draft_of_stored
from isthmus.actions.desk.coding.queue_place import NOTES_OF_FILE, TOO_LARGE, QueuePlace
from isthmus.actions.desk.file_kinds import UNKNOWN, kind_of
from isthmus.core.custody.actors import Actor
from isthmus.core.messages import Message, MessageError
from isthmus.core.reading import WHOLE_TEXT, Places, StoredText
from isthmus.core.reading.plain_letters import plain_name
from isthmus.files.document.reading import is_read
from isthmus.files.recordings import is_recording
from isthmus.store.base.blob_writer import ArrivedFile
from isthmus.store.desk.django_setup import current_workspace
from isthmus.store.desk.models import Document
from isthmus.store.desk.queries.document_pages import forget_pages
from isthmus.store.desk.queries.document_texts import stored_text
from isthmus.store.desk.queries.same_words import document_with_words, words_digest
from isthmus.store.desk.scratch.models import Draft

__all__ = [
    "MOST_FILE_BYTES",
    "MOST_TEXT_BYTES",
    "DraftConflict",
    "UnfitUpload",
    "body_of",
    "discard_draft",
    "drafts_of",
    "find_draft",
    "is_kept_apart",
    "keep_reading",
    "note_words",
    "pasted_text",
    "places_of",
    "plain_text",
    "save_draft",
    "start_draft",
    "start_from_file",
    "start_more",
]

NO_TEXT = StoredText("", WHOLE_TEXT)
MOST_TEXT_BYTES = 4 * 1024 * 1024
# As much as is read, or parsed in memory.
MOST_FILE_BYTES = 64 * 1024 * 1024
# As much of a larger file as shows of which kind it is.
_HEAD = 64 * 1024


class DraftConflict(Exception):
    """The draft was saved elsewhere since this form was loaded."""


class UnfitUpload(MessageError):
    """The file cannot be coded from; the message says why and what to do."""


def drafts_of(actor: Actor) -> "QuerySet[Draft]":
    """Return the drafts that this actor has begun, the last saved first, without their texts and files."""
    return Draft.objects.filter(owner=actor.number).defer("text", "content")


def find_draft(actor: Actor, uid: UUID) -> Draft | None:
    """One's own draft, or nothing; its file is read only where it is asked for."""
    return Draft.objects.filter(owner=actor.number, pk=uid).defer("content").first()


def body_of(draft: Draft) -> DraftBody:
    """Return what the draft holds."""
    return DraftBody.of(draft.body)


def start_draft(
    *,
    actor: Actor,
    text: str = "",
    content: bytes | None = None,
    file_name: str = "",
    at: QueuePlace | None = None,
) -> Draft:
    """Begin to code a document: from pasted text, from a file, or from neither. Raises UnfitUpload.

    A file is of the kind that its content shows, whatever it is called; one of a kind that a program reads has its text
    once `read_draft` was called.
    """
    if not content:
        plain, kind = pasted_text(text), "text/plain" if text else ""
    else:
        kind = kind_of(content)
        _refuse_larger(kind, len(content))
        plain = plain_text(content) if kind == "text/plain" else ""
        if is_recording(kind):
            return draft_of_recording(content, _columns(actor, kind, file_name, at))
    carried = content or plain.encode()
    draft = Draft(
        text=plain,
        content=content or None,  # type: ignore[misc]  # None without a file
        digest=current_workspace().blobs.name_of(carried) if carried else "",
        **_columns(actor, kind, file_name, at),
    )
    _note_words(draft)
    draft.save(force_insert=True)
    return draft


def _columns(actor: Actor, kind: str, file_name: str, at: QueuePlace | None) -> dict[str, Any]:
    placed = (at or QueuePlace()).columns(kind)
    return {"owner": actor.number, "media_type": kind, "file_name": plain_name(file_name), **placed}


def start_from_file(
    arrived: ArrivedFile, *, actor: Actor, file_name: str, at: QueuePlace | None = None
) -> Draft:
    """Begin to code a file that came in; one that is too large to be read is kept as it is.

    Raises UnfitUpload for a text that is too large, which can be split, and OSError.
    """
    small = arrived.read() if arrived.size <= MOST_FILE_BYTES else None
    kind = kind_of(arrived.read(_HEAD) if small is None else small)
    if is_kept_apart(kind):
        return draft_of_stored(arrived, _columns(actor, kind, file_name, at))
    if small is None and kind != "text/plain":
        columns = _columns(actor, UNKNOWN, file_name, at)
        return draft_of_stored(arrived, {**columns, "reading": {**columns["reading"], TOO_LARGE: True}})
    if small is None:
        _refuse_larger(kind, arrived.size)
    return start_draft(actor=actor, content=small, file_name=file_name, at=at)


def is_kept_apart(kind: str) -> bool:
    """Return whether a file of a kind is neither read nor shown whole: its draft refers to it as it is stored."""
    return not (kind == "text/plain" or is_read(kind))


def keep_reading(draft: Draft, text: str, cells: dict[str, object]) -> None:
    """Keep what was read in the file of a draft; what somebody typed meanwhile stays as it is."""
    noted = {name: draft.reading[name] for name in NOTES_OF_FILE if name in draft.reading}
    draft.text, draft.reading = text, {**noted, **cells}
    draft.is_unread = "unread" in cells
    _note_words(draft)
    kept = ("text", "reading", "is_unread", "words", "same_words")
    Draft.objects.filter(pk=draft.pk).update(
        **{name: getattr(draft, name) for name in kept}, saved=timezone.now()
    )


def _note_words(draft: Draft) -> None:
    """Note by which words the draft is found, and the document of the register that has the same."""
    draft.words = words_digest(draft.text)
    document = document_with_words(draft.text) if draft.words else None
    draft.same_words = document.uid if document else None


def note_words(draft: UUID) -> None:
    """Note anew by which words a draft is found: its text is another one than when its file was read."""
    row = Draft.objects.only("text").filter(pk=draft).first()
    if row is not None:
        _note_words(row)
        Draft.objects.filter(pk=draft).update(words=row.words, same_words=row.same_words)


def places_of(draft: Draft) -> Places:
    """Return where the parts of a draft's text begin."""
    return Places.from_json(draft.reading["places"]) if "places" in draft.reading else WHOLE_TEXT


def start_more(document: Document, *, actor: Actor) -> Draft:
    """Go on coding a document of the register: one's own draft of it, if there is one, else a new one."""
    begun = Draft.objects.filter(owner=actor.number, more_of=document.uid).first()
    if begun is not None:
        return begun
    is_closed = document.protection == "sealed"
    stored = NO_TEXT if is_closed else stored_text(document)
    kind = "" if is_closed else document.content_type
    recording = kind if is_recording(kind) else ""
    return Draft.objects.create(
        owner=actor.number,
        more_of=document.uid,
        body=DraftBody(DraftDocument(title=document.title)).as_json(),
        text=pasted_text(stored.text),
        reading={"places": stored.places.as_json()} if stored.places != WHOLE_TEXT else {},
        blob=document.content if recording else "",
        media_type=recording or ("text/plain" if stored.text else ""),
    )


def save_draft(draft: Draft, body: DraftBody, *, revision: int) -> Draft:
    """Keep what was typed; raises `DraftConflict` when another window saved after this one was loaded."""
    rows = Draft.objects.filter(pk=draft.pk, revision=revision)
    if not rows.update(body=body.as_json(), revision=revision + 1, saved=timezone.now()):
        raise DraftConflict
    draft.refresh_from_db(fields=["body", "revision", "saved"])
    return draft


def discard_draft(draft: Draft) -> None:
    """Delete the draft with its text and file."""
    delete_drafts(Draft.objects.filter(pk=draft.pk))
    forget_pages()


def _refuse_larger(kind: str, size: int) -> None:
    if kind == "text/plain":
        most, code = MOST_TEXT_BYTES, "coding.text_too_large"
    else:
        most, code = MOST_FILE_BYTES, "coding.file_too_large"
    if size > most:
        raise UnfitUpload(Message(code, megabytes=most >> 20))


def plain_text(content: bytes) -> str:
    """Return the text of a file that is UTF-8."""
    return pasted_text(content.decode("utf-8-sig"))


def pasted_text(text: str) -> str:
    """Line ends as a browser's text field has them, so that what is selected is found again."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
