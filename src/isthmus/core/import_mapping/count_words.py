"""Words by which people say how many: at least, up to, about, several, and small numbers."""

import re
from collections.abc import Mapping

from isthmus.core.dates.date_words import folded

__all__ = ["ABOUT", "AT_LEAST", "AT_MOST", "NUMBERS", "OR_MORE", "SEVERAL", "TOTALS"]

# Signs between words: a bar; they are read as `folded` compares them.
AT_LEAST = """at least|more than|over|min|minimum|no fewer than|>|≥|>=|не менее|минимум|более|больше|свыше|ما لا يقل عن|
على الأقل|أكثر من"""
OR_MORE = tuple(map(folded, ("or more", "and more", "и более", "или более", "فأكثر", "أو أكثر")))
AT_MOST = """up to|at most|max|maximum|no more than|fewer than|<|≤|<=|до|не более|максимум|حتى"""
ABOUT = """about|around|approximately|approx|circa|c|ca|some|nearly|almost|~|≈|около|примерно|почти|порядка|
حوالي|نحو|قرابة"""
# Words of more than one, without a number: at least two.
SEVERAL = frozenset(
    folded(word)
    for words in (
        "several many few dozens tens scores hundreds thousands various multiple numerous",
        "несколько десятки сотни тысячи много множество",
        "عدة عشرات مئات آلاف العشرات المئات",
    )
    for word in words.split()
)
NUMBERS: Mapping[str, int] = {
    folded(word): n
    for n, words in enumerate(
        (
            "one один одна واحد واحدة",
            "two два две двое اثنان اثنين",
            "three три трое ثلاثة",
            "four четыре четверо أربعة اربعة",
            "five пять пятеро خمسة",
            "six шесть шестеро ستة",
            "seven семь семеро سبعة",
            "eight восемь ثمانية",
            "nine девять تسعة",
            "ten десять عشرة",
            "eleven одиннадцать",
            "twelve двенадцать",
        ),
        start=1,
    )
    for word in words.split()
}
# How a cell begins that says that its row sums up others.
_TOTAL_WORDS = """total|totals|grand total|sub-?total|overall|cumulative|sum|suma|summe|всего|итого|итог|итоги|сумма|
разом|усього|всього|المجموع|الاجمالي|اجمالي|مجموع|toplam|جمع کل|جمع"""
TOTALS = re.compile(rf"(?:{_TOTAL_WORDS.replace(chr(10), '')})(?:$|[\W\d_])")
