"""Rows of a workbook as rows of the register: made and committed to outside a transaction, saved inside one."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from itertools import batched
from types import MappingProxyType
from typing import Any
from uuid import UUID, uuid4

from django.db.models import Model

from isthmus.actions.desk.hashing import Commit, beside
from isthmus.actions.desk.recorded import Recorder
from isthmus.actions.desk.row_mapping import Keys, LinkRow, Numbers, link_rows, linked_numbers, stored
from isthmus.core.custody.events import Entry
from isthmus.core.progress import Progress
from isthmus.core.workbook.canonical import cells
from isthmus.core.workbook.rows import Document, Judgement, Row, Term, Workbook
from isthmus.core.workbook.schema import SHEETS, SIDES, Sheet
from isthmus.store.desk.bulk import allow_for, insert, next_key
from isthmus.store.desk.models import SHEET_MODELS, CommittedRow
from isthmus.store.desk.models.custody import cell_text, fresh_key
from isthmus.store.desk.queries.workbook import some

__all__ = ["Content", "KnownRows", "StagedRows", "by_table", "key_of", "known_rows", "stage"]

type Values = tuple[object, ...]
# A model, the columns to fill, and the rows.
type Table = tuple[type[Model], tuple[str, ...], list[Values]]

AT_ONCE = 5_000
OWN = ("id", "uid", "custody_key")


@dataclass(frozen=True, slots=True)
class Content:
    """Which blob holds what a document carries, of which kind it is, and its measures."""

    name: str = ""
    type: str = ""
    size: int | None = None
    sha256: str = ""


# What a sheet's table holds beside the sheet's columns, of a new row; committed to unless it is a size.
_BESIDE: Mapping[str, tuple[str, ...]] = {
    "documents": ("content", "content_type", "content_size"),
    "judgements": ("actor", "withdrawn_at", "withdrawn_by", "withdrawn_by_run"),
}


def key_of(row: Row) -> str:
    """Return what identifies a row within its sheet."""
    return f"{row.list};{row.code}" if isinstance(row, Term) else row.id


@dataclass(slots=True)
class KnownRows:
    """Rows that others refer to, by sheet and id: their primary keys, and their random numbers in hexadecimal."""

    keys: dict[str, dict[str, int]] = field(default_factory=dict)
    numbers: dict[str, dict[str, str]] = field(default_factory=dict)

    def copy(self) -> "KnownRows":
        """Return the same, to add to."""
        return KnownRows(
            {sheet: dict(found) for sheet, found in self.keys.items()},
            {sheet: dict(found) for sheet, found in self.numbers.items()},
        )

    def add(self, sheet: str, refs: Sequence[str], keys: Iterable[int], uids: Iterable[UUID]) -> None:
        """Add rows of a sheet."""
        self.keys.setdefault(sheet, {}).update(zip(refs, keys, strict=True))
        self.numbers.setdefault(sheet, {}).update(zip(refs, (uid.hex for uid in uids), strict=True))


@dataclass(slots=True)
class StagedRows:
    """New rows ready to be saved, with their commitments.

    `keys` are their primary keys, by sheet; `known` are all rows referred to.
    """

    known: KnownRows
    keys: dict[str, range] = field(default_factory=dict)
    tables: list[Table] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)

    def save(self, event: Recorder, progress: Progress | None = None) -> None:
        """Save everything inside the event's transaction, to which nobody wrote since it was staged."""
        event.commit_prepared(self.entries)
        total, done = sum(len(rows) for _, _, rows in self.tables), 0
        for model, columns, rows in self.tables:
            for some_rows in batched(rows, AT_ONCE):
                insert(model, columns, some_rows)
                done += len(some_rows)
                if progress:
                    progress(done, total)
        allow_for(model for model, _, rows in self.tables if rows)


def stage(
    rows: Workbook, known: KnownRows, contents: Content | Mapping[str, Content] | None = None
) -> StagedRows:
    """Return new rows with their commitments; `known` are the saved rows that they refer to.

    The new rows get primary keys that are free now: nobody may write between this and saving.
    `contents`: of all documents among them, or of each by its id.
    """
    staged = StagedRows(known.copy())
    known = staged.known
    uids = {sheet: [uuid4() for _ in getattr(rows, sheet)] for sheet in SHEET_MODELS}
    for sheet, model in SHEET_MODELS.items():
        listed = getattr(rows, sheet)
        first = next_key(model)
        staged.keys[sheet] = range(first, first + len(listed))
        known.add(sheet, list(map(key_of, listed)), staged.keys[sheet], uids[sheet])
    with beside(sum(map(len, staged.keys.values()))) as commit:
        given = (known.numbers, contents or {}, commit)
        sheets = [_Sheet(sheet, getattr(rows, sheet), uids[sheet], *given) for sheet in SHEET_MODELS]
        for each in sheets:
            staged.tables.append(each.table(staged.keys[each.name], known.keys))
        _stage_links(staged, rows, known.keys)
        staged.entries += [entry for each in sheets for entry in each.entries()]
    return staged


