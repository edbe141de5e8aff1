"""From a draft to the register: the workbook's own rules are asked, then one action puts everything in."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from isthmus.actions.desk.code_document import code_document, code_more
from isthmus.actions.desk.coding.denials import contested_acts
from isthmus.actions.desk.coding.draft import DraftBody, NewPlace, NewSource
from isthmus.actions.desk.coding.draft_files import delete_drafts, stored_content
from isthmus.actions.desk.coding.drafts import body_of
from isthmus.actions.desk.coding.known import known_tables
from isthmus.actions.desk.coding.queue_place import WITHIN_DIGEST
from isthmus.actions.desk.coding.references import place_references, source_references
from isthmus.actions.desk.coding.tables import (
    HEADER_ROWS,
    Cells,
    CodedRows,
    Coder,
    Spot,
    coded,
    places_typed,
    sources_typed,
)
from isthmus.actions.desk.recognition.of_documents import go_on_with_document
from isthmus.actions.desk.recognition.of_drafts import last_recognition, reading_of
from isthmus.actions.desk.sealing_copies import overwrite_scratch
from isthmus.core.custody.actors import Actor
from isthmus.core.dates.written import understand_date
from isthmus.core.messages import Message, MessageError
from isthmus.core.workbook.came_in import came_in_cells
from isthmus.core.workbook.check import Table, check
from isthmus.core.workbook.problems import Problem, Said
from isthmus.core.workbook.rows import Workbook
from isthmus.core.workbook.schema import sheet
from isthmus.store.desk.models import Document, Mention, Source, Statement
from isthmus.store.desk.scratch.models import Draft
from isthmus.store.desk.sealing_key import recipient_in_use

__all__ = [
    "FieldProblem",
    "UnsoundDraft",
    "document_of",
    "document_ref",
    "new_names",
    "overwrite_sealed_draft",
    "problems_of",
    "problems_while_typing",
    "submit_draft",
]


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """A broken rule and how to fix it, and the field of the form where that is done."""

    spot: Spot
    column: str
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class _CheckedRows:
    """The new rows of a draft, what is wrong with them, and what else follows from it."""

    workbook: Workbook
    problems: tuple[FieldProblem, ...]
    new: CodedRows


class UnsoundDraft(MessageError):
    """The draft breaks rules; nothing of it was put into the register."""

    def __init__(self, problems: tuple[FieldProblem, ...]) -> None:
        super().__init__(Message("coding.unsound", n=len(problems)))
        self.problems = problems


def document_ref(draft: Draft) -> str:
    """Return the id that the draft's document will have, and how those of its statements begin.

    It is always the same, so that nothing is ever put in twice.
    """
    return f"d-{draft.pk.hex[:10]}"


def new_names(body: DraftBody) -> tuple[tuple[NewSource, ...], tuple[NewPlace, ...]]:
    """Return the sources and places that the draft would make in passing, with what was said of them so far."""
    sources = {each.name: each for each in body.sources}
    places = {each.name: each for each in body.places}
    new_sources = source_references(typed := sources_typed(body)).new(typed)
    new_places = place_references(typed_places := places_typed(body)).new(typed_places)
    return (
        tuple(sources.get(name, NewSource(name)) for name in new_sources),
        tuple(places.get(name, NewPlace(name)) for name in new_places),
    )


def problems_of(draft: Draft, *, actor: Actor, at: datetime) -> tuple[FieldProblem, ...]:
    """Everything that keeps the draft from being put into the register."""
    try:
        return _checked(draft, body_of(draft), actor, at).problems
    except UnsoundDraft as unsound:
        return unsound.problems


def problems_while_typing(
    draft: Draft, index: int, *, actor: Actor, at: datetime
) -> tuple[FieldProblem, ...]:
    """Return what breaks a rule in one statement and in the new names, without looking at all the others.

    The spots are those of the whole draft.
    """
    body = body_of(draft)
    part = body.part_with(index)
    try:
        found = _checked(draft, part, actor, at).problems
    except UnsoundDraft as unsound:
        return unsound.problems
    new, new_of_part = new_names(body), new_names(part)
    names = {
        "source": _Names([each.name for each in new_of_part[0]], [each.name for each in new[0]]),
        "place": _Names([each.name for each in new_of_part[1]], [each.name for each in new[1]]),
    }
    moved = (_moved(each, index, names) for each in found)
    return tuple(each for each in moved if each is not None)


@dataclass(frozen=True, slots=True)
class _Names:
    """The new names of a part of a draft, and those of the whole, in their order."""

    part: Sequence[str]
    whole: Sequence[str]


def _moved(problem: FieldProblem, index: int, names: Mapping[str, _Names]) -> FieldProblem | None:
    """Return a problem of a part of the draft at its spot in the whole; nothing of another statement."""
    spot = problem.spot
    if of := names.get(spot.part):
        return replace(problem, spot=replace(spot, index=of.whole.index(of.part[spot.index or 0])))
    if spot.statement is None:
        return problem
    return replace(problem, spot=replace(spot, statement=index)) if spot.statement == 0 else None


def submit_draft(draft: Draft, *, actor: Actor, at: datetime) -> Document:
    """Put the draft into the register in one action and delete it; raises `UnsoundDraft` and then writes nothing."""
    document = _put_in_before(draft)
    if document is None:  # else the desk was cut off between the two databases, and only the deletion is left
        checked = _checked(draft, body_of(draft), actor, at)
        if checked.problems:
            raise UnsoundDraft(checked.problems)
        document = _put_in(draft, checked, actor, at)
    if draft.words and not draft.more_of:  # others with these words are known by the document from now on
        Draft.objects.filter(words=draft.words).exclude(pk=draft.pk).update(same_words=document.uid)
    go_on_with_document(draft, document, last_recognition(draft), owner=actor)
    delete_drafts(Draft.objects.filter(pk=draft.pk))
    return document


def _put_in_before(draft: Draft) -> Document | None:
    """Return the document of a draft that is in the register already."""
    return document_of(draft.pk)


def document_of(draft: UUID) -> Document | None:
    """Return the document into which a draft went, with it or with statements of it; nothing of any other draft."""
    ref = f"d-{draft.hex[:10]}"
    of_it = Statement.objects.filter(ref__startswith=f"{ref}.").select_related("document").first()
    return of_it.document if of_it else Document.objects.filter(ref=ref).first()


def _put_in(draft: Draft, checked: _CheckedRows, actor: Actor, at: datetime) -> Document:
    denials, same = checked.new.denials, checked.new.same
    if more_of := _more_of(draft):
        code_more(more_of, rows=checked.workbook, denials=denials, same=same, actor=actor, at=at)
        return more_of
    return code_document(
        rows=_with_tie(checked.workbook, draft),
        denials=denials,
        same=same,
        content=stored_content(draft) or bytes(draft.content or draft.text.encode()),
        content_type=draft.media_type,
        file_name=draft.file_name,
        reading=reading_of(draft),
        actor=actor,
        at=at,
    )


def _with_tie(rows: Workbook, draft: Draft) -> Workbook:
    """Return the rows with that of the document saying in which file it came, where it was attached to one."""
    digest = draft.reading.get(WITHIN_DIGEST)
    if not digest:
        return rows
    own = came_in_cells(str(draft.reading.get("within", "")), str(digest))
    return replace(rows, documents=tuple(replace(each, own=own) for each in rows.documents))


def _more_of(draft: Draft) -> Document | None:
    """Return the document of which further statements are coded; raises UnsoundDraft where it was destroyed."""
    if draft.more_of is None:
        return None
    found = Document.objects.filter(uid=draft.more_of).first()
    if found is None:
        said = (Message("coding.document_gone"), Message("coding.discard_it"))
        raise UnsoundDraft((FieldProblem(Spot("document"), "title", said),))
    return found


def overwrite_sealed_draft(document: Document) -> tuple[Message, ...]:
    """Overwrite what the draft of a document held, where anything of it is sealed; return what was left as it is."""
    statements = Statement.objects.filter(document=document)
    rows = (
        Document.objects.filter(pk=document.pk),
        statements,
        Mention.objects.filter(act__statement__in=statements),
        Source.objects.filter(Q(authorships__document=document) | Q(voices__statement__in=statements)),
    )
    sealed = any(each.filter(protection="sealed").exists() for each in rows)
    return overwrite_scratch() if sealed and recipient_in_use() else ()


def _checked(draft: Draft, body: DraftBody, actor: Actor, at: datetime) -> _CheckedRows:
    """Return the new rows, checked as the workbook's rows are beside the known ones, and what they deny."""
    more_of = _more_of(draft)
    when = at.isoformat(timespec="seconds")
    coder = Coder(actor.name, when, document_ref(draft), more_of.ref if more_of else "")
    sources, places = source_references(sources_typed(body)), place_references(places_typed(body))
    new = coded(body, sources, places, coder, contested_acts(body))
    known = known_tables(new)
    workbook, problems = check({name: _table(name, new.rows, known) for name in {*new.rows, *known}})
    found = [*_unclear(new), *(_at_field(new, each, at.date()) for each in problems.first)]
    return _CheckedRows(_only_new(workbook, new), tuple(found), new)


