"""Words that people write in dates: months, seasons, and what makes a date early, vague, open or an interval.

All words are compared folded (see `folded`), in English, Russian, Ukrainian, Arabic, Persian, Turkish, French and
Spanish. A calendar is told by the name of its month.
"""

import re
from collections.abc import Iterable
from unicodedata import category, combining, decimal, normalize

__all__ = ["MONTH", "MONTHS", "PATTERNS", "WEEKDAY", "WEEKDAYS", "folded"]

_ALIKE = str.maketrans("یکےۀةىıـ–—−‐‑٫٬،", "يكيههيi" + "\u0000" + "-----" + ".,,")
_DROPPED = "\u0000'’ʼ`´"


class _FoldedSigns(dict[int, str]):
    """What each sign becomes when words are compared, by its code; found once: no sign depends on those around it."""

    def __missing__(self, code: int) -> str:
        sign = chr(code)
        plain = normalize("NFKD", str(decimal(sign, sign)).casefold()).translate(_ALIKE)
        kept = (
            each for each in plain if not combining(each) and category(each) != "Cf" and each not in _DROPPED
        )
        self[code] = found = "".join(kept).translate(_ALIKE)
        return found


_FOLDED = _FoldedSigns()


def folded(text: str) -> str:
    """Return the text as words are compared: digits of any script as 0-9, no case, accents or invisible signs."""
    return " ".join(text.translate(_FOLDED).split())


# An entry a month; `|` between languages is for the eye alone.
_GREGORIAN = """
january jan | январь января январе янв январем | січень січня січні січ січнем | يناير كانون الثاني
    كانون_الثاني جانفي | ژانويه جنوري | ocak ocakta | janvier janv | enero ene ;
february feb | февраль февраля феврале фев февр февралем | лютий лютого лютому лют лютим | فبراير شباط
    فيفري | فوريه فبروري | subat | fevrier fevr fev | febrero ;
march mar | март марта марте мар мартом | березень березня березні бер березнем | مارس اذار | مارچ |
    mart | mars | marzo ;
april apr | апрель апреля апреле апр апрелем | квітень квітня квітні квіт квітнем | ابريل نيسان افريل |
    اوريل اپريل | nisan | avril avr | abril abr ;
may | май мая мае маем | травень травня травні трав травнем | مايو ايار ماي | مه مي | mayis | mai | mayo
    ;
june jun | июнь июня июне июн июнем | червень червня червні черв червнем | يونيو يونيه حزيران جوان |
    ژوئن جون | haziran | juin | junio ;
july jul | июль июля июле июл июлем | липень липня липні лип липнем | يوليو يوليه تموز جويليه | ژوئيه
    جولاي | temmuz | juillet juil | julio ;
august aug | август августа августе авг августом | серпень серпня серпні серп серпнем | اغسطس اب اوت |
    آگست | agustos | aout | agosto ago ;
september sept sep | сентябрь сентября сентябре сен сент сентябрем | вересень вересня вересні вер
    вереснем | سبتمبر ايلول سبتمبر | سپتامبر سپتمبر | eylul | septembre | septiembre setiembre ;
october oct | октябрь октября октябре окт октябрем | жовтень жовтня жовтні жовт жовтнем | اكتوبر
    تشرين_الاول | اكتبر | ekim | octobre | octubre ;
november nov | ноябрь ноября ноябре ноя нояб ноябрем | листопад листопада листопаді лист листопадом |
    نوفمبر تشرين_الثاني | نوامبر | kasim | novembre | noviembre ;
december dec | декабрь декабря декабре дек декабрем | грудень грудня грудні груд груднем | ديسمبر
    كانون_الاول | دسامبر | aralik | decembre | diciembre dic ;
"""
_HIJRI = """
محرم محرم_الحرام | muharram muharrem moharram | мухаррам ;
صفر | safar safer | сафар ;
ربيع_الاول ربيع_اول | rabi_al-awwal rabi_al_awwal rabi_i rabi_1 rebiulevvel | раби_аль-авваль ;
ربيع_الاخر ربيع_الثاني ربيع_ثاني | rabi_al-thani rabi_al-akhir rabi_al_thani rabi_ii rabi_2 rebiulahir |
    раби_ас-сани ;
جمادي_الاولي جمادي_الاول جمادي_اول | jumada_al-awwal jumada_al-ula jumada_al_ula jumada_i jumada_1
    cemaziyelevvel | джумада_аль-уля ;
جمادي_الاخره جمادي_الثانيه جمادي_الثاني جمادي_ثاني | jumada_al-thani jumada_al-akhirah jumada_al_thani
    jumada_ii jumada_2 cemaziyelahir | джумада_ас-сания ;
رجب | rajab recep | раджаб ;
شعبان | shaban sha_ban saban | шаабан ;
رمضان رمضان_المبارك | ramadan ramazan ramadhan | рамадан рамазан ;
شوال | shawwal shawal sevval | шавваль ;
ذو_القعده ذي_القعده ذوالقعده ذيقعده ذي_قعده | dhu_al-qadah dhu_al-qidah dhu_al_qadah dhul_qadah zilkade
    | зуль-каада ;
ذو_الحجه ذي_الحجه ذوالحجه ذيحجه ذي_حجه | dhu_al-hijjah dhu_al_hijjah dhul_hijjah zilhicce | зуль-хиджа ;
"""
_SOLAR_HIJRI = """
فروردين حمل | farvardin hamal ;
ارديبهشت ثور | ordibehesht sawr ;
خرداد جوزا | khordad jawza ;
تير سرطان | tir saratan ;
مرداد امرداد اسد | mordad amordad asad ;
شهريور سنبله | shahrivar sonbola sunbula ;
مهر ميزان | mehr mizan ;
ابان عقرب | aban aqrab ;
اذر قوس | azar qaws ;
دي جدي | dey jadi jaddi ;
بهمن دلو | bahman dalwa dalw ;
اسفند حوت | esfand hut ;
"""


