"""The text of a document that is being coded: in paragraphs, with the passages that are coded marked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from isthmus.actions.desk.coding.draft import DraftBody
from isthmus.actions.desk.coding.quoting import Paragraph, paragraphs
from isthmus.core.reading import WHOLE_TEXT, PartKind, Places
from isthmus.web.desk.text_parts import part_words

__all__ = ["text_with_passages"]


@dataclass(frozen=True, slots=True)
class _Passage:
    """Where the quote of a statement stands, in characters, and which statement it is."""

    start: int
    end: int
    index: int
    key: str


def text_with_passages(text: str, body: DraftBody, places: Places = WHOLE_TEXT) -> SafeString:
    """Return the text as a page shows it, each passage that is coded a link to its statement.

    The first paragraph of a part says which it is, beside the text.

    The letters on the page are those of the text, one for one: a selection is found in it again by counting.
    """
    parts = list(paragraphs(text, places))
    passages = sorted(_passages(text, body, parts), key=lambda each: (each.start, -each.end))
    written = _with_passages(text, parts, passages)
    shown = ((_attributes(part, places), content) for part, content in zip(parts, written, strict=True))
    return format_html_join("", "<div{}>{}</div>", shown)


def _attributes(part: Paragraph, places: Places) -> SafeString:
    begins = "" if part.part is None else part_words(places, part.part + 1)
    place = format_html(' data-place="{}"', part.locator)
    if part.part is not None and places.kind is PartKind.PAGE:
        place = format_html('{} data-page="{}"', place, part.part + 1)
    return format_html('{} data-part="{}"', place, begins) if begins else place


def _passages(text: str, body: DraftBody, parts: Sequence[Paragraph]) -> Iterator[_Passage]:
    """Yield where quotes stand: in the paragraph that is named, else after the last one, else anywhere."""
    starts = {each.locator: each.start for each in reversed(parts)}
    after = 0
    for index, each in enumerate(body.statements):
        if not each.quote:
            continue
        start = text.find(each.quote, starts.get(each.locator.strip(), after))
        start = text.find(each.quote) if start < 0 else start
        if start >= 0:
            after = start
            yield _Passage(start, start + len(each.quote), index, each.key)


def _with_passages(
    text: str, parts: Sequence[Paragraph], passages: Sequence[_Passage]
) -> Iterator[SafeString]:
    """Yield each paragraph; a passage may go over several, and lie in another one."""
    waiting, open_ones = iter(passages), list[_Passage]()
    following = next(waiting, None)
    for part in parts:
        while following is not None and following.start < part.end:
            open_ones.append(following)
            following = next(waiting, None)
        open_ones = [each for each in open_ones if each.end > part.start]
        yield _pieces(text, part, open_ones)


def _pieces(text: str, part: Paragraph, passages: Sequence[_Passage]) -> SafeString:
    ends = {end for each in passages for end in (each.start, each.end) if part.start < end < part.end}
    edges = [part.start, *sorted(ends), part.end]
    pieces = (
        _piece(text[start:end], start, [each for each in passages if each.start <= start and each.end >= end])
        for start, end in pairwise(edges)
    )
    return format_html_join("", "{}", ((piece,) for piece in pieces))


def _piece(text: str, start: int, passages: Sequence[_Passage]) -> SafeString | str:
    if not passages:
        return text
    inner = passages[-1]
    numbers = ", ".join(str(each.index + 1) for each in passages)
    return format_html(
        '<a class="coded" tabindex="-1" href="?statement={}#work" data-keys="{}" data-number="{}" title="{}">{}</a>',
        inner.index,
        " ".join(each.key for each in passages),
        ", ".join(str(each.index + 1) for each in passages if each.start == start),
        _("Statement %(number)s") % {"number": numbers},
        text,
    )
