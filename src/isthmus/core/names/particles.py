"""Words of a name that are no name by themselves: articles, "son of", "servant of", titles; dropped, or joined."""

import re
from dataclasses import dataclass, replace
from unicodedata import normalize

from isthmus.core.names.article import ARTICLES, is_assimilated, readings
from isthmus.core.names.titles import titled

__all__ = ["Part", "joined", "joins_next"]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_SON_OF = _words("bin ibn ben bint binti ibnu بن ابن إبن بنت бин ибн бинт")
_SON_OF_BEFORE = _words("oglu ogly ogli oğlu oʻgʻli kyzy kizi qizi gyzy kızı оглы оглу углы кызы гызы кизи")
_SERVANT = re.compile(r"abd|abd[aeiou]l?|abd[aeu]r|عبد|абд|абду[лр]?|абдел|абдал")
_FATHER_OF = _words("abu abou أبو ابو أبي ابي абу")
_MOTHER_OF = _words("umm um oum أم ام умм")
_FAITH = _words("din deen dine ddin ddine eddin eddine uddin الدين дин эддин уддин ддин")
# The second word of a name of two, joined to the first as it is often written.
_AFTER = {
    "الله": "الله",
    "allah": "ullah",
    "ullah": "ullah",
    "الهدى": "الهدى",
    "الهدي": "الهدى",
} | dict.fromkeys(("الإسلام", "الاسلام"), "الإسلام")
_OF_PLACES = _words(
    "von van der den de del di da dos das do du la le lo y und zu zur ter ten af av фон ван дер де"
)
_FATHERS, _MOTHERS = 1, 2


@dataclass(frozen=True)
class Part:
    """A word or words that make one token, and whether it is said to be a father ("son of")."""

    text: str
    is_father: bool = False
    other: str = (
        ""  # it with its article where `text` is without, or the other way round; "" where it has one reading
    )
    optional: bool = False  # a title that may be a name
    kunya: int = 0  # 1 "father of", 2 "mother of"


def joined(words: list[str]) -> list[Part]:
    """Return the parts of a name's words: "abd al rahman" is one, "bin" marks the next, articles and titles go."""
    parts: list[Part] = []
    waiting = article = ""  # what is joined to the next word; the article before it
    father = False
    kept = titled(words)
    following = [word.text for word in kept[1:]] + [""]
    for i, (word, may_be_title) in enumerate(kept):
        bare, first = word.rstrip("."), i == 0
        if bare in _SON_OF and not first:
            father = True
        elif bare in _SON_OF_BEFORE and parts:
            parts[-1] = replace(parts[-1], is_father=True)
        elif following[i] and _is_article(word, following[i], first=first):
            article = word
        elif following[i] and not first and _unmarked(word) in _OF_PLACES:
            continue
        elif bare in _AFTER and parts and not waiting:
            parts[-1] = replace(parts[-1], text=parts[-1].text + _AFTER[bare], other="")
        elif bare in _FAITH and parts and not waiting:
            parts[-1] = replace(parts[-1], text=_with_faith(parts[-1].text), other="")
        elif not waiting and (bare in _FATHER_OF or bare in _MOTHER_OF or _SERVANT.fullmatch(bare)):
            waiting = bare
        else:
            given = not parts and bool(following[i])
            part = _together(waiting, word) if waiting else _single(word, article, given=given)
            marked = father or may_be_title
            parts.append(replace(part, is_father=father, optional=may_be_title) if marked else part)
            waiting, article, father = "", "", False
    return [*parts, Part(waiting)] if waiting else parts


def joins_next(word: str) -> bool:
    """Return whether a word is often written as one with the next: an article, "servant of", "father of"."""
    return (
        word in ARTICLES or word in _FATHER_OF or word in _MOTHER_OF or _SERVANT.fullmatch(word) is not None
    )


def _is_article(word: str, following: str, *, first: bool) -> bool:
    return word in ARTICLES or is_assimilated(word, following, first=first)


def _unmarked(word: str) -> str:
    return word if word.isascii() else normalize("NFD", word).encode("ascii", "ignore").decode() or word


def _with_faith(text: str) -> str:
    arabic = "\u0600" <= text[0] < "\u0700"
    cyrillic = "\u0400" <= text[0] < "\u0500"
    return text + ("الدين" if arabic else "уддин" if cyrillic else "uddin")


def _single(word: str, article: str, *, given: bool) -> Part:
    text, other = readings(word, given=given)
    return Part(text, other=article + text if article else other)


def _together(waiting: str, word: str) -> Part:
    bare = readings(word, given=True)[0].rstrip(".")
    if waiting in _FATHER_OF or waiting in _MOTHER_OF:
        return Part(waiting + bare, kunya=_FATHERS if waiting in _FATHER_OF else _MOTHERS)
    latin, cyrillic = waiting[0] == "a", waiting[0] == "а"
    return Part(("abdul" if latin else "абдул" if cyrillic else "عبد") + bare)
