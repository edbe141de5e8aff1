"""What stands beside a name in its field: another name of theirs in brackets, and whose relative they are."""

import re

__all__ = ["parted"]

_BRACKETED = re.compile(
    r"\(([^()]*)\)|\[([^\[\]]*)\]|\{([^{}]*)\}|«([^«»]*)»|“([^“”]*)”|„([^„“”]*)[“”]|\"([^\"]*)\""
)
_OPENING = re.compile(r"[(\[{«“„\"]")
_NAME = re.compile(r"[^\W\d_]+")
_FIRST_AND_ANOTHER = (
    2  # words that a nickname stands before; before one it is the given name: "Abu Karim" Darzal
)
_LETTER = re.compile(r"[^\W\d_]")
_ALIAS = re.compile(
    r"\b(?:a\.?k\.?a\b\.?|alias|(?:also )?known as|nicknamed|он же|она же|по прозвищу|прозвище|по кличке|позывной"
    r"|الملقب[ةه]?|المعروف[ةه]?|المكنى|المكناة|لقبه|لقبها|مشهور به|معروف به)\s(?:ب(?=[أا]))?"
)
_KIN = (
    "wife|husband|widow|widower|son|daughter|child|children|mother|father|brother|sister|cousin|nephew|niece|uncle|aunt"
    "|grandson|granddaughter|grandmother|grandfather|relative"
)
# What follows is another person, behind a name of their own: Hiba, wife of Sami.
_RELATIVE = re.compile(
    rf"\b(?:(?:{_KIN}) of|(?:épouse|femme|veuve|fils|fille|mère|père|frère|sœur) d(?:e|u|es)"
    r"|(?:esposa|esposo|viuda|hijo|hija|madre|padre|hermano|hermana) de(?:l)?"
    r"|زوج[ةه]|[اأ]رمل[ةه]|حرم|والد[ةه]|شقيق[ةه]?|نجل|همسر"
    r"|жена|вдова|муж|мать|отец|сын|дочь|брат|сестра|дружина|донька|мати)\s"
)
_RELATIVES_OWN = re.compile(rf".*\w['’]s (?:{_KIN})[\s,]+(?=[^\W\d_]{{2}})")  # Sami's wife Hiba


def parted(text: str) -> tuple[str, list[str]]:
    """Return a name in lower case without what stands beside it, and the other names among that.

    A text that is all in brackets is a name; so is one that only says whose relative somebody is.
    """
    asides: list[str] = []
    if _OPENING.search(text):
        own = _BRACKETED.sub(" ", text)
        needed = _FIRST_AND_ANOTHER if _BRACKETED.match(text.lstrip()) else 1
        if len(_NAME.findall(own)) >= needed:
            found = ["".join(each) for each in _BRACKETED.findall(text)]
            text, asides = own, [each for each in found if not _RELATIVE.match(f"{each} ")]
    if alias := _split(_ALIAS, text):
        text, asides = text[: alias.start()], [*asides, text[alias.end() :]]
    if relative := _split(_RELATIVE, text):
        text = text[: relative.start()]
    if "s " in text and (own_after := _RELATIVES_OWN.match(text)):
        text = text[own_after.end() :]
    return text, asides


def _split(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """Return the first place of the pattern that has a name before it."""
    return next((each for each in pattern.finditer(text) if _LETTER.search(text[: each.start()])), None)
