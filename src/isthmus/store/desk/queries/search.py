"""Search over everything that is said and named: one function for both databases."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import QuerySet
from django.db.models.functions import Abs, Length

from isthmus.core.names.finding import BY_SOUND, Likeness, SearchQuery, SoughtWord, WordSound
from isthmus.store.desk.derive.search_texts import search_texts
from isthmus.store.desk.models import (
    Document,
    Mention,
    Person,
    SealedCell,
    SearchKind,
    SearchText,
    SearchWord,
    Source,
    Statement,
    parts_of,
    search_key,
)
from isthmus.store.desk.queries.sealed import SEALED_STATEMENT, ReadTokens, holds_token
from isthmus.store.desk.queries.withdrawn import but_withdrawn, withdrawn

__all__ = [
    "MOST_FOUND",
    "Search",
    "SearchHit",
    "keys_with_words",
    "persons_found",
    "statements_found",
    "unsearched",
    "unsearched_statements",
]

# Of each kind so many are found at most: whoever has more needs another word, not another page.
MOST_FOUND = 1_000
# Words of one sound that are looked for in the place of one word, the likeliest first: a query stays small.
_MOST_ALIKE = 60
# Words of the same consonants that are read to find these: those whose length is nearest, as it is where vowels agree.
_MOST_READ = 120
# From so many letters on, a word that sounds alike also stands for what begins with it: case endings.
_SHORTEST_STEM = 5


class SearchHit(NamedTuple):
    """A row that was found, the part of its text, and whether it was by sound alone."""

    row: int
    part: int
    alike: bool


type Words = Mapping[SoughtWord, Mapping[str, Likeness]]


@dataclass(frozen=True)
class Search:
    """What is looked for in the register; `read`: what tokens stand for, while a keeper looks."""

    text: str
    read: ReadTokens | None = None

    @cached_property
    def query(self) -> SearchQuery:
        """Return the words that are looked for."""
        return SearchQuery.of(self.text)

    @cached_property
    def alike(self) -> Words:
        """Return the words of the register that answer to a word by their sound, and why."""
        sought = dict.fromkeys(each.texts for each in self.query.words)
        found = {texts: _words_alike(SoughtWord(texts)) for texts in sought}
        return {each: found[each.texts] for each in self.query.words}

    def hits(self, kind: SearchKind, most: int = MOST_FOUND) -> list[SearchHit]:
        """Return the rows of a kind that hold every word: first as it is written, then by its sound."""
        if not self.query.ways:
            return []
        written = _keys(_written(self.query), kind, most)
        sealed = dict(self._opened(kind)) if self.read else {}
        known = {*written, *(key for key, by_sound in sealed.items() if not by_sound)}
        by_sound = [key for key, sounding in sealed.items() if sounding]
        if len(known) < most and any(self.alike.values()):
            by_sound += _keys(_written_or_alike(self.query, self.alike), kind, most)
        alike = sorted(set(by_sound) - known)
        return [_hit(key, alike=False) for key in sorted(known)] + [_hit(key, alike=True) for key in alike]

    def _opened(self, kind: SearchKind) -> Iterator[tuple[int, bool]]:
        """Yield the keys of rows that answer by what is sealed in them, and whether by sound alone."""
        assert self.read is not None
        for key, words in search_texts(kind, _sealed_of(kind), self.read):
            if found := self.query.answered(words):
                yield key, found == "alike"

    def reasons(
        self, kind: SearchKind, hits: Collection[SearchHit]
    ) -> Mapping[SearchHit, Sequence[Likeness]]:
        """Return why each of these hits by sound answers, each reason once."""
        keys = {search_key(kind, hit.row, hit.part): hit for hit in hits if hit.alike}
        texts = dict(SearchText.objects.filter(pk__in=keys).values_list("pk", "words"))
        return {hit: self._why(texts.get(key, "").split(" ")) for key, hit in keys.items()}

    def _why(self, words: Sequence[str]) -> Sequence[Likeness]:
        found = {why for word in words if (why := self.answer(word)) and why != "written"}
        return sorted(found, key=BY_SOUND.index)

    def stands(self, word: str) -> bool:
        """Return whether a word of a text is one that is looked for, as it is written."""
        return self.query.holds(word)

    def answer(self, word: str) -> Likeness | None:
        """Return why a word of a text answers to any that is looked for; None where it does not."""
        if self.stands(word):
            return "written"
        if why := self._sounding.get(word):
            return why
        if word.startswith(self._stems):
            return next(
                why for stem, why in self._sounding.items() if _is_stem(stem) and word.startswith(stem)
            )
        found = (each.sounds_like(word) for each in self.query.words) if self.read else ()
        return next(filter(None, found), None)

    @cached_property
    def _sounding(self) -> Mapping[str, Likeness]:
        """Return the words that answer by their sound to any that is looked for."""
        found: dict[str, Likeness] = {}
        for each in self.query.words:
            found = {**self.alike[each], **found}
        return found

    @cached_property
    def _stems(self) -> tuple[str, ...]:
        return tuple(filter(_is_stem, self._sounding))


def _hit(key: int, *, alike: bool) -> SearchHit:
    _, row, part = parts_of(key)
    return SearchHit(row, part, alike)


def _words_alike(sought: SoughtWord) -> Mapping[str, Likeness]:
    """Return the words of all texts that answer to one by their sound, the likeliest first."""
    found: dict[str, Likeness] = {}
    for word in dict.fromkeys(word for sound in sought.sounds for word in _of_sound(sound)):
        why = sought.sounds_like(word)
        if why and not word.startswith(sought.beginnings):
            found[word] = why
    ranked = sorted(found.items(), key=lambda each: (BY_SOUND.index(each[1]), each[0]))
    return dict(ranked[:_MOST_ALIKE])


def _of_sound(sound: WordSound) -> Iterator[str]:
    """Yield words that are perhaps one name with that of this sound: of the same key, then of the same consonants."""
    words = SearchWord.objects.values_list("word", flat=True)
    yield from words.filter(key=sound.key).order_by("word")[:_MOST_READ]
    nearest = Abs(Length("key") - len(sound.key))
    yield from words.filter(bones=sound.bones).exclude(key=sound.key).order_by(nearest, "word")[:_MOST_READ]


def _is_stem(word: str) -> bool:
    return len(word) >= _SHORTEST_STEM


type _Terms = Sequence[tuple[str, bool]]  # a word, and whether as a beginning
type _Ways = Sequence[Sequence[_Terms]]


def _written(query: SearchQuery) -> _Ways:
    return [[_terms(each) for each in way] for way in query.ways]


def _written_or_alike(query: SearchQuery, alike: Words) -> _Ways:
    return [
        [[*_terms(each), *((word, _is_stem(word)) for word in alike[each])] for each in way]
        for way in query.ways
    ]


def _terms(sought: SoughtWord) -> list[tuple[str, bool]]:
    return [(word, False) for word in sought.wholes] + [(word, True) for word in sought.beginnings]


_FTS5 = """SELECT rowid FROM desk_searchindex WHERE desk_searchindex MATCH %s AND rowid >= %s AND rowid < %s
    ORDER BY rowid LIMIT %s"""
_TSVECTOR = """SELECT id FROM desk_searchtext
    WHERE array_to_tsvector(string_to_array(words, ' ')) @@ %s::tsquery AND id >= %s AND id < %s
    ORDER BY id LIMIT %s"""


def _keys(ways: _Ways, kind: SearchKind, most: int) -> list[int]:
    postgresql = connection.vendor == "postgresql"
    asked = _tsquery(ways) if postgresql else _fts5_query(ways)
    within = search_key(kind), search_key(kind + 1)
    with connection.cursor() as cursor:
        cursor.execute(_TSVECTOR if postgresql else _FTS5, [asked, *within, most])
        return [key for (key,) in cursor.fetchall()]


def keys_with_words(words: Sequence[str], kind: SearchKind, most: int) -> list[int]:
    """Return the keys of the texts of a kind that hold every one of these words, as they stand in the index."""
    return _keys([[[(word, False)] for word in words]], kind, most)


def _fts5_query(ways: _Ways) -> str:
    """Return the question as FTS5 takes it; words hold nothing but letters and digits."""

    def alternatives(terms: _Terms) -> str:
        return f"({' OR '.join(f'"{word}"{"*" if beginning else ""}' for word, beginning in terms)})"

    return " OR ".join(f"({' AND '.join(map(alternatives, way))})" for way in ways)


def _tsquery(ways: _Ways) -> str:
    """Return the question as PostgreSQL takes it."""

    def alternatives(terms: _Terms) -> str:
        return f"({' | '.join(f"'{word}'{':*' if beginning else ''}" for word, beginning in terms)})"

    return " | ".join(f"({' & '.join(map(alternatives, way))})" for way in ways)


def statements_found(text: str, read: ReadTokens | None = None) -> list[int]:
    """Return the statements whose words, title or names answer, by primary key, as they are written first."""
    back = withdrawn()
    return [hit.row for hit in Search(text, read).hits(SearchKind.STATEMENT) if hit.row not in back]


def unsearched_statements() -> int:
    """Return how many statements have something sealed, in which nothing is found while it is closed."""
    return len(_sealed_of(SearchKind.STATEMENT))


def unsearched() -> int:
    """Return how many rows have something sealed, in which nothing is found while it is closed."""
    if not SealedCell.objects.exists():  # nothing that a keeper could open: no row need be looked at
        return 0
    named = Source.objects.filter(holds_token("name", "note")).count()
    kinds = (SearchKind.STATEMENT, SearchKind.DOCUMENT, SearchKind.MENTION)
    return named + sum(len(_sealed_of(kind)) for kind in kinds)


def _sealed_of(kind: SearchKind) -> Collection[int]:
    """Return the rows of a kind in which something is sealed that search would look at."""
    rows: Mapping[SearchKind, QuerySet[Any]] = {
        SearchKind.STATEMENT: but_withdrawn(Statement.objects.filter(SEALED_STATEMENT)),
        SearchKind.DOCUMENT: Document.objects.filter(holds_token("title")),
        SearchKind.SOURCE: Source.objects.filter(holds_token("name")),
        SearchKind.SOURCE_NOTE: Source.objects.filter(holds_token("note")),
        SearchKind.MENTION: Mention.objects.filter(
            holds_token("name", "other_names", "description", "occupation")
        ),
    }
    return set(rows[kind].values_list("pk", flat=True)) if kind in rows else ()


def persons_found(text: str) -> QuerySet[Person]:
    """Return the people, groups and units whose names or descriptions answer."""
    mentions = [hit.row for hit in Search(text).hits(SearchKind.MENTION)]
    return Person.objects.filter(members__mention__in=mentions).distinct()
