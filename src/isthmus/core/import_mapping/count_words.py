"""Words by which people say how many: at least, up to, about, several, and small numbers.

In English, Russian, Arabic, French, Spanish, Ukrainian and Turkish.
"""

import re
from collections.abc import Mapping

from isthmus.core.dates.date_words import folded

__all__ = ["ABOUT", "AT_LEAST", "AT_MOST", "NUMBERS", "OR_MORE", "SEVERAL", "TOTALS"]

# Signs between words: a bar; they are read as `folded` compares them.
AT_LEAST = """au moins|plus de|au minimum|al menos|por lo menos|más de|como mínimo|mínimo|щонайменше|принаймні|не менше|
більше|понад|en az|asgari|at least|more than|over|min|minimum|no fewer than|>|≥|>=|
не менее|минимум|более|больше|свыше|ما لا يقل عن|
على الأقل|أكثر من"""
OR_MORE = tuple(
    map(
        folded,
        (
            *(
                "or more",
                "and more",
                "и более",
                "или более",
                "فأكثر",
                "أو أكثر",
                "ou plus",
                "et plus",
                "o más",
            ),
            *("y más", "і більше", "або більше", "veya daha fazla", "ve üzeri"),
        ),
    )
)
AT_MOST = """jusqu'à|au plus|moins de|au maximum|hasta|como máximo|menos de|máximo|не більше|щонайбільше|en fazla|
en çok|up to|at most|max|maximum|no more than|fewer than|<|≤|<=|до|не более|максимум|حتى"""
ABOUT = """environ|près de|vers|presque|à peu près|unos|unas|alrededor de|cerca de|aproximadamente|casi|близько|
приблизно|майже|yaklaşık|takriben|about|around|approximately|approx|circa|c|ca|some|nearly|almost|~|≈|около|примерно|почти|порядка|
حوالي|نحو|قرابة"""
# Words of more than one, without a number: at least two.
SEVERAL = frozenset(
    folded(word)
    for words in (
        "several many few dozens tens scores hundreds thousands various multiple numerous",
        "несколько десятки сотни тысячи много множество",
        "عدة عشرات مئات آلاف العشرات المئات",
        "plusieurs dizaines centaines nombreux quelques",
        "varios varias decenas docenas cientos muchos muchas",
        "кілька декілька десятки сотні тисячі багато",
        "birkaç birçok onlarca yüzlerce",
    )
    for word in words.split()
)
NUMBERS: Mapping[str, int] = {
    folded(word): n
    for n, words in enumerate(
        (
            "un une uno una одна bir one один одна واحد واحدة",
            "deux dos дві двоє iki two два две двое اثنان اثنين",
            "trois tres троє üç three три трое ثلاثة",
            "quatre cuatro чотири четверо dört four четыре четверо أربعة اربعة",
            "cinq cinco п'ять beş five пять пятеро خمسة",
            "seis шість altı six шесть шестеро ستة",
            "sept siete сім yedi seven семь семеро سبعة",
            "huit ocho вісім sekiz eight восемь ثمانية",
            "neuf nueve дев'ять dokuz nine девять تسعة",
            "dix diez on ten десять عشرة",
            "onze once одинадцять eleven одиннадцать",
            "douze doce дванадцять twelve двенадцать",
        ),
        start=1,
    )
    for word in words.split()
}
# How a cell begins that says that its row sums up others.
_TOTAL_WORDS = """total|totals|grand total|sub-?total|overall|cumulative|sum|suma|summe|
totaux|totales|total general|somme|всего|итого|итог|итоги|сумма|
разом|усього|всього|المجموع|الاجمالي|اجمالي|مجموع|toplam|جمع کل|جمع"""
TOTALS = re.compile(rf"(?:{_TOTAL_WORDS.replace(chr(10), '')})(?:$|[\W\d_])")