class _Sheet:
    """The new rows of one sheet, committed to while their columns are worked out."""

    def __init__(
        self,
        name: str,
        rows: Sequence[Row],
        uids: Sequence[UUID],
        numbers: Numbers,
        contents: Content | Mapping[str, Content],
        commit: Commit,
    ) -> None:
        self.name, self.rows, self.model, self.uids = name, rows, SHEET_MODELS[name], uids
        self.secrets = [fresh_key() for _ in rows]
        self.beside = [_beside(row, contents) for row in rows]
        sheet = self.model.sheet()
        pairs = [
            (secret, (*cells(row), *linked_numbers(row, sheet, numbers), *committed))
            for secret, row, (_, committed) in zip(self.secrets, rows, self.beside, strict=True)
        ]
        self.roots = commit(self.model.custody_columns, pairs)

    def table(self, keys: range, known: Keys) -> Table:
        fields = stored(self.name, self.rows, known)
        own = zip(keys, (uid.hex for uid in self.uids), self.secrets, *fields.values(), strict=True)
        saved = [(*values, *beside) for values, (beside, _) in zip(own, self.beside, strict=True)]
        return self.model, (*OWN, *fields, *_BESIDE.get(self.name, ())), saved

    def entries(self) -> Iterator[Entry]:
        named = self.model.custody_table()
        for uid, root in zip(self.uids, self.roots(), strict=True):
            yield Entry("add", named, uid.bytes, root)


def _beside(row: Row, contents: Content | Mapping[str, Content]) -> tuple[Values, tuple[str, ...]]:
    """Return what a new row holds beside its sheet's columns, and what of that is committed to."""
    match row:
        case Document():
            content = contents if isinstance(contents, Content) else contents.get(row.id, Content())
            return (content.name, content.type, content.size), (
                content.name,
                content.type,
                cell_text(content.size),
            )
        case Judgement():
            return (None, None, None, None), ("", "", "", "")
        case _:
            return (), ()


def _stage_links(staged: StagedRows, rows: Workbook, known: Keys) -> None:
    for sheet, model in SHEET_MODELS.items():
        keyed = dict(zip(staged.keys[sheet], getattr(rows, sheet), strict=True))
        staged.tables += by_table(link_rows(model, keyed, known))


def by_table(links: Iterable[LinkRow]) -> list[Table]:
    """Return link rows table by table, as they are inserted."""
    found: dict[type[Model], list[dict[str, object]]] = {}
    for table, values in links:
        found.setdefault(table, []).append(values)
    return [
        (table, tuple(values[0]), [tuple(each.values()) for each in values])
        for table, values in found.items()
    ]


def known_rows(rows: Workbook, besides: Mapping[str, AbstractSet[str]] = MappingProxyType({})) -> KnownRows:
    """Return the saved rows that these rows refer to, as far as there are any of that id.

    `besides`: ids, by sheet, of rows that are not saved yet.
    """
    wanted: dict[str, set[str]] = {sheet: set() for sheet in SHEET_MODELS}
    for sheet in SHEETS:
        for to, ref in _references(sheet, getattr(rows, sheet.name)):
            wanted[to].add(ref)
    known = KnownRows()
    for name, refs in wanted.items():
        found = _saved(SHEET_MODELS[name], refs - {""} - besides.get(name, frozenset()))
        known.add(name, *([each[at] for each in found] for at in range(3)))
    return known


def _saved(model: type[CommittedRow], refs: Collection[str]) -> list[tuple[Any, ...]]:
    return list(some(model._default_manager.all(), refs, "ref", "pk", "uid", by="ref")) if refs else []


def _references(sheet: Sheet, rows: Iterable[Any]) -> Iterator[tuple[str, str]]:
    for column in sheet.columns:
        if column.type == "ref":
            yield from ((column.to, getattr(row, column.name)) for row in rows)
        elif column.type == "refs":
            yield from ((column.to, ref) for row in rows for ref in getattr(row, column.name))
        elif column.type == "side":
            yield from ((SIDES[row.kind], getattr(row, column.name)) for row in rows)
