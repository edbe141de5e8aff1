"""Words of a cell that probably say nothing, and what a spreadsheet writes where it could not work something out."""

import re
from functools import lru_cache

from isthmus.core.dates.date_words import folded

__all__ = ["is_error", "is_formula", "is_silent", "word_of"]

_WORDS = """n/a|n.a.|n.a|n. a.|na|nan|null|nil|not available|not applicable|no data|no info|no information|unknown|
not known|unk|unk.|not specified|unspecified|not stated|tbc|tbd|н/д|н.д.|нд|нет данных|нет информации|неизвестно|неизв.|
неизв|не известно|не указано|б/д|невідомо|немає даних|غير معروف|غير متوفر|لا يوجد|مجهول|غير محدد|لا توجد معلومات|نامشخص|
نامعلوم|bilinmiyor|bilinmeyen|belirtilmemiş|bilgi yok|yok|inconnu|inconnue|non précisé|non précisée|non renseigné|
non renseignée|non connu|n.c.|s/o|sans objet|desconocido|desconocida|sin datos|sin dato|sin información|no especificado|
no se sabe|no consta|s/d|s/i|n/s|невідома|не вказано|не зазначено|нема даних"""
_SILENT = frozenset(map(folded, _WORDS.replace("\n", "").split("|")))
_SHORT = 40  # letters: no word for nothing is as long
_NO_LETTER = re.compile(r"[\s\-\u2010-\u2015\u2212_.?…/*]+")  # dashes, points, question marks
_STARTS = ("#", "E")
_FORMULA = re.compile(r"=[@+\-]?[A-Za-z_\d(\"$]")
# In English and Russian; "Err:508" is of another program. Signs alone: the column was too narrow for its numbers.
_ERROR = re.compile(
    r"#(?:N/A|REF!|DIV/0!|VALUE!|NAME\?|NUM!|NULL!|SPILL!|CALC!|Н/Д|ССЫЛКА!|ДЕЛ/0!|ЗНАЧ!|ИМЯ\?|ЧИСЛО!|ПУСТО!)"
    r"|Err:\d{3}|#{3,}"
)


def word_of(cell: str) -> str:
    """Return a cell as words are compared. The same ones come again in a column: short ones are remembered."""
    return _short_word(cell) if len(cell) <= _SHORT else folded(cell)


@lru_cache(maxsize=1 << 15)
def _short_word(cell: str) -> str:
    return folded(cell)


def is_silent(cell: str) -> bool:
    """Return whether a cell probably says nothing, as "N/A" or a dash does; somebody has to say so."""
    return len(cell) <= _SHORT and (_short_word(cell) in _SILENT or bool(_NO_LETTER.fullmatch(cell)))


def is_error(cell: str) -> bool:
    """Return whether a spreadsheet wrote that it could not work out what stands there."""
    return cell[:1] in _STARTS and bool(_ERROR.fullmatch(cell))


def is_formula(cell: str) -> bool:
    """Return whether a cell is a formula that was kept as words: in a text, a program shows what it comes to."""
    return cell[:1] == "=" and bool(_FORMULA.match(cell))
