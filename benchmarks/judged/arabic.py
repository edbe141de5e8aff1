"""Arabic names: common given names with their sound, family names invented from roots.

Sounds: aa ii uu are long, ' is ayn or hamza, @ is the final ta marbuta, "al-" the article.
"""

from __future__ import annotations

import random

from benchmarks.judged.core import Name, Place, Pool, words

_MEN = """محمد muhammad|أحمد ahmad|محمود mahmuud|علي 'alii|إبراهيم ibraahiim|خالد khaalid
عبد الله 'abd allaah|يوسف yuusuf|حسن hasan|عمر 'umar|مصطفى mustafaa|حسين husayn
إسماعيل ismaa'iil|عبد الرحمن 'abd al-rahmaan|خليل khaliil|سليمان sulaymaan|صالح saalih
سعيد sa'iid|موسى muusaa|حسام husaam|كمال kamaal|جمال jamaal|سمير samiir|رامي raamii
فادي faadii|ياسر yaasir|نضال nidaal|وائل waa'il|باسم baasim|أيمن ayman|بلال bilaal
حمزة hamz@|إياد iyaad|رائد raa'id|زياد ziyaad|طارق taariq|عادل 'aadil|عماد 'imaad
فؤاد fu'aad|ماجد maajid|نبيل nabiil|هاني haanii|وسام wisaam|جهاد jihaad|أسامة usaam@
أنس anas|أكرم akram|أشرف ashraf|بشير bashiir|بهاء bahaa'|تامر taamir|توفيق tawfiiq
جابر jaabir|جميل jamiil|حاتم haatim|حازم haazim|حمدي hamdii|داود daawuud|ربيع rabii'
رمضان ramadaan|زكريا zakariyyaa|سالم saalim|سامي saamii|سعد sa'd|شادي shaadii|شريف shariif
صلاح salaah|ضياء diyaa'|طه taahaa|عاطف 'aatif|عامر 'aamir|عبد الكريم 'abd al-kariim
عبد العزيز 'abd al-'aziiz|عبد القادر 'abd al-qaadir|عبد الهادي 'abd al-haadii|عثمان 'uthmaan
عدنان 'adnaan|عصام 'isaam|علاء 'alaa'|عيسى 'iisaa|غسان ghassaan|فارس faaris|فتحي fathii
فهد fahd|قاسم qaasim|كريم kariim|لؤي lu'ayy|ماهر maahir|مازن maazin|مالك maalik|مجدي majdii
مراد muraad|مروان marwaan|معتز mu'tazz|منير muniir|مهند muhannad|مؤمن mu'min|ناصر naasir
نادر naadir|نزار nizaar|هشام hishaam|هيثم haytham|يحيى yahyaa|يعقوب ya'quub|يونس yuunus
سيف الدين sayf al-diin|صلاح الدين salaah al-diin|نور الدين nuur al-diin|عز الدين 'izz al-diin
أمجد amjad|أدهم ad.ham|براء baraa'|حذيفة hudhayf@|رأفت ra'fat|رفيق rafiiq|شاكر shaakir
شعبان sha'baan|صبحي subhii|عبد السلام 'abd al-salaam|عبد الرؤوف 'abd al-ra'uuf|غازي ghaazii
فايز faayiz|فيصل faysal|قصي qusayy|كامل kaamil|لطفي lutfii|محسن muhsin|مؤيد mu'ayyad
نعيم na'iim|وليد waliid|أمير amiir|آدم aadam|ليث layth|يزن yazan|عبيدة 'ubayd@|معاذ mu'aadh"""

_WOMEN = """فاطمة faatim@|مريم maryam|نور nuur|آية aay@|سارة saar@|عائشة 'aa'ish@|خديجة khadiij@
زينب zaynab|أمل amal|إيمان iimaan|هبة hib@|رنا ranaa|سمر samar|منى munaa|هدى hudaa|أسماء asmaa'
ليلى laylaa|سلمى salmaa|دعاء du'aa'|إسراء israa'|آلاء aalaa'|رهف rahaf|شهد shahd|ملك malak
جنى janaa|لانا laanaa|حلا halaa|ريم riim|ريماس riimaas|دينا diinaa|رغد raghad|نادية naadiy@
سعاد su'aad|صفاء safaa'|وفاء wafaa'|هناء hanaa'|علا 'ulaa|رشا rashaa|نجلاء najlaa'|سناء sanaa'
انتصار intisaar|ابتسام ibtisaam|إخلاص ikhlaas|حنان hanaan|حليمة haliim@|خولة khawl@|رحاب rihaab
رقية ruqayy@|رولا ruulaa|زهرة zahr@|سحر sahar|سهام sihaam|سهى suhaa|سميرة samiir@|سوسن sawsan
شروق shuruuq|شيماء shaymaa'|صباح sabaah|عبير 'abiir|عزة 'azz@|غادة ghaad@|فداء fidaa'
فايزة faayiz@|فريال firyaal|كوثر kawthar|لمى lamaa|لينا liinaa|مها mahaa|ميساء maysaa'|نجاة najaat
نسرين nisriin|نعمة ni'm@|نوال nawaal|هالة haal@|هند hind|هيام hiyaam|وردة ward@|ياسمين yaasamiin
يسرى yusraa|أميرة amiir@|أريج ariij|بيان bayaan|بسمة basm@|تالا taalaa|تسنيم tasniim|جميلة jamiil@
حياة hayaat|دلال dalaal|رانيا raaniyaa|رباب rabaab|روان rawaan|سجى sajaa|صابرين saabriin
ضحى duhaa|عفاف 'afaaf|غدير ghadiir|فرح farah|لجين lujayn|لميس lamiis|ماجدة maajid@
هبة الله hib@ allaah
نور الهدى nuur al-hudaa|أمينة amiin@|آمنة aamin@|بشرى bushraa|جود juud|رؤى ru'aa|نهى nuhaa"""


