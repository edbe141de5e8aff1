"""What drafts, jobs and uploads hold of rows that are destroyed: found by their texts, ids and numbers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from json import loads
from uuid import UUID

from isthmus.core.workbook.tokens import is_token
from isthmus.store.desk.django_setup import current_workspace
from isthmus.store.desk.models import SheetModel, Version
from isthmus.store.desk.models.columns import id_field
from isthmus.store.desk.scratch.models import Draft, Job, Upload

__all__ = ["ScratchCopies", "SoughtTexts", "find_copies"]

# A shorter text stands in too much that has nothing to do with the row.
SHORTEST = 8
_TEXTS = ("name", "names", "path", "text", "url")
_COMMON = ("by", "coder", "occupation", "sex")


@dataclass(frozen=True, slots=True)
class SoughtTexts:
    """By what a copy of rows is known: texts in any part of it, ids and numbers as whole values, stored files."""

    texts: frozenset[str]
    ids: frozenset[str]
    blobs: frozenset[str]

    @classmethod
    def of(cls, rows: Sequence[SheetModel], blobs: frozenset[str]) -> "SoughtTexts":
        """Return what is sought for rows, with what their earlier versions held."""
        texts = {text for row in rows for text in _texts_of(row) if not is_token(text)}
        ids = {row.ref for row in rows if _is_telling(row.ref)}  # type: ignore[attr-defined]
        numbers = {form for row in rows for form in (row.uid.hex, str(row.uid))}
        return cls(
            frozenset(text for text in texts if len(text) >= SHORTEST), frozenset(ids | numbers), blobs
        )

    def stand_in(self, value: object) -> bool:
        """Return whether a value that JSON can hold has any of it."""
        return any(text in self.ids or any(each in text for each in self.texts) for text in _strings(value))

    def are_in_file(self, content: bytes | None) -> bool:
        """Return whether content is one of the stored files, or has any of the texts in UTF-8."""
        if not content:
            return False
        if self.blobs and current_workspace().blobs.name_of(content) in self.blobs:
            return True
        return any(text.encode("utf-8", "surrogatepass") in content for text in self.texts)


@dataclass(frozen=True, slots=True)
class ScratchCopies:
    """The drafts and jobs that hold something of the rows; and all workbooks that wait to be imported."""

    drafts: tuple[UUID, ...]
    jobs: tuple[UUID, ...]
    uploads: tuple[UUID, ...]

    def delete(self) -> None:
        """Delete them."""
        for model, uids in ((Draft, self.drafts), (Job, self.jobs), (Upload, self.uploads)):
            model.objects.filter(pk__in=uids).delete()


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
    )


def _holds(draft: Draft, sought: SoughtTexts) -> bool:
    return sought.stand_in([draft.body, draft.text, draft.file_name]) or sought.are_in_file(draft.content)


def _texts_of(row: SheetModel) -> Iterator[str]:
    columns = [each for each in row.sheet().columns if each.type in _TEXTS and each.name not in _COMMON]
    yield from (str(getattr(row, id_field(each))).strip() for each in columns)
    names = row.custody_columns
    for version in Version.objects.filter(row=row.uid.bytes, leaves=b""):
        held = dict(zip(names, version.values, strict=False))
        yield from (held.get(each.name, "").strip() for each in columns)


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
