"""Words beside a name that are none, or may be none: titles, honorifics, and which of two of one name is meant."""

from typing import NamedTuple

from isthmus.core.names.article import ARTICLES

__all__ = ["TitledWord", "generation", "titled", "without_titles"]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_TITLES = _words(
    "mr mrs ms miss dr prof professor sir lord lady dame maulvi mawlawi maulana president präsident general gen col"
    " colonel capt captain hon rev fr llc sa ltd gmbh inc الدكتور г-н г-жа господин госпожа доктор"
)
# Titles that are family names, too.
_TITLES_OR_NAMES = _words(
    "sheikh shaikh shaykh sheik cheikh mullah mulla molla hajji haji hadji hajj haj hadj king السيد الشيخ شيخ الحاج حاج"
    " الحجي حاجي حاجی ملا الملا шейх мулла хаджи хадж"
)
# What lists of the dead write before a name of two words or more: martyr, child, infant, youth, the late, doctor's and
# engineer's letters. By itself, or behind a name, each may be one.
_BEFORE_NAMES = _words(
    "martyr الشهيد الشهيدة شهيد شهيدة شهید الطفل الطفلة الرضيع الرضيعة الشاب الشابة السيدة المرحوم المرحومة الأستاذ"
    " الاستاذ الأستاذة المهندس المهندسة المحامي المحامية الصحفي الصحفية الدكتورة د م أ"
)
_HONORIFICS = _words("u daw ma ko maung")  # before Burmese names; elsewhere they are names
_GENERATIONS = {
    **dict.fromkeys(("sr", "snr", "senior", "ст", "старший"), 1),
    **dict.fromkeys(("jr", "jnr", "junior", "ii", "filho", "мл", "младший"), 2),
    **dict.fromkeys(("iii", "neto"), 3),
    "iv": 4,
}


class TitledWord(NamedTuple):
    """A word of a name, and whether it may be a title."""

    text: str
    may_be_title: bool = False


def generation(word: str) -> int:
    """Return which of the people of one name a last word says: 1 for the elder, 2 for the younger; 0 for none."""
    return _GENERATIONS.get(word.rstrip("."), 0)


def without_titles(words: list[str]) -> list[str]:
    """Return the words without those that are only ever titles; all of them where nothing would be left."""
    left = [word for word in words if word.rstrip(".") not in _TITLES]
    return left if any(word != "," for word in left) else words


def _both_letters(one: str, other: str) -> bool:
    """Return whether two words are single letters: then they are initials."""
    return len(one) == len(other.rstrip(".")) == 1


def titled(words: list[str]) -> list[TitledWord]:
    """Return the words of a name without titles; those that may be a name are marked.

    Before two words or more a title is one. Behind a name, or before a single word, it may be a name.
    """
    words = without_titles(words)
    names = [i for i, word in enumerate(words) if word not in ARTICLES]
    found: list[TitledWord] = []
    named = False
    for i, word in enumerate(words):
        bare, after = word.rstrip("."), sum(place > i for place in names)
        if bare in _TITLES_OR_NAMES and len(names) > 1:
            if not named and after > 1:
                found = []
            else:
                found.append(TitledWord(word, may_be_title=True))
        elif bare in _BEFORE_NAMES and not named and after > 1 and not _both_letters(bare, words[i + 1]):
            found = []
        elif word in _HONORIFICS and not named and after:
            found.append(TitledWord(word, may_be_title=True))
        else:
            found.append(TitledWord(word))
            named = named or i in names
    return found
