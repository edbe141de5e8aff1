"""The languages whose letters are recognised, in words: those that are likely here; any other is called by its code."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

__all__ = ["language_name", "named_languages"]

_NAMES = {
    "amh": _("Amharic"),
    "ara": _("Arabic"),
    "aze": _("Azerbaijani"),
    "bel": _("Belarusian"),
    "bul": _("Bulgarian"),
    "chi_sim": _("Chinese, simplified"),
    "chi_tra": _("Chinese, traditional"),
    "deu": _("German"),
    "ell": _("Greek"),
    "eng": _("English"),
    "fas": _("Persian"),
    "fra": _("French"),
    "heb": _("Hebrew"),
    "hin": _("Hindi"),
    "hye": _("Armenian"),
    "ita": _("Italian"),
    "jpn": _("Japanese"),
    "kat": _("Georgian"),
    "kaz": _("Kazakh"),
    "kir": _("Kyrgyz"),
    "kor": _("Korean"),
    "mya": _("Burmese"),
    "pol": _("Polish"),
    "por": _("Portuguese"),
    "pus": _("Pashto"),
    "ron": _("Romanian"),
    "rus": _("Russian"),
    "spa": _("Spanish"),
    "srp": _("Serbian"),
    "swa": _("Swahili"),
    "tgk": _("Tajik"),
    "tir": _("Tigrinya"),
    "tur": _("Turkish"),
    "uig": _("Uyghur"),
    "ukr": _("Ukrainian"),
    "urd": _("Urdu"),
    "uzb": _("Uzbek"),
    "vie": _("Vietnamese"),
}


def language_name(code: str) -> str:
    """Return what a language is called."""
    return str(_NAMES.get(code, code))


def named_languages(codes: Iterable[str]) -> list[tuple[str, str]]:
    """Return languages with their names, in the order of these."""
    return sorted(((code, language_name(code)) for code in codes), key=lambda each: each[1])
