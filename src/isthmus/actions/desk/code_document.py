"""Putting one coded document into the register: its statements, and the sources and places made in passing."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from isthmus.actions.desk.arriving import arrival_of, commit_arrivals, copy_of
from isthmus.actions.desk.changing import index_new, touch_new
from isthmus.actions.desk.coding.denials import Denial
from isthmus.actions.desk.coding.file_reading import FileReading
from isthmus.actions.desk.coding.tables import SameMention
from isthmus.actions.desk.examined import keep_examined
from isthmus.actions.desk.new_judgements import JudgementBatch
from isthmus.actions.desk.recorded import Recorder, recorded
from isthmus.actions.desk.sealing import sealer
from isthmus.actions.desk.staging import Content, StagedRows, known_rows, stage
from isthmus.core.custody.actors import Actor
from isthmus.core.link.reasons import reason_text
from isthmus.core.messages import Message
from isthmus.core.workbook.rows import Workbook
from isthmus.store.desk.derive import AffectedRows, refresh
from isthmus.store.desk.django_setup import current_workspace
from isthmus.store.desk.models import Act, Document, Judgement, Mention

__all__ = ["code_document", "code_more"]


def code_document(  # noqa: PLR0913  (what it is given is named)
    *,
    rows: Workbook,
    denials: Sequence[Denial] = (),
    same: Sequence[SameMention] = (),
    content: bytes | Content = b"",
    content_type: str = "",
    file_name: str = "",
    reading: FileReading | None = None,
    actor: Actor,
    at: datetime | None = None,
) -> Document:
    """Add rows that the workbook's rules hold for, one document among them, with its text or file if there is one.

    References may be to rows of the register. What came in is measured in the same event: its digest is never typed.
    `content`: its bytes, or what is known of them where they are stored already.
    `reading`: what a tool read in the file; it is kept as a copy made of it.
    `denials`: which of its acts deny which acts; each is judged the same incident in this event, by who codes.
    `same`: which mentions are one person, group or unit; each is judged so likewise.
    Raises ValueError unless there is exactly one document.
    """
    if len(rows.documents) != 1:
        raise ValueError(f"{len(rows.documents)} documents")
    kept = content if isinstance(content, Content) else _kept(content, content_type)
    if kept.name:
        rows = replace(rows, documents=(replace(rows.documents[0], sha256=kept.sha256),))
    seal = sealer()
    if seal:
        rows = seal.closed(rows)
    with recorded(action="code_document", actor=actor, at=at) as event:
        staged = stage(rows, known_rows(rows), kept)
        staged.save(event)
        if seal:
            seal.save(event)
        if kept.name:
            arrival = arrival_of(staged.keys["documents"][0], kept, file_name, at or datetime.now(UTC))
            commit_arrivals([arrival], event, is_sealed=rows.documents[0].protection == "sealed")
        if kept.name and reading:
            event.commit(copy_of(staged.keys["documents"][0], kept.name, reading, at or datetime.now(UTC)))
        _derive(staged, (denials, same), event, actor, at)
    return Document.objects.get(pk=staged.keys["documents"][0])


def code_more(
    document: Document,
    *,
    rows: Workbook,
    denials: Sequence[Denial] = (),
    same: Sequence[SameMention] = (),
    actor: Actor,
    at: datetime | None = None,
) -> None:
    """Add further statements of a document of the register, as `code_document` adds the first ones.

    Raises ValueError where the rows hold a document, or a statement of another one.
    """
    if rows.documents or any(each.document != document.ref for each in rows.statements):
        raise ValueError(document.ref)
    seal = sealer()
    if seal:
        rows = seal.closed(rows)
    with recorded(action="code_more", actor=actor, at=at) as event:
        staged = stage(rows, known_rows(rows))
        staged.save(event)
        if seal:
            seal.save(event)
        _derive(staged, (denials, same), event, actor, at)


def _derive(
    staged: StagedRows,
    judged: tuple[Sequence[Denial], Sequence[SameMention]],
    event: Recorder,
    actor: Actor,
    at: datetime | None,
) -> None:
    index_new(staged)
    touched = AffectedRows()
    touch_new(staged, touched)
    denials, same = judged
    at = at or datetime.now(UTC)
    acts = [(each.act, each.contested) for each in denials]
    people = [(each.mention, each.other) for each in same]
    touched.add_judgements(_judged("incident", acts, "link.reason.denied", event, actor, at))
    touched.add_judgements(_judged("person", people, "link.reason.coded", event, actor, at))
    refresh(touched)
    keep_examined(event, at)


def _judged(
    kind: str,
    pairs: Sequence[tuple[str, str]],
    reason: str,
    event: Recorder,
    actor: Actor,
    at: datetime,
) -> list[Judgement]:
    """Judge the acts of denials the same as what they deny, and people the same as those of another statement."""
    if not pairs:
        return []
    rows = Act.objects if kind == "incident" else Mention.objects
    keys = dict(rows.filter(ref__in={ref for pair in pairs for ref in pair}).values_list("ref", "pk"))
    because = reason_text(Message(reason))
    judged = [([(ref, keys[ref]) for ref in pair], "same", because) for pair in pairs]
    return JudgementBatch.of_actor(kind, actor, at, made="one_by_one").commit(event, judged)


def _kept(content: bytes, content_type: str) -> Content:
    """Store the content; what nothing refers to after a crash is found by doctor."""
    if not content:
        return Content()
    found = current_workspace().blobs.add_pieces([content])
    return Content(found.name, content_type or "text/plain", found.size, found.sha256)
