"""What a search found, kind by kind, as its page shows it: each row with the passage and with why it answers."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from isthmus.actions.desk.coding.drafts import body_of
from isthmus.core.messages import Message
from isthmus.core.names.finding import SoundedWords
from isthmus.core.names.passages import passages
from isthmus.core.names.search_words import search_words, written_words
from isthmus.core.reading import PartKind
from isthmus.core.workbook.tokens import is_token, stated
from isthmus.store.desk.models import (
    Act,
    Document,
    Note,
    Person,
    PersonMention,
    Place,
    SearchKind,
    Source,
    Statement,
)
from isthmus.store.desk.queries.document_texts import held_texts, readable_text
from isthmus.store.desk.queries.search import MOST_FOUND, Search, SearchHit
from isthmus.store.desk.queries.withdrawn import withdrawn
from isthmus.web.desk.reading.draft_search import drafts_answering, words_read
from isthmus.web.desk.reading.marked import MarkedStretch, marked
from isthmus.web.desk.reading.paging import Page, placed
from isthmus.web.desk.reading.people import person_rows
from isthmus.web.desk.reading.statements import said, with_everything
from isthmus.web.desk.reading.words import Labels
from isthmus.web.desk.requests import actor_of

__all__ = ["KINDS", "FoundKind", "FoundRow", "found_kind"]

# So many rows of each kind stand on the first page; a page of one kind has all of them.
FIRST = 5
MOST_PASSAGES = 2  # of one document
MOST_NOTES = 2_000


@dataclass(frozen=True, slots=True)
class FoundRow:
    """One row that was found: itself as its kind shows it, where the words stand, why it answers.

    `beside`: the random number of the row that a note was written beside. `placed`: passages with their pages.
    """

    row: Any
    passages: Sequence[Sequence[MarkedStretch]] = ()
    why: Sequence[Message] = ()
    beside: UUID | None = None
    placed: Sequence[tuple[Sequence[MarkedStretch], int | None]] = ()


@dataclass(frozen=True, slots=True)
class FoundKind:
    """All rows of one kind."""

    code: str
    count: str
    list: Page[Any]
    rows: Sequence[FoundRow] = field(default=())

    @property
    def has_more(self) -> bool:
        """Return whether not all of them stand here."""
        return len(self.rows) < self.list.total

    @property
    def total(self) -> int:
        """Return how many there are."""
        return self.list.total


type Keys = Sequence[tuple[Any, Sequence[SearchHit]]]


def found_kind(code: str, search: Search, request: HttpRequest, *, alone: bool) -> FoundKind:
    """Return what was found of one kind: a page of it where it stands `alone`, else the first few."""
    listed, shown, counted = KINDS[code]
    keys = listed(search, request)
    size = 50 if alone else FIRST
    number, last = placed(request, len(keys), size) if alone else (1, 1)
    some = keys[(number - 1) * size : number * size]
    rows = shown(search, some)
    count = counted(len(keys))
    if len(keys) >= MOST_FOUND:
        count = _("at least %(count)s") % {"count": count}
    return FoundKind(code, count, Page(rows, len(keys), number, last), rows)


def _why(search: Search, kind: SearchKind, hits: Sequence[SearchHit]) -> Sequence[Message]:
    """Return why a row answers that holds none of the words as they are written."""
    if not hits or not all(hit.alike for hit in hits):
        return ()
    found = search.reasons(kind, hits[:MOST_PASSAGES])
    codes = dict.fromkeys(why for hit in hits[:MOST_PASSAGES] for why in found.get(hit, ()))
    return [Message(f"names.found.{why}") for why in codes]


def _grouped(hits: Iterable[SearchHit], key: Callable[[SearchHit], Any]) -> Keys:
    """Return hits by what they are shown as, in the order of the first of each."""
    found: dict[Any, list[SearchHit]] = {}
    for hit in hits:
        if (at := key(hit)) is not None:
            found.setdefault(at, []).append(hit)
    return list(found.items())


def _rows_of(kind: SearchKind) -> Callable[[Search, HttpRequest], Keys]:
    def listed(search: Search, _request: HttpRequest) -> Keys:
        return _grouped(search.hits(kind), lambda hit: hit.row)

    return listed


def _people(search: Search, _request: HttpRequest) -> Keys:
    hits = search.hits(SearchKind.MENTION)
    persons = PersonMention.objects.filter(mention__in={hit.row for hit in hits})
    person_of = dict(persons.values_list("mention_id", "person_id"))
    return _grouped(hits, lambda hit: person_of.get(hit.row))


def _shown_people(search: Search, keys: Keys) -> list[FoundRow]:
    rows = Person.objects.in_bulk([pk for pk, _ in keys])
    shown = {each.row.pk: each for each in person_rows(list(rows.values()))}
    return [
        FoundRow(shown[pk], why=_why(search, SearchKind.MENTION, hits)) for pk, hits in keys if pk in shown
    ]


def _statements(search: Search, _request: HttpRequest) -> Keys:
    back = withdrawn()
    return _grouped(search.hits(SearchKind.STATEMENT), lambda hit: None if hit.row in back else hit.row)


def _shown_statements(search: Search, keys: Keys) -> list[FoundRow]:
    rows = with_everything(Statement.objects.all()).in_bulk([pk for pk, _ in keys])
    listed = [(rows[pk], hits) for pk, hits in keys if pk in rows]
    shown = said([row for row, _ in listed], Labels.load())
    return [
        FoundRow(
            each,
            [marked(row.quote, _answering(search, hits))] if row.quote else (),
            _why(search, SearchKind.STATEMENT, hits),
        )
        for each, (row, hits) in zip(shown, listed, strict=True)
    ]


def _shown_documents(search: Search, keys: Keys) -> list[FoundRow]:
    rows = Document.objects.in_bulk([pk for pk, _ in keys])
    return [_shown_document(rows[pk], hits, search) for pk, hits in keys if pk in rows]


def _shown_document(row: Document, hits: Sequence[SearchHit], search: Search) -> FoundRow:
    why = _why(search, SearchKind.DOCUMENT, hits)
    parts = [hit.part for hit in hits if hit.part][:MOST_PASSAGES]
    held = held_texts([row]).get(row.pk) if parts else None
    if held is None:
        return FoundRow(row, why=why)
    stored = readable_text(held)
    spans = list(passages(stored.text))
    answers = _answering(search, hits)
    placed = list[tuple[Sequence[MarkedStretch], int | None]]()
    for start, end in (spans[part - 1] for part in parts if part <= len(spans)):
        words = stored.text[start:end]
        first = next((at for at, _, word in written_words(words) if answers(word)), 0)
        page = stored.places.part_at(start + first) + 1 if stored.places.kind is PartKind.PAGE else None
        placed.append((marked(words.strip(), answers), page))
    return FoundRow(row, why=why, placed=placed)


def _answering(search: Search, hits: Sequence[SearchHit]) -> Callable[[str], object]:
    """Return which words are marked: by their sound only where a row was found by it."""
    return search.answer if any(hit.alike for hit in hits) else search.stands


def _shown_sources(search: Search, keys: Keys) -> list[FoundRow]:
    rows = Source.objects.in_bulk([pk for pk, _ in keys])
    return [FoundRow(rows[pk], why=_why(search, SearchKind.SOURCE, hits)) for pk, hits in keys if pk in rows]


def _shown_places(search: Search, keys: Keys) -> list[FoundRow]:
    rows = Place.objects.select_related("parent").in_bulk([pk for pk, _ in keys])
    return [FoundRow(rows[pk], why=_why(search, SearchKind.PLACE, hits)) for pk, hits in keys if pk in rows]


def _notes(search: Search, _request: HttpRequest) -> Keys:
    of_sources = _grouped(search.hits(SearchKind.SOURCE_NOTE), lambda hit: (SearchKind.SOURCE_NOTE, hit.row))
    of_acts = _grouped(search.hits(SearchKind.ACT_NOTE), lambda hit: (SearchKind.ACT_NOTE, hit.row))
    gone = set(
        Act.objects.filter(pk__in=[row for (_, row), _ in of_acts], statement__in=withdrawn()).values_list(
            "pk", flat=True
        )
    )
    return [*of_sources, *(each for each in of_acts if each[0][1] not in gone), *_written_notes(search)]


def _written_notes(search: Search) -> Keys:
    """Return the notes and questions that people wrote beside rows: too few for an index, and sealed with their row."""
    found: list[tuple[Any, Sequence[SearchHit]]] = []
    for note in Note.objects.order_by("-at", "uid")[:MOST_NOTES]:
        tokens = list(filter(is_token, (note.text, note.answer)))
        texts = search.read(tokens) if search.read and tokens else {}
        words = "\n".join(stated(texts.get(each, each)) for each in (note.text, note.answer))
        # What a keeper opened is kept nowhere.
        read = SoundedWords.of(search_words(words)) if tokens else words_read(words)
        if search.query.answered_by(read):
            found.append((("note", note.pk), ()))
    return found


def _shown_notes(search: Search, keys: Keys) -> list[FoundRow]:
    pks = {kind: [row for (of, row), _ in keys if of == kind] for kind in SearchKind}
    sources = Source.objects.in_bulk(pks[SearchKind.SOURCE_NOTE])
    acts = Act.objects.select_related("statement__document").in_bulk(pks[SearchKind.ACT_NOTE])
    rows: Mapping[SearchKind, Mapping[int, Any]] = {
        SearchKind.SOURCE_NOTE: sources,
        SearchKind.ACT_NOTE: acts,
    }
    written = Note.objects.in_bulk([pk for (of, pk), _ in keys if of == "note"])
    return [
        _shown_note(written[pk], search)
        if kind == "note"
        else FoundRow(rows[kind][pk], [marked(rows[kind][pk].note, search.answer)], _why(search, kind, hits))
        for (kind, pk), hits in keys
    ]


def _shown_note(note: Note, search: Search) -> FoundRow:
    texts = [marked(each, search.answer) for each in (note.text, note.answer) if each]
    return FoundRow(None, texts, beside=note.row)


def _drafts(search: Search, request: HttpRequest) -> Keys:
    """Return one's own drafts whose text or title answers: nobody else's are read."""
    found = drafts_answering(search.query, owner=actor_of(request).number, most=MOST_PASSAGES)
    return [(each, ()) for each in found]


def _shown_drafts(search: Search, keys: Keys) -> list[FoundRow]:
    return [
        FoundRow(
            {"draft": draft, "title": body_of(draft).document.title},
            [marked(place.strip(), search.answer) for place in places],
        )
        for (draft, places), _ in keys
    ]


KINDS: Mapping[str, tuple[Callable[..., Keys], Callable[..., list[FoundRow]], Callable[[int], str]]] = {
    "people": (
        _people,
        _shown_people,
        lambda n: ngettext("%(n)d person, group or unit", "%(n)d people, groups and units", n) % {"n": n},
    ),
    "statements": (
        _statements,
        _shown_statements,
        lambda n: ngettext("%(n)d statement", "%(n)d statements", n) % {"n": n},
    ),
    "documents": (
        _rows_of(SearchKind.DOCUMENT),
        _shown_documents,
        lambda n: ngettext("%(n)d document", "%(n)d documents", n) % {"n": n},
    ),
    "drafts": (
        _drafts,
        _shown_drafts,
        lambda n: ngettext("%(n)d draft of yours", "%(n)d drafts of yours", n) % {"n": n},
    ),
    "sources": (
        _rows_of(SearchKind.SOURCE),
        _shown_sources,
        lambda n: ngettext("%(n)d source", "%(n)d sources", n) % {"n": n},
    ),
    "places": (
        _rows_of(SearchKind.PLACE),
        _shown_places,
        lambda n: ngettext("%(n)d place", "%(n)d places", n) % {"n": n},
    ),
    "notes": (
        _notes,
        _shown_notes,
        lambda n: ngettext("%(n)d note", "%(n)d notes", n) % {"n": n},
    ),
}
