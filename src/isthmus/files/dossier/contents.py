"""A dossier in words: the same texts, in the same order, whatever file they are written to."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from isthmus.core.dossier import (
    Dossier,
    DossierAct,
    DossierDocument,
    DossierJudgement,
    DossierPerson,
    DossierStatement,
    Words,
)
from isthmus.core.messages import Message, Say, Value
from isthmus.core.workbook.closing import Quotes
from isthmus.core.workbook.tokens import is_token

__all__ = [
    "DossierDrawings",
    "DossierTerms",
    "DossierText",
    "JudgementText",
    "LabelledText",
    "StatementGroup",
    "StatementText",
    "dossier_text",
]


@dataclass(frozen=True, slots=True)
class DossierTerms:
    """On which terms a dossier leaves: when, under which head of the log, and what of it is closed."""

    at: datetime
    head: str
    names: bool
    purpose: str
    quotes: Quotes


@dataclass(frozen=True, slots=True)
class DossierDrawings:
    """The support graph as SVG across and down a page, and as a table: its head, then a row for each source."""

    across: str = ""
    down: str = ""
    table: Sequence[Sequence[str]] = ()


@dataclass(frozen=True, slots=True)
class LabelledText:
    """A text under a label."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class StatementText:
    """One statement: its quote in paragraphs, and sentences about it."""

    head: str
    quote: Sequence[str]
    quote_note: str
    says: Sequence[str]
    source: Sequence[str]
    proofs: Sequence[LabelledText]
    acts: Sequence[str]
    people: Sequence[str]


@dataclass(frozen=True, slots=True)
class StatementGroup:
    """The statements of one stance, with what is to be said of all of them."""

    head: str
    notes: Sequence[str]
    statements: Sequence[StatementText]


@dataclass(frozen=True, slots=True)
class JudgementText:
    """One judgement: of what, how it was decided, by whom and when, and why."""

    sides: str
    verdict: str
    made: str
    because: str


@dataclass(frozen=True, slots=True)
class DossierText:
    """Everything that the file says, in its order."""

    title: str
    kicker: str
    lines: str
    lead: Sequence[str]
    drawing_head: str
    drawing_note: str
    too_large: str
    as_table: str
    groups: Sequence[StatementGroup]
    judged_head: str
    judgements: Sequence[JudgementText]
    judged_nothing: str
    not_said_head: str
    not_said: Sequence[str]
    closed_head: str
    closed_note: str
    closed: Sequence[LabelledText]
    about_head: str
    about: Sequence[LabelledText]
    head_label: str
    head: Sequence[str]
    page: str


def dossier_text(dossier: Dossier, terms: DossierTerms, say: Say) -> DossierText:
    """Return what the file says of a dossier that leaves on these terms."""
    return _DossierWriter(say).text(dossier, terms)


