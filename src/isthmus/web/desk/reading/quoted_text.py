"""The text of a document in stretches, with every quote in it marked; overlapping ones have each its number."""

import re
from collections import OrderedDict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from isthmus.core.workbook.quotes import FoldedText

__all__ = ["Piece", "PlacedQuote", "QuotedText", "pieces", "placed_quotes"]

MOST_KEPT = 16
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
    """A stretch of the text, and the quotes that it lies in; `begin`: those that begin with it."""

    text: str
    quotes: tuple[PlacedQuote, ...] = ()
    begin: tuple[PlacedQuote, ...] = ()

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


def placed_quotes(
    text: str, quotes: Iterable[tuple[UUID, str]], *, whole_words: bool = False
) -> list[PlacedQuote]:
    """Return the quotes that the text has, in its order; what stands there twice is sought from the last quote on.

    `whole_words`: each reaches to the ends of its words, so that no word is shown in two stretches.
    """
    listed = list(quotes) if text else []
    key = _key(text, listed, whole_words=whole_words)
    found = _PLACED.get(key)
    if found is None:
        found = _PLACED[key] = _placed(text, listed, whole_words=whole_words)
        if len(_PLACED) > MOST_KEPT:
            _PLACED.popitem(last=False)
    return found


def _key(text: str, quotes: Iterable[tuple[UUID, str]], *, whole_words: bool) -> bytes:
    found = sha256(b"words" if whole_words else b"")
    for part in (text, *(f"{statement}{quote}" for statement, quote in quotes)):
        written = part.encode("utf-8", "surrogatepass")
        found.update(len(written).to_bytes(8) + written)
    return found.digest()


def _placed(text: str, quotes: Iterable[tuple[UUID, str]], *, whole_words: bool) -> list[PlacedQuote]:
    folded, after = FoldedText(text), 0
    found: list[tuple[int, int, int, UUID]] = []
    for at, (statement, quote) in enumerate(quotes):
        span = folded.span(quote, after) if quote else None
        if span:
            start, end = to_words(text, *span) if whole_words else span
            found.append((start, -end, at, statement))
            after = span[0]
    return [
        PlacedQuote(number, statement, start, -end)
        for number, (start, end, _, statement) in enumerate(sorted(found), start=1)
    ]


def to_words(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span widened to the ends of the words that it cuts."""
    while 0 < start < len(text) and LETTER.match(text[start]) and LETTER.match(text[start - 1]):
        start -= 1
    while end < len(text) and LETTER.match(text[end]) and LETTER.match(text[end - 1]):
        end += 1
    return start, end


def pieces(text: str, quotes: Sequence[PlacedQuote]) -> list[Piece]:
    """Return the text in stretches in each of which the same quotes lie."""
    return [each for each in _stretches(text, quotes) if each.text]


def _stretches(text: str, quotes: Iterable[PlacedQuote]) -> Iterator[Piece]:
    begin: dict[int, list[PlacedQuote]] = {}
    edges: set[int] = set()
    for each in quotes:
        begin.setdefault(each.start, []).append(each)
        edges |= {each.start, each.end}
    inside: list[PlacedQuote] = []
    at = 0
    for edge in sorted(edges):
        yield Piece(text[at:edge], tuple(inside), tuple(begin.get(at, ())))
        inside = [each for each in inside if each.end > edge] + begin.get(edge, [])
        at = edge
    yield Piece(text[at:])
