"""Whether a name stands in a text: by whole words, folded, in any script, and in the usual inflected forms.

It errs towards finding: one word of a name is enough. Of "wife of Sami Darzal" it looks for Sami Darzal, of "unknown"
for nothing. It does not see nicknames, misspellings, names split by marks,
and inflections of languages whose endings are not listed here.
"""

import re
from collections.abc import Iterable

from isthmus.core.names import endings, folded
from isthmus.core.names.nameless import names_within
from isthmus.core.names.reading import every_word, read

__all__ = ["NameFinder"]

_WORD = re.compile(r"[^\W_]+")
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_SHORTEST = (
    3  # letters of a word that is looked for by itself: shorter ones are looked for with their whole name
)
_LEAST_STEM = 3
_LEAST_LATIN_STEM = 4
_CYRILLIC = re.compile("[\u0400-\u052f]")
_ARABIC = re.compile("[\u0600-\u06ff]")
_GEORGIAN = re.compile("[\u10a0-\u10ff]")


_BEFORE_ARABIC = re.compile("(?:[وفبلك]?ال|[وفبلك])")


class NameFinder:
    """Finds whether any of some names stands in a text."""

    def __init__(self, names: Iterable[str]) -> None:
        self._words: set[str] = set()
        self._sounds: set[str] = set()
        self._phrases: set[str] = set()
        self._unspaced: set[str] = set()
        self._known: dict[str, bool] = {}
        for each in set(names):
            for name in each.split(";"):
                self._add(names_within(name))

    def stands_in(self, text: str) -> bool:
        """Return whether a word of one of the names stands in the text."""
        if not (self._words or self._phrases or self._unspaced):
            return False
        plain = folded(text)
        return (
            any(map(self._is_name, _WORD.findall(plain)))
            or any(phrase in self._spaced(plain) for phrase in self._phrases)
            or any(part in plain for part in self._unspaced)
        )

    def _add(self, name: str) -> None:
        written = re.findall(r"\w[\w'’ʼ]*", name)
        capital = folded(" ".join(word for word in written if not word.islower() or _GEORGIAN.search(word)))
        plain = _WORD.findall(capital)
        self._unspaced.update(word for word in plain if _UNSPACED.search(word))
        tokens = [(folded(token.text), token.key) for token in every_word(name) if not token.is_initial]
        # What reading drops is a title or a particle.
        read_words = [word for word in plain if any(word in text or text in word for text, _key in tokens)]
        words = [word for word in read_words if len(word) >= _SHORTEST and not word.isdecimal()]
        sounds = [key for text, key in tokens if text in capital]
        if words:
            self._words.update(form for word in words for form in (word, _stem(word)))
            self._sounds.update(sound for sound in sounds if len(sound) > _SHORTEST)
        elif folded(name).strip():
            self._phrases.add(self._spaced(folded(name)))

    def _is_name(self, word: str) -> bool:
        found = self._known.get(word)
        if found is None:
            found = self._known[word] = self._looked_up(word)
        return found

    def _looked_up(self, word: str) -> bool:
        if len(word) < _SHORTEST:
            return False
        if word in self._words or _stem(word) in self._words:
            return True
        if not word.isalpha():  # as most ids: a name in another spelling has no figures
            return False
        return any(token.key in self._sounds for form in {word, _stem(word)} for token in read(form).tokens)

    @staticmethod
    def _spaced(plain: str) -> str:
        return f" {' '.join(_WORD.findall(plain))} "


def _stem(word: str) -> str:
    """Return a word without one ending of its script, as far as enough of it is left."""
    if _ARABIC.search(word):
        found = _BEFORE_ARABIC.match(word)
        return word[found.end() :] if found and len(word) - found.end() >= _LEAST_STEM else word
    for script, taken_on in ((_CYRILLIC, endings.CYRILLIC), (_GEORGIAN, endings.GEORGIAN)):
        if script.search(word):
            return _without_ending(word, taken_on, _LEAST_STEM)
    return _without_ending(word, endings.LATIN, _LEAST_LATIN_STEM)


def _without_ending(word: str, endings: Iterable[str], least: int) -> str:
    return next(
        (word[: -len(end)] for end in endings if word.endswith(end) and len(word) - len(end) >= least), word
    )
