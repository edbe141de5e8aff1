"""Notes and open questions on rows: written, answered, destroyed. A note is sealed with its row, and in no export."""

from datetime import UTC, datetime

from isthmus.actions.desk.recorded import Recorder, recorded
from isthmus.actions.desk.sealing import sealer
from isthmus.core.custody.actors import Action, Actor
from isthmus.core.messages import Message, MessageError
from isthmus.store.desk.models import Account, CommittedRow, Note, SheetModel
from isthmus.store.desk.overwriting import overwrite_deleted
from isthmus.store.desk.overwriting_marks import overwriting_due
from isthmus.store.desk.queries.notes import is_row_sealed, rows_of_notes

__all__ = ["MOST_LETTERS", "NotNoted", "answer_note", "destroy_note", "reopen_notes", "write_note"]

# A note is no document: what is longer belongs into one.
MOST_LETTERS = 2_000


class NotNoted(MessageError):
    """Nothing was written; says why, and what to do."""


def write_note(
    row: CommittedRow, *, text: str, actor: Actor, is_question: bool = False, asked: int | None = None
) -> Note:
    """Write a note on a row of the register, or a question that stays open until it is answered.

    `asked`: the number of the account that a question is for. Raises NotNoted.
    """
    if not isinstance(row, SheetModel):
        raise NotNoted(Message("note.no_such_row"))
    if asked is not None and not Account.objects.filter(pk=asked, removed=None).exists():
        raise NotNoted(Message("note.nobody"))
    note = Note(
        row=row.uid,
        of=str(row._meta.model_name),
        kind="question" if is_question else "note",
        text=_filled(text),
        by_id=actor.number,
        at=datetime.now(UTC),
        asked_id=asked if is_question else None,
    )
    with recorded(action=Action.WRITE_NOTE, actor=actor) as event:
        if not type(row)._default_manager.filter(pk=row.pk).exists():
            raise NotNoted(Message("note.no_such_row"))
        _commit(note, row, event)
    return note


def answer_note(note: Note, *, answer: str, actor: Actor) -> Note:
    """Answer an open question; raises NotNoted where it was answered meanwhile."""
    text = _filled(answer)
    with recorded(action=Action.ANSWER_NOTE, actor=actor) as event:
        note = _open_question(note)
        note.answer, note.answered_by_id, note.answered_at = text, actor.number, datetime.now(UTC)
        _commit(note, rows_of_notes([note]).get(note.row), event)
    return note


def destroy_note(note: Note, *, actor: Actor) -> tuple[Message, ...]:
    """Destroy a note with its answer; the log says that there was one. Return what could not be overwritten."""
    with overwriting_due(), recorded(action=Action.DESTROY_NOTE, actor=actor) as event:
        found = Note.objects.filter(pk=note.pk).first()
        if found is None:
            raise NotNoted(Message("note.gone"))
        event.remove(found)
    return overwrite_deleted()


def reopen_notes(notes: list[Note], event: Recorder) -> None:
    """Take the answers of questions back, inside an event: they are open again."""
    for each in notes:
        each.answer, each.answered_by, each.answered_at = "", None, None
    event.commit_many(notes)


def _open_question(note: Note) -> Note:
    found = Note.objects.filter(pk=note.pk).first()
    if found is None:
        raise NotNoted(Message("note.gone"))
    if found.kind != "question" or found.answered_at is not None:
        raise NotNoted(Message("note.answered_already"))
    return found


def _filled(text: str) -> str:
    written = text.replace("\r\n", "\n").strip()
    if not written:
        raise NotNoted(Message("note.empty"))
    if len(written) > MOST_LETTERS:
        raise NotNoted(Message("note.too_long", most=MOST_LETTERS))
    return written


def _commit(note: Note, row: CommittedRow | None, event: Recorder) -> None:
    seal = sealer() if is_row_sealed(row) else None
    event.commit_many(seal.note(note) if seal else [])
    event.commit(note)
