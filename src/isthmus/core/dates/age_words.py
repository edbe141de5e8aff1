"""Words that people write beside ages, folded as those of dates: units, limits, and numbers in English words.

English, Russian, Ukrainian, Arabic, Persian, Turkish, French and Spanish.
"""

from isthmus.core.dates.date_words import folded

__all__ = ["NUMBERS", "TENS", "WORDS"]

_WORDS = """
y: year years yr yrs y yo | год года годы лет годик г л | рік роки років року р | سنة سنوات سنين عام عاما أعوام |
    سال ساله سالگی | yıl yıllık yaş yaşında yaşındaki yaşlarında | an ans année années | año años ;
m: month months mo mos mth mths m | месяц месяца месяцев мес | місяць місяці місяців міс | شهر أشهر شهور شهرا |
    ماه ماهه | ay aylık | mois | mes meses ;
w: week weeks wk wks w | неделя недели недель нед | тиждень тижні тижнів тиж | أسبوع أسابيع أسبوعا | هفته |
    hafta haftalık | semaine semaines | semana semanas ;
d: day days d | день дня дней дн | дні днів | يوم أيام يوما | روز روزه | gün günlük | jour jours | día días ;
2y: سنتان سنتين عامان عامين ; 2m: شهران شهرين ; 2w: أسبوعان أسبوعين ; 2d: يومان يومين ;
about: about around approx approximately approximate circa ca c roughly nearly almost est estimated ~ ≈ |
    около примерно прибл приблизительно порядка | близько приблизно майже | حوالي تقريبا نحو قرابة حدود | حدودا تقریبا |
    yaklaşık civarı civarında tahminen | environ vers | aproximadamente aprox alrededor cerca unos unas ;
under: under below less younger < | менее меньше младше | менше молодше | أقل دون تحت | کمتر زیر | altında küçük |
    moins | menos menor ;
over: over above more older plus > + | более больше старше свыше | більше старше понад | أكثر فوق | بیشتر بالای |
    üzeri üstü üstünde büyük | más mayor ;
to: to - / | à | إلى | ila | a ;
until: till until | до | حتى | تا ;
from: from between | от с между від між | من بين | از بین | entre | desde ;
and: and | и | і та | و | ve | et | y ;
nothing: aged age old of the than in at his her their | возраст возрасте в | вік віці у | العمر عمره عمرها عمر سن بالغ
    يبلغ | âge âgé âgée de l | edad la los | que
"""


def _entries(text: str) -> dict[str, frozenset[str]]:
    kinds = (entry.partition(":") for entry in text.split(";"))
    return {
        kind.strip(): frozenset(folded(word) for word in words.replace(" | ", " ").split() if word != "|")
        for kind, _, words in kinds
    }


WORDS = {word: kind for kind, words in reversed(_entries(_WORDS).items()) for word in words}
"""What each word is beside an age, folded: a unit (y, m, w, d), two of one (2y), a limit, or of no weight.

Of words that are several things the first is meant, in the order above: `y` is a year before it is "and" in Spanish.
"""

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen"
)
TENS = {
    word: 10 * tens
    for tens, words in enumerate(
        (
            *("twenty twenties", "thirty thirties", "forty fourty forties", "fifty fifties"),
            *("sixty sixties", "seventy seventies", "eighty eighties", "ninety nineties"),
        ),
        start=2,
    )
    for word in words.split()
}
"""The tens by their English word, and by that for a decade of life."""

NUMBERS = {word: number for number, word in enumerate(_ONES.split())} | {
    word: number for word, number in TENS.items() if not word.endswith("ies")
}
"""Numbers by their English word: to twenty, and the tens."""
