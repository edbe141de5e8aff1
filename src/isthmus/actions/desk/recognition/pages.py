"""The pages of a draft, or of a document, whose letters were recognised so far, and which are still to be."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from isthmus.actions.desk.coding.file_reading import FileReading
from isthmus.actions.desk.recognition.recognising import PageInWords
from isthmus.core.reading import PartKind, StoredText, WordPlaces
from isthmus.core.reading.merged import page_texts, with_pages
from isthmus.core.reading.stored import boxes_from_bytes
from isthmus.files.document.recognition import DOTS_AN_INCH, TOOL, tool_version
from isthmus.store.desk.scratch.models import Draft, RecognisedPage

__all__ = [
    "RecognitionWanted",
    "keep_page",
    "pages_of",
    "pages_without_words",
    "reading_with_pages",
    "to_recognise",
]

# A program for scanning may print its name on a page: with fewer letters a page has no words of its own.
_FEWEST_LETTERS = 24
_PARTED = "; "
# What is said of pages that were recognised begins with how finely they were drawn, and ends the parameters.
_DRAWN = f"{DOTS_AN_INCH} dpi"


@dataclass(frozen=True, slots=True)
class RecognitionWanted:
    """What was asked for: languages, none to have them proposed; `every`: also pages that have words of the file."""

    languages: tuple[str, ...] = ()
    every: bool = False

    @property
    def asked(self) -> str:
        """Return the languages as a row of a page keeps them."""
        return "+".join(self.languages)

    def as_json(self) -> dict[str, object]:
        """Return it as a job keeps it."""
        return {"languages": list(self.languages), "every": self.every}

    @classmethod
    def from_json(cls, about: Mapping[str, object]) -> "RecognitionWanted":
        """Return what `as_json` gave."""
        return cls(tuple(map(str, _listed(about.get("languages")))), bool(about.get("every")))


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def pages_of(*, draft: Draft | None = None, document: UUID | None = None) -> "QuerySet[RecognisedPage]":
    """Return the pages that were recognised of a draft, or of a document, in their order."""
    return RecognisedPage.objects.filter(draft=draft, document=document).order_by("number")


def pages_without_words(stored: StoredText) -> list[int]:
    """Return the numbers of the pages on which the file itself has no words."""
    if stored.places.kind is not PartKind.PAGE:
        return []
    texts = enumerate(page_texts(stored.text, stored.places), start=1)
    return [number for number, text in texts if sum(map(str.isalnum, text)) < _FEWEST_LETTERS]


def to_recognise(
    stored: StoredText, kept: Collection[RecognisedPage], wanted: RecognitionWanted
) -> list[int]:
    """Return the numbers of the pages to recognise, in their order; what somebody corrected stays."""
    done = {each.number for each in kept if each.corrected or each.asked == wanted.asked}
    if wanted.every:
        candidates: Iterable[int] = range(1, len(stored.places.starts) + 1)
    else:
        candidates = sorted({*pages_without_words(stored), *(each.number for each in kept)})
    return [number for number in candidates if number not in done]


def keep_page(of: "dict[str, Any]", number: int, page: PageInWords, wanted: RecognitionWanted) -> None:
    """Keep a page that was recognised, in place of what was recognised of it before. `of`: the draft, or document."""
    RecognisedPage.objects.update_or_create(
        **of,
        number=number,
        defaults={
            "text": page.text,
            "words": page.words,
            "languages": "+".join(page.languages),
            "asked": wanted.asked,
        },
    )


def reading_with_pages(reading: FileReading, pages: Mapping[int, tuple[str, bytes]]) -> FileReading:
    """Return a reading of a file with pages that were recognised or corrected, and what recognised them, besides.

    `pages`: by number, from 1, the text and the line of where its words stand.
    """
    if not pages:
        return reading
    stored = with_pages(reading.stored, pages)
    words = {number: boxes_from_bytes(line) for number, line in sorted(stored.words.items())}
    of_file, _, _ = reading.parameters.partition(_DRAWN)
    parameters = filter(None, (of_file.removesuffix(_PARTED), _DRAWN, *_parameters(words)))
    return replace(
        reading,
        stored=stored,
        tool=_with(reading.tool, TOOL),
        version=_with(reading.version, tool_version()),
        parameters=_PARTED.join(parameters),
        language=" ".join(dict.fromkeys(code for each in words.values() for code in each.languages)),
    )


def _with(tools: str, tool: str) -> str:
    return tools if tool in tools.split(" + ") else f"{tools} + {tool}"


def _parameters(words: Mapping[int, WordPlaces]) -> Iterable[str]:
    for languages in sorted({each.languages for each in words.values()} - {()}):
        yield f"{'+'.join(languages)}: {_runs([at for at, each in words.items() if each.languages == languages])}"
    if corrected := [at for at, each in words.items() if each.corrected]:
        yield f"corrected: {_runs(corrected)}"


def _runs(numbers: Sequence[int]) -> str:
    """Return numbers in their order, those that follow one another as the first and the last: `1-4, 7`."""
    runs = []
    for _, group in groupby(enumerate(numbers), key=lambda each: each[1] - each[0]):
        run = [number for _, number in group]
        runs.append(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}")
    return ", ".join(runs)
