"""Who coded what a page shows, and when any row behind it was last changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import batched
from typing import Any
from uuid import UUID

from django.db.models import Count, Max, Model, Q, QuerySet

from isthmus.store.desk.models import (
    Act,
    Commitment,
    Document,
    Event,
    Incident,
    Mention,
    Person,
    SheetModel,
    Statement,
    Status,
)
from isthmus.store.desk.queries.withdrawn import but_withdrawn

__all__ = ["CodedBy", "coders_of", "last_change", "rows_behind", "statements_behind"]

_AT_ONCE = 2_000


@dataclass(frozen=True, slots=True)
class CodedBy:
    """Who coded statements, as the workbook says it: how many, and when the last one."""

    coder: str
    n: int
    last: str


def statements_behind(row: Model) -> QuerySet[Statement] | None:
    """Return the statements that a page about a row is made of; None for a row that is no statement's."""
    match row:
        case Incident():
            wanted = Q(acts__of_incident__incident=row)
        case Person():
            wanted = Q(acts__mentions__of_person__person=row)
        case Document():
            wanted = Q(document=row)
        case Statement():
            wanted = Q(pk=row.pk)
        case Act() | Status():
            wanted = Q(pk=row.statement_id)
        case Mention():
            wanted = Q(acts__mentions=row)
        case _:
            return None
    return Statement.objects.filter(pk__in=Statement.objects.filter(wanted).values("pk"))


def coders_of(row: Model) -> list[CodedBy]:
    """Return who coded the statements behind a row, whoever coded most of them first."""
    found = statements_behind(row)
    if found is None:
        return []
    named = but_withdrawn(found).exclude(coder="").values("coder")
    counted = named.annotate(n=Count("pk"), last=Max("coded_at")).order_by("-n", "coder")
    return [CodedBy(each["coder"], each["n"], each["last"]) for each in counted]


def rows_behind(row: Model) -> list[UUID]:
    """Return the random numbers of the rows that a page about a row shows, the one that it is named by first."""
    match row:
        case Incident():
            acts = Act.objects.filter(of_incident__incident=row).order_by("ref")
            return [
                *_uids(acts),
                *_uids(Mention.objects.filter(act__in=acts).order_by("ref")),
                *_of_statements(row),
            ]
        case Person():
            return [
                *_uids(Mention.objects.filter(of_person__person=row).order_by("ref")),
                *_of_statements(row),
            ]
        case Document():
            return [row.uid, *_of_statements(row)]
        case SheetModel():
            return [row.uid]
    return []


def last_change(rows: Sequence[UUID]) -> Event | None:
    """Return the last event that put in or changed one of these rows."""
    latest = None
    for some in batched(rows, _AT_ONCE):
        logged = Commitment.objects.filter(
            row__in=[each.bytes for each in some], operation__in=("add", "change")
        )
        last = logged.aggregate(last=Max("event_id"))["last"]
        latest = max(filter(None, (latest, last)), default=None)
    return Event.objects.select_related("actor").filter(pk=latest).first() if latest is not None else None


def _uids(rows: QuerySet[Any]) -> list[UUID]:
    return list(rows.values_list("uid", flat=True))


def _of_statements(row: Model) -> list[UUID]:
    found = statements_behind(row)
    return [] if found is None else list(found.order_by("ref").values_list("uid", flat=True))
