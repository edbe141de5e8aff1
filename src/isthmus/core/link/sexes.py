"""The words for a sex in eight languages, and the pairs of letters that a list of one language writes."""

import re
from collections.abc import Collection, Mapping
from unicodedata import combining, normalize

from isthmus.core.link.normalise import further, plain

__all__ = ["letters_of", "sex_of", "sexes_of"]

_NO_WORD = re.compile(r"[\W_]+")
_ALIKE = str.maketrans("أإآىیکıё", "اااييكiе")
# English, Russian, Ukrainian, Arabic, Persian, Turkish, French, Spanish.
_WORDS = {
    "m": """
        m | male | males | man | men | boy | boys | mr | masc | masculine | adult male | male child |
        м | муж | мужской | мужчина | мужчины | мальчик | юноша | парень | мужской пол |
        ч | чол | чоловік | чоловіча | чоловічий | чоловіки | хлопчик | хлопець | юнак |
        ذكر | ذكور | رجل | رجال | ولد | صبي | شاب | مذكر | ذكر بالغ | طفل ذكر |
        مرد | پسر | آقا | مذکر | پسربچه | erkek | erkek çocuk | bay | oğlan |
        homme | hommes | garçon | masculin | mâle |
        hombre | hombres | varón | masculino | niño | chico
        """,
    "f": """
        f | female | females | woman | women | girl | girls | w | mrs | ms | miss | fem | feminine | adult female |
        female child | lady | ж | жен | женский | женщина | женщины | девочка | девушка | женский пол |
        жін | жінка | жіноча | жіночий | жінки | дівчина | дівчинка |
        أنثى | اناث | امرأة | نساء | سيدة | بنت | فتاة | طفلة | مؤنث | أنثى بالغة | طفلة أنثى |
        زن | دختر | خانم | مونث | دختربچه | kadın | kız | kız çocuk | bayan | dişi |
        femme | femmes | fille | féminin | femelle |
        mujer | mujeres | femenino | femenina | niña | chica
        """,
    "other": "x | other | nonbinary | non-binary | intersex | diverse | divers",
}
# Letters that mean a sex only beside the other one: `m` is a woman in Spanish. Figures are a code of somebody's own.
_PAIRS = (
    {"h": "m", "m": "f"},  # hombre, mujer
    {"h": "m", "f": "f"},  # homme, femme
    {"e": "m", "k": "f"},  # erkek, kadın
    {"m": "m", "v": "f"},  # man, vrouw
    {"ذ": "m", "ا": "f"},  # ذكر، أنثى
    {"ذ": "m", "ث": "f"},
)


def _key(text: str) -> str:
    """Return a word as words for sexes are compared: without accents, points, brackets and forms of Arabic letters."""
    letters = normalize("NFKD", plain(text).translate(_ALIKE))
    return " ".join(_NO_WORD.sub(" ", "".join(each for each in letters if not combining(each))).split())


_SEXES = {_key(word): sex for sex, words in _WORDS.items() for word in words.split("|")}


def sex_of(text: str) -> str:
    """Return `m`, `f` or `other`; nothing where nothing is known; other words in lower case, as they are."""
    return _SEXES.get(_key(text)) or further(text)


def letters_of(texts: Collection[str]) -> Mapping[str, str]:
    """Return what the letters of a list mean, by letter, where it has only the two of one language; else nothing."""
    letters = {_key(text) for text in texts}
    return next((pair for pair in _PAIRS if letters == pair.keys()), {})


def sexes_of(texts: Collection[str]) -> dict[str, str]:
    """Return the sex that each text of a list states, `m`, `f` or `other`; those that are not understood are left out.

    Texts that say that nothing is known are not asked about.
    """
    letters = letters_of(texts)
    found = {text: letters.get(_key(text)) or _SEXES.get(_key(text), "") for text in texts}
    return {text: sex for text, sex in found.items() if sex}
