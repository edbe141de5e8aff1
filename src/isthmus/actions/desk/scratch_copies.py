"""What drafts, jobs, uploads and kept filters hold of rows that are destroyed: found by texts, ids and numbers."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from json import loads
from pathlib import Path
from urllib.parse import parse_qsl
from uuid import UUID

from django.db import DatabaseError

from isthmus.actions.desk.coding.draft_files import delete_drafts
from isthmus.core.messages import Message
from isthmus.core.workbook.schema import Column
from isthmus.core.workbook.tokens import is_token
from isthmus.store.desk.django_setup import current_workspace
from isthmus.store.desk.models import SavedView, SheetModel, Version
from isthmus.store.desk.models.columns import id_field
from isthmus.store.desk.overwriting import overwrite_deleted
from isthmus.store.desk.overwriting_marks import content_of, marks_in
from isthmus.store.desk.queries.custody import committed_models
from isthmus.store.desk.scratch.models import Draft, Job, LeftOutFile, RecognisedPage, Upload

__all__ = ["NOTHING_SOUGHT", "ScratchCopies", "SoughtTexts", "drop_views", "find_copies", "settle_copies"]

# A shorter text stands in too much that has nothing to do with the row.
SHORTEST = 8
_TEXTS = ("name", "names", "path", "text", "url")
_COMMON = ("by", "coder", "occupation", "sex")
# What people filter lists by, and by how many letters at least it is known.
_FILTERED = ("name", "names")
_FEWEST_LETTERS = 3


@dataclass(frozen=True, slots=True)
class SoughtTexts:
    """By what a copy of rows is known: texts in any part of it, ids and numbers as whole values, stored files.

    `names` and titles are what the words of a filter stand in.
    """

    texts: frozenset[str]
    ids: frozenset[str]
    blobs: frozenset[str]
    names: frozenset[str] = frozenset()

    @classmethod
    def of(cls, rows: Sequence[SheetModel], blobs: frozenset[str]) -> "SoughtTexts":
        """Return what is sought for rows, with what their earlier versions held."""
        texts = {text for row in rows for text in _texts_of(row)}
        ids = {row.ref for row in rows if _is_telling(row.ref)}  # type: ignore[attr-defined]
        numbers = {form for row in rows for form in (row.uid.hex, str(row.uid))}
        names = {text for row in rows for text in _texts_of(row, _FILTERED)}
        return cls(_long(texts), frozenset(ids | numbers), blobs, _folded(names))

    @classmethod
    def of_versions(cls, row: SheetModel, versions: Sequence[Version]) -> "SoughtTexts":
        """Return what is sought for earlier versions of a row: what it holds neither now nor in another version."""
        others = Version.objects.filter(row=row.uid.bytes).exclude(pk__in=[each.pk for each in versions])
        found = []
        for types in (_TEXTS, _FILTERED):
            now = {str(getattr(row, id_field(each))).strip() for each in _columns(row, types)}
            stays = now | set(_texts_of_versions(row, others, types))
            found.append(set(_texts_of_versions(row, versions, types)) - stays)
        return cls(_long(found[0]), frozenset(), frozenset(), _folded(found[1]))

    def stand_in(self, value: object) -> bool:
        """Return whether a value that JSON can hold has any of it."""
        return any(text in self.ids or any(each in text for each in self.texts) for text in _strings(value))

    def are_filtered_by(self, value: str) -> bool:
        """Return whether a filter has any of it, or is made of beginnings of the words of one of the names."""
        words = value.casefold().split()
        is_long = any(len(word) >= _FEWEST_LETTERS for word in words)
        return (is_long and any(_begin_words(words, name.split()) for name in self.names)) or self.stand_in(
            value
        )

    def are_in_file(self, content: bytes | None) -> bool:
        """Return whether content is one of the stored files, or has any of the texts in UTF-8."""
        if not content:
            return False
        if self.blobs and current_workspace().blobs.name_of(content) in self.blobs:
            return True
        return any(text.encode("utf-8", "surrogatepass") in content for text in self.texts)


NOTHING_SOUGHT = SoughtTexts(frozenset(), frozenset(), frozenset())


@dataclass(frozen=True, slots=True)
class ScratchCopies:
    """The drafts, jobs and kept filters that hold something of the rows; and all workbooks that wait to be imported."""

    drafts: tuple[UUID, ...]
    jobs: tuple[UUID, ...]
    uploads: tuple[UUID, ...]
    views: tuple[UUID, ...] = ()

    def delete(self) -> tuple[Message, ...]:
        """Delete them but the kept filters, which lie in the register's database; return what could not be done."""
        try:
            delete_drafts(Draft.objects.filter(pk__in=self.drafts))
            RecognisedPage.objects.filter(draft=None).delete()  # what is lost is recognised again
            for model, uids in ((Job, self.jobs), (Upload, self.uploads)):
                model.objects.filter(pk__in=uids).delete()
            LeftOutFile.objects.all().delete()  # names of files, any of which may be that of the row
        except DatabaseError:
            return (Message("destroy.not_overwritten"),)
        return ()


