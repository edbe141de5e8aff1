"""The rows of a list as its file has them now: what is as it was stays, what is not takes the place of what was."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import batched
from typing import Any
from uuid import uuid4

from isthmus.actions.desk.import_workbook import log_size
from isthmus.actions.desk.lists.planning import ListPlan
from isthmus.actions.desk.sealing import sealer
from isthmus.core.import_mapping.mapped_list import Passage, SetAside
from isthmus.core.import_mapping.matching import RowWords
from isthmus.core.import_mapping.records import CellReason
from isthmus.store.desk.models import Document, ListChange, ListRow, ListRowEnd, RegisterList, Statement
from isthmus.store.desk.queries.list_rows import close_list_rows

__all__ = ["change_rows_of_list", "copied", "keep_rows"]

_AT_ONCE = 500
_State = ListRow.RowState
# What a row keeps when it moves in its file, or something is decided about it.
_COPIED = (
    "list_id",
    "uid",
    "number",
    "is_gone",
    "document_id",
    "statement_id",
    "state",
    "key",
    "second_key",
    "content",
    "cells",
    "corrected",
    "used",
    "reasons",
    "why",
)


def keep_rows(plan: ListPlan, file: str, mapping: str) -> None:
    """Keep each row of the file as it came, inside the event that brings the list in."""
    known, _ = RegisterList.objects.get_or_create(name=plan.mapping.name)
    if not plan.mapping.is_form:
        known.document = Document.objects.filter(ref=plan.document).first()
        known.save(update_fields=["document"])
    rows = len(plan.words) + sum(_is_orphan(each) for each in plan.applied.found.aside)
    change = ListChange.objects.create(
        list=known,
        event_id=log_size(),
        kind=ListChange.Kind.BROUGHT_IN,
        file=file,
        mapping=mapping,
        rows=rows,
        columns=list(plan.applied.found.columns),
    )
    kept = _KeptRows(plan, change)
    change_rows_of_list(change, kept.ended, kept.new())


def change_rows_of_list(change: ListChange, ended: Mapping[int, ListRow], new: Iterable[ListRow]) -> None:
    """Let rows end, by key, and others stand in their place."""
    made = list(new)  # first: which rows end is found as the new ones are made
    ListRow.objects.bulk_create(made, batch_size=_AT_ONCE)
    ends = (ListRowEnd(row_id=pk, change=change) for pk in ended)
    ListRowEnd.objects.bulk_create(ends, batch_size=_AT_ONCE)
    if sealer() is not None:
        close_list_rows()


def copied(row: ListRow, change: ListChange, **values: object) -> ListRow:
    """Return a row as a change leaves it, with other values; not yet saved."""
    return ListRow(change=change, **{**{name: getattr(row, name) for name in _COPIED}, **values})


def _why(reasons: Sequence[CellReason]) -> str:
    """Return the first reason why a row is set aside, by column and code: by this such rows are told apart."""
    return f"{reasons[0].column}\x1f{reasons[0].message.code}" if reasons else ""


def _reasons(reasons: Iterable[CellReason]) -> list[dict[str, Any]]:
    """Return why a row is set aside as it is kept."""
    return [
        {"column": each.column, "value": each.value, "message": each.message.as_json()} for each in reasons
    ]


def _is_orphan(row: SetAside) -> bool:
    """Return whether a row is one of another sheet, that no row of the list has."""
    return any(each.message.code == "mapped.orphan" for each in row.reasons)


class _KeptRows:
    """The rows that are new in the register's copy of a list; `ended` are those whose place they take."""

    def __init__(self, plan: ListPlan, change: ListChange) -> None:
        self.plan, self.change = plan, change
        self.ended: dict[int, ListRow] = {}
        self._words = {each.number: each for each in plan.words}
        self._passages = {each.number: each for each in plan.applied.found.passages}
        self._aside = {each.number: each for each in plan.applied.found.aside if not _is_orphan(each)}
        rows = list(ListRow.objects.current().filter(list=change.list).select_related("change"))
        self._rows = {each.pk: each for each in rows}
        self._by_statement = {each.statement_id: each for each in rows if each.statement_id is not None}
        stated = [each.statement for each in self._passages.values()]
        missing = [each.statement for each in plan.matched.missing]
        self._statements = _statements([*plan.matched.statements.values(), *stated, *missing])

    def new(self) -> Iterator[ListRow]:
        """Yield them, and note which rows end."""
        was = {number: self._of(ref) for number, ref in self.plan.matched.statements.items()}
        was |= {number: self._rows.get(int(key)) for number, key in self.plan.unstated.statements.items()}
        for number, words in self._words.items():
            yield from self._row(was.get(number), words)
        for ref in (each.statement for each in self.plan.matched.missing):
            yield from self._gone(self._of(ref))
        for key in (each.statement for each in self.plan.unstated.missing):
            yield from self._gone(self._rows.get(int(key)))
        yield from self._orphans()

    def _of(self, ref: str) -> ListRow | None:
        """Return the row of a statement, by its id."""
        found = self._statements.get(ref)
        return self._by_statement.get(found[0]) if found else None

    def _row(self, was: ListRow | None, words: RowWords) -> Iterator[ListRow]:
        """Yield what takes the place of a row, if anything does."""
        number = words.number
        if number in self._passages:
            yield self._understood(self._passages[number], words, was)
        elif number in self._aside:
            waiting = self._waiting(self._aside[number], words, was)
            if was is not None and _is_same(was, waiting):
                return
            yield waiting
        elif was is not None and _stands_elsewhere(was, words):
            keys = {"key": words.key, "second_key": words.second_key}
            yield copied(was, self.change, number=number, **keys, is_gone=False)
        else:
            return
        self._end(was)

    def _end(self, row: ListRow | None) -> None:
        if row is not None:
            self.ended[row.pk] = row

    def _gone(self, row: ListRow | None) -> Iterator[ListRow]:
        """Yield a row that the file does not have any more as it was, and as gone."""
        if row is not None and not row.is_gone:
            self._end(row)
            yield copied(row, self.change, is_gone=True)

    def _understood(self, passage: Passage, words: RowWords, was: ListRow | None) -> ListRow:
        statement, document = self._statements[passage.statement]
        return ListRow(
            list=self.change.list,
            change=self.change,
            uid=was.uid if was is not None else uuid4(),
            state=_State.UNDERSTOOD,
            statement_id=statement,
            document_id=document,
            number=words.number,
            key=words.key,
            second_key=words.second_key,
            content=words.content,
            cells=list(passage.cells),
            used=list(passage.used),
            reasons=[],
        )

    def _waiting(self, row: SetAside, words: RowWords | None, was: ListRow | None) -> ListRow:
        return ListRow(
            list=self.change.list,
            change=self.change,
            uid=was.uid if was is not None else uuid4(),
            state=_State.WAITING,
            statement_id=was.statement_id if was is not None else None,
            document_id=self.change.list.document_id,
            number=row.number,
            key=words.key if words else "",
            second_key=words.second_key if words else "",
            content=words.content if words else "",
            cells=list(self.plan.applied.found.cells_of(row)),
            used=[],
            reasons=_reasons(row.reasons),
            why=_why(row.reasons),
        )

    def _orphans(self) -> Iterator[ListRow]:
        """Yield rows of other sheets that no row has. They are known by where they stand and their cells alone."""
        before = [each for each in self._rows.values() if not each.content and each.statement_id is None]
        waiting = {(each.number, _filled(each.change.columns, each.cells)): each for each in before}
        for row in filter(_is_orphan, self.plan.applied.found.aside):
            if waiting.pop((row.number, _filled(row.columns, row.cells)), None) is None:
                yield self._waiting(row, None, None)
        for each in waiting.values():
            self._end(each)


def _filled(columns: Iterable[str], cells: Iterable[str]) -> frozenset[tuple[str, str]]:
    return frozenset((name, cell) for name, cell in zip(columns, cells, strict=False) if name and cell)


def _stands_elsewhere(was: ListRow, words: RowWords) -> bool:
    """Return whether a row stands in the file under another number or key than it did, or did not stand there."""
    now = (words.number, words.key, words.second_key, False)
    return (was.number, was.key, was.second_key, was.is_gone) != now


def _is_same(was: ListRow, now: ListRow) -> bool:
    """Return whether a row waits as it did, for the same reasons."""
    kept = ("state", "number", "key", "second_key", "content", "is_gone", "reasons")
    return all(getattr(was, name) == getattr(now, name) for name in kept)


def _statements(refs: Iterable[str]) -> dict[str, tuple[int, int]]:
    """Return the key of each statement and of its document."""
    found: dict[str, tuple[int, int]] = {}
    for some in batched(sorted(set(refs)), _AT_ONCE):
        rows = Statement.objects.filter(ref__in=some).values_list("ref", "pk", "document_id")
        found |= {ref: (pk, document) for ref, pk, document in rows}
    return found
