"""The words of a text in the one form in which search compares them, whatever script, marks or spaces it is written in.

A word stands in that form without case and marks, with the letters that writers exchange made one (ى and ي, ک and ك, ł
and l), and without what only stretches it. Beside it stand other ways to write it: with the sounds of its marks (Şahin:
sahin, shahin), joined to the next where people write it so (عبد الله: عبدالله), without an Arabic article; in
a text that is no name also without the Arabic and, in or to that is written together with it.
"""

import re
from collections.abc import Callable, Iterator
from unicodedata import decimal, normalize

from isthmus.core.names import with_palochka
from isthmus.core.names.article import readings
from isthmus.core.names.particles import joined, joins_next
from isthmus.core.names.reading import every_word
from isthmus.core.names.romanising import orthography, romanised

__all__ = [
    "LONGEST_WORD",
    "WrittenWord",
    "name_words",
    "other_forms",
    "search_words",
    "spellings",
    "written_words",
]

LONGEST_WORD = 64  # letters; a longer word is found by its beginning, and fits every index
# A letter or digit; then also the marks on letters, what joins or stretches them, and an apostrophe inside the word:
# behind two letters it is a letter itself (Sa'id), behind one it ends an article or a prefix (O'Brien).
_WORD = re.compile(
    r"[^\W_](?:[^\W_]|[\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u064b-\u065f\u0670\u200c\u200d]"
    r"|(?<=\w\w)['’‘`´](?=\w))*"
)
# Letters that are another letter with a stroke, which Unicode does not take apart; letters that only stretch a word or
# stand for an apostrophe.
_INSTEAD = {
    "ł": "l",
    "đ": "d",
    "ø": "o",
    "ħ": "h",
    "ŧ": "t",
    "ı": "i",
    "æ": "ae",
    "œ": "oe",
    "ð": "d",
    "þ": "th",
    **dict.fromkeys("ـʼʻʹʾʿ'’‘`´", ""),
}
_ARTICLE = "ال"
# What Arabic writes together with the next word: and, in, to; "to the" is two of the last. A name has none of them.
_AND, _TO_THE = "و", "لل"
_BEFORE_WORD = (_AND, "ب", "ل")
_SHORTEST_BARE = 3  # letters; what leaves fewer is seldom written together with another word
_LONGEST_JOINED = 3  # words that are written as one: abd al rahman

# A word of a text: where it starts and ends, and its form.
type WrittenWord = tuple[int, int, str]


class _FormLetters(dict[int, str]):
    """What stands for each character; worked out once for each that occurs."""

    def __missing__(self, code: int) -> str:
        self[code] = found = _plain(chr(code))
        return found


def _plain(character: str) -> str:
    kept = (each for each in normalize("NFKD", character).casefold() if each.isalnum())
    return "".join(_INSTEAD.get(each, _digit(each)) for each in kept)


def _digit(character: str) -> str:
    number = decimal(character, -1)
    return character if number < 0 else str(number)


_LETTERS = _FormLetters()


def _form(word: str) -> str:
    """Return a word in the form that is compared; empty where nothing of it is a letter or digit."""
    return orthography(word.translate(_LETTERS))[:LONGEST_WORD]


def written_words(text: str) -> Iterator[WrittenWord]:
    """Yield each word of a text, in order."""
    for match in _WORD.finditer(text if text.isascii() else with_palochka(text)):
        if form := _form(match[0]):
            yield match.start(), match.end(), form


def spellings(word: str) -> tuple[str, ...]:
    """Return the forms of one word: as it is written, and with the sounds of its marks where they are others."""
    form = _form(word)
    if word.isascii() or not form.isascii():
        return (form,) if form else ()
    return tuple(dict.fromkeys(filter(None, (form, romanised(word)[:LONGEST_WORD]))))


def search_words(text: str) -> list[str]:
    """Return the words by which a text is found, each once."""
    return _search_words(text, other_forms)


def _search_words(text: str, otherwise: Callable[[str, str], Iterator[str]]) -> list[str]:
    source = text if text.isascii() else with_palochka(text)
    forms: list[str] = []
    beside: list[str] = []
    for start, end, form in written_words(source):
        forms.append(form)
        if not form.isascii() or not source[start:end].isascii():
            beside += otherwise(source[start:end], form)
    return list(dict.fromkeys((*forms, *beside, *_joined(forms))))


def other_forms(word: str, form: str) -> Iterator[str]:
    """Yield by what else than its form a word of a text is found: other spellings, without what is no part of it."""
    yield from _name_forms(word, form)
    yield from _without_prefixes(form)


def _name_forms(word: str, form: str) -> Iterator[str]:
    yield from spellings(word)[1:]
    if form.startswith(_ARTICLE):
        yield readings(form, given=False)[0]


def _without_prefixes(form: str) -> Iterator[str]:
    """Yield an Arabic word without the and, in, to before it, and without an article behind these."""
    if form.startswith(_TO_THE):
        yield from _bare(_ARTICLE + form.removeprefix(_TO_THE))
    elif form.startswith(_BEFORE_WORD):
        yield from _bare(form[1:])
        if form.startswith(_AND):
            yield from _without_prefixes(form[1:])


def _bare(word: str) -> Iterator[str]:
    if len(word) >= _SHORTEST_BARE:
        yield readings(word, given=False)[0] if word.startswith(_ARTICLE) else word


def _joined(forms: list[str]) -> Iterator[str]:
    """Yield the words that two or three make together where they are often written as one."""
    for at, form in enumerate(forms[:-1]):
        if joins_next(form):
            yield form + forms[at + 1]
            together = forms[at : at + _LONGEST_JOINED]
            if parts := joined(together):
                yield parts[0].text


def name_words(name: str) -> list[str]:
    """Return the words by which a name is found: those of a text, and the words as names are compared."""
    return list(dict.fromkeys((*_search_words(name, _name_forms), *name_forms(name))))


def name_forms(name: str) -> list[str]:
    """Return the words of a name as names are compared: without titles and articles, two that are one joined."""
    return [form for token in every_word(name) if (form := _form(token.text))]