def _parse(text: str) -> list[Name]:
    names = []
    for item in text.replace("\n", "|").split("|"):
        cut = next(k for k, c in enumerate(item) if c == "'" or "a" <= c <= "z")
        names.append(Name(item[:cut].strip(), item[cut:]))
    return names


MEN = Pool(_parse(_MEN), 1.2, 1.0)
WOMEN = Pool(_parse(_WOMEN), 0.85, 1.5)

_LETTERS = words("ب ت ج ح خ د ر ز س ش ص ض ط ع غ ف ق ك ل م ن ه")
_SOUNDS = words("b t j .h kh d r z s sh s d t ' gh f q k l m n .h")
_ROOT = dict(zip(_LETTERS, _SOUNDS, strict=True))
# letters as often as roots have them
_COMMON = "بببتجججحححخدددرررررزسسسششصضططعععغفففقققككلللللممممنننننه"
# A dot keeps s.h from being sh; {0} {1} {2} are the letters of the root,
# which stand in the same order in the sound.
_SHAPES = [
    ("{0}{1}ا{2}", "{0}a{1}{1}aa{2}"), ("{0}ا{1}{2}", "{0}aa{1}i{2}"),
    ("{0}{1}ي{2}", "{0}a{1}ii{2}"), ("{0}{1}{2}", "{0}a{1}{2}"),
    ("{0}{1}{2}ة", "{0}u{1}{2}@"), ("م{0}{1}و{2}", "ma{0}{1}uu{2}"),
    ("{0}{1}{2}ان", "{0}a{1}{2}aan"), ("{0}{1}ي{2}", "{0}u{1}ay{2}"),
    ("{0}{1}ا{2}ة", "{0}a{1}aa{2}@"), ("أ{0}{1}{2}", "a{0}{1}a{2}"),
    ("{0}و{1}{2}ة", "{0}aw{1}{2}@"), ("{0}{1}{2}اء", "{0}a{1}{2}aa'"),
]  # fmt: skip


def _stem(rng: random.Random) -> tuple[str, str]:
    letters: list[str] = []
    while len(letters) < 3:
        letter = rng.choice(_COMMON)
        if letter not in letters:
            letters.append(letter)
    native, sound = rng.choice(_SHAPES)
    sounds = [_ROOT[c] for c in letters]
    return native.format(*letters), sound.format(*sounds)


def invent_family(rng: random.Random) -> Name:
    native, sound = _stem(rng)
    kind = rng.random()
    if kind < 0.25 and native[-1] not in "ةء":
        return Name(f"ال{native}ي", f"al-{sound}ii")
    if kind < 0.33 and native[-1] not in "ةءن":
        return Name(f"ال{native}اوي", f"al-{sound}aawii")
    if kind < 0.48:
        return Name(f"ال{native}", f"al-{sound}")
    if kind < 0.62:
        return Name(f"أبو {native}", f"abuu {sound}")
    if kind < 0.68:
        man = rng.choice([n for n in MEN.things if " " not in n.native])
        return Name(f"أبو {man.native}", f"abuu {man.sound}")
    return Name(native, sound)


def invent_families(rng: random.Random, count: int) -> list[Name]:
    found: dict[str, Name] = {}
    while len(found) < count:
        name = invent_family(rng)
        found.setdefault(name.native, name)
    return list(found.values())


def invent_places(rng: random.Random, districts: int = 6, towns: int = 6) -> list[Place]:
    def one(prefixes: list[tuple[str, str]]) -> Name:
        native, sound = _stem(rng)
        front = rng.choice(prefixes)
        return Name(front[0] + native, front[1] + sound)

    areas = [one([("", ""), ("ال", "al-")]) for _ in range(districts)]
    kinds = [("", ""), ("ال", "al-"), ("بيت ", "bayt "), ("خان ", "khaan "), ("تل ", "tall "),
             ("مخيم ال", "mukhayyam al-"), ("دير ", "dayr ")]  # fmt: skip
    places = [Place(one(kinds), area) for area in areas for _ in range(towns)]
    rng.shuffle(places)
    return places


TRADES = words("عامل طالب مزارع معلم سائق تاجر ممرض صياد مهندس طبيب صحفي نجار حداد خباز")
