"""The register, or some of it, as the rows of a workbook."""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import batched
from typing import Any

from django.db import connections
from django.db.models import Model, QuerySet
from django.db.models.expressions import RawSQL

from isthmus.core.workbook import rows
from isthmus.core.workbook.canonical import in_order
from isthmus.core.workbook.schema import Column, sheet_of
from isthmus.store.desk.models import (
    Act,
    Document,
    Judgement,
    Mention,
    Place,
    SheetModel,
    Source,
    Statement,
    Status,
    Term,
)
from isthmus.store.desk.models.columns import id_field, link_table
from isthmus.store.desk.models.judgements import side_fields

__all__ = ["Part", "in_force", "judgements_of", "nothing_but", "read", "some", "whole"]

AT_ONCE = 10_000
# So few keys are parameters of their own: a database plans best with them.
FEW = 20

# Values of one column, a primary key unless said otherwise; None: all there are.
type Keys = Collection[int] | Collection[str] | None
type Pks = Collection[int] | None


@dataclass(frozen=True, slots=True)
class Part:
    """Which rows to read, by primary key; None means all of that sheet."""

    sources: Pks = None
    places: Pks = None
    documents: Pks = None
    statements: Pks = None
    acts: Pks = None
    mentions: Pks = None
    statuses: Pks = None
    judgements: Pks = None


NOTHING = Part((), (), (), (), (), (), (), ())


def nothing_but(**sheets: Pks) -> Part:
    """Return the part that holds the given rows of the given sheets (None: all of them), and none of the others."""
    return replace(NOTHING, **sheets)


def judgements_of(keys: Collection[int]) -> tuple[rows.Judgement, ...]:
    """Return these judgements, in id order."""
    return _read(rows.Judgement, Judgement.objects.standing(), keys)


def whole() -> rows.Workbook:
    """Return the whole register, withdrawn judgements left out, rows in id order."""
    return read(Part())


def read(part: Part) -> rows.Workbook:
    """Return the chosen rows of each sheet, in id order; references may point at rows that were not chosen."""
    return rows.Workbook(
        sources=_read(rows.Source, Source.objects.all(), part.sources),
        places=_read(rows.Place, Place.objects.all(), part.places),
        documents=_read(rows.Document, Document.objects.all(), part.documents),
        statements=_read(rows.Statement, Statement.objects.all(), part.statements),
        acts=_read(rows.Act, Act.objects.all(), part.acts),
        mentions=_read(rows.Mention, Mention.objects.all(), part.mentions),
        statuses=_read(rows.Status, Status.objects.all(), part.statuses),
        judgements=_read(rows.Judgement, Judgement.objects.standing(), part.judgements),
        vocabulary=_read(rows.Term, Term.objects.all(), None),
    )


def in_force(workbook: rows.Workbook) -> rows.Workbook:
    """Return a part that holds judgements in force only, without what these replace."""
    bare = (replace(each, replaces=()) if each.replaces else each for each in workbook.judgements)
    return replace(workbook, judgements=tuple(bare))


def some[M: Model](found: QuerySet[M], pks: Keys, *columns: str, by: str = "pk") -> Iterator[tuple[Any, ...]]:
    """Yield columns of the rows whose `by` is among the keys, however many keys there are; None: of all rows."""
    if pks is None:
        yield from found.values_list(*columns).iterator(chunk_size=AT_ONCE)
        return
    for keys in batched(sorted(pks), AT_ONCE):
        yield from found.filter(**{f"{by}__in": _one_parameter(found, keys)}).values_list(*columns)


def _one_parameter(found: QuerySet[Any], keys: Sequence[Any]) -> RawSQL | Sequence[Any]:
    """Return many keys as one parameter: as one each, most of the time would go into writing the query."""
    if len(keys) <= FEW:
        return keys
    if connections[found.db].vendor == "sqlite":
        return RawSQL("SELECT value FROM json_each(%s)", (json.dumps(keys),))
    numbers, texts = "SELECT unnest(%s::bigint[])", "SELECT unnest(%s::text[])"
    return RawSQL(numbers if isinstance(keys[0], int) else texts, (list(keys),))  # noqa: S611  one of two constants


def _read[R: rows.Row](row: type[R], found: QuerySet[Any], pks: Pks) -> tuple[R, ...]:
    """Return rows of a sheet, in id order."""
    # Sorted here: databases order text by their own collation, ids go by code point.
    return tuple(in_order(_rows(row, found, pks)))


def _rows[R: rows.Row](row: type[R], found: QuerySet[Any], pks: Pks) -> Iterator[R]:
    """Yield rows of a sheet, read column by column: each says which fields to read, and makes its cells of them."""
    model: type[SheetModel] = found.model
    lists = _lists(model, pks)
    columns = [(_paths(column), column) for column in sheet_of(row).columns]
    paths = ("pk", *(path for paths, _ in columns for path in paths))
    for some_rows in batched(some(found, pks, *paths), AT_ONCE):
        values = dict(zip(paths, zip(*some_rows, strict=True), strict=True))
        cells = [
            _listed(values["pk"], lists[column.name]) if column.type == "refs" else _cells(column, values)
            for _, column in columns
        ]
        yield from map(row, *cells)  # the sheet's columns are the row's fields, in this order


def _paths(column: Column) -> list[str]:
    """Return the fields that a column is read from."""
    match column.type:
        case "refs":
            return []
        case "ref":
            return [f"{column.name}__ref"]
        case "side":
            return [f"{field}__ref" for field in side_fields(column.name)]
        case _:
            return [id_field(column)]


def _cells(column: Column, values: Mapping[str, Sequence[Any]]) -> Sequence[Any]:
    """Return a column's cells from what its fields hold."""
    paths = _paths(column)
    if column.type in ("ref", "side"):
        return [next(filter(None, refs), "") for refs in zip(*(values[path] for path in paths), strict=True)]
    return values[paths[0]]


def _listed(pks: Iterable[int], lists: Mapping[int, list[str]]) -> Sequence[tuple[str, ...]]:
    return [tuple(lists.get(pk, ())) for pk in pks]


def _lists(model: type[SheetModel], pks: Pks) -> dict[str, dict[int, list[str]]]:
    """Return what the list columns hold, by primary key: each table of links is read once, for all that it keeps."""
    found: dict[str, dict[int, list[str]]] = {name: {} for name in model.links}
    tables = {link_table(model, kept): kept for kept in model.links.values()}
    for (table, owner), first in tables.items():
        of_part = {
            kept.part: found[name] for name, kept in model.links.items() if kept.through == first.through
        }
        part = ("part",) if first.part else ()
        linked = table._default_manager.filter(**(first.standing or {})).order_by(owner, *part, "position")
        for pk, ref, *of in some(linked, pks, f"{owner}_id", f"{first.to}__ref", *part, by=owner):
            of_part[of[0] if of else ""].setdefault(pk, []).append(ref)
    return found
