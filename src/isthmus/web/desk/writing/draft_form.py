"""A draft as forms on a page, and back from what was posted to a draft."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace

from django.http import QueryDict

from isthmus.actions.desk.coding.carrying import new_key
from isthmus.actions.desk.coding.draft import (
    DraftBody,
    DraftDocument,
    DraftMention,
    DraftPart,
    DraftStatement,
    NewPlace,
    NewSource,
)
from isthmus.actions.desk.coding.quoting import paragraph_of, passage
from isthmus.actions.desk.coding.submission import FieldProblem, new_names
from isthmus.actions.desk.coding.tables import places_typed, sources_typed
from isthmus.core.reading import WHOLE_TEXT, StoredText
from isthmus.web.desk.writing.deniable import deniable
from isthmus.web.desk.writing.forms import PARTS, PartForm, label_of, rule_words, typed
from isthmus.web.desk.writing.groups_offered import groups_offered, same_offered

__all__ = ["DraftForms", "in_words", "posted_body", "posted_index", "shown"]

NO_TEXT = StoredText("", WHOLE_TEXT)
MOST_MENTIONS = 200
MOST_NEW_NAMES = 5000
# As many as are answered in one go; the next ones follow.
MOST_ASKED = 20


@dataclass(frozen=True, slots=True)
class DraftForms:
    """The forms of one page: the document, the statement that is open, and what is made in passing.

    Of the new names those that are in use here, that are wrong, or that nobody has said anything of yet, and how many
    there are in all; what a page does not show stays as it is.
    """

    document: PartForm
    statement: PartForm
    mentions: Sequence[PartForm]
    sources: Sequence[PartForm]
    places: Sequence[PartForm]
    source_count: int
    place_count: int


def posted_index(posted: QueryDict) -> int:
    """Return which statement is open."""
    text = posted.get("statement", "0")
    return min(int(text), 10_000) if text.isdecimal() else 0


def posted_body(posted: QueryDict, before: DraftBody, stored: StoredText = NO_TEXT) -> DraftBody:
    """Return the draft with everything on the posted page put into it; quotes by characters come from the text."""
    stated = DraftStatement(**_posted(DraftStatement, posted, "statement"), mentions=_mentions(posted))
    stated = _statement_with_key(stated)
    statement = _of_first(_located(_quoted(posted, stated, stored.text), stored), before)
    index = min(posted_index(posted), len(before.statements))
    if not statement.blank or index < len(before.statements):
        before = before.with_statement(index, statement)
    sources = [NewSource(**_posted(NewSource, posted, p)) for p in _prefixes(posted, "source")]
    places = [NewPlace(**_posted(NewPlace, posted, p)) for p in _prefixes(posted, "place")]
    # Of a document that is in the register already the page has no fields.
    asks = any(name.startswith("document-") for name in posted)
    return replace(
        before,
        document=DraftDocument(**_posted(DraftDocument, posted, "document")) if asks else before.document,
        sources=tuple(_merged(before.sources, sources)),
        places=tuple(_merged(before.places, places)),
    )


def _of_first(statement: DraftStatement, body: DraftBody) -> DraftStatement:
    """Return a further act of a statement with the stance of that one: its form does not ask for it."""
    first = body.index_of(statement.act_of)
    return statement if first is None else replace(statement, stance=body.statements[first].stance)


def _posted(part: type[DraftPart], posted: QueryDict, prefix: str) -> dict[str, str]:
    return typed(PartForm(part, posted, prefix=prefix))


def _quoted(posted: QueryDict, stated: DraftStatement, text: str) -> DraftStatement:
    """Return the statement with the passage that its first and last character name, where both are given."""
    first, last = posted.get("quote-from", "").strip(), posted.get("quote-to", "").strip()
    if not (first.isdecimal() and last.isdecimal()):
        return stated
    return replace(stated, quote=passage(text, int(first[:9]), int(last[:9])), locator="")


def _located(stated: DraftStatement, stored: StoredText) -> DraftStatement:
    if stated.locator:
        return stated
    return replace(stated, locator=paragraph_of(stored.text, stated.quote, stored.places))


def _mentions(posted: QueryDict) -> tuple[DraftMention, ...]:
    every = (DraftMention(**_posted(DraftMention, posted, p)) for p in _prefixes(posted, "mention"))
    return tuple(_with_key(each) for each in every if not each.blank)


def _statement_with_key(statement: DraftStatement) -> DraftStatement:
    return statement if statement.key else replace(statement, key=new_key("t-"))


def _with_key(mention: DraftMention) -> DraftMention:
    return mention if mention.key else replace(mention, key=new_key("g-"))


def _prefixes(posted: QueryDict, part: str) -> list[str]:
    count = posted.get(f"{part}s", "0")
    most = MOST_MENTIONS if part == "mention" else MOST_NEW_NAMES
    every = (f"{part}-{index}" for index in range(min(int(count), most) if count.isdecimal() else 0))
    # A page shows some of the new names; a row without a name says nothing.
    return [each for each in every if part == "mention" or f"{each}-name" in posted]


def _merged[N: NewSource | NewPlace](before: Iterable[N], posted: Iterable[N]) -> list[N]:
    """Return what was said of new names: the page's word, and what it did not show stays."""
    merged = {each.name: each for each in (*before, *posted)}
    return [each for each in merged.values() if each.name]


