"""What tells apart the people of a figure, as the page of the count shows it: lists, acts, incidents, judgements."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count

from isthmus.core.count import TellingList, TellingLists
from isthmus.store.desk.models import Act, Document, Incident, Mention
from isthmus.store.desk.queries.kept_by_log import KeptAtHead
from isthmus.web.desk.reading.words import Labels

__all__ = ["ListShown", "ListsShown", "documents_to_ask_about", "lists_shown"]

# Of acts that name several, which a list has by the hundred: the list itself stands above them.
MOST_ACTS = 10
MOST_ASKED_ABOUT = 3
# A document of fewer people is seldom a list.
FEWEST_LISTED = 5


@dataclass(frozen=True, slots=True)
class ListShown:
    """One list: the document, the act or the incidents that it is, and how many people of the figures stand in it."""

    kind: str
    type: str
    document: Document | None
    incidents: Sequence[Incident]
    people: Sequence[int]


@dataclass(frozen=True, slots=True)
class ListsShown:
    """What tells people apart; `more`: how many lists are not shown."""

    rows: Sequence[ListShown]
    more: int
    judged: Sequence[tuple[str, int]]
    link_runs: Sequence[str]


def lists_shown(found: TellingLists, labels: Labels) -> ListsShown:
    """Return what tells people apart with its rows."""
    documents = Document.objects.in_bulk(
        list({*_first(found.shown, "people", "incidents")}), field_name="ref"
    )
    acts = {
        row.ref: row
        for row in Act.objects.filter(ref__in=_first(found.shown, "act")).select_related(
            "of_incident__incident", "statement__document"
        )
    }
    refs = {ref for each in found.shown if each.kind == "different" for ref in each.ids[:2]}
    incidents = Incident.objects.in_bulk(sorted(refs), field_name="ref")

    def shown(each: TellingList) -> ListShown:
        if each.kind == "act":
            act = acts[each.ids[0]]
            kind, of = act.type, [act.of_incident.incident]
            return ListShown(each.kind, labels.of("type", kind), act.statement.document, of, each.people)
        if each.kind == "different":
            pair = [incidents[ref] for ref in each.ids[:2]]
            return ListShown(each.kind, labels.of("type", each.ids[2]), None, pair, each.people)
        kind = each.ids[1] if each.kind == "incidents" else ""
        return ListShown(
            each.kind, labels.of("type", kind) if kind else "", documents[each.ids[0]], (), each.people
        )

    acts_shown = [each for each in found.shown if each.kind == "act"][:MOST_ACTS]
    rows = [shown(each) for each in found.shown if each.kind != "act" or each in acts_shown]
    return ListsShown(rows, found.total - len(rows), found.judged, found.link_runs)


def _first(found: Iterable[TellingList], *kinds: str) -> list[str]:
    return [each.ids[0] for each in found if each.kind in kinds]


def documents_to_ask_about() -> list[tuple[Document, int]]:
    """Return the held documents that name most single victims, one a statement, and do not say that they list once."""
    most = _TO_ASK_ABOUT.now(None)
    rows = Document.objects.in_bulk(most)
    return [(rows[key], n) for key, n in most.items() if key in rows]


def _to_ask_about(_key: None) -> dict[int, int]:
    """Return these documents by key, with how many statements name one victim: all mentions are looked at for that."""
    people = Mention.objects.filter(role="victim", low=1, high=1, act__statement__stance="asserts")
    held = people.filter(act__statement__document__held="yes", of_person__isnull=False)
    document = "act__statement__document"
    held = held.exclude(act__statement__document__lists_once__contains="people")
    counts = held.order_by().values_list(document).annotate(statements=Count("act__statement", distinct=True))
    found = counts.filter(statements__gte=FEWEST_LISTED).order_by("-statements", f"{document}__ref")
    return dict(found[:MOST_ASKED_ABOUT])


_TO_ASK_ABOUT = KeptAtHead(_to_ask_about)
