"""How one name is written in Cyrillic, in Arabic script and by several ways of romanising them."""

from collections.abc import Iterable
from itertools import product

__all__ = ["LATIN_STYLES", "arabic_spellings", "father_name", "made_feminine", "romanised"]


def _table(pairs: str) -> dict[str, str]:
    return dict(pair.split("=") for pair in pairs.split())


_SHARED = dict(zip("абвгдезиклмнопрстуф", "abvgdeziklmnoprstuf", strict=True)) | {"ъ": "", "ь": ""}
_ENGLISH = _table("ё=yo ж=zh й=y х=kh ц=ts ч=ch ш=sh щ=shch ы=y э=e ю=yu я=ya")
_LATIN: dict[str, dict[str, str]] = {
    "atlas": _ENGLISH,
    "press": _ENGLISH | _table("ё=e х=h"),
    "passport": _ENGLISH | _table("ё=e й=i ъ=ie ю=iu я=ia"),
    "scholar": _table("ё=jo ж=ž й=j х=ch ц=c ч=č ш=š щ=šč ы=y э=e ю=ju я=ja"),
    "german": _table("в=w ё=jo ж=sch з=s й=j х=ch ц=z ч=tsch ш=sch щ=schtsch ы=y э=e ю=ju я=ja"),
    "french": _table("ё=io ж=j й=ï у=ou х=kh ц=ts ч=tch ш=ch щ=chtch ы=y э=e ю=iou я=ia"),
}
LATIN_STYLES = tuple(_LATIN)
_FATHERS = _table(
    "Пётр=Петр Павел=Павл Илья=Иль Никита=Никит Михаил=Михайл Юрий=Юрь Василий=Василь Анатолий=Анатоль "
    "Евгений=Евгень Валерий=Валерь Григорий=Григорь Виталий=Виталь Геннадий=Геннадь"
)
_VOWELS = "аеёиоуыэюяАЕИОУЭЮЯ"


def romanised(name: str, style: str) -> str:
    """Return a Cyrillic name in Latin letters as that style writes it; letters it does not know stay."""
    letters = _SHARED | _LATIN[style]
    return "".join(_cased(letters.get(letter.lower(), letter.lower()), letter) for letter in name)


def _cased(written: str, like: str) -> str:
    return written.capitalize() if like.isupper() else written


def father_name(father: str, *, daughter: bool) -> str:
    """Return the Russian patronymic formed from a father's name."""
    stem = _FATHERS.get(father, father)
    if father in ("Илья", "Никита"):
        return stem + (("инична" if father == "Илья" else "ична") if daughter else "ич")
    if stem.endswith("ь") and stem != father:
        return stem + ("евна" if daughter else "евич")
    if stem[-1] in "йь":
        return stem[:-1] + ("евна" if daughter else "евич")
    joined = "ев" if stem[-1] in _VOWELS else "ов"
    return stem + joined + ("на" if daughter else "ич")


def made_feminine(family: str) -> str:
    """Return the form of a Russian family name that a woman bears."""
    return family + "а" if family.endswith(("ов", "ев", "ёв", "ин")) else family


def arabic_spellings(name: str) -> list[str]:
    """Return how an Arabic name is also typed: without hamza, ha for ta marbuta, compounds written together."""
    choices: Iterable[tuple[str, ...]] = [_typed_as(letter) for letter in name]
    found = ["".join(letters) for letters in product(*choices)]
    return list(dict.fromkeys(found))[:8]


def _typed_as(letter: str) -> tuple[str, ...]:
    if letter in "أإآ":
        return letter, "ا"
    return {"ة": ("ة", "ه"), "ى": ("ى", "ي"), "ؤ": ("ؤ", "و"), " ": (" ", "")}.get(letter, (letter,))
