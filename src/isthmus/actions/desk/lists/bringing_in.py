"""A list goes into the register in one event: its file, its mapping, and its rows, understood or set aside."""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, replace
from itertools import batched
from pathlib import Path

from isthmus.actions.desk.import_workbook import (
    ChangesNotAccepted,
    ImportPlan,
    PreparedImport,
    RegisterMoved,
    log_size,
)
from isthmus.actions.desk.lists.attaching import find_files
from isthmus.actions.desk.lists.keeping import keep_rows
from isthmus.actions.desk.lists.known import document_of, mapping_file_name
from isthmus.actions.desk.lists.planning import ListPlan
from isthmus.actions.desk.lists.submission_texts import arrive, arrive_texts, stored_texts, with_digests
from isthmus.actions.desk.recorded import Recorder, recorded
from isthmus.actions.desk.sealing_copies import drop_copies, texts_to_seal
from isthmus.actions.desk.staging import Content
from isthmus.core.custody.actors import Action, Actor
from isthmus.core.messages import Message
from isthmus.core.progress import Progress
from isthmus.files.media_archive import MediaArchive
from isthmus.files.table import open_file
from isthmus.files.table.spreadsheet import OLE
from isthmus.store.base.blobs import MeasuredContent
from isthmus.store.desk.django_setup import current_workspace
from isthmus.store.desk.models import Document
from isthmus.store.desk.overwriting_marks import overwriting_due

__all__ = ["ListOutcome", "bring_in", "outcome_of"]

_PIECE = 1 << 20
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class ListOutcome:
    """What bringing a list in did: rows of the file by what became of them, and rows added to the register.

    `files`: of submissions, as many as came in. `left`: what of it that is sealed now could not be overwritten, and
    what to do then; and which files did not come in.
    """

    rows: int
    new: int
    changed: int
    same: int
    renumbered: int
    missing: int
    set_aside: int
    left_out: int
    added: int
    files: int = 0
    left: tuple[Message, ...] = ()

    def as_json(self) -> dict[str, int]:
        """Return its numbers as a command prints them."""
        return {each: getattr(self, each) for each in self.__slots__ if each != "left"}


def bring_in(
    plan: ListPlan,
    *,
    actor: Actor,
    because: str = "",
    progress: Progress | None = None,
    media: MediaArchive | None = None,
) -> ListOutcome:
    """Do what the plan says, in one transaction. `because`: why rows may be changed that the list has otherwise now.

    `media`: the files that were sent with the submissions of a form. Of a form no file is kept: each document has its
    own text. Raises ChangesNotAccepted, and RegisterMoved where the register is not as it was when planned.
    """
    imported = plan.imported
    if imported is not None and imported.changes and not because.strip():
        raise ChangesNotAccepted(imported)
    if imported is None and not _documents(plan):
        return outcome_of(plan)  # a file of which nothing was understood would belong to nothing
    kept = _KeptFiles.of(plan)
    found = find_files(plan.files_of, media)
    prepared = kept.prepared(imported) if imported is not None else None
    sought = texts_to_seal(imported.changed) if imported is not None and prepared and prepared.seal else None
    reason, sealed_later = because if imported is not None and imported.changes else "", False
    with ExitStack() as marks, recorded(action=Action.BRING_IN_LIST, actor=actor, reason=reason) as event:
        if imported is not None and log_size() != imported.at:
            raise RegisterMoved
        if prepared is not None and (sealed_later := prepared.save(event, progress)):
            marks.enter_context(overwriting_due())
        kept.arrive(event)
        added = arrive(found.of, event)
        keep_rows(plan, kept.whole.name if kept.whole else "", kept.mapping.name)
    left = drop_copies(sought) if sought and sealed_later else ()
    return replace(outcome_of(plan), files=added, left=(*left, *found.told()))


@dataclass(frozen=True, slots=True)
class _KeptFiles:
    """What is kept of a list beside its rows: its file as it came and its mapping; of a form, a text a submission."""

    plan: ListPlan
    mapping: Content
    whole: Content | None
    texts: Mapping[str, Content]

    @classmethod
    def of(cls, plan: ListPlan) -> "_KeptFiles":
        """Store them."""
        blobs = current_workspace().blobs
        mapping = _content(blobs.add_pieces([plan.mapping_text.encode()]), "text/plain")
        if plan.mapping.is_form:
            return cls(plan, mapping, None, stored_texts(plan.applied.found.texts))
        return cls(plan, mapping, _content(blobs.add_pieces(_pieces(plan.path)), _kind(plan.path)), {})

    def prepared(self, imported: ImportPlan) -> PreparedImport:
        """Return the rows ready to be saved, each document with its content."""
        contents = self.texts
        if self.whole is not None:
            contents = dict.fromkeys((each.id for each in imported.new.documents), self.whole)
        return PreparedImport(with_digests(imported, contents), contents)

    def arrive(self, event: Recorder) -> None:
        """Commit to what came in, inside an event that saved the documents."""
        words = (self.mapping, mapping_file_name(self.plan.mapping.name))
        files = [words] if self.whole is None else [(self.whole, self.plan.called), words]
        arrive({document.ref: files for document in _documents(self.plan)}, event)
        arrive_texts(self.texts, event)


def _content(kept: MeasuredContent, kind: str) -> Content:
    return Content(kept.name, kind, kept.size, kept.sha256)


def _pieces(path: Path) -> Iterator[bytes]:
    with open_file(path) as stream:
        while piece := stream.read(_PIECE):
            yield piece


def _kind(path: Path) -> str:
    """Return the kind of a list's file. A table is no text in which quotes are looked for, so it is not called one."""
    with open_file(path) as stream:
        first = stream.read(len(OLE))
    if first.startswith(b"PK"):
        return "application/zip"
    return "application/vnd.ms-excel" if first == OLE else "application/csv"


def _documents(plan: ListPlan) -> list[Document]:
    """Return the documents into which the file came: the list's own, or those of the rows that are new, else the first.

    No file is stored that no document holds: nothing would destroy it.
    """
    refs = set() if plan.mapping.is_form else {plan.document}
    if plan.imported is not None:
        refs |= {each.id for each in plan.imported.new.documents}
    if not refs and (first := document_of(plan.mapping.name)):
        refs = {first.ref}
    return [
        document
        for some in batched(sorted(refs), _AT_ONCE)
        for document in Document.objects.filter(ref__in=some)
    ]


def outcome_of(plan: ListPlan) -> ListOutcome:
    """Return how many rows of the file are of which kind, and how many rows the register gets."""
    found, matched = plan.applied.found, plan.matched
    known = set(matched.changed)
    changed = sum(each.number in known for each in found.passages)
    return ListOutcome(
        rows=len(plan.words),
        new=len(found.passages) - changed,
        changed=changed,
        same=matched.same,
        renumbered=matched.renumbered,
        missing=len(matched.missing),
        set_aside=len(found.aside),
        left_out=len(plan.left_out),
        added=plan.imported.added if plan.imported is not None else 0,
    )
