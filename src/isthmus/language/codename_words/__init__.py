"""Lists of words that codenames are written in: 2,048 of each language, found by their first four letters.

A codename is numbers below 2,048 (`isthmus.core.seal.codename`); a list is how people keep them. A list never changes:
who kept a codename on paper or in memory reads it by the list of that day. Another list is another version.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from hashlib import sha256
from importlib.resources import files

from isthmus.core.messages import Message, MessageError

__all__ = ["LANGUAGES", "SIZE", "WordList", "WordsRefused", "word_list"]

SIZE = 2048
"""Words of a list: 11 bits each."""
_LETTERS = 4  # of a word: so many tell it from all others of its list
_NEAREST = (
    3  # words that are offered for one that is not in the list: more would be read as a list to choose from
)
_GAP = re.compile(r"[?_…–—-]+")  # stands for a word that is not known any more
_NUMBERING = re.compile(r"(?<!\w)\d+[.):]*")  # "1. ", "2) ", "3"; digits are in no word
_BETWEEN = re.compile(r"[\s,;.:!()/|\"'«»„“”‘’]+")
# What is written inside a word without being seen or meant: soft hyphens, joiners, marks of direction, stress.
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\u0300\u0301]")


class WordsRefused(MessageError):
    """What was typed holds a word of no list; the message says which one by its place, and never the word."""


@dataclass(frozen=True)
class WordList:
    """The words of one language, sorted: a word's number is its place from 0 on."""

    language: str
    version: int
    words: tuple[str, ...]
    is_reviewed: bool
    """Whether somebody whose first language it is has read every word."""
    digest: str
    """SHA-256 of the file: one word a line."""

    def as_words(self, numbers: Sequence[int]) -> list[str]:
        """Return the words of numbers. Raises IndexError where a number is not of 0 to 2,047."""
        for number in numbers:
            if not 0 <= number < SIZE:
                raise IndexError(number)
        return [self.words[number] for number in numbers]

    def as_numbers(self, typed: str | Sequence[str]) -> list[int | None]:
        """Return the numbers of words as people write them; None where a question mark or a dash stands for one.

        Case, е for ё, composed and decomposed letters, line breaks, commas and numbers before words make no
        difference; the first four letters of a word are enough. Raises WordsRefused at the first word that is not
        in the list.
        """
        found: list[int | None] = []
        for at, word in enumerate(_typed_words(typed), start=1):
            number = self.number_of(word)
            if number is None and not _GAP.fullmatch(word):
                raise WordsRefused(Message("codename.unknown_word", at=at))
            found.append(number)
        return found

    def number_of(self, typed: str) -> int | None:
        """Return the number of one word, or of its first four letters; None where it is not in the list.

        A word that only begins like one of the list is not taken for it: it may be a slip in another word.
        """
        word = folded(typed)
        number = self._by_beginning.get(word[:_LETTERS])
        if number is None or word not in (self.words[number], self.words[number][:_LETTERS]):
            return None
        return number

    def beginning_with(self, typed: str) -> list[str]:
        """Return the words that begin with letters, in the order of the list; none where no letter is typed."""
        start = folded(typed)
        return [word for word in self.words if start and word.startswith(start)]

    def near(self, typed: str) -> list[str]:
        """Return up to three words that somebody may have meant by one that is not in the list, the nearest first.

        At most two letters are wrong, left out, added or exchanged with the next; of short words, one.
        """
        word = folded(typed)
        most = 1 if len(word) <= _LETTERS else 2
        distances = (
            (_distance(word, other), other) for other in self.words if abs(len(word) - len(other)) <= most
        )
        return [other for distance, other in sorted(distances) if distance <= most][:_NEAREST]

    @cached_property
    def _by_beginning(self) -> dict[str, int]:
        return {word[:_LETTERS]: number for number, word in enumerate(self.words)}


@dataclass(frozen=True, slots=True)
class _Edition:
    version: int
    digest: str
    is_reviewed: bool


# A changed file is another digest, and refused: codenames that people keep would be read as others. A new list is a
# new version beside the old one, under a file name of its own.
_EDITIONS: Mapping[str, _Edition] = {
    "en": _Edition(1, "2d218544353c9cd45ae0e9f6ef8a9710006c64bfb820b753dc1a69d470ca9099", is_reviewed=False),
    "ru": _Edition(1, "4a4993e8289b6cdb1f3a0e1b7292b99401fab54b29da2d4d4ce05f068be2c3fd", is_reviewed=False),
}
LANGUAGES = tuple(_EDITIONS)
"""Languages that have a list."""


@cache
def word_list(language: str) -> WordList:
    """Return the list of a language. Raises KeyError where it has none, ValueError where its file was changed."""
    edition = _EDITIONS[language]
    data = (files(__package__) / f"{language}.txt").read_bytes()
    digest = sha256(data).hexdigest()
    if digest != edition.digest:
        raise ValueError(language)
    return WordList(language, edition.version, tuple(data.decode().split()), edition.is_reviewed, digest)


def folded(typed: str) -> str:
    """Return a word as lists hold it: lower case, composed, е for ё, without marks that are not seen."""
    # Decomposed first, so that a mark of stress goes; й and ё have marks of their own, which stay and are composed.
    plain = _UNSEEN.sub("", unicodedata.normalize("NFKD", typed.strip()).casefold())
    return unicodedata.normalize("NFC", plain).replace("ё", "е")


def _typed_words(typed: str | Sequence[str]) -> list[str]:
    """Return words one by one, however they were parted, without the numbers before them."""
    text = typed if isinstance(typed, str) else "\n".join(typed)
    return [word for word in _BETWEEN.split(_NUMBERING.sub(" ", text)) if word]


def _distance(one: str, other: str) -> int:
    """Return how many letters are wrong, left out, added or exchanged with the next (optimal string alignment)."""
    before: list[int] = []
    last = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        row = [i]
        for j, counterpart in enumerate(other, start=1):
            least = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (letter != counterpart))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == counterpart:
                least = min(least, before[j - 2] + 1)
            row.append(least)
        before, last = last, row
    return last[-1]
