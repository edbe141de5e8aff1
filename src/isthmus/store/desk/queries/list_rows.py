"""Rows of lists, as they came."""

from django.db.models import Q

from isthmus.store.desk.models import ListRow

__all__ = ["close_list_rows"]

_SEALED = Q(statement__protection="sealed") | Q(document__protection="sealed")


def close_list_rows() -> None:
    """Forget the cells of rows of which something is sealed: statements have what they say under seal."""
    by_mention = Q(statement__acts__mentions__protection="sealed")
    told = ListRow.objects.filter(_SEALED | by_mention).exclude(cells=[])
    ListRow.objects.filter(pk__in=list(told.values_list("pk", flat=True).distinct())).update(
        cells=[], used=[]
    )
