"""One page is recognised: turned upright, in the languages asked for, or in the one that fits it best."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from isthmus.core.reading import WordPlaces
from isthmus.core.reading.recognised import RecognisedWord, part_of_words, sureness
from isthmus.core.reading.scripts import languages_of_script
from isthmus.core.reading.stored import boxes_json
from isthmus.files.document.answers import GreyPage
from isthmus.files.document.errors import DocumentFault
from isthmus.files.document.recognition import installed_languages, recognise, script_seen

__all__ = ["PageInWords", "recognise_page", "recognised_or_empty"]

# The score from which a script is believed (Tesseract's own programs take 1 for sure; of Georgian it is never sure).
_SCRIPT_SURE = 1.0
# A page in its own language is recognised with .88 to .96 on clean print and on phone pictures, in another one of the
# same script with less than .75, in another script with less than .5.
_OWN_LANGUAGE = 75.0
# So few words say nothing of a language: a stamp, or the number of a page.
_FEW_WORDS = 5
# A page is tried in no more languages: each takes seconds.
_MOST_TRIED = 6


@dataclass(frozen=True, slots=True)
class PageInWords:
    """The text of a page, the line that is stored of where its words stand, and the languages it was recognised in."""

    text: str
    words: bytes
    languages: tuple[str, ...]


type Drawing = Callable[[int], GreyPage]
"""Draws the page in grey, turned to the right by so many degrees."""


def recognise_page(
    number: int, draw: Drawing, asked: Sequence[str] = (), before: Sequence[str] = ()
) -> PageInWords:
    """Return the words of a page, from 1. `asked`: the languages wanted; `before`: those of the page before it.

    Raises DocumentFault where the page cannot be drawn, or no process be shut in.
    """
    page = draw(0)
    seen = script_seen(page)
    turned = seen.turned if seen else 0
    if turned:
        page = draw(turned)
    script = seen.script if seen and seen.sure >= _SCRIPT_SURE else ""
    languages, words = _best(page, [tuple(asked)] if asked else _candidates(script, tuple(before)))
    part = part_of_words(words, (page.width, page.height))
    return PageInWords(part.text, boxes_json(number, WordPlaces(part.boxes, turned, languages)), languages)


def recognised_or_empty(
    number: int, draw: Drawing, asked: Sequence[str] = (), before: Sequence[str] = ()
) -> PageInWords:
    """Return the words of a page as `recognise_page` does; none where the page cannot be drawn."""
    try:
        return recognise_page(number, draw, asked, before)
    except DocumentFault:
        return PageInWords("", boxes_json(number, WordPlaces(())), ())


def _candidates(script: str, before: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield the languages to try: those of the page before, of the script that it seems to have, then all others."""
    installed = installed_languages()
    likely = languages_of_script(script, installed)
    if before:
        yield before
    tried = {before} if before else set[tuple[str, ...]]()
    for each in (*likely, *installed):
        if (each,) not in tried:
            tried.add((each,))
            yield (each,)


def _best(
    page: GreyPage, candidates: Iterable[tuple[str, ...]]
) -> tuple[tuple[str, ...], list[RecognisedWord]]:
    """Return the languages in which the page is recognised with most certainty: the first that is its own, or the best.

    A page with few words is not tried in others.
    """
    best: tuple[float, tuple[str, ...], list[RecognisedWord]] = (-1.0, (), [])
    for count, languages in enumerate(candidates, start=1):
        words = recognise(page, languages)
        sure = sureness(words)
        best = max(best, (sure, languages, words), key=lambda each: each[0])
        if sure >= _OWN_LANGUAGE or len(words) < _FEW_WORDS or count == _MOST_TRIED:
            break
    return best[1], best[2]
