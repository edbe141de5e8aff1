"""Articles before a word of a name, written apart or glued to it: a word that begins like one has two readings."""

import re

__all__ = ["ARTICLES", "begins_with_article", "is_assimilated", "readings"]

ARTICLES = frozenset(["al", "el", "аль", "эль", "ал", "ال"])
# Before a sound of the sun the article takes its sound: ash-Shami, ar-Rashid. "an" and "ad" first are names, too.
_ASSIMILATED = {
    "as": "s",
    "ash": "s",
    "at": "t",
    "ad": "d",
    "ar": "r",
    "an": "n",
    "az": "z",
    "adh": "d",
    "ath": "t",
    "аш": "ш",
    "ас": "с",
    "ар": "р",
    "ад": "д",
    "ан": "н",
    "ат": "т",
    "аз": "з",
}
_BEGINNINGS = (*ARTICLES, *_ASSIMILATED)
_NAMES_FIRST = frozenset(("an", "ad", "ан", "ад"))
_BETWEEN = frozenset(("ur", "ul", "ud", "l"))  # Aziz ur Rahman
_IN_ARABIC = re.compile(r"ال(?=\w{2})")
# Names that begin with these two letters without an article.
_NONE_IN_ARABIC = re.compile(
    r"ال(ياس|هام|كس|يك|بر|يز|ين|يا|يو|فر|فونس|سا$|دو|فين|فيس|ان$|اس|بان|مير|ماز|تان|وي|يش|غ|ليو|سان|لا$|لن|لين)|الله$"
)
_WEAK = frozenset("اويىهةءأإآئؤ")  # two letters with one of these make no word of their own behind an article
_SHORT = 2
_SLAVIC_END = re.compile(r"(ov|ev|ova|eva|yan|ян|ин|ов|ев|ова|ева|ина)$")
# Glued to a word of a-z or of Cyrillic, and surely one: before sounds that Western and Turkic names seldom have there.
_SURE = re.compile(
    r"[ae]l(?=(?:q|(?:kh|gh|h|j)[aeiou])[a-z]{3}|sh[aeiou][a-z]{2}|(?:k[au]|r[aou])[a-z]{3})"
    r"|[аэ]ль(?=(?:к[ау]|х[аеиу]|дж[аеиу]|ш[аеиу]|р[ау])[а-я]{3})"
)
# Perhaps one: before any consonant, or as the first of two that are the same (Annajjar, Ashshami).
_PERHAPS = re.compile(
    r"[ae]l(?=[bcdfghjkmnpqrstvwxz][a-z']{2})|[аэ]ль(?=[бвгджзкмнпрстфхцчшщ][а-я]{2})"
    r"|a(?:s(?=s[a-z]{3})|sh(?=sh[a-z]{2})|n(?=n[a-z]{4})|r(?=r[a-z]{3})|z(?=z[a-z]{3})|t(?=t[a-z]{3})|d(?=d[a-z]{3}))"
    r"|а(?:ш(?=ш[а-я]{3})|с(?=с[а-я]{3})|н(?=н[а-я]{4})|р(?=р[а-я]{3})|з(?=з[а-я]{3})|т(?=т[а-я]{3})|д(?=д[а-я]{3}))"
)
_NONE_IN_LETTERS = re.compile(r"[ae]l(?:k?h|sh)a[nd]|[аэ]ль[хш]а[нд]|alkhaz|альхаз")


def begins_with_article(word: str) -> bool:
    """Return whether a word begins with the letters of an article, and may be read without them."""
    return word.startswith(_BEGINNINGS)


def is_assimilated(word: str, following: str, *, first: bool) -> bool:
    """Return whether a word is an article that took the sound of the word that follows, or stands between two words."""
    sound = _ASSIMILATED.get(word, "")
    if not sound:
        return word in _BETWEEN and not first
    return following.startswith(sound) and not (first and word in _NAMES_FIRST)


def readings(word: str, *, given: bool) -> tuple[str, str]:
    """Return a word as it is read, and as it may be read, too, without its article or with it; "" where it may not.

    `given`: whether it is the first of several words. A given name seldom has an article, so there it must be surer.
    """
    if _IN_ARABIC.match(word) and not _NONE_IN_ARABIC.match(word):
        return _arabic(word, word[2:], given=given)
    if _NONE_IN_LETTERS.match(word) or _SLAVIC_END.search(word.rstrip(".")):
        return word, ""
    if article := _SURE.match(word):
        return word[article.end() :], word
    article = None if given else _PERHAPS.match(word)
    return word, word[article.end() :] if article else ""


def _arabic(word: str, bare: str, *, given: bool) -> tuple[str, str]:
    if len(bare) > _SHORT:
        return bare, word
    if not _WEAK.isdisjoint(bare):
        return word, ""
    return (word, bare) if given else (bare, word)
