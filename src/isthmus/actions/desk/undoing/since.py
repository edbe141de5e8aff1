"""What people did with what a list brought, since it was brought in: said before all of it is taken back."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from isthmus.actions.desk.undoing.lists import taken_with, uids_of
from isthmus.core.messages import Message
from isthmus.store.desk.models import (
    BY_LINK_RUN,
    Commitment,
    Judgement,
    ListChange,
    ListRow,
    Note,
    SheetModel,
    Statement,
)
from isthmus.store.desk.models.judgements import side_fields

__all__ = ["DoneSince", "done_since"]


@dataclass(frozen=True, slots=True)
class DoneSince:
    """What was judged, corrected and noted on rows of a list, coded beside them, and decided about rows set aside.

    Judgements, statements and notes by key, corrected rows by their random numbers, decisions by their events.
    """

    judged: Sequence[int]
    corrected: Sequence[UUID]
    coded: Sequence[int]
    noted: Sequence[int]
    decided: Sequence[int]

    def __bool__(self) -> bool:
        return any((self.judged, self.corrected, self.coded, self.noted, self.decided))

    @property
    def words(self) -> Iterator[tuple[str, Message]]:
        """Yield what there is of each kind, by the kind's name."""
        for name in ("judged", "corrected", "coded", "noted", "decided"):
            if n := len(getattr(self, name)):
                yield name, Message(f"undo.since.{name}", n=n)


def done_since(change: ListChange) -> DoneSince:
    """Return what was done since with what an event brought into a list."""
    sheets = {str(model._meta.model_name) for model in SheetModel.__subclasses__()} - {"judgement"}
    uids = uids_of([change.event_id], "add", sheets)
    return DoneSince(
        judged=_judged(uids, change.event_id),
        corrected=_corrected(uids, change.event_id),
        coded=_coded(change),
        noted=[pk for pk, row in Note.objects.order_by("at", "uid").values_list("pk", "row") if row in uids],
        decided=[each.event_id for each in taken_with(change)[1:]],
    )


def _judged(uids: Collection[UUID], event: int) -> list[int]:
    """Return the judgements that people made about rows and that hold, by key, the first ones first."""
    sides = [f"{side}__uid" for name in ("left", "right") for side in side_fields(name)]
    by_hand = Judgement.objects.in_force().exclude(BY_LINK_RUN).exclude(decision="examined")
    came = uids_of([event], "add", ("judgement",))
    listed = by_hand.order_by("at", "ref").values_list("pk", "uid", *sides).iterator()
    return [pk for pk, uid, *of in listed if uid not in came and any(each in uids for each in of if each)]


def _corrected(uids: Collection[UUID], event: int) -> list[UUID]:
    """Return the rows that were changed since, but by the program itself."""
    later = Commitment.objects.filter(event__gt=event, operation="change")
    rows = (
        UUID(bytes=bytes(row)) for row in later.order_by("event", "position").values_list("row", flat=True)
    )
    return list(dict.fromkeys(each for each in rows if each in uids))


def _coded(change: ListChange) -> list[int]:
    """Return the statements that were coded from the list's document by hand, by key."""
    if change.list.document_id is None:
        return []
    of_lists = ListRow.objects.filter(list=change.list, statement__isnull=False).values("statement")
    coded = Statement.objects.filter(document=change.list.document_id).exclude(pk__in=of_lists)
    return list(coded.order_by("ref").values_list("pk", flat=True))