def _table(name: str, new: Mapping[str, list[Cells]], known: Mapping[str, list[Cells]]) -> Table:
    columns = [column.name for column in sheet(name).written]
    rows = [*new.get(name, ()), *known.get(name, ())]
    return Table(columns, [[row.get(column, "") for column in columns] for row in rows])


def _unclear(new: CodedRows) -> Iterator[FieldProblem]:
    for spot, column, name, refs in new.ambiguous:
        rule = Message("coding.ambiguous", name=name)
        yield FieldProblem(spot, column, (rule, Message("coding.name_one", name=name, ids=refs)))
    for spot in new.groups_gone:
        yield FieldProblem(spot, "within", (Message("coding.group_gone"), Message("coding.choose_group")))
    for spot, is_gone in new.same_unclear:
        rule = Message("coding.same_gone" if is_gone else "coding.same_act")
        yield FieldProblem(spot, "same_as", (rule, Message("coding.choose_same")))
    for spot, is_gone in new.denials_unclear:
        rule = Message("coding.denied_gone" if is_gone else "coding.denied_unsaid")
        yield FieldProblem(spot, "contests", (rule, Message("coding.choose_denied")))


def _at_field(new: CodedRows, problem: Problem, today: date) -> FieldProblem:
    spot = new.spots.get((problem.sheet, problem.row or 0), Spot("document"))
    if isinstance(problem.rule, Message) and problem.rule.code == "cell.date" and problem.row:
        typed = new.rows[problem.sheet][problem.row - 1 - HEADER_ROWS][problem.column]
        return FieldProblem(spot, problem.column, _about_date(typed, problem, today))
    return FieldProblem(spot, problem.column, (problem.rule, problem.mend))


def _about_date(typed: str, problem: Problem, today: date) -> tuple[Said, ...]:
    """Return what is asked about a date, or how to write it: a form takes more than the cell of a workbook does."""
    found = understand_date(typed, today)
    about = found.question or found.problem
    return (about,) if about else (problem.rule, problem.mend)


def _only_new(workbook: Workbook, new: CodedRows) -> Workbook:
    ids = {name: {row["id"] for row in rows} for name, rows in new.rows.items()}
    kept = {name: tuple(row for row in getattr(workbook, name) if row.id in ids[name]) for name in ids}
    return Workbook(**kept)  # type: ignore[arg-type]
