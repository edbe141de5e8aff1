"""What is judged, side by side: as far as each side is stated, and whether the two can be reconciled."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from isthmus.core.dates import overlap
from isthmus.core.messages import Message
from isthmus.core.register.description import age_in_words
from isthmus.core.workbook.schema import sheet
from isthmus.core.workbook.vocabularies import label
from isthmus.language.edtf import bounds_if_any
from isthmus.store.desk.models import Act, Mention, Place, Source, Statement
from isthmus.store.desk.queries.document_texts import quotes_not_found
from isthmus.store.desk.queries.withdrawn import but_withdrawn
from isthmus.web.desk.language import renderer, said
from isthmus.web.desk.reading.dates import shown_date
from isthmus.web.desk.reading.stated import open_or_token, unspoken
from isthmus.web.desk.reading.words import Labels, described
from isthmus.web.desk.writing.forms import choice_words

__all__ = [
    "FACTS",
    "Fact",
    "FactPair",
    "PairSide",
    "act_words",
    "fact_label",
    "fact_pairs",
    "pair_side",
    "rows_of",
    "spoken_by",
    "unstated",
]

type Judgeable = Mention | Act | Source | Place | Statement

ROWS: Mapping[str, Any] = {
    "person": Mention,
    "incident": Act,
    "source": Source,
    "place": Place,
    "retraction": Statement,
    "statement": Statement,
}
BESIDE = {
    "person": ("act__statement__document", "act__place", "home"),
    "incident": ("statement__document", "place"),
    "source": ("affiliation",),
    "place": ("parent",),
    "retraction": ("document",),
    "statement": ("document",),
}
VOICES = {
    "person": ("act__statement__voices__source",),
    "incident": ("statement__voices__source", "mentions"),
    "source": (),
    "place": (),
    "retraction": ("voices__source",),
    "statement": ("voices__source",),
}

# Where a row names its statement.
STATEMENT_OF = {"person": "act__statement", "incident": "statement", "retraction": "pk", "statement": "pk"}

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

    @property
    def groundless(self) -> Sequence[Fact]:
        """Return what it states, without the alleged ground: for pages that are not of one incident."""
        return [fact for fact in self.facts if fact.code != "ground"]


@dataclass(frozen=True, slots=True)
class FactPair:
    """One line of the two sides, and what can be said of them together."""

    left: Fact
    right: Fact | None
    note: str


def rows_of(kind: str) -> "QuerySet[Any]":
    """Return the rows that a judgement of this kind speaks of, with what a page shows of them."""
    rows: QuerySet[Any] = ROWS[kind].objects.select_related(*BESIDE[kind])
    rows = rows.prefetch_related(*VOICES[kind])
    return but_withdrawn(rows, STATEMENT_OF[kind]) if kind in STATEMENT_OF else rows


def pair_side(kind: str, uid: UUID | None) -> PairSide | None:
    """Return one side by its row's uid; nothing where there is no such row."""
    row = rows_of(kind).filter(uid=uid).first() if uid else None
    return None if row is None else FACTS[kind](row, Labels.load())


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


def note(left: Fact, right: Fact | None) -> str:
    """Return what the two say together: the same, meeting ranges, or not."""
    if right is None:
        return ""
    if not left.text or not right.text:
        return gettext("not stated")
    if left.text == right.text:
        return gettext("the same words")
    if left.date or right.date:
        meet = overlap(bounds_if_any(left.date), bounds_if_any(right.date))
        return gettext("the ranges meet") if meet else gettext("the ranges do not meet")
    return ""


def of_mention(row: Mention, labels: Labels) -> PairSide:
    """Return a person or group, as one statement describes it."""
    act = row.act
    facts = (
        Fact("name", row.name, name=True),
        Fact("other_names", row.other_names, name=True),
        Fact("who", described(row)),
        Fact("age", _age(row.age)),
        Fact("born", shown_date(row.born).words if row.born else "", row.born),
        Fact("home", named(row.home)),
        Fact("act", labels.of("type", act.type)),
        Fact("when", shown_date(act.date).words if act.date else "", act.date),
        Fact("where", named(act.place)),
        *(Fact(each.code, each.text) for each in unspoken(row)),
    )
    return _quoting(row, facts, act.statement)


def of_act(row: Act, labels: Labels) -> PairSide:
    """Return what was done, as one statement describes it; its victims are described, not named."""
    victims = [described(each) for each in row.mentions.all() if each.role == "victim"]
    facts = (
        Fact("act", labels.of("type", row.type)),
        Fact("when", shown_date(row.date).words if row.date else "", row.date),
        Fact("where", named(row.place)),
        Fact("victims", renderer().listed(victims)),
        Fact("ground", labels.of("ground", row.ground)),
        Fact("method", labels.of("method", row.method)),
        Fact("outcome", labels.of("outcome", row.outcome)),
    )
    return _quoting(row, facts, row.statement)


def of_source(row: Source, labels: Labels) -> PairSide:
    """Return a source; what is sealed about it stays sealed."""
    sealed = row.protection == "sealed"
    facts = (
        Fact("name", (open_or_token(row, row.name) or gettext("sealed")) if sealed else row.name),
        Fact("kind", row.kind),
        Fact("affiliation", "" if sealed else named(row.affiliation)),
        Fact("reliability", row.reliability),
    )
    return PairSide(row, facts)


def of_place(row: Place, labels: Labels) -> PairSide:
    """Return a place."""
    facts = (
        Fact("name", row.name),
        Fact("other_names", row.other_names),
        Fact("parent", named(row.parent)),
        Fact("places.precision", choice_words(sheet("places").column("precision")).get(row.precision, "")),
    )
    return PairSide(row, facts)


def of_statement(row: Statement, labels: Labels) -> PairSide:
    """Return a statement, with what it takes back where it retracts."""
    retractions = but_withdrawn(row.retractions.select_related("retracted"), "retracted")
    back = [each.retracted for each in retractions]
    facts = (
        Fact("retracts", "; ".join(each.quote or each.ref for each in back)),
        Fact("said", shown_date(row.said).words if row.said else "", row.said),
        Fact("document", row.document.title),
    )
    return _quoting(row, facts, row)


def _quoting(row: Judgeable, facts: Sequence[Fact], statement: Statement) -> PairSide:
    """Return a side with the words of its statement, and whether its document has them."""
    missing = bool(quotes_not_found([statement]))
    return PairSide(row, facts, statement.quote, speakers(statement), missing)


def _age(age: str) -> str:
    """Return an age in words; years as they were written."""
    words = age_in_words(age) if age else ""
    return said(words) if isinstance(words, Message) else str(words)


def named(row: Any) -> str:
    """Return the name of a place or a source; nothing where none is stated."""
    return row.name if row else ""


def act_words(act: Act) -> str:
    """Return an act in a few words: what, where, when."""
    parts = (
        said(label("type", act.type)) or gettext("acts of any kind"),
        named(act.place),
        shown_date(act.date).words if act.date else "",
    )
    return ", ".join(part for part in parts if part)


def speakers(statement: Statement) -> list[Source]:
    """Return who says it; looks at all voices, since a list has read them beforehand."""
    voices: Iterable[Any] = statement.voices.all()
    return [each.source for each in voices if each.part == "speaker"]


def spoken_by(row: Mention | Act) -> list[Source]:
    """Return who says the statement that an act or a mention stands in."""
    act: Any = row.act if isinstance(row, Mention) else row
    return speakers(act.statement)


FACTS: Mapping[str, Any] = {
    "person": of_mention,
    "incident": of_act,
    "source": of_source,
    "place": of_place,
    "retraction": of_statement,
    "statement": of_statement,
}
