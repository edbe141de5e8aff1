"""What stands below the page of a row: who coded it, when it was last changed, notes, files, and names like its own."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Model

from isthmus.core.workbook.tokens import is_token
from isthmus.files.recordings import PLAYED
from isthmus.store.desk.models import (
    PAPER,
    Arrival,
    CommittedRow,
    Document,
    Event,
    Note,
    Place,
    Source,
)
from isthmus.store.desk.queries.changes import CodedBy, coders_of, last_change, rows_behind
from isthmus.store.desk.queries.kept_by_log import KeptAtHead
from isthmus.store.desk.queries.look_alikes import open_look_alikes
from isthmus.store.desk.queries.notes import is_row_sealed, noted_in, notes_on, rows_of_notes

__all__ = ["AboutRow", "DocumentFile", "NoteShown", "about_row", "files_of", "notes_shown"]

# The last ones are looked for first; all stand on the page of the row's notes.
MOST_NOTES = 20


@dataclass(frozen=True, slots=True)
class NoteShown:
    """A note as pages show it: of a sealed row a token, or nothing where no keeper has sealed it."""

    row: Note
    on: CommittedRow | None
    text: str
    answer: str

    @property
    def is_open(self) -> bool:
        """Return whether it is a question that nobody answered."""
        return self.row.kind == "question" and self.row.answered_at is None


@dataclass(frozen=True, slots=True)
class DocumentFile:
    """Something that came in of a document: a file, or where paper is kept."""

    row: Arrival
    name: str
    is_paper: bool
    is_own: bool
    leaves: bool

    @property
    def is_played(self) -> bool:
        """Return whether it is a recording that is played here: the document's own stands above."""
        return self.row.kind in PLAYED and not self.is_own

    @property
    def is_video(self) -> bool:
        """Return whether there is something to be seen in it."""
        return self.row.kind.startswith("video/")


@dataclass(frozen=True, slots=True)
class AboutRow:
    """Who coded what stands on a page, what changed last in it, and what is noted beside it."""

    uid: UUID
    coded: Sequence[CodedBy]
    changed: Event | None
    notes: Sequence[NoteShown]
    more: int
    kind: str
    alike: Sequence[Source | Place]


type _Changes = tuple[Sequence[CodedBy], Event | None]


def _changes_of_document(key: int) -> _Changes:
    row = Document.objects.get(pk=key)
    return coders_of(row), last_change(rows_behind(row))


# A list of a hundred thousand people is one document.
_CHANGES_OF_DOCUMENT = KeptAtHead(_changes_of_document)


def about_row(row: Model) -> AboutRow | None:
    """Return what stands below the page of a row; None where the row is in no event."""
    if isinstance(row, Document):
        changes = _CHANGES_OF_DOCUMENT.now(row.pk)
        return _about(row, row.uid, notes_on(noted_in(row)), changes)
    behind = rows_behind(row)
    if not behind:
        return None
    return _about(row, behind[0], notes_on(behind), (coders_of(row), last_change(behind)))


def _about(row: Model, uid: UUID, noted: Iterable[Note], changes: _Changes) -> AboutRow:
    notes = notes_shown(noted)
    kind = "source" if isinstance(row, Source) else "place" if isinstance(row, Place) else ""
    return AboutRow(
        uid,
        *changes,
        notes[-MOST_NOTES:],
        max(0, len(notes) - MOST_NOTES),
        kind,
        alike_rows(kind, row) if isinstance(row, Source | Place) else (),
    )


def notes_shown(notes: Iterable[Note]) -> list[NoteShown]:
    """Return notes with the rows that they are on, as far as they may be shown."""
    listed = list(notes)
    rows = rows_of_notes(listed)
    return [_shown(each, rows.get(each.row)) for each in listed]


def alike_rows(kind: str, row: Source | Place) -> list[Source | Place]:
    """Return the sources or places with a name like this one, on which nobody has decided."""
    refs = open_look_alikes(kind, row.ref)
    return list(type(row)._default_manager.filter(ref__in=refs).order_by("ref"))


def files_of(document: Document, *, is_open: bool) -> list[DocumentFile]:
    """Return what came in of a document, the first one first; `is_open`: a keeper looks."""
    sealed, marked = document.protection == "sealed", document.protection != "public" and document.protection
    return [
        DocumentFile(
            each,
            "" if sealed and not is_token(each.name) else each.name,
            each.kind == PAPER,
            each.content == document.content,
            bool(each.content) and not marked,
        )
        for each in document.arrivals.order_by("at", "uid")
        if is_open or not sealed
    ]


def _shown(note: Note, row: CommittedRow | None) -> NoteShown:
    sealed = is_row_sealed(row)
    text, answer = ("" if sealed and not is_token(each) else each for each in (note.text, note.answer))
    return NoteShown(note, row, text, answer)