def shown(
    body: DraftBody, index: int, problems: Sequence[FieldProblem] = (), *, more_rows: bool = False
) -> DraftForms:
    """Return the forms of the page on which statement `index` is open, each problem at its field."""
    statement = body.statements[index] if index < len(body.statements) else DraftStatement()
    statement = _statement_with_key(statement)
    sources, places = new_names(body)
    wrong = {(each.spot.part, each.spot.index) for each in problems}
    part = replace(body, statements=body.statements[index : index + 1])
    typed_here = {*sources_typed(part), *places_typed(part)}
    near = {
        kind: _near(kind, rows, typed_here, wrong) for kind, rows in (("source", sources), ("place", places))
    }
    forms = DraftForms(
        document=_form("document", "document", asdict(body.document)),
        statement=_form("statement", "statement", asdict(statement), deniable=deniable(body, statement)),
        mentions=[
            _form("mention", f"mention-{row}", asdict(each), **_people_offered(body, each, index))
            for row, each in enumerate(_with_room(statement.mentions, more_rows=more_rows))
        ],
        sources=[_form("source", f"source-{row}", asdict(sources[row])) for row in near["source"]],
        places=[_form("place", f"place-{row}", asdict(places[row])) for row in near["place"]],
        source_count=len(sources),
        place_count=len(places),
    )
    _place_problems(forms, index, problems)
    return forms


def _near(
    kind: str,
    names: Sequence[NewSource | NewPlace],
    typed_here: set[str],
    wrong: set[tuple[str, int | None]],
) -> list[int]:
    """Return which new names the page asks about: those in use here, wrong ones, and the first that are unanswered."""
    unanswered = [row for row, each in enumerate(names) if isinstance(each, NewSource) and not each.kind]
    asked = set(unanswered[:MOST_ASKED])
    return [
        row
        for row, each in enumerate(names)
        if each.name in typed_here or (kind, row) in wrong or row in asked
    ]


def _people_offered(body: DraftBody, mention: DraftMention, index: int) -> dict[str, Mapping[str, str]]:
    """Return whom the form offers for a mention: groups that it may be part of, and those whom it may be."""
    return {"groups": groups_offered(body, mention, index), "same": same_offered(body, mention, index)}


def _with_room(mentions: Sequence[DraftMention], *, more_rows: bool) -> list[DraftMention]:
    """Return the mentions, and an empty row for whoever is missing: to whom, by whom, and one more when asked."""
    roles = {each.role for each in mentions}
    missing = {role: [] if role in roles else [DraftMention(role=role)] for role in ("victim", "perpetrator")}
    rows = [*missing["victim"], *mentions, *missing["perpetrator"]]
    return [_with_key(each) for each in ([*rows, DraftMention()] if more_rows else rows)]


def _form(part: str, prefix: str, values: Mapping[str, object], **offered: Mapping[str, str]) -> PartForm:
    data = {f"{prefix}-{name}": value for name, value in values.items()}
    return PartForm(PARTS[part], data, prefix=prefix, **offered)


def _place_problems(forms: DraftForms, index: int, problems: Iterable[FieldProblem]) -> None:
    for problem in problems:
        form = _form_at(forms, index, problem)
        if form is not None:
            form.add_error(problem.column if problem.column in form.fields else None, in_words(problem))


def in_words(problem: FieldProblem) -> str:
    """Return a problem's rule and how to fix it."""
    label = label_of(problem.spot.part, problem.column)
    return " ".join(rule_words(each, label) for each in problem.said)


def _form_at(forms: DraftForms, index: int, problem: FieldProblem) -> PartForm | None:
    spot = problem.spot
    if spot.statement not in (None, index):
        return None
    rows: Mapping[str, Sequence[PartForm]] = {
        "document": [forms.document],
        "statement": [forms.statement],
        "mention": forms.mentions,
        "source": forms.sources,
        "place": forms.places,
    }
    if spot.part in ("source", "place"):
        return next((each for each in rows[spot.part] if each.prefix == f"{spot.part}-{spot.index}"), None)
    row = spot.index or 0
    return rows[spot.part][row] if row < len(rows[spot.part]) else None
