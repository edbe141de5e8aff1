"""Words of a name that are no name by themselves: articles, "son of", "servant of", titles; dropped, or joined."""

import re
from dataclasses import dataclass, replace

__all__ = ["Part", "joined"]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_ARTICLES = _words("al el аль эль ал ال l")
_ASSIMILATED = _words("as ash at ad ar an az adh ath аш ас ар ад ан ат аз ur ul ud")
_SON_OF = _words("bin ibn ben bint binti ibnu بن ابن إبن بنت бин ибн бинт")
_SON_OF_BEFORE = _words("oglu ogly ogli oğlu oʻgʻli kyzy kizi qizi gyzy kızı оглы оглу углы кызы гызы кизи")
_SERVANT = re.compile(r"abd|abd[aeiou]l?|abd[aeu]r|عبد|абд|абду[лр]?|абдел|абдал")
_FATHER_OF = _words("abu abou umm um أبو ابو أبي ابي أم ام абу умм")
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
    "von van der den de del della di da dos das do du la le lo y und zu zur ter ten af av фон ван дер де"
)
_TITLES = _words(
    "mr mrs ms miss dr prof professor sir lord lady dame sheikh shaikh shaykh sheik mullah mulla maulvi mawlawi maulana"
    " hajji haji hadji hajj al-hajj president präsident general gen col colonel capt captain jr sr hon rev fr"
    " llc sa ltd gmbh inc السيد الشيخ الدكتور الحاج г-н г-жа господин госпожа шейх мулла доктор"
)
_ARTICLE_GLUED = re.compile(r"ال(?=\w{3})")
# Names that begin with these two letters without an article.
_NO_ARTICLE = re.compile(
    r"ال(ياس|هام|كس|يك|بر|يز|ين|يا|يو|فر|فونس|سا$|دو|فين|فيس|ان$|اس|بان|مير|ماز|تان|وي|يش|غ|ليو|سان|لا$|لن|لين)|الله$"
)
_SLAVIC_END = re.compile(r"(ov|ev|ova|eva|yan|ян|ин|ов|ев|ова|ева|ина)$")
# An article glued to a word of a-z or of Cyrillic: only before sounds that Western and Turkic names seldom have there.
_ARTICLE_IN_LETTERS = re.compile(
    r"[ae]l(?=(?:q|(?:kh|gh|h|j)[aeiou])[a-z]{3}|sh[aeiou][a-z]{2}|(?:k[au]|r[aou])[a-z]{3})"
    r"|[аэ]ль(?=(?:к[ау]|х[аеиу]|дж[аеиу]|ш[аеиу]|р[ау])[а-я]{3})"
)
_NO_ARTICLE_IN_LETTERS = re.compile(r"[ae]l(?:k?h|sh)a[nd]|[аэ]ль[хш]а[нд]|alkhaz|альхаз")


@dataclass(frozen=True)
class Part:
    """A word or words that make one token, and whether it is said to be a father ("son of")."""

    text: str
    is_father: bool = False


def joined(words: list[str]) -> list[Part]:
    """Return the parts of a name's words: "abd al rahman" is one, "bin" marks the next, articles and titles go."""
    parts: list[Part] = []
    waiting = ""  # what is joined to the next word
    father = False
    for i, word in enumerate(_without_titles(words)):
        bare, first = word.rstrip("."), i == 0
        if bare in _SON_OF and not first:
            father = True
        elif bare in _SON_OF_BEFORE and parts:
            parts[-1] = replace(parts[-1], is_father=True)
        elif _is_dropped(bare, first=first):
            continue
        elif bare in _AFTER and parts and not waiting:
            parts[-1] = replace(parts[-1], text=parts[-1].text + _AFTER[bare])
        elif bare in _FAITH and parts and not waiting:
            parts[-1] = replace(parts[-1], text=_with_faith(parts[-1].text))
        elif not waiting and (bare in _FATHER_OF or _SERVANT.fullmatch(bare)):
            waiting = bare
        else:
            parts.append(Part(_together(waiting, word), father))
            waiting, father = "", False
    return [*parts, Part(waiting)] if waiting else parts


def _without_titles(words: list[str]) -> list[str]:
    left = [word for word in words if word.rstrip(".") not in _TITLES]
    return left or words


def _is_dropped(word: str, *, first: bool) -> bool:
    return word in _ARTICLES or (not first and (word in _ASSIMILATED or word in _OF_PLACES))


def _with_faith(text: str) -> str:
    arabic = "\u0600" <= text[0] < "\u0700"
    cyrillic = "\u0400" <= text[0] < "\u0500"
    return text + ("الدين" if arabic else "уддин" if cyrillic else "uddin")


def _together(waiting: str, word: str) -> str:
    text = _without_article(word)
    if not waiting:
        return text
    bare = text.rstrip(".")
    if waiting in _FATHER_OF:
        return waiting + bare
    latin, cyrillic = waiting[0] == "a", waiting[0] == "а"
    return ("abdul" if latin else "абдул" if cyrillic else "عبد") + bare


def _without_article(word: str) -> str:
    if _ARTICLE_GLUED.match(word) and not _NO_ARTICLE.match(word):
        return word[2:]
    article = _ARTICLE_IN_LETTERS.match(word)
    if not article or _NO_ARTICLE_IN_LETTERS.match(word) or _SLAVIC_END.search(word.rstrip(".")):
        return word
    return word[article.end() :]
