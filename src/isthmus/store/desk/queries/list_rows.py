"""Rows of lists, as they came: which of them may be kept beside the register."""

from collections.abc import Callable, Collection
from itertools import batched

from django.db.models import Exists, OuterRef, Q, QuerySet

from isthmus.store.desk.models import ListRow, RegisterList

__all__ = ["CLOSED", "close_list_rows", "close_list_rows_that", "forget_list_rows"]

_AT_ONCE = 500
_SEALED = (
    Q(statement__protection="sealed")
    | Q(document__protection="sealed")
    | Q(statement__acts__mentions__protection="sealed")
    | Q(statement__voices__source__protection="sealed")
    | Q(document__authorships__source__protection="sealed")
)
# Stands for what somebody corrected in a row whose words are not kept.
CLOSED = {"": ""}


def close_list_rows() -> None:
    """Forget the cells of rows of which something is sealed: statements have what they say under seal.

    So are those of rows that wait or are left out of a list of which any row is sealed: nobody marked what they say.
    """
    sealed = ListRow.objects.filter(_SEALED)
    beside = ListRow.objects.exclude(state=ListRow.RowState.UNDERSTOOD)
    lists = set(sealed.order_by().values_list("list", flat=True).distinct())
    _close(sealed)
    _close(beside.filter(list__in=lists))


def forget_list_rows(statements: Collection[int], hold: Callable[[object], bool]) -> None:
    """Forget the cells of rows of which something is destroyed: those that became one of these statements, or hold it.

    Rows that were set aside go with the last document of their list, and the list with its last row.
    """
    for some in batched(statements, _AT_ONCE):
        _close(ListRow.objects.filter(statement__in=some))
    close_list_rows_that(hold)
    there = ListRow.objects.filter(list=OuterRef("list"), document__isnull=False)
    ListRow.objects.filter(document=None).exclude(Exists(there)).delete()
    RegisterList.objects.exclude(Exists(ListRow.objects.filter(list=OuterRef("pk")))).delete()


def close_list_rows_that(hold: Callable[[object], bool]) -> None:
    """Forget the cells of the rows that hold something."""
    rows = ListRow.objects.exclude(cells=[], reasons=[])
    told = rows.values_list("pk", "cells", "reasons", "corrected")
    found = [pk for pk, *words in told.iterator() if hold(words)]
    for some in batched(found, _AT_ONCE):
        _close(ListRow.objects.filter(pk__in=some))


def _close(rows: QuerySet[ListRow]) -> None:
    told = list(rows.exclude(cells=[], reasons=[]).values_list("pk", flat=True).distinct())
    for some in batched(told, _AT_ONCE):
        found = ListRow.objects.filter(pk__in=some)
        found.exclude(corrected={}).update(corrected=CLOSED)
        found.update(cells=[], used=[], reasons=[])