def _months(table: str, calendar: str) -> dict[str, tuple[str, int]]:
    return {name: (calendar, number) for number, names in enumerate(_entries(table), 1) for name in names}


def _entries(table: str) -> list[list[str]]:
    """Return the phrases of each entry, folded; an entry ends with a semicolon, `_` stands for a blank."""
    return [_phrases(entry) for entry in table.split(";") if entry.strip()]


def _phrases(words: str) -> list[str]:
    return [folded(word.replace("_", " ")) for word in words.replace("|", " ").split()]


MONTHS = {
    # Of words that two calendars share, the Gregorian month is named last and stays.
    **_months(_SOLAR_HIJRI, "solar_hijri"),
    **_months(_HIJRI, "hijri"),
    **_months(_GREGORIAN, "gregorian"),
    folded("كانون الثاني"): ("gregorian", 1),
}
"""Each name of a month, folded, with its calendar and number."""

_WEEKDAYS = """
monday mon | понедельник понедельника пн | понеділок понеділка | الاثنين الإثنين | دوشنبه | pazartesi |
    lundi | lunes ;
tuesday tue tues | вторник вторника вт | вівторок вівторка | الثلاثاء | سه_شنبه | sali | mardi | martes
    ;
wednesday wed | среда среду среды ср | середа середу | الاربعاء | چهارشنبه | carsamba | mercredi |
    miercoles ;
thursday thu thur thurs | четверг четверга чт | четвер четверга | الخميس | پنجشنبه | persembe | jeudi |
    jueves ;
friday fri | пятница пятницу пятницы пт | п'ятниця п'ятницю | الجمعه | جمعه | cuma | vendredi | viernes
    ;
saturday sat | суббота субботу субботы сб | субота суботу | السبت | شنبه | cumartesi | samedi | sabado ;
sunday sun | воскресенье воскресенья вс | неділя неділю | الاحد | يكشنبه | pazar | dimanche | domingo ;
"""
WEEKDAYS = {name: number for number, names in enumerate(_entries(_WEEKDAYS)) for name in names}
"""Each name of a weekday, folded, with its number: 0 is Monday."""

