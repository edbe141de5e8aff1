"""Lists that were brought in: how many of their rows stand where, and why rows wait."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Min, QuerySet

from isthmus.store.desk.models import ListChange, ListRow, RegisterList

__all__ = ["ListCounts", "RowReason", "counts_of", "last_brought", "reasons_of", "row_of_list", "rows_in"]

_State = ListRow.RowState


@dataclass(frozen=True, slots=True)
class ListCounts:
    """The rows of the file that came last by what became of them; `gone`: rows of earlier files that it has not.

    `destroyed`: rows whose statement or document somebody destroyed.
    """

    rows: int
    understood: int
    waiting: int
    left_out: int
    gone: int

    @property
    def destroyed(self) -> int:
        """Return how many rows of the file are nowhere any more."""
        return self.rows - self.understood - self.waiting - self.left_out


@dataclass(frozen=True, slots=True)
class RowReason:
    """Why rows are set aside: the column, the reason as it is kept, and how many rows."""

    why: str
    column: str
    reason: Mapping[str, object]
    rows: int


def last_brought(of: RegisterList) -> ListChange | None:
    """Return what brought the list in last; None where all of it was taken back."""
    brought = of.changes.filter(kind=ListChange.Kind.BROUGHT_IN, undone_by=None)
    return brought.select_related("event__actor").order_by("-event").first()


def counts_of(of: RegisterList) -> ListCounts:
    """Return how many rows of a list stand where."""
    counted = ListRow.objects.current().filter(list=of).order_by().values_list("state", "is_gone")
    found = {(state, gone): n for state, gone, n in counted.annotate(n=Count("pk"))}
    brought = last_brought(of)
    return ListCounts(
        rows=brought.rows if brought else 0,
        understood=found.get((_State.UNDERSTOOD, False), 0),
        waiting=found.get((_State.WAITING, False), 0),
        left_out=found.get((_State.LEFT_OUT, False), 0),
        gone=sum(n for (_, is_gone), n in found.items() if is_gone),
    )


def reasons_of(of: RegisterList) -> Sequence[RowReason]:
    """Return why rows of a list wait, the commonest reason first; of those that its last file has."""
    waiting = ListRow.objects.current().filter(list=of, state=_State.WAITING, is_gone=False)
    counted = waiting.order_by().values_list("why").annotate(n=Count("pk"), first=Min("pk"))
    firsts = ListRow.objects.in_bulk([first for _, _, first in counted])
    found = (
        RowReason(why, why.partition("\x1f")[0], next(iter(firsts[first].reasons), {}), n)
        for why, n, first in counted
    )
    return sorted(found, key=lambda each: (-each.rows, each.why))


def rows_in(of: RegisterList, state: str, why: str = "") -> QuerySet[ListRow]:
    """Return the rows of a list in one state (`gone`: those that the file has not), and for one reason if given."""
    rows = ListRow.objects.current().filter(list=of).order_by("number", "pk")
    rows = rows.filter(is_gone=True) if state == "gone" else rows.filter(state=state, is_gone=False)
    return rows.filter(why=why) if why else rows


def row_of_list(uid: UUID) -> ListRow | None:
    """Return a row as it is now, by its random number."""
    rows = ListRow.objects.current().filter(uid=uid).select_related("change", "list__document", "statement")
    return rows.order_by("-pk").first()
