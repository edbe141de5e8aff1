"""Judgements as pages show them: what was decided, by whom, when, why, and whether it can be undone here."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from isthmus.core.workbook.vocabularies import label as vocabulary_label
from isthmus.store.desk.models import Act, Judgement, Mention, Source, Statement
from isthmus.web.desk.reading.dates import dated
from isthmus.web.desk.reading.words import described

__all__ = ["Judged", "Side", "judged", "on_acts", "on_mentions", "on_sources", "on_statements"]

VERDICTS = {
    ("incident", "same"): _("the same incident"),
    ("incident", "different"): _("different incidents"),
    ("incident", "part_of"): _("the first is part of the second"),
    ("incident", "unsure"): _("unsure whether they are the same incident"),
    ("person", "same"): _("the same person or group"),
    ("person", "different"): _("not the same person or group"),
    ("person", "disjoint"): _("no person in common"),
    ("person", "part_of"): _("the first lies within the second"),
    ("person", "unsure"): _("unsure whether they are the same"),
    ("person", "examined"): _("every other pair was compared by a link run"),
    ("source", "same"): _("the same source"),
    ("source", "different"): _("different sources"),
    ("retraction", "accepted"): _("retraction accepted"),
    ("retraction", "coerced"): _("retraction made under pressure"),
    ("retraction", "unsure"): _("unsure whether the retraction was free"),
}

SIDES = (
    "left_mention__act__statement__document",
    "right_mention__act__statement__document",
    "left_act__statement__document",
    "right_act__statement__document",
    "left_act__within__incident",
    "right_act__within__incident",
    "left_source",
    "right_source",
    "left_statement__document",
)


@dataclass(frozen=True, slots=True)
class Side:
    """One side: where it is shown, how it is described, and the statement that it comes from; or a source."""

    url: str = ""
    words: str = ""
    statement: Statement | None = None
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """One judgement in force."""

    row: Judgement
    verdict: str
    at: str

    @property
    def sides(self) -> list[Side]:
        """What it speaks of."""
        return [side_of(each) for each in (self.row.left, self.row.right) if each is not None]


def side_of(row: Mention | Act | Source | Statement) -> Side:
    """One side of a judgement; people are described, never named, so that a list of judgements is no list of names."""
    if isinstance(row, Source):
        return Side(source=row)
    if isinstance(row, Statement):
        return Side(reverse("document", args=[row.document.uid]) + f"#s-{row.uid}", "", row)
    if isinstance(row, Mention):
        return Side(reverse("person", args=[row.uid]), described(row), row.act.statement)
    address = reverse("incident", args=[row.uid]) if row.scope != "general" else ""
    return Side(address + f"#s-{row.statement.uid}", vocabulary_label("type", row.type), row.statement)


def judged(judgements: Iterable[Judgement]) -> list[Judged]:
    """Judgements with their words."""
    return [
        Judged(each, str(VERDICTS.get((each.kind, each.decision), each.decision)), dated(each.at[:10]).words)
        for each in judgements
    ]


def in_force(condition: Q) -> QuerySet[Judgement]:
    """Those that nobody withdrew or replaced, with both sides at hand."""
    return Judgement.objects.in_force().filter(condition).select_related(*SIDES).order_by("at", "ref")


def on_acts(acts: Iterable[int]) -> list[Judged]:
    """What was judged of some acts."""
    some = list(acts)
    return judged(in_force(Q(left_act__in=some) | Q(right_act__in=some)))


def on_mentions(mentions: Iterable[int]) -> list[Judged]:
    """What was judged of some mentions."""
    some = list(mentions)
    return judged(in_force(Q(left_mention__in=some) | Q(right_mention__in=some)))


def on_sources(sources: Iterable[int]) -> list[Judged]:
    """What was judged of some sources."""
    some = list(sources)
    return judged(in_force(Q(left_source__in=some) | Q(right_source__in=some)))


def on_statements(statements: Iterable[int]) -> list[Judged]:
    """What was judged of some retracting statements."""
    return judged(in_force(Q(left_statement__in=list(statements))))
