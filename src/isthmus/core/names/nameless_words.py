"""The words of a text in the place of a name, each with the kinds that the table of forms gives it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from unicodedata import normalize

from isthmus.core.names.nameless_forms import TABLE
from isthmus.core.names.nameless_latin import ONLY_MARKED

__all__ = ["Vocabulary", "Word", "folded", "texts_of", "vocabulary", "words_of"]

_SEPARATORS = (
    r"\s!-/:-@\[-`{-~\u00a1-\u00a9\u00ab-\u00b1\u00b4-\u00b8\u00bb-\u00bf\u2010-\u206f\u2100-\u2bff\u3000-\u303f"
    r"\u060c\u061b\u061f\u066a-\u066d\u06d4"
)
_WORD = re.compile(rf"\d+|[^\d{_SEPARATORS}]+")
# Left out: marks of direction and of joining, the vowels of Arabic, the tatweel, the dot of a Turkish capital.
_IGNORED = (
    *(
        (0xAD, 0xAD),
        (0x307, 0x307),
        (0x610, 0x61A),
        (0x61C, 0x61C),
        (0x640, 0x640),
        (0x64B, 0x65F),
        (0x670, 0x670),
    ),
    *(
        (0x6D6, 0x6ED),
        (0x180E, 0x180E),
        (0x200B, 0x200F),
        (0x202A, 0x202E),
        (0x2060, 0x2069),
        (0xFE00, 0xFE0F),
    ),
    (0xFEFF, 0xFEFF),
)
_ONE_FORM: dict[int, str | None] = {
    **{point: None for first, last in _IGNORED for point in range(first, last + 1)},
    **dict(
        zip(
            map(ord, "ıё\u0623\u0625\u0622\u0671\u0649\u06cc\u06a9\u06c1\u06be"),
            "iе\u0627\u0627\u0627\u0627\u064a\u064a\u0643\u0647\u0647",
            strict=True,
        )
    ),
    **dict.fromkeys(map(ord, "’‘ʼʻ`´"), "'"),
}
_IN_OTHER_FORM = re.compile(f"[{re.escape(''.join(map(chr, _ONE_FORM)))}]")
_TYPED_PALOCHKA = re.compile("(?<=[\u0400-\u04ff])[1il|](?=[\u0400-\u04ff])")
_MARKS = re.compile("[\u0300-\u036f]")
_OWNERS = re.compile(r"s' ")  # the Darzals' children
_ROMAN = re.compile(r"[ivx]{1,4}")
_ADJECTIVE_ENDINGS = "ый ий ой ая яя ое ее ые ие ого его ому ему ым им ом ем ых их ую ей а о ы е і ої ою ею"
_ENDINGS = frozenset(
    ["", *_ADJECTIVE_ENDINGS.split(), *(f"н{ending}" for ending in _ADJECTIVE_ENDINGS.split())]
)

type Kinds = frozenset[str]


@dataclass(frozen=True, slots=True)
class Word:
    """A word, or a form of several, and the kinds that it is of in any language, with these as `@en`."""

    text: str
    kinds: Kinds

    def is_of(self, *kinds: str) -> bool:
        """Tell whether it is of one of the kinds."""
        return not self.kinds.isdisjoint(kinds)

    def shares_language(self, other: "Word") -> bool:
        """Tell whether both are forms of one language."""
        return any(kind.startswith("@") for kind in self.kinds & other.kinds)


@dataclass(frozen=True)
class Vocabulary:
    """All forms: the kinds of each, the beginnings of adjectives, and the first and last words of any."""

    kinds: dict[tuple[str, ...], Kinds]
    stems: dict[str, Kinds]
    longest: dict[str, int]
    last: frozenset[str]

    @cached_property
    def stems_together(self) -> tuple[str, ...]:
        """Return the beginnings of adjectives, to be asked for at once."""
        return tuple(self.stems)

    def begins_with(self, word: str) -> bool:
        """Tell whether a form begins with the word."""
        return word in self.longest or (not word.isascii() and bool(self.adjective(word)))

    def adjective(self, word: str) -> Kinds:
        """Return the kinds of an adjective, whatever its ending."""
        if word.startswith(self.stems_together):
            for size in range(len(word), 0, -1):
                kinds = self.stems.get(word[:size])
                if kinds and word[size:] in _ENDINGS:
                    return kinds
        return frozenset()


def folded(text: str) -> str:
    """Return the text without case, marks of direction, wide letters and signs that only look different."""
    if text.isascii():
        return _OWNERS.sub("s s ", text.lower())
    lower = normalize("NFKC", text).casefold()
    if _IN_OTHER_FORM.search(lower):
        lower = lower.translate(_ONE_FORM)
    return _OWNERS.sub("s s ", _TYPED_PALOCHKA.sub("\u04cf", normalize("NFKC", lower)))


def texts_of(plain: str) -> list[str]:
    """Return the words of a folded text as they are written; figures are words of their own."""
    return _WORD.findall(plain)


def words_of(plain: str) -> list[Word]:
    """Return the words of a folded text, the longest forms first."""
    texts = texts_of(plain)
    found: list[Word] = []
    at = 0
    while at < len(texts):
        size, word = _word_at(texts, at)
        found.append(word)
        at += size
    return found


def _word_at(texts: Sequence[str], at: int) -> tuple[int, Word]:
    known = vocabulary()
    for size in range(min(known.longest.get(texts[at], 0), len(texts) - at), 0, -1):
        kinds = known.kinds.get(tuple(texts[at : at + size]))
        if kinds:
            return size, Word(" ".join(texts[at : at + size]), kinds)
    if texts[at][0].isdecimal():
        return 1, Word(texts[at], _NUMBER)
    return 1, Word(texts[at], known.adjective(texts[at]) or frozenset({_kind(texts[at])}))


_NUMBER = frozenset({"number"})


def _kind(text: str) -> str:
    if _ROMAN.fullmatch(text):
        return "roman"
    return "letter" if len(text) == 1 and not _is_syllable(text) else "other"


def _is_syllable(letter: str) -> bool:
    """Tell whether a letter is a word or a syllable by itself, as in Chinese, Korean and the scripts of India."""
    return letter > "\u0900" and not "\u10a0" <= letter <= "\u10ff" and not "\u1c90" <= letter <= "\u1cbf"


@cache
def vocabulary() -> Vocabulary:
    """Return the forms of all languages, read once."""
    kinds: dict[tuple[str, ...], set[str]] = {}
    stems: dict[str, set[str]] = {}
    for language, kind, form in _forms():
        for text in _spellings(form):
            words = _WORD.findall(text.replace("*", "")) if text else []
            if text.endswith("*") and len(words) == 1:
                stems.setdefault(words[0], set()).update((kind, language))
            else:
                for each in _inflected(words, text):
                    kinds.setdefault(each, set()).update((kind, language))
    longest: dict[str, int] = {}
    for form_words in kinds:
        longest[form_words[0]] = max(len(form_words), longest.get(form_words[0], 0))
    ends = ("possessed", "owned", "relative_of", "alone", "relative")
    return Vocabulary(
        {words: frozenset(each) for words, each in kinds.items()},
        {stem: frozenset(each) for stem, each in stems.items()},
        longest,
        frozenset(words[-1] for words, each in kinds.items() if each.intersection(ends)),
    )


def _forms() -> Iterator[tuple[str, str, str]]:
    for language, block in TABLE.items():
        kind = ""
        for line in block.strip().splitlines():
            if not line.startswith(" "):
                kind, _, line = line.partition(":")  # noqa: PLW2901  # the rest of the line
            yield from ((f"@{language}", kind, form.strip()) for form in line.split(";"))


def _spellings(form: str) -> set[str]:
    plain = folded(form)
    if form in ONLY_MARKED or not any("\u00c0" <= letter <= "\u024f" or letter == "ş" for letter in plain):
        return {plain}
    return {plain, normalize("NFC", _MARKS.sub("", normalize("NFD", plain)))}


def _inflected(words: list[str], text: str) -> Iterator[tuple[str, ...]]:
    """Yield a form of several words, the last with each ending where the table leaves it open."""
    if not text.endswith("*"):
        yield tuple(words)
    else:
        yield from ((*words[:-1], words[-1] + ending) for ending in _ENDINGS)
