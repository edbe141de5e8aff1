"""What goes with a row that is destroyed, and which rows that stay refer to what would go."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from django.db.models import F, Q

from isthmus.store.desk.models import (
    Act,
    Arrival,
    CommittedRow,
    DerivedCopy,
    Document,
    Judgement,
    Mention,
    Place,
    SheetModel,
    Source,
    Statement,
    Status,
)

__all__ = ["DESTRUCTIBLE", "DependentRows", "ReferringRow", "dependents_of"]

# The sheets of which a row can be destroyed: all but the vocabulary, which says nothing of anybody.
DESTRUCTIBLE = ("source", "place", "document", "statement", "act", "mention", "status", "judgement")


@dataclass(frozen=True, slots=True)
class ReferringRow:
    """A row that stays and refers to a row that would go."""

    sheet: str
    ref: str
    uid: UUID


@dataclass(frozen=True, slots=True)
class DependentRows:
    """The rows that go, in the order in which they can be removed; those that stay and refer to them."""

    rows: tuple[SheetModel, ...]
    arrivals: tuple[Arrival, ...]
    copies: tuple[DerivedCopy, ...]
    referring: tuple[ReferringRow, ...]

    @property
    def all(self) -> tuple[CommittedRow, ...]:
        """Return all that goes: what came in, and what was made of it, goes before its document."""
        last = next((at for at, row in enumerate(self.rows) if isinstance(row, Document)), len(self.rows))
        return (*self.rows[:last], *self.copies, *self.arrivals, *self.rows[last:])

    def of[M: SheetModel](self, model: type[M]) -> list[M]:
        """Return the rows of one table that go."""
        return [row for row in self.rows if isinstance(row, model)]

    def refs(self) -> dict[str, tuple[str, ...]]:
        """Return the ids of what goes, by sheet, the row that was asked for first."""
        found: dict[str, tuple[str, ...]] = {}
        for row in reversed(self.rows):
            name = row.sheet().name
            found[name] = (row.ref, *found.get(name, ()))  # type: ignore[attr-defined]
        return found


def dependents_of(row: SheetModel | Arrival) -> DependentRows:
    """Return all that says nothing any more without the row, the row itself last."""
    if isinstance(row, Arrival):
        made = DerivedCopy.objects.filter(document=row.document_id, made_of=row.content).order_by("at", "uid")
        return DependentRows((), (row,), tuple(made), ())
    found = _only(row, Statement) | _of(row, Document, "document")
    statements = Statement.objects.filter(found).order_by("ref")
    acts = Act.objects.filter(_only(row, Act) | Q(statement__in=statements)).order_by("ref")
    mentions = Mention.objects.filter(_only(row, Mention) | Q(act__in=acts)).order_by("ref")
    own = Q(mention__in=mentions, statement=F("mention__act__statement"))
    statuses = Status.objects.filter(_only(row, Status) | Q(statement__in=statements) | own).order_by("ref")
    sources = Source.objects.filter(_only(row, Source))
    places = Place.objects.filter(_only(row, Place))
    judgements = Judgement.objects.filter(
        _only(row, Judgement)
        | Q(left_mention__in=mentions)
        | Q(right_mention__in=mentions)
        | Q(left_act__in=acts)
        | Q(right_act__in=acts)
        | Q(left_source__in=sources)
        | Q(right_source__in=sources)
        | Q(left_place__in=places)
        | Q(right_place__in=places)
        | Q(left_statement__in=statements)
    ).order_by("at", "ref")
    rows: list[SheetModel] = [*judgements, *statuses, *_inner_first(mentions), *acts, *statements]
    if row not in rows:
        rows.append(row)
    document = row.pk if isinstance(row, Document) else None
    arrivals = Arrival.objects.filter(document=document).order_by("at", "uid")
    copies = DerivedCopy.objects.filter(document=document).order_by("at", "uid")
    return DependentRows(tuple(rows), tuple(arrivals), tuple(copies), tuple(_referring(row, rows)))


def _inner_first(mentions: Iterable[Mention]) -> list[Mention]:
    """Return mentions so that each stands before those that it is part of."""
    of = {each.pk: each for each in mentions}
    found: dict[int, Mention] = {}
    for each in reversed(of.values()):
        chain = [each]
        while (outer := of.get(chain[-1].within_id or 0)) and outer.pk not in found:
            chain.append(outer)
        found.update({one.pk: one for one in reversed(chain) if one.pk not in found})
    return list(reversed(found.values()))


def _only(row: SheetModel, model: type[SheetModel]) -> Q:
    return Q(pk__in=[row.pk] if isinstance(row, model) else [])


def _of(row: SheetModel, model: type[SheetModel], field: str) -> Q:
    return Q(**{f"{field}__in": [row.pk] if isinstance(row, model) else []})


def _referring(row: SheetModel, rows: list[SheetModel]) -> Iterator[ReferringRow]:
    """Yield what stays and refers to what goes: nobody else's words are destroyed in passing."""
    statements = [each.pk for each in rows if isinstance(each, Statement)]
    mentions = [each.pk for each in rows if isinstance(each, Mention)]
    statuses = [each.pk for each in rows if isinstance(each, Status)]
    retracting = Statement.objects.filter(retractions__retracted__in=statements).exclude(pk__in=statements)
    found: set[SheetModel] = {
        *retracting,
        *Status.objects.filter(mention__in=mentions).exclude(pk__in=statuses),
        *Mention.objects.filter(within__in=mentions).exclude(pk__in=mentions),
    }
    if isinstance(row, Source):
        spoken = Statement.objects.filter(voices__source=row)
        found |= {*row.affiliates.all(), *row.documents.all(), *spoken, *row.mentioned.all()}
    elif isinstance(row, Place):
        found |= {*row.parts.all(), *row.acts.all(), *row.home_of.all()}
    listed = [ReferringRow(each.sheet().name, each.ref, each.uid) for each in found]  # type: ignore[attr-defined]
    yield from sorted(listed, key=lambda each: (each.sheet, each.ref))
