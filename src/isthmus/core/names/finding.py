"""What somebody looks for, in whatever script and spelling, and why a word answers to it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from itertools import pairwise
from typing import Literal

from isthmus.core.names.reading import read_word
from isthmus.core.names.romanising import sound_classes
from isthmus.core.names.scripts import READ
from isthmus.core.names.search_words import name_forms, spellings, written_words
from isthmus.core.names.tokens import Token
from isthmus.core.names.variants import tradition

__all__ = ["BY_SOUND", "Likeness", "SearchQuery", "SoughtWord", "SoundedWords", "WordSound", "sound_of"]

# Why a word answers: it is the word or begins with it; the same name in another script; another form of the name; it
# sounds alike, in the same script or in another.
type Likeness = Literal["written", "script", "form", "sound", "sound_in_script"]
BY_SOUND: tuple[Likeness, ...] = ("script", "form", "sound", "sound_in_script")

_ONE_SOUND = re.compile("[iy]+")  # scripts write one sound as i, ii, iy, yy or y
_WITHOUT_VOWELS = frozenset("AH")
# Fewer consonants than these tell too little. Hasan and Hussein have the same three: their groups tell them apart.
_LEAST_CONSONANTS = 3
# The share of letters that two words of the same consonants have in common: Sadyrov and Sadirof all, police and place
# less. Below it they are too often two words.
_LEAST_SHARED = 0.8
_SHORTEST = 3  # letters; a shorter word is looked for as it is written
# Letters; a single letter is a word of its own, else it would begin half of all words.
_SHORTEST_BEGINNING = 2


@dataclass(frozen=True, slots=True)
class WordSound:
    """How a word sounds: equal keys are one name; equal bones have the same consonants, of a short word all sounds."""

    key: str
    bones: str


def sound_of(word: str) -> WordSound | None:
    """Return the sound of a word in the form that search compares; none of a number or a script that is not read."""
    token = _read(word)
    return _sound(token) if token else None


def _sound(token: Token) -> WordSound:
    few = len(token.skeleton.removeprefix("A")) < _LEAST_CONSONANTS
    return WordSound(_key(token), _letters(token) if few else token.skeleton)


def _read(word: str) -> Token | None:
    if len(word) < _SHORTEST:
        return None
    token = read_word(word)
    return token if token.script in READ and not token.is_initial and token.key else None


def _key(token: Token) -> str:
    return _ONE_SOUND.sub("i", token.key)


def likeness(sought: Token, found: Token) -> Likeness | None:
    """Return why one word answers to another though it is written otherwise; None where it does not."""
    same_script = sought.script == found.script
    if _key(sought) == _key(found) and not _too_little(sought, found):
        return "script" if not same_script else "form" if tradition(found.text, found.key) else "sound"
    if sought.skeleton != found.skeleton:
        return None
    if tradition(sought.text, sought.key) and tradition(found.text, found.key):
        return None  # both are known names, of two groups
    least = 0 if {sought.script, found.script} & _WITHOUT_VOWELS else _LEAST_SHARED
    if len(sought.skeleton.removeprefix("A")) < _LEAST_CONSONANTS:
        least = 1  # so few consonants tell too little by themselves: every vowel must be the same, too
    if _letters_shared(sought, found) < least:
        return None
    return "sound" if same_script else "sound_in_script"


def _too_little(sought: Token, found: Token) -> bool:
    """Return whether equal keys say too little: two vowelless spellings, told apart by their letters alone."""
    return (
        sought.script == found.script
        and sought.script in _WITHOUT_VOWELS
        and not tradition(sought.text, sought.key)
    )


def _letters_shared(sought: Token, found: Token) -> float:
    """Return the share of letters that two words have in common, each consonant taken as its class; 1 for all."""
    left, right = _letters(sought), _letters(found)
    return 1.0 if left == right else SequenceMatcher(None, left, right, autojunk=False).ratio()


def _letters(token: Token) -> str:
    return _ONE_SOUND.sub("i", sound_classes(token.key))


@dataclass(frozen=True, slots=True)
class SoundedWords:
    """The words of a passage with all their keys and bones: read once, to be asked again and again."""

    words: tuple[str, ...]
    sounds: frozenset[str]

    @classmethod
    def of(cls, words: Sequence[str]) -> "SoundedWords":
        """Read the words."""
        found = [sound for word in words if (sound := sound_of(word))]
        return cls(tuple(words), frozenset(each for sound in found for each in (sound.key, sound.bones)))


@dataclass(frozen=True)
class SoughtWord:
    """A word that is looked for: how it may be written, itself first, and together with a word beside it."""

    texts: tuple[str, ...]
    together: tuple[str, ...] = ()

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """Return the words by whose sound it is looked for, too."""
        return tuple(token for text in self.texts if (token := _read(text)))

    @property
    def sounds(self) -> tuple[WordSound, ...]:
        """Return how it may sound."""
        return tuple(map(_sound, self.tokens))

    @cached_property
    def beginnings(self) -> tuple[str, ...]:
        """Return what a word that answers begins with."""
        return tuple(text for text in (*self.texts, *self.together) if len(text) >= _SHORTEST_BEGINNING)

    @cached_property
    def wholes(self) -> tuple[str, ...]:
        """Return what is too short for a beginning, and is looked for as a whole word."""
        return tuple(text for text in self.texts if len(text) < _SHORTEST_BEGINNING)

    def answered_by(self, word: str) -> Likeness | None:
        """Return why a word answers to it; None where it does not."""
        return "written" if self.is_written_as(word) else self.sounds_like(word)

    def is_written_as(self, word: str) -> bool:
        """Return whether a word is the one that is looked for, or begins with it."""
        return word in self.wholes or word.startswith(self.beginnings)

    def sounds_like(self, word: str) -> Likeness | None:
        """Return why a word answers to it by its sound; None where it does not."""
        token = _read(word)
        found = [why for each in self.tokens if (why := likeness(each, token))] if token else []
        return min(found, key=BY_SOUND.index, default=None)

    def may_be_among(self, passage: SoundedWords) -> bool:
        """Return whether one of the words of a passage may answer to it: surely where any does."""
        if any(sound.key in passage.sounds or sound.bones in passage.sounds for sound in self.sounds):
            return True
        return any(map(self.is_written_as, passage.words))


@dataclass(frozen=True)
class SearchQuery:
    """What is looked for: all words of one of these ways to read it."""

    ways: tuple[tuple[SoughtWord, ...], ...]

    @classmethod
    def of(cls, text: str) -> "SearchQuery":
        """Return how a text is looked for: word by word, and as a name, in which words may be one or say nothing."""
        written = [text[start:end] for start, end, _ in written_words(text)]
        words = [forms for each in written if (forms := spellings(each))]
        ways = [_with_neighbours(words), tuple(SoughtWord((form,)) for form in name_forms(text))]
        return cls(tuple(dict.fromkeys(way for way in ways if way)))

    @cached_property
    def words(self) -> tuple[SoughtWord, ...]:
        """Return all words that are looked for, in any way."""
        return tuple(dict.fromkeys(each for way in self.ways for each in way))

    def holds(self, word: str) -> bool:
        """Return whether a word of a text is one that is looked for, as it is written."""
        return word in self._wholes or word.startswith(self._beginnings)

    @cached_property
    def _wholes(self) -> frozenset[str]:
        return frozenset(whole for each in self.words for whole in each.wholes)

    @cached_property
    def _beginnings(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(beginning for each in self.words for beginning in each.beginnings))

    def answered(self, words: Sequence[str]) -> Literal["written", "alike"] | None:
        """Return whether words answer to all that is looked for, as they are written or by their sound; None if not."""
        found = [_answered(way, words) for way in self.ways]
        return "written" if "written" in found else "alike" if "alike" in found else None

    def answered_by(self, passage: SoundedWords) -> Literal["written", "alike"] | None:
        """Return the same of a passage that was read before: only where its sounds may answer is it looked at."""
        if any(all(each.may_be_among(passage) for each in way) for way in self.ways):
            return self.answered(passage.words)
        return None


def _answered(way: Sequence[SoughtWord], words: Sequence[str]) -> Literal["written", "alike"] | None:
    found = [{each.answered_by(word) for word in words} for each in way]
    if all("written" in whys for whys in found):
        return "written"
    return "alike" if all(whys - {None} for whys in found) else None


def _with_neighbours(words: list[tuple[str, ...]]) -> tuple[SoughtWord, ...]:
    """Return words, each also as one with the word before it or behind it, since a space may be missing."""
    firsts = [forms[0] for forms in words]
    pairs = ["", *(one + other for one, other in pairwise(firsts)), ""]
    return tuple(SoughtWord(forms, tuple(filter(None, pairs[at : at + 2]))) for at, forms in enumerate(words))
