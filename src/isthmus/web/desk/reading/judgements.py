"""Judgements as pages show them: what was decided, by whom, when, why, and whether it can be undone here."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from isthmus.core.workbook.vocabularies import label as vocabulary_label
from isthmus.store.desk.models import Act, Judgement, Mention, Place, Source, Statement
from isthmus.store.desk.queries.withdrawn import holding
from isthmus.web.desk.language import said
from isthmus.web.desk.reading.addresses import quote_address
from isthmus.web.desk.reading.dates import shown_date
from isthmus.web.desk.reading.words import described

__all__ = [
    "JudgementShown",
    "Side",
    "judged",
    "on_acts",
    "on_mentions",
    "on_places",
    "on_sources",
    "on_statements",
]

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
    ("place", "same"): _("one place"),
    ("place", "different"): _("different places"),
    ("statement", "withdrawn"): _("coded by mistake"),
    ("statement", "stands"): _("the statement stands"),
    ("retraction", "accepted"): _("retraction accepted"),
    ("retraction", "coerced"): _("retraction made under pressure"),
    ("retraction", "unsure"): _("unsure whether the retraction was free"),
}

# What is shown of each kind of side.
SIDES = {
    "act": "__statement__document",
    "mention": "__act__statement__document",
    "source": "",
    "place": "",
    "statement": "__document",
}


@dataclass(frozen=True, slots=True)
class Side:
    """One side: where it is shown, how it is described, and the statement that it comes from; or a source."""

    url: str = ""
    words: str = ""
    statement: Statement | None = None
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class JudgementShown:
    """One judgement in force."""

    row: Judgement
    verdict: str
    at: str

    @property
    def sides(self) -> list[Side]:
        """Return what it speaks of."""
        return [side_of(each) for each in (self.row.left, self.row.right) if each is not None]


def side_of(row: Mention | Act | Source | Place | Statement) -> Side:
    """Return one side of a judgement; people are described, never named: a list of judgements is no list of names."""
    if isinstance(row, Source):
        return Side(source=row)
    if isinstance(row, Place):
        return Side(reverse("place", args=[row.uid]), row.name)
    if isinstance(row, Statement):
        return Side(quote_address(row), "", row)
    if isinstance(row, Mention):
        return Side(reverse("person", args=[row.uid]), described(row), row.act.statement)
    address = quote_address(row.statement) if row.scope == "general" else reverse("incident", args=[row.uid])
    return Side(address, said(vocabulary_label("type", row.type)), row.statement)


def judged(judgements: Iterable[Judgement]) -> list[JudgementShown]:
    """Judgements with their words."""
    return [
        JudgementShown(
            each, str(VERDICTS.get((each.kind, each.decision), each.decision)), shown_date(each.at[:10]).words
        )
        for each in judgements
    ]


def in_force(kind: str, rows: Iterable[int]) -> list[JudgementShown]:
    """Return those on some rows of a kind that nobody withdrew or replaced, with both sides at hand."""
    some = list(rows)
    sides = ["left_statement"] if kind == "statement" else [f"left_{kind}", f"right_{kind}"]
    found = {key for side in sides for key in standing(side, some)} if some else set()
    shown = holding(Judgement.objects.filter(pk__in=found)).select_related(
        *(side + SIDES[kind] for side in sides)
    )
    return judged(shown.order_by("at", "ref"))


def standing(side: str, rows: Sequence[int]) -> Iterable[int]:
    """Return the judgements in force with one of the rows on this side."""
    return Judgement.objects.in_force().filter(**{f"{side}__in": rows}).values_list("pk", flat=True)


def on_acts(acts: Iterable[int]) -> list[JudgementShown]:
    """Return what was judged of some acts."""
    return in_force("act", acts)


def on_mentions(mentions: Iterable[int]) -> list[JudgementShown]:
    """Return what was judged of some mentions."""
    return in_force("mention", mentions)


def on_sources(sources: Iterable[int]) -> list[JudgementShown]:
    """Return what was judged of some sources."""
    return in_force("source", sources)


def on_places(places: Iterable[int]) -> list[JudgementShown]:
    """Return what was judged of some places."""
    return in_force("place", places)


def on_statements(statements: Iterable[int]) -> list[JudgementShown]:
    """Return what was judged of some retracting statements."""
    return in_force("statement", statements)
