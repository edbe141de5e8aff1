"""The text of a document in stretches, with every quote in it marked; overlapping ones have each its number."""

import re
from collections import OrderedDict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from types import MappingProxyType
from uuid import UUID

from rapidfuzz import fuzz

from isthmus.actions.desk.coding.quoting import paragraphs
from isthmus.core.reading import WHOLE_TEXT, PartKind, Places, StoredText, time_stretch
from isthmus.core.reading.places import time_code
from isthmus.core.reading.regions import page_named
from isthmus.core.workbook.quotes import FoldedText

__all__ = ["Piece", "PlacedQuote", "QuotedText", "pieces", "placed_quotes", "recognised_pages"]

type Near = Callable[[str], tuple[int, int] | None]

MOST_KEPT = 16
# Of a hundred letters so many are the same where the same words were recognised twice, in good and in bad print.
LEAST_ALIKE = 70
# What was placed last, by the digest of text and quotes: looking for thousands takes longer than all else on the page.
_PLACED: "OrderedDict[bytes, list[PlacedQuote]]" = OrderedDict()
LETTER = re.compile(r"[\w'’\-]")


@dataclass(frozen=True, slots=True)
class PlacedQuote:
    """The quote of a statement where it stands in the text, with its number in the order of the text."""

    number: int
    statement: UUID
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text, and the quotes that it lies in; `begin`: those that begin with it.

    `heading`: what the part of the text is that begins with it: a page, who wrote a message and when, a time.
    """

    text: str
    quotes: tuple[PlacedQuote, ...] = ()
    begin: tuple[PlacedQuote, ...] = ()
    heading: str = ""

    @property
    def innermost(self) -> PlacedQuote | None:
        """Return the quote that the stretch leads to: the last to begin, and of those the shortest."""
        if len(self.quotes) == 1:  # as mostly
            return self.quotes[0]
        return max(self.quotes, key=lambda each: (each.start, -each.end), default=None)


@dataclass(frozen=True, slots=True)
class QuotedText:
    """The text of a document to be shown: `listed` statements stand on the same page, `asked` is highlighted."""

    pieces: Sequence[Piece]
    listed: Collection[UUID] = ()
    asked: UUID | None = None


def nowhere(_locator: str) -> None:
    """Return no place: a quote stands in the text to the letter, or not at all."""


def placed_quotes(
    text: str,
    quotes: Iterable[tuple[UUID, str, str]],
    *,
    whole_words: bool = False,
    places: Places = WHOLE_TEXT,
    near: Near = nowhere,
) -> list[PlacedQuote]:
    """Return the quotes that the text has, in its order.

    `quotes`: a statement, its quote and its locator, by which a quote is looked for first: in the paragraph, then in
    the page that it names. Else what stands in the text twice is sought from the last quote on. `whole_words`: each
    reaches to the ends of its words, so that no word is shown in two stretches. `near`: where a quote is looked for
    that does not stand where its locator says: the letters of a page may have been recognised again, or corrected.
    """
    listed = list(quotes) if text else []
    key = _key(text, listed, places, whole_words=whole_words)
    found = _PLACED.get(key)
    if found is None:
        named = _NamedStretches(text, places)
        found = _PLACED[key] = _placed(text, listed, named, near, whole_words=whole_words)
        if len(_PLACED) > MOST_KEPT:
            _PLACED.popitem(last=False)
    return found


def recognised_pages(stored: StoredText) -> Near:
    """Return where quotes are looked for in a text: on the page that a locator names, where it was recognised."""

    def near(locator: str) -> tuple[int, int] | None:
        page = page_named(locator)
        return stored.places.span(page, stored.text) if page and page in stored.words else None

    return near


class _NamedStretches:
    """The stretches of a text that a locator names, the narrowest first."""

    def __init__(self, text: str, places: Places) -> None:
        self._text, self._places = text, places

    @cached_property
    def _paragraphs(self) -> dict[str, tuple[int, int]]:
        found: dict[str, tuple[int, int]] = {}
        for each in paragraphs(self._text, self._places):
            # What was said within one second has one name.
            found[each.locator] = found.get(each.locator, (each.start, 0))[0], each.end
        return found

    def of(self, locator: str) -> Iterator[tuple[int, int]]:
        """Yield the paragraph, the message or the time that a locator names, then the page."""
        time = time_stretch(locator)
        span = self._paragraphs.get(time_code(time.start) if time else locator.strip())
        if span:
            yield span
        page = page_named(locator) if self._places.kind is PartKind.PAGE else None
        if page and page <= len(self._places.starts):
            yield self._places.span(page, self._text)


def _key(text: str, quotes: Iterable[tuple[UUID, str, str]], places: Places, *, whole_words: bool) -> bytes:
    found = sha256(b"words" if whole_words else b"")
    for part in (
        text,
        str(places.starts),
        *(f"{statement}{locator}\0{quote}" for statement, quote, locator in quotes),
    ):
        written = part.encode("utf-8", "surrogatepass")
        found.update(len(written).to_bytes(8) + written)
    return found.digest()


def _placed(
    text: str,
    quotes: Iterable[tuple[UUID, str, str]],
    named: _NamedStretches,
    near: Near,
    *,
    whole_words: bool,
) -> list[PlacedQuote]:
    folded, after = FoldedText(text), 0
    found: list[tuple[int, int, int, UUID]] = []
    for at, (statement, quote, locator) in enumerate(quotes):
        span = _span(folded, quote, named.of(locator)) if quote else None
        if span is None and quote and (page := near(locator)):
            span = _nearly(text, quote, *page)
        if span is None and quote:
            span = folded.span(quote, after)
        if span:
            start, end = to_words(text, *span) if whole_words else span
            found.append((start, -end, at, statement))
            after = span[0]
    return [
        PlacedQuote(number, statement, start, -end)
        for number, (start, end, _, statement) in enumerate(sorted(found), start=1)
    ]


def _span(text: FoldedText, quote: str, stretches: Iterable[tuple[int, int]]) -> tuple[int, int] | None:
    found = (text.within(quote, start, end) for start, end in stretches)
    return next(filter(None, found), None)


def _nearly(text: str, quote: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the stretch of a page that is most like a quote, to the ends of its words; None where none is like it."""
    found = fuzz.partial_ratio_alignment(quote, text[start:end], score_cutoff=LEAST_ALIKE)
    if found is None or found.dest_end <= found.dest_start:
        return None
    return to_words(text, start + found.dest_start, start + found.dest_end)