_PHRASES = """
season 1: spring springtime | весна весны весной весне | весна весни навесні | الربيع ربيع | بهار |
    ilkbahar bahar | printemps | primavera ;
season 2: summer summertime | лето лета летом лете | літо літа влітку літі | الصيف صيف | تابستان | yaz |
    ete | verano ;
season 3: autumn fall | осень осени осенью | осінь осені восени | الخريف خريف | پاييز خزان | sonbahar
    guz | automne | otono ;
season 4: winter wintertime | зима зимы зимой зиме | зими взимку | الشتاء شتاء | زمستان | kis | hiver |
    invierno ;
early: early beginning start | начало начала началу начале | початок початку | اوائل بدايه مطلع |
    اوايل ابتداي | basi baslari basinda | debut | principios comienzos inicios ;
middle: mid middle | середина середины середину середине | середина середини середину середині |
    منتصف اواسط | اواسط نيمه | ortasi ortalari ortasinda | mi milieu | mediados ;
late: late end | конец конца концу конце | кінець кінця кінцю кінці | اواخر نهايه | اواخر پايان |
    sonu sonlari sonunda | fin | finales fines ;
first_half: first_half | первая_половина первой_половине | перша_половина першій_половині |
    premiere_moitie | primera_mitad ;
second_half: second_half | вторая_половина второй_половине | друга_половина другій_половині |
    seconde_moitie deuxieme_moitie | segunda_mitad ;
about: about around circa ca c approximately approx roughly | около примерно приблизительно ок | близько
    приблизно орієнтовно | حوالي نحو تقريبا قرابه | حدود تقريبا | yaklasik civari civarinda | vers
    environ | hacia alrededor_de aproximadamente ;
perhaps: perhaps probably possibly maybe | возможно вероятно | можливо ймовірно | ربما | شايد احتمالا |
    belki muhtemelen | peut-etre probablement | quizas probablemente tal_vez ;
after: after later_than | после позже позднее | після пізніше | بعد | پس_از بعد_از | sonra | apres |
    despues_de después_del ;
before: before earlier_than | до перед ранее раньше | до перед раніше | قبل | پيش_از قبل_از | once |
    avant | antes_de antes_del ;
since: since | начиная_с | починаючи_з | منذ | از | beri | depuis a_partir_du a_partir_de | desde ;
until: until till by up_to no_later_than not_later_than | не_позднее не_позже к | не_пізніше | حتي الي |
    تا | kadar | jusqu_a jusquau jusque | hasta ;
between: between | между | між | بين | ميان | arasinda | entre ;
and: and | и | і та й | و | ve | et | y e ;
from: from | с со от | з із від | من | du | del ;
to: to through | по | до по | الي حتي | تا | au a | al ;
onwards: on onwards onward or_later and_later | и_позже | і_пізніше ;
earlier: or_earlier and_earlier ;
or: or | или | або | او | يا | veya | ou | o ;
ad: ad a_d ce c_e | н_э | م ميلادي ميلاديه | miladi ;
hijri: ah a_h h hijri | هـ ه هجري هجريه ق ه_ق هق قمري هجري_قمري | hicri | хиджры ;
solar_hijri: sh ap solar shamsi hs | ش ه_ش هش شمسي هجري_شمسي خورشيدي ;
filler: the of in at on day month year evening morning afternoon noon date dated | в во на года год году
    г гг числа число утром вечером днем ночью | у в на року рік році р рр числа вранці ввечері | في من
    يوم شهر سنه عام مساء صباح | در روز ماه سال | yili yilinda yil ayi gunu tarihinde | le de en l_annee
    annee au_mois_de mois matin soir | el la los de del en ano mes dia ;
"""
# What the words before, between or behind dates do; `_` stands for a blank. A word may do several things: which one is
# meant follows from where it stands.


def _pattern(phrases: Iterable[str]) -> str:
    """Return a pattern of any of the phrases as whole words, the longest first."""
    found = sorted({re.escape(phrase) for phrase in phrases}, key=len, reverse=True)
    return rf"(?<!\w)(?:{'|'.join(found)})(?!\w)"


PATTERNS = {
    kind.strip(): _pattern(_phrases(words))
    for kind, words in (entry.split(":") for entry in _PHRASES.split(";") if entry.strip())
}
"""A pattern of the phrases that do the same to a date, by what they do."""

MONTH, WEEKDAY = re.compile(_pattern(MONTHS)), re.compile(_pattern(WEEKDAYS))
"""The patterns of the name of a month, and of a weekday, in folded text."""
