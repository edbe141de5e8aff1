"""Who said that a document names each person or incident once, and which pairs in it look like one all the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from isthmus.actions.desk.history import RowEvent, history_of
from isthmus.core.custody.actors import Actor
from isthmus.store.desk.models import Document, Mention, Proposal
from isthmus.store.desk.queries.disputes import disputes
from isthmus.store.desk.queries.proposals import last_run

__all__ = ["ListedOnce", "listed_once"]

MOST_PAIRS = 10


@dataclass(frozen=True, slots=True)
class ListedOnce:
    """By whose hand it is said, and when; pairs that the last link run thinks likely; people judged the same."""

    by: Actor | None
    at: datetime | None
    likely: int
    pairs: Sequence[Proposal]
    judged_same: int


def listed_once(row: Document) -> ListedOnce | None:
    """Return what is known of a list that names each once; nothing of another document."""
    if not row.lists_once:
        return None
    said = _said_by(row)
    run = last_run("person")
    likely = Proposal.objects.none()
    if run:
        inside = {f"{side}_mention__act__statement__document": row for side in ("left", "right")}
        likely = Proposal.objects.filter(run=run, proposed=True, probability__gte=run.central, **inside)
    return ListedOnce(
        said.actor if said else None,
        said.at if said else None,
        likely.count(),
        list(likely.order_by("-probability", "pk")[:MOST_PAIRS]),
        _judged_same(row),
    )


def _said_by(row: Document) -> RowEvent | None:
    """Return the event since which the row says so without a break."""
    found: RowEvent | None = None
    for event in history_of(row.uid):
        if event.cells is not None:
            holds = event.cells.get("lists_once", "") == row.lists_once
            found = (found or event) if holds else None
    return found


def _judged_same(row: Document) -> int:
    """Return how many people whom it tells apart are judged the same."""
    refs = {each.left: each.right for each in disputes().conflicts if each.kind == "told_apart"}
    inside = set(
        Mention.objects.filter(ref__in=[*refs, *refs.values()], act__statement__document=row).values_list(
            "ref", flat=True
        )
    )
    return sum(left in inside and right in inside for left, right in refs.items())
