"""The register, or some of it, as the rows of a workbook."""

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import batched
from typing import Any

from django.db import connections
from django.db.models import Model, QuerySet
from django.db.models.expressions import RawSQL

from isthmus.core.workbook import rows
from isthmus.store.desk.models import (
    Act,
    Authorship,
    Document,
    Judgement,
    Mention,
    Place,
    Replaced,
    Retracted,
    Source,
    Statement,
    Status,
    Term,
    Voice,
)

__all__ = ["Part", "read", "some", "whole"]

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


def whole() -> rows.Workbook:
    """Return the whole register, withdrawn judgements left out, rows in id order."""
    return read(Part())


def read(part: Part) -> rows.Workbook:
    """Return the chosen rows of each sheet, in id order; references may point at rows that were not chosen."""
    return rows.Workbook(
        sources=_by_id(_sources(part.sources)),
        places=_by_id(_places(part.places)),
        documents=_by_id(_documents(part.documents)),
        statements=_by_id(_statements(part.statements)),
        acts=_by_id(_acts(part.acts)),
        mentions=_by_id(_mentions(part.mentions)),
        statuses=_by_id(_statuses(part.statuses)),
        judgements=_by_id(_judgements(part.judgements)),
        vocabulary=tuple(sorted(_terms(), key=lambda term: (term.list, term.code))),
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


def _by_id[
    R: (
        rows.Source,
        rows.Place,
        rows.Document,
        rows.Statement,
        rows.Act,
        rows.Mention,
        rows.Status,
        rows.Judgement,
    )
](found: Iterable[R]) -> tuple[R, ...]:
    # Sorted here: databases order text by their own collation, ids go by code point.
    return tuple(sorted(found, key=lambda row: row.id))


def _sources(pks: Pks) -> Iterator[rows.Source]:
    columns = ("ref", "name", "kind", "affiliation__ref", "protection", "contact", "reliability", "note")
    for ref, name, kind, under, *rest in some(Source.objects.all(), pks, *columns):
        yield rows.Source(ref, name, kind, under or "", *rest)


def _places(pks: Pks) -> Iterator[rows.Place]:
    columns = ("ref", "name", "parent__ref", "latitude", "longitude", "precision", "gazetteer")
    for ref, name, parent, *rest in some(Place.objects.all(), pks, *columns):
        yield rows.Place(ref, name, parent or "", *rest)


def _documents(pks: Pks) -> Iterator[rows.Document]:
    authors: dict[int, list[str]] = {}
    in_order = Authorship.objects.order_by("document", "position")
    for document, source in some(in_order, pks, "document_id", "source__ref", by="document"):
        authors.setdefault(document, []).append(source)
    columns = ("protection", "published", "language", "file", "url", "captured", "sha256")
    for pk, ref, title, held, *rest in some(
        Document.objects.all(), pks, "pk", "ref", "title", "held", *columns
    ):
        yield rows.Document(ref, title, tuple(authors.get(pk, ())), held, *rest)


def _statements(pks: Pks) -> Iterator[rows.Statement]:
    voices = _voices(pks)
    retracts: dict[int, list[str]] = {}
    in_order = Retracted.objects.order_by("statement", "position")
    for statement, retracted in some(in_order, pks, "statement_id", "retracted__ref", by="statement"):
        retracts.setdefault(statement, []).append(retracted)
    columns = ("protection", "locator", "quote", "said", "coder", "coded_at")
    named = ("pk", "ref", "document__ref", "stance", "basis", "denies")
    for pk, ref, document, stance, basis, denies, *rest in some(
        Statement.objects.all(), pks, *named, *columns
    ):
        speaker, told_by, via = (tuple(voices.get((pk, part), ())) for part in ("speaker", "told_by", "via"))
        back = tuple(retracts.get(pk, ()))
        yield rows.Statement(ref, document, speaker, stance, basis, told_by, via, denies, back, *rest)


def _voices(pks: Pks) -> dict[tuple[int, str], list[str]]:
    found: dict[tuple[int, str], list[str]] = {}
    in_order = Voice.objects.order_by("statement", "part", "position")
    for statement, part, source in some(in_order, pks, "statement_id", "part", "source__ref", by="statement"):
        found.setdefault((statement, part), []).append(source)
    return found


def _acts(pks: Pks) -> Iterator[rows.Act]:
    columns = (
        "ref",
        "statement__ref",
        "type",
        "scope",
        "date",
        "place__ref",
        "ground",
        "method",
        "outcome",
        "note",
    )
    for ref, statement, kind, scope, date, place, *rest in some(Act.objects.all(), pks, *columns):
        yield rows.Act(ref, statement, kind, scope, date, place or "", *rest)


def _mentions(pks: Pks) -> Iterator[rows.Mention]:
    before = (
        "ref",
        "act__ref",
        "role",
        "low",
        "high",
        "kind",
        "speaker__ref",
        "protection",
        "name",
        "other_names",
    )
    after = ("sex", "age", "born", "home__ref", "occupation")
    for row in some(Mention.objects.all(), pks, *before, *after):
        *first, speaker, protection, name, others, sex, age, born, home, occupation = row
        rest = (protection, name, others, sex, age, born, home or "", occupation)
        yield rows.Mention(*first, speaker or "", *rest)  # type: ignore[call-arg]


def _statuses(pks: Pks) -> Iterator[rows.Status]:
    columns = ("ref", "statement__ref", "mention__ref", "status", "date")
    for row in some(Status.objects.all(), pks, *columns):
        yield rows.Status(*row)


def _judgements(pks: Pks) -> Iterator[rows.Judgement]:
    replaced: dict[int, list[str]] = {}
    standing = Replaced.objects.filter(replaced__withdrawn_at__isnull=True).order_by("judgement", "position")
    for judgement, old in some(standing, pks, "judgement_id", "replaced__ref", by="judgement"):
        replaced.setdefault(judgement, []).append(old)
    left = ("left_mention__ref", "left_act__ref", "left_source__ref", "left_statement__ref")
    right = ("right_mention__ref", "right_act__ref", "right_source__ref")
    rest = ("decision", "by", "at", "because")
    for pk, ref, kind, *found in some(
        Judgement.objects.standing(), pks, "pk", "ref", "kind", *left, *right, *rest
    ):
        sides = _first(found[:4]), _first(found[4:7])
        yield rows.Judgement(ref, kind, *sides, *found[7:], tuple(replaced.get(pk, ())))  # type: ignore[call-arg]


def _first(refs: Iterable[str | None]) -> str:
    return next((ref for ref in refs if ref), "")


def _terms() -> Iterator[rows.Term]:
    for row in Term.objects.values_list("list", "code", "label", "maps_to"):
        yield rows.Term(*row)
