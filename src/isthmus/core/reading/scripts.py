"""In which script a language is written, as far as recognisers of letters have it: codes of ISO 639-2/T and ISO 639-3.

Scripts are called as Unicode calls them. A language that is not named here is written in Latin letters, as most are.
"""

from collections.abc import Iterable, Mapping

__all__ = ["languages_of_script"]

_SCRIPTS: Mapping[str, frozenset[str]] = {
    "Cyrillic": frozenset(
        (
            "rus",
            "ukr",
            "bel",
            "bul",
            "srp",
            "mkd",
            "kaz",
            "kir",
            "tgk",
            "tat",
            "mon",
            "aze_cyrl",
            "uzb_cyrl",
        )
    ),
    "Arabic": frozenset(
        (
            "ara",
            "fas",
            "urd",
            "pus",
            "uig",
            "snd",
            "ckb",
        )
    ),
    "Georgian": frozenset(
        (
            "kat",
            "kat_old",
        )
    ),
    "Armenian": frozenset(("hye",)),
    "Hebrew": frozenset(
        (
            "heb",
            "yid",
        )
    ),
    "Greek": frozenset(
        (
            "ell",
            "grc",
        )
    ),
    "Devanagari": frozenset(
        (
            "hin",
            "mar",
            "nep",
            "san",
        )
    ),
    "Bengali": frozenset(
        (
            "ben",
            "asm",
        )
    ),
    "Han": frozenset(
        (
            "chi_sim",
            "chi_tra",
            "chi_sim_vert",
            "chi_tra_vert",
            "jpn",
        )
    ),
    "Hangul": frozenset(
        (
            "kor",
            "kor_vert",
        )
    ),
    "Japanese": frozenset(
        (
            "jpn",
            "jpn_vert",
        )
    ),
    "Ethiopic": frozenset(
        (
            "amh",
            "tir",
        )
    ),
    "Thai": frozenset(("tha",)),
    "Myanmar": frozenset(("mya",)),
    "Khmer": frozenset(("khm",)),
    "Lao": frozenset(("lao",)),
    "Sinhala": frozenset(("sin",)),
    "Tamil": frozenset(("tam",)),
    "Telugu": frozenset(("tel",)),
    "Kannada": frozenset(("kan",)),
    "Malayalam": frozenset(("mal",)),
    "Gujarati": frozenset(("guj",)),
    "Gurmukhi": frozenset(("pan",)),
    "Tibetan": frozenset(
        (
            "bod",
            "dzo",
        )
    ),
    "Syriac": frozenset(("syr",)),
}
_NAMED = frozenset[str]().union(*_SCRIPTS.values())


def languages_of_script(script: str, languages: Iterable[str]) -> list[str]:
    """Return those of the languages that are written in a script."""
    written = _SCRIPTS.get(script)
    if written is not None:
        return [each for each in languages if each in written]
    return [each for each in languages if each not in _NAMED] if script == "Latin" else []