class _DossierWriter:
    """Sets a dossier in the words of one language."""

    def __init__(self, say: Say) -> None:
        self.say = say

    def text(self, dossier: Dossier, terms: DossierTerms) -> DossierText:
        title = Message("dossier.title", type=_capital(self.words(dossier.type)), people=dossier.people)
        return DossierText(
            title=self.say(title),
            kicker=self._kicker(dossier),
            lines=self.say(dossier.lines),
            lead=self._sentences(dossier.reason),
            drawing_head=self._say("drawing"),
            drawing_note="" if dossier.asserting else self._say("no_drawing"),
            too_large=self._say("too_large"),
            as_table=self._say("as_table"),
            groups=tuple(self._groups(dossier)),
            judged_head=self._say("judged"),
            judgements=tuple(self._judgement(each, names=terms.names) for each in dossier.judgements),
            judged_nothing="" if dossier.judgements else self._say("judged_nothing"),
            not_said_head=self._say("not_said"),
            not_said=self._sentences(dossier.not_said),
            closed_head=self._say("what_is_closed"),
            closed_note=self._say("about_tokens"),
            closed=tuple(LabelledText(_capital(self.say(each.words)), each.token) for each in dossier.closed),
            about_head=self._say("about"),
            about=tuple(self._about(dossier, terms)),
            head_label=self._say("about.head"),
            head=terms.head.rstrip().splitlines() or [self._say("about.no_head")],
            page=self._say("page"),
        )

    def words(self, words: Words) -> str:
        """Return a text as it is, or a message as a sentence."""
        return self.say(words) if isinstance(words, Message) else words

    def _say(self, code: str) -> str:
        return self.say(Message(f"dossier.{code}"))

    def _sentences(self, messages: Iterable[Message]) -> tuple[str, ...]:
        return tuple(map(self.say, messages))

    def _date(self, edtf: str) -> str:
        return self.say(Message("dossier.date", when=edtf))

    def _kicker(self, dossier: Dossier) -> str:
        dates = [self._date(each) for each in dossier.dates] or [self._say("no_date")]
        return " · ".join([*map(self.words, dossier.places), *dates])

    def _groups(self, dossier: Dossier) -> Iterator[StatementGroup]:
        suspected = (Message("dossier.not_said.suspected"),) if dossier.suspecting else ()
        denied = (
            *(sentence for each in dossier.denials for sentence in each),
            *((Message("corroborate.denial_beside"),) if dossier.denials else ()),
        )
        for code, statements, notes in (
            ("statements", dossier.asserting, ()),
            ("suspected", dossier.suspecting, suspected),
            ("against", dossier.against, denied),
        ):
            if statements:
                yield StatementGroup(
                    head=self.say(Message(f"dossier.{code}", n=len(statements))),
                    notes=self._sentences(notes),
                    statements=tuple(map(self._statement, statements)),
                )

    def _statement(self, row: DossierStatement) -> StatementText:
        head = self.say(Message("dossier.statement", n=row.number))
        quote = self.words(row.quote)
        if isinstance(row.quote, str) and quote and row.wording not in ("paraphrase", "translation"):
            quote = f"“{quote}”"
        return StatementText(
            head=head if is_token(row.id) else f"{head} · {row.id}",
            quote=[line for line in quote.splitlines() if line.strip()],
            quote_note=self._say(row.wording)
            if quote and row.wording in ("paraphrase", "translation")
            else "",
            says=tuple(self._says(row)),
            source=tuple(self._source(row)),
            proofs=tuple(self._proofs(row.document)),
            acts=tuple(map(self._act, row.acts)),
            people=tuple(dict.fromkeys(self._person(each) for act in row.acts for each in act.people)),
        )

    def _says(self, row: DossierStatement) -> Iterator[str]:
        for message in (row.stance, row.basis, row.passed_on, row.retraction, row.marked):
            if message:
                yield self.say(message)
        if row.said:
            yield self.say(Message("dossier.said", when=row.said))

    def _source(self, row: DossierStatement) -> Iterator[str]:
        document = row.document
        title, locator = self.words(document.title), self.words(row.locator)
        if locator:
            yield self.say(Message("dossier.in_place", title=title, locator=locator))
        else:
            yield self.say(Message("dossier.in", title=title))
        if document.authors:
            yield self.say(Message("dossier.by", authors=document.authors))
        if document.published:
            yield self.say(Message("dossier.published", when=document.published))
        yield self._say("held" if document.held else "not_held")

    def _proofs(self, document: DossierDocument) -> Iterator[LabelledText]:
        if document.url:
            yield LabelledText(self._say("address"), document.url)
        if document.sha256:
            yield LabelledText(self._say("sha256"), document.sha256)

    def _act(self, row: DossierAct) -> str:
        kind = _capital(self.words(row.type)) or self._say("act.any" if row.general else "act.other")
        parts = [self._date(row.date)] if row.date else []
        parts += [self.words(each) for each in (row.place, row.method, row.outcome) if each]
        return " · ".join([kind, *parts])

    def _person(self, row: DossierPerson) -> str:
        values: dict[str, Value] = {"number": row.number, "role": row.role, "words": row.words}
        named = Message("dossier.person_named", name=row.name, **values)
        person = named if row.name else Message("dossier.person", **values)
        if row.as_said:
            person = Message("dossier.person_as_said", person=person, as_said=row.as_said)
        return _capital(self.say(person))

    def _judgement(self, row: DossierJudgement, *, names: bool) -> JudgementText:
        day = row.at[:10]
        if row.by_link_run:
            made = Message("dossier.judged_by_run", at=day)
        elif names and row.by:
            made = Message("dossier.judged_by", by=row.by, at=day)
        else:
            made = Message("dossier.judged_on", at=day)
        because = self.words(row.because)
        if isinstance(row.because, str) and because:
            because = f"“{because}”"
        return JudgementText(
            sides=" · ".join(_capital(self.words(each)) for each in row.sides),
            verdict=self.say(row.verdict),
            made=self.say(made),
            because=because or self._say("no_reason"),
        )

    def _about(self, dossier: Dossier, terms: DossierTerms) -> Iterator[LabelledText]:
        holds = Message("dossier.about.holds_all", n=dossier.statements)
        opened = Message("dossier.about.names_open", purpose=terms.purpose)
        names = opened if terms.names else Message("dossier.about.names_closed")
        yield LabelledText(self._say("about.made"), f"{terms.at:%Y-%m-%d %H:%M} UTC")
        yield LabelledText(self._say("about.holds"), self.say(holds))
        yield LabelledText(self._say("about.names"), self.say(names))
        yield LabelledText(self._say("about.quotes"), self._say(f"about.quotes.{terms.quotes}"))
        yield LabelledText(self._say("about.left_out"), self._say("about.left_out_always"))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
