"""The words of rows and texts to search, and how they sound: tables that follow from rows and stored texts alone."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from itertools import batched
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from isthmus.core.names.finding import sound_of
from isthmus.core.names.passages import passages
from isthmus.core.names.search_words import name_words, search_words
from isthmus.core.workbook.tokens import is_token, stated
from isthmus.store.desk.bulk import insert
from isthmus.store.desk.models import (
    Act,
    Document,
    Mention,
    Place,
    SearchKind,
    SearchText,
    SearchWord,
    Source,
    Statement,
    search_key,
)
from isthmus.store.desk.queries.document_texts import held_texts, readable_text
from isthmus.store.desk.queries.sealed import ReadTokens
from isthmus.store.desk.queries.workbook import some

__all__ = ["KINDS_OF", "index_everything", "index_words", "search_texts", "sounds_of"]

AT_ONCE = 2_000

# Which words are made again where a row of a sheet changes.
KINDS_OF: Mapping[str, tuple[SearchKind, ...]] = {
    "statements": (SearchKind.STATEMENT,),
    "documents": (SearchKind.DOCUMENT,),
    "sources": (SearchKind.SOURCE, SearchKind.SOURCE_NOTE),
    "places": (SearchKind.PLACE,),
    "mentions": (SearchKind.MENTION,),
    "acts": (SearchKind.ACT_NOTE,),
}

type Pks = Collection[int] | None
type Words = Iterator[tuple[int, list[str]]]
type _Cells = tuple[str, ...]


def index_words(sheet: str, pks: Collection[int], *, new: bool = False) -> None:
    """Make the words of these rows of a sheet again; those of rows that are gone go with their sounds.

    `new`: they were never there before.
    """
    before: set[str] = set()
    after: set[str] = set()
    for kind in KINDS_OF.get(sheet, ()):
        for keys in batched(sorted(pks), AT_ONCE):
            if not new:
                before |= _forgotten(kind, keys)
            after |= _inserted(search_texts(kind, keys))
    _add_sounds(after - before)
    _forget_sounds(before - after)


def index_everything() -> None:
    """Make the words of all rows, in empty tables."""
    found: set[str] = set()
    for kind in SearchKind:
        found |= _inserted(search_texts(kind, None))
    insert(SearchWord, ("word", "key", "bones"), sounds_of(found))


def _inserted(texts: Words) -> set[str]:
    found: set[str] = set()
    for some_texts in batched(texts, AT_ONCE):
        insert(SearchText, ("id", "words"), [(key, " ".join(words)) for key, words in some_texts])
        found.update(*(words for _, words in some_texts))
    return found


def _forgotten(kind: SearchKind, pks: Collection[int]) -> set[str]:
    """Delete the words of these rows; return them."""
    words: set[str] = set()
    for found in _of_rows(kind, pks):
        words.update(*(text.split(" ") for (text,) in found.values_list("words")))
        found.delete()
    return words


def _of_rows(kind: SearchKind, pks: Collection[int]) -> Iterator[QuerySet[SearchText]]:
    if kind is not SearchKind.DOCUMENT:
        yield SearchText.objects.filter(pk__in=[search_key(kind, pk) for pk in pks])
        return
    for pk in pks:
        yield SearchText.objects.filter(pk__gte=search_key(kind, pk), pk__lt=search_key(kind, pk + 1))


def sounds_of(words: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    """Yield each word that is read with its key and its consonants."""
    for word in sorted(words):
        if sound := sound_of(word):
            yield word, sound.key, sound.bones


def _add_sounds(words: Collection[str]) -> None:
    known = {word for (word,) in some(SearchWord.objects.all(), words, "word")}
    insert(SearchWord, ("word", "key", "bones"), sounds_of(set(words) - known))


def _forget_sounds(words: Iterable[str]) -> None:
    """Forget how words sound that stand in no text any more."""
    gone = [word for word in words if sound_of(word) and not _stands_somewhere(word)]
    for keys in batched(gone, AT_ONCE):
        SearchWord.objects.filter(pk__in=keys).delete()


_STANDS = {
    "sqlite": ("SELECT 1 FROM desk_searchindex WHERE desk_searchindex MATCH %s LIMIT 1", '"{}"'),
    "postgresql": (
        "SELECT 1 FROM desk_searchtext WHERE array_to_tsvector(string_to_array(words, ' ')) @@ %s::tsquery LIMIT 1",
        "'{}'",
    ),
}


def _stands_somewhere(word: str) -> bool:
    sql, quoted = _STANDS[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(sql, [quoted.format(word)])
        return cursor.fetchone() is not None


def search_texts(kind: SearchKind, pks: Pks, opened: ReadTokens | None = None) -> Words:
    """Yield the words of these rows by their keys (None: of all rows), those without any left out.

    What is sealed has no words, unless `opened` says what its tokens stand for: then rows alone are read that have one.
    """
    for key, words in _TEXTS[kind](pks, opened):
        if words:
            yield key, words


def _statements(pks: Pks, opened: ReadTokens | None) -> Words:
    names = _names(pks, opened)
    columns = ("quote", "locator", "document__title")
    for pk, cells, protection in _read(
        Statement.objects.all(), pks, opened, *columns, also="document__protection", every=True
    ):
        said = cells[:2] if protection == "sealed" and not opened else cells
        words = search_words("\n".join(said))
        yield (
            search_key(SearchKind.STATEMENT, pk),
            list(dict.fromkeys((*words, *(word for name in names.get(pk, ()) for word in name_words(name))))),
        )


def _names(pks: Pks, opened: ReadTokens | None) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    named = Mention.objects.exclude(name="", other_names="").order_by("ref")
    if not opened:
        named = named.exclude(protection="sealed")
    columns = ("name", "other_names")
    for statement, cells, _ in _read(named, pks, opened, *columns, by="act__statement", every=True):
        found.setdefault(statement, []).extend(filter(None, cells))
    return found


def _documents(pks: Pks, opened: ReadTokens | None) -> Words:
    for pk, (title,), protection in _read(
        Document.objects.all(), pks, opened, "title", also="protection", every=opened is not None
    ):
        if protection != "sealed" or opened:
            yield search_key(SearchKind.DOCUMENT, pk), search_words(title)
    held = Document.objects.exclude(content="")
    held = held.filter(protection="sealed") if opened else held.exclude(protection="sealed")
    rows = (
        Document(pk, content=name, content_type=kind)
        for pk, name, kind in some(held, pks, "pk", "content", "content_type")
    )
    for pk, stored in sorted(held_texts(rows).items()):
        text = readable_text(stored).text
        for part, (start, end) in enumerate(passages(text), start=1):
            yield search_key(SearchKind.DOCUMENT, pk, part), search_words(text[start:end])


def _named(kind: SearchKind, rows: Callable[[], QuerySet[Any]], *columns: str) -> Callable[..., Words]:
    """Return how rows are read of which names, and what else is said in a few words, are looked for."""

    def read(pks: Pks, opened: ReadTokens | None) -> Words:
        marked = any(field.name == "protection" for field in rows().model._meta.fields)
        for pk, cells, protection in _read(
            rows(), pks, opened, *columns, also="protection" if marked else "pk"
        ):
            if protection != "sealed" or opened:
                words = [word for cell in cells for word in name_words(cell)]
                yield search_key(kind, pk), list(dict.fromkeys(words))

    return read


def _notes(kind: SearchKind, rows: Callable[[], QuerySet[Any]], protection: str) -> Callable[..., Words]:
    def read(pks: Pks, opened: ReadTokens | None) -> Words:
        noted = rows().exclude(note="")
        for pk, (note,), marked in _read(noted, pks, opened, "note", also=protection):
            if marked != "sealed" or opened:
                yield search_key(kind, pk), search_words(note)

    return read


def _read(
    rows: QuerySet[Any],
    pks: Pks,
    opened: ReadTokens | None,
    *columns: str,
    also: str = "pk",
    by: str = "pk",
    every: bool = False,
) -> Iterator[tuple[int, _Cells, Any]]:
    """Yield the key of each row, its cells as they can be read, and another column; `by` is what the keys are of.

    With `opened`, rows alone that hold a token in one of the columns, unless `every`.
    """
    for keys in [None] if pks is None else batched(sorted(pks), AT_ONCE):
        listed = list(some(rows, keys, by, also, *columns, by=by))
        tokens = {cell for _, _, *cells in listed for cell in cells if is_token(cell)}
        texts = opened(tokens) if opened and tokens else {}
        for pk, other, *cells in listed:
            if not opened or every or any(map(is_token, cells)):
                yield pk, tuple(stated(texts.get(cell, cell)) for cell in cells), other


_TEXTS: Mapping[SearchKind, Callable[[Pks, ReadTokens | None], Words]] = {
    SearchKind.STATEMENT: _statements,
    SearchKind.DOCUMENT: _documents,
    SearchKind.SOURCE: _named(SearchKind.SOURCE, Source.objects.all, "name"),
    SearchKind.PLACE: _named(SearchKind.PLACE, Place.objects.all, "name", "other_names"),
    SearchKind.MENTION: _named(
        SearchKind.MENTION, Mention.objects.all, "name", "other_names", "description", "occupation"
    ),
    SearchKind.SOURCE_NOTE: _notes(SearchKind.SOURCE_NOTE, Source.objects.all, "protection"),
    SearchKind.ACT_NOTE: _notes(SearchKind.ACT_NOTE, Act.objects.all, "pk"),
}
