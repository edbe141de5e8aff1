"""What is judged, side by side: as far as each side is stated, and whether the two can be reconciled."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext

from isthmus.core.messages import Message
from isthmus.core.register.description import age_in_words
from isthmus.core.workbook.schema import sheet
from isthmus.core.workbook.tokens import stated
from isthmus.core.workbook.vocabularies import label
from isthmus.store.desk.models import Act, Mention, Place, Source, Statement
from isthmus.store.desk.queries.document_texts import quotes_not_found
from isthmus.store.desk.queries.withdrawn import but_withdrawn
from isthmus.web.desk.language import renderer, said
from isthmus.web.desk.reading.dates import shown_date
from isthmus.web.desk.reading.sources import KINDS
from isthmus.web.desk.reading.stated import open_or_token, unspoken
from isthmus.web.desk.reading.words import Labels, described
from isthmus.web.desk.writing.forms import choice_words
from isthmus.web.desk.writing.pair_facts import Fact, Judgeable, PairSide

__all__ = [
    "DOERS",
    "FACTS",
    "act_words",
    "mentioned_as",
    "pair_side",
    "rows_of",
    "spoken_by",
]

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
    "person": ("act__statement__voices__source", "act__mentions__of_person"),
    "incident": ("statement__voices__source", "mentions__of_person"),
    "source": (),
    "place": (),
    "retraction": ("voices__source",),
    "statement": ("voices__source",),
}

DOERS = ("perpetrator", "ordered")

# Where a row names its statement.
STATEMENT_OF = {"person": "act__statement", "incident": "statement", "retraction": "pk", "statement": "pk"}


def rows_of(kind: str) -> "QuerySet[Any]":
    """Return the rows that a judgement of this kind speaks of, with what a page shows of them."""
    rows: QuerySet[Any] = ROWS[kind].objects.select_related(*BESIDE[kind])
    rows = rows.prefetch_related(*VOICES[kind])
    return but_withdrawn(rows, STATEMENT_OF[kind]) if kind in STATEMENT_OF else rows


def pair_side(kind: str, uid: UUID | None) -> PairSide | None:
    """Return one side by its row's uid; nothing where there is no such row."""
    row = rows_of(kind).filter(uid=uid).first() if uid else None
    return None if row is None else FACTS[kind](row, Labels.load())


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
        _by_whom(act, row),
        *(Fact(each.code, each.text) for each in unspoken(row)),
    )
    return _quoting(row, facts, act.statement)


def of_act(row: Act, labels: Labels) -> PairSide:
    """Return what was done, as one statement describes it; its victims are described, not named."""
    victims = [described(each) for each in mentioned_as(row, "victim")]
    facts = (
        Fact("act", labels.of("type", row.type)),
        Fact("when", shown_date(row.date).words if row.date else "", row.date),
        Fact("where", named(row.place)),
        Fact("victims", renderer().listed(victims)),
        _by_whom(row),
        Fact("ground", labels.of("ground", row.ground)),
        Fact("method", labels.of("method", row.method)),
        Fact("outcome", labels.of("outcome", row.outcome)),
    )
    return _quoting(row, facts, row.statement)


def mentioned_as(act: Act, *roles: str) -> list[Mention]:
    """Return the mentions of an act in some roles, in the order of their ids."""
    return sorted((each for each in act.mentions.all() if each.role in roles), key=lambda each: each.ref)


def _by_whom(act: Act, beside: Mention | None = None) -> Fact:
    """Return who did it or gave the order, by name where one is stated; not beside one of them."""
    if beside is not None and beside.role in DOERS:
        return Fact("perpetrators", "")
    doers = mentioned_as(act, *DOERS)
    names = [stated(open_or_token(each, each.name)) for each in doers]
    words = [name or described(each) for name, each in zip(names, doers, strict=True)]
    return Fact("perpetrators", renderer().listed(words, "comma"), name=any(names))


def of_source(row: Source, labels: Labels) -> PairSide:
    """Return a source; what is sealed about it stays sealed."""
    sealed = row.protection == "sealed"
    facts = (
        Fact("name", (open_or_token(row, row.name) or gettext("sealed")) if sealed else row.name),
        Fact("kind", str(KINDS[row.kind])),
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
    return PairSide(row, facts, statement.quote, speakers(statement), missing, statement)


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
