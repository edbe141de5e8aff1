"""What two sides state, fact by fact, and what can be said of the two together."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from isthmus.core.dates import overlap
from isthmus.core.messages import Message
from isthmus.language.edtf import bounds_if_any
from isthmus.store.desk.models import Act, Mention, Place, Source, Statement
from isthmus.web.desk.language import renderer, said

__all__ = [
    "Fact",
    "FactPair",
    "Judgeable",
    "PairNote",
    "PairSide",
    "fact_label",
    "fact_pairs",
    "note",
    "unstated",
]

type Judgeable = Mention | Act | Source | Place | Statement

# What a side can state. Code goes by these names, never by the words that people read.
LABELS = {
    "name": _("Name"),
    "other_names": _("Other names"),
    "who": _("Who"),
    "age": _("Age"),
    "born": _("Born"),
    "home": _("Home"),
    "act": _("What was done"),
    "when": _("When"),
    "where": _("Where"),
    "victims": _("To whom"),
    "perpetrators": _("By whom"),
    "ground": _("Alleged ground"),
    "method": _("How"),
    "outcome": _("With what outcome"),
    "kind": _("Kind"),
    "affiliation": _("Under the control of"),
    "reliability": _("Reliability"),
    "parent": _("Lies in"),
    "retracts": _("Takes back"),
    "said": _("Said"),
    "document": _("Document"),
    "sex": _("Sex"),
    "occupation": _("Occupation"),
}


def fact_label(code: str) -> str:
    """Return what a thing that a side states is called on a page; of a column, the column's label."""
    return str(LABELS[code]) if code in LABELS else said(Message(f"label.{code}"))


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that a side states; `date` is its EDTF text where it is one, `name` whether the veil covers it."""

    code: str
    text: str
    date: str = ""
    name: bool = False

    @property
    def label(self) -> str:
        """Return what it is called on a page."""
        return fact_label(self.code)


@dataclass(frozen=True, slots=True)
class PairSide:
    """One side: its row, what it states, the words of its source, and who says them."""

    row: Judgeable
    facts: Sequence[Fact]
    quote: str = ""
    speakers: Sequence[Source] = ()
    quote_not_found: bool = False
    statement: Statement | None = None

    @property
    def wording(self) -> str:
        """Return whether the quote is word for word."""
        return self.statement.wording if self.statement else ""

    @property
    def groundless(self) -> Sequence[Fact]:
        """Return what it states, without the alleged ground: for pages that are not of one incident."""
        return [fact for fact in self.facts if fact.code != "ground"]


@dataclass(frozen=True, slots=True)
class PairNote:
    """What can be said of two facts: a sentence, and whether both can be of one; None where it does not tell."""

    words: str = ""
    fits: bool | None = None

    def __str__(self) -> str:
        return self.words


@dataclass(frozen=True, slots=True)
class FactPair:
    """One line of the two sides, and what can be said of them together."""

    left: Fact
    right: Fact | None
    note: PairNote


def fact_pairs(left: PairSide, right: PairSide | None) -> list[FactPair]:
    """Return the two sides line by line, without what neither states."""
    pairs = zip_longest(left.facts, right.facts if right else ())
    return [
        FactPair(one, other, note(one, other)) for one, other in pairs if one.text or (other and other.text)
    ]


def unstated(left: PairSide, right: PairSide | None) -> str:
    """Return what neither side states, in words."""
    pairs = zip_longest(left.facts, right.facts if right else ())
    return renderer().listed([one.label for one, other in pairs if not (one.text or (other and other.text))])


def note(left: Fact, right: Fact | None) -> PairNote:
    """Return what the two say together: the same, meeting ranges, or not."""
    if right is None:
        return PairNote()
    if not left.text or not right.text:
        return PairNote(gettext("not stated"))
    if left.text == right.text:
        return PairNote(gettext("the same words"), fits=True)
    if left.date or right.date:
        meet = overlap(bounds_if_any(left.date), bounds_if_any(right.date))
        return PairNote(gettext("the ranges meet") if meet else gettext("the ranges do not meet"), fits=meet)
    return PairNote()