def find_copies(sought: SoughtTexts) -> ScratchCopies:
    """Return what holds something of it. What a workbook holds is not looked for: each may hold the same rows."""
    return ScratchCopies(
        tuple(draft.pk for draft in Draft.objects.iterator(chunk_size=50) if _holds(draft, sought)),
        tuple(
            job.pk
            for job in Job.objects.exclude(state__in=(Job.State.WAITING, Job.State.RUNNING)).iterator()
            if sought.stand_in([job.about, job.result, loads(job.error or "null")])
        ),
        tuple(Upload.objects.values_list("pk", flat=True)),
        tuple(view.uid for view in SavedView.objects.iterator() if _is_by(view, sought)),
    )


def drop_views(copies: ScratchCopies) -> None:
    """Delete the kept filters: whoever wants one again types it again."""
    SavedView.objects.filter(uid__in=copies.views).delete()


def settle_copies(folder: Path) -> None:
    """End what processes that were killed left to overwrite: delete the copies that they had begun to, and overwrite.

    Finished jobs go, whatever they hold: what one of them was about is not looked for again.
    """
    for mark in marks_in(folder):
        told = content_of(mark)
        if told is None or any(_is_there(uid) for uid in told.get("rows", ())):
            continue  # it was killed before its event: nothing was destroyed
        delete_drafts(Draft.objects.filter(pk__in=told.get("drafts", ())))
        RecognisedPage.objects.filter(draft=None).delete()
        Upload.objects.filter(pk__in=told.get("uploads", ())).delete()
        LeftOutFile.objects.all().delete()
        Job.objects.exclude(state__in=(Job.State.WAITING, Job.State.RUNNING)).delete()
    overwrite_deleted()


def _is_there(uid: UUID) -> bool:
    return any(model._default_manager.filter(uid=uid).exists() for model in committed_models())


def _is_by(view: SavedView, sought: SoughtTexts) -> bool:
    filters = [value for _, value in parse_qsl(view.query)]
    return any(sought.are_filtered_by(value) for value in (view.name, *filters))


def _holds(draft: Draft, sought: SoughtTexts) -> bool:
    is_file = draft.blob in sought.blobs or sought.are_in_file(draft.content)
    return is_file or sought.stand_in([draft.body, draft.text, draft.file_name])


def _texts_of(row: SheetModel, types: Sequence[str] = _TEXTS) -> Iterator[str]:
    """Yield the texts of a row, and of its earlier versions, in columns of some types; the title is a name, too."""
    yield from (str(getattr(row, id_field(each))).strip() for each in _columns(row, types))
    yield from _texts_of_versions(row, Version.objects.filter(row=row.uid.bytes), types)


def _texts_of_versions(row: SheetModel, versions: Iterable[Version], types: Sequence[str]) -> Iterator[str]:
    columns = [each.name for each in _columns(row, types)]
    for version in versions:
        held = {} if version.is_sealed else dict(zip(row.custody_columns, _cells(version), strict=False))
        yield from (held.get(name, "").strip() for name in columns)


def _cells(version: Version) -> Sequence[str]:
    try:
        return version.values
    except ValueError:  # somebody spoiled it, which verifying tells
        return ()


def _columns(row: SheetModel, types: Sequence[str]) -> list[Column]:
    listed = [each for each in row.sheet().columns if each.type in types or each.name == "title"]
    return [each for each in listed if each.name not in _COMMON]


def _begin_words(beginnings: Iterable[str], words: Sequence[str]) -> bool:
    return all(any(word.startswith(each) for word in words) for each in beginnings)


def _long(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(text for text in texts if len(text) >= SHORTEST and not is_token(text))


def _folded(names: Iterable[str]) -> frozenset[str]:
    return frozenset(name.casefold() for name in names if name and not is_token(name))


def _is_telling(ref: str) -> bool:
    """Return whether an id is nothing that a number or a word of a form could be."""
    return len(ref) >= (6 if ref.isdecimal() else 2)


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, each in value.items():
            yield from _strings(name)
            yield from _strings(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _strings(each)