def to_words(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span widened to the ends of the words that it cuts."""
    while 0 < start < len(text) and LETTER.match(text[start]) and LETTER.match(text[start - 1]):
        start -= 1
    while end < len(text) and LETTER.match(text[end]) and LETTER.match(text[end - 1]):
        end += 1
    return start, end


def pieces(
    text: str, quotes: Sequence[PlacedQuote], headings: Mapping[int, str] = MappingProxyType({})
) -> list[Piece]:
    """Return the text in stretches in each of which the same quotes lie; `headings`: of parts, by where they begin."""
    return [each for each in _stretches(text, quotes, headings) if each.text]


def _stretches(text: str, quotes: Iterable[PlacedQuote], headings: Mapping[int, str]) -> Iterator[Piece]:
    begin: dict[int, list[PlacedQuote]] = {}
    edges: set[int] = set(headings)
    for each in quotes:
        begin.setdefault(each.start, []).append(each)
        edges |= {each.start, each.end}
    inside: list[PlacedQuote] = []
    at = 0
    for edge in sorted(edges):
        yield Piece(text[at:edge], tuple(inside), tuple(begin.get(at, ())), headings.get(at, ""))
        inside = [each for each in inside if each.end > edge] + begin.get(edge, [])
        at = edge
    yield Piece(text[at:], heading=headings.get(at, ""))
