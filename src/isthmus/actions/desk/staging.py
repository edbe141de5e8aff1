"""Rows of a workbook as rows of the register: made and committed to outside a transaction, saved inside one."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import batched
from typing import Any

from django.db.models import Model

from isthmus.actions.desk.filling import FILL, Known, hung_on
from isthmus.actions.desk.recorded import Recorder, prepare
from isthmus.core.custody.events import Entry
from isthmus.core.workbook.rows import Row, Term, Workbook
from isthmus.core.workbook.schema import SHEETS, SIDES, Sheet
from isthmus.store.desk import models
from isthmus.store.desk.models import Committed
from isthmus.store.desk.queries.workbook import some

__all__ = ["MODELS", "Known", "Progress", "Staged", "key_of", "known_to", "stage"]

type Progress = Callable[[int, int], None]

AT_ONCE = 2_000

# In the order of saving: a row comes after what it refers to.
MODELS: Mapping[str, type[Committed]] = {
    "sources": models.Source,
    "places": models.Place,
    "documents": models.Document,
    "statements": models.Statement,
    "acts": models.Act,
    "mentions": models.Mention,
    "statuses": models.Status,
    "judgements": models.Judgement,
    "vocabulary": models.Term,
}


def key_of(row: Row) -> str:
    """Return what identifies a row within its sheet."""
    return f"{row.list};{row.code}" if isinstance(row, Term) else row.id


class Staged:
    """New rows ready to be saved, with their commitments."""

    def __init__(self) -> None:
        self.rows: dict[str, Sequence[Any]] = {}
        self.hanging: list[Model] = []
        self.entries: list[Entry] = []

    def save(self, event: Recorder, progress: Progress | None = None) -> None:
        """Save everything inside the event's transaction."""
        event.commit_prepared(self.entries)
        total = sum(map(len, self.rows.values())) + len(self.hanging)
        done = 0
        for saved in self._save():
            done += saved
            if progress:
                progress(done, total)

    def _save(self) -> Iterator[int]:
        for sheet, model in MODELS.items():
            for layer in _layers(
                self.rows.get(sheet, ()), {"sources": "affiliation", "places": "parent"}.get(sheet)
            ):
                yield from _bulk(model, layer)
        by_model: dict[type[Model], list[Model]] = {}
        for each in self.hanging:
            by_model.setdefault(type(each), []).append(each)
        for model, listed in by_model.items():
            yield from _bulk(model, listed)


def _bulk(model: type[Model], rows: Iterable[Any]) -> Iterator[int]:
    for some_rows in batched(rows, AT_ONCE):
        model._default_manager.bulk_create(some_rows)
        yield len(some_rows)


def _layers(rows: Sequence[Any], upward: str | None) -> Iterator[Sequence[Any]]:
    """Yield rows so that each comes after the row of the same table that it refers to."""
    if upward is None:
        yield rows
        return
    waiting = list(rows)
    while waiting:
        ready = [row for row in waiting if (above := getattr(row, upward)) is None or above.pk is not None]
        if not ready:
            raise ValueError("Rows refer to each other in a circle.")
        yield ready
        waiting = [row for row in waiting if row.pk is None]


def stage(rows: Workbook, known: Known, content: Mapping[str, object] | None = None) -> Staged:
    """Return new rows as models with their commitments; `known` holds what they refer to, and takes them in.

    `content`: the columns of the documents that say which blob holds what they carry.
    """
    staged = Staged()
    for sheet, model in MODELS.items():
        new = [(row, model()) for row in getattr(rows, sheet)]
        known.setdefault(sheet, {}).update((key_of(row), made) for row, made in new)
        staged.rows[sheet] = [made for _, made in new]
    for document in staged.rows["documents"]:
        for column, value in (content or {}).items():
            setattr(document, column, value)
    for sheet, made in staged.rows.items():
        values = getattr(rows, sheet)
        for row, one in zip(values, made, strict=True):
            FILL[sheet](one, row, known)
            staged.hanging += hung_on(one, row, known)
        staged.entries += prepare(made, values)
    return staged


def known_to(rows: Workbook) -> Known:
    """Return the saved rows that these rows refer to, as far as there are any of that id."""
    wanted: dict[str, set[str]] = {}
    for sheet in SHEETS:
        for to, ref in _references(sheet, getattr(rows, sheet.name)):
            wanted.setdefault(to, set()).add(ref)
    return {sheet: _saved(MODELS[sheet], refs) for sheet, refs in wanted.items()}


def _saved(model: Any, refs: Collection[str]) -> dict[str, Any]:
    found = some(model.objects.all(), refs, "ref", "pk", by="ref")
    return {ref: model(pk=pk, ref=ref) for ref, pk in found}


def _references(sheet: Sheet, rows: Iterable[Any]) -> Iterator[tuple[str, str]]:
    for column in sheet.columns:
        if column.type == "ref":
            yield from ((column.to, getattr(row, column.name)) for row in rows)
        elif column.type == "refs":
            yield from ((column.to, ref) for row in rows for ref in getattr(row, column.name))
        elif column.type == "side":
            yield from ((SIDES[row.kind], getattr(row, column.name)) for row in rows)
