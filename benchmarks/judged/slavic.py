"""Cyrillic names (given, patronymic, family by sex), two transliterations, Balkan Latin names."""

from __future__ import annotations

import random

from benchmarks.judged.core import Name, Place, Pool, words

_MEN = """Александр Сергей Владимир Андрей Алексей Дмитрий Николай Иван Юрий Виктор Михаил Олег
Евгений Анатолий Василий Игорь Виталий Пётр Павел Максим Роман Руслан Денис Константин Валерий
Вячеслав Артём Антон Григорий Геннадий Леонид Станислав Вадим Фёдор Илья Семён Никита Данил
Кирилл Егор Степан Борис Тимофей Матвей Яков Богдан Захар Арсений Лев Савелий Филипп Назар
Марк Гордей"""
_WOMEN = """Елена Наталья Татьяна Ольга Светлана Людмила Ирина Галина Анна Мария Валентина Надежда
Любовь Екатерина Оксана Юлия Лариса Анастасия Виктория Алёна Нина Вера Тамара Раиса Зинаида
Антонина Марина Алла Лидия Евгения Дарья София Полина Ксения Инна Жанна Зоя Клавдия Варвара
Диана Кристина Ульяна Таисия Злата Фёкла Матрёна"""
_UKRAINIAN = {"Александр": "Олександр", "Сергей": "Сергій", "Владимир": "Володимир",
              "Алексей": "Олексій", "Николай": "Микола", "Пётр": "Петро", "Елена": "Олена",
              "Наталья": "Наталія", "Татьяна": "Тетяна", "Анна": "Ганна", "Ирина": "Ірина",
              "Михаил": "Михайло", "Василий": "Василь"}  # fmt: skip

MEN = Pool([Name(n) for n in words(_MEN)], 0.9, 1.0)
WOMEN = Pool([Name(n) for n in words(_WOMEN)], 0.8, 1.0)

_STARTS = words("Б В Г Д Ж З К Л М Н П Р С Т Ч Ш Гр Кр Пр Тр Ст Св Бр Др Хл")
_VOWELS = words("а а о о у е е и и ё")
_MIDS = words("б в г д ж к л м н р с т ч ш рд лк ст нд вр рн шк зн")


def _stem(rng: random.Random) -> str:
    text = rng.choice(_STARTS) + rng.choice(_VOWELS)
    text += rng.choice(_MIDS)
    if rng.random() < 0.6:
        text += rng.choice("аоеи") + rng.choice("бвдклмнрст")
    return text


def invent_families(rng: random.Random, count: int) -> list[Name]:
    found: dict[str, Name] = {}
    endings = ["ов"] * 6 + ["ев"] * 2 + ["ин"] * 3 + ["енко"] * 3 + ["ский"] * 2 + ["ук", "ёв", "ко"]
    fathers = ["Иванов", "Петров", "Семёнов", "Фёдоров", "Андреев", "Яковлев", "Степанов", "Павлов",
               "Алексеев", "Матвеев", "Максименко", "Савельев", "Захаров", "Романюк"]  # fmt: skip
    while len(found) < count:
        if rng.random() < 0.12:
            text = rng.choice(fathers)
        else:
            text = _stem(rng)
            ending = rng.choice(endings)
            if text[-1] in "жчш" and ending == "ов":
                ending = "ев"
            text += ending
        found.setdefault(text, Name(text))
    names = list(found.values())
    rng.shuffle(names)
    return names


def family_for(family: str, sex: str) -> str:
    if sex == "M":
        return family
    if family.endswith("ский"):
        return family[:-2] + "ая"
    if family.endswith(("ов", "ев", "ёв", "ин")):
        return family + "а"
    return family


def patronymic(father: str, sex: str) -> str:
    special = {"Илья": ("Ильич", "Ильинична"), "Никита": ("Никитич", "Никитична"),
               "Лев": ("Львович", "Львовна"), "Пётр": ("Петрович", "Петровна"),
               "Павел": ("Павлович", "Павловна"), "Яков": ("Яковлевич", "Яковлевна"),
               "Михаил": ("Михайлович", "Михайловна")}  # fmt: skip
    woman = sex == "F"
    if father in special:
        return special[father][woman]
    if father.endswith("ий"):
        stem = father[:-2] + ("и" if father == "Дмитрий" else "ь")
        return stem + ("евна" if woman else "евич")
    if father[-1] in "йь":
        return father[:-1] + ("евна" if woman else "евич")
    return father + ("овна" if woman else "ович")


def ukrainian(given: str) -> str:
    return _UKRAINIAN.get(given, given)


_PASSPORT = {**dict(zip("абвгдезийклмнопрстуфыэі", "abvgdeziiklmnoprstufyei", strict=True)),
             "ё": "e", "ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch",
             "ъ": "ie", "ь": "", "ю": "iu", "я": "ia"}  # fmt: skip
_PRESS = _PASSPORT | {"ё": "yo", "й": "y", "ю": "yu", "я": "ya", "ъ": "", "щ": "sch"}


def latin(text: str, habit: str) -> str:
    """`passport`: Sergei Iurevich, Semenov. `press`: Sergey Yuryevich, Semyonov, -sky."""
    out = []
    for word in text.split(" "):
        low = word.lower()
        if habit == "press":
            for old, new in (("ий", "y"), ("ье", "ye"), ("ья", "ya"), ("ые", "ye")):
                low = low.replace(old, new) if old != "ий" else (
                    low[:-2] + new if low.endswith("ий") else low)  # fmt: skip
            if low.startswith("е"):
                low = "ye" + low[1:]
            low = low.replace("жё", "жо").replace("чё", "чо").replace("шё", "шо")
        table = _PASSPORT if habit == "passport" else _PRESS
        done = "".join(table.get(c, c) for c in low)
        out.append(done[:1].upper() + done[1:] if word[:1].isupper() else done)
    return " ".join(out)


_LOOKS = ["ао", "ие", "шщ", "бв", "нп", "тг", "лд", "ыи", "оа", "еи", "цч"]


def slip(word: str, rng: random.Random) -> str:
    if len(word) < 4:
        return word
    k = rng.randrange(1, len(word) - 1)
    kind = rng.random()
    group = next((g for g in _LOOKS if word[k] == g[0]), "")
    if kind < 0.5 and group:
        return word[:k] + group[1] + word[k + 1 :]
    if kind < 0.75:
        return word[:k] + word[k + 1 :]
    if kind < 0.85:
        return word[:k] + word[k] + word[k:]
    return word[:k] + word[k + 1] + word[k] + word[k + 2 :]


def invent_places(rng: random.Random) -> list[Place]:
    def district() -> Name:
        return Name(_stem(rng) + rng.choice(["овский", "енский", "инский"]) + " район")

    def village() -> Name:
        ending = rng.choice(["овка", "ино", "ское", "евка", "ово", "анка"])
        return Name(_stem(rng) + ending)

    areas = [district() for _ in range(7)]
    places = [Place(village(), area) for area in areas for _ in range(6)]
    rng.shuffle(places)
    return places


TRADES = words("рабочий водитель учитель фермер студент пенсионер врач шахтёр продавец механик")

# Balkan Latin names for the worlds in Latin letters
_BALKAN_MEN = """Mirsad Senad Emir Hasan Muhamed Ibrahim Mustafa Nermin
Šefik Damir Jasmin Edin Safet Ramiz Hajrudin Salih Osman Alija Fikret Zijad Kemal Sead Vahid Munib
Abdulah Šaban Husein Mehmed Omer Avdo Rasim Hamdija Ćamil Bećir Džemal Mehmedalija Hidajet Suljo
Nezir Ahmet Mujo Juso Esad Enver Meho Šaćir Hajro Ismet Rifet Nedžad Mevludin Adem Sakib Sulejman
Idriz Refik Azem Ejub Đemal Behudin"""
BALKAN_MEN = Pool([Name(n) for n in words(_BALKAN_MEN)], 0.7, 1.0)
_BALKAN_WOMEN = """Fatima Amra Jasmina Emina Hatidža Zejneba Merima Azra
Senada Đula Šefika Ajša Hanifa Nura Zumra Sabina Mirsada Džemila Šuhra Hajra Kada Mejra Rabija
Sanela Zlata Behija Fadila Munira Tima Ramiza Saliha Devla Hava Šemsa"""
BALKAN_WOMEN = Pool([Name(n) for n in words(_BALKAN_WOMEN)], 0.7, 1.0)
BALKAN_TRADES = words("radnik vozač učitelj seljak student trgovac zidar lekar")


_BALKAN_STARTS = words("B D H K M P R S T V Z Č Đ Š Ž J L N")
_BALKAN_MIDS = words("b d g k l m n r s t v č š ž j lj nj rd")


def _balkan_stem(rng: random.Random) -> str:
    first = rng.choice(_BALKAN_STARTS) + rng.choice("aeiou")
    more = rng.choice(_BALKAN_MIDS)
    return first + more + rng.choice("aeiou") + rng.choice("bdgklmnrtš")


def balkan_families(rng: random.Random, count: int) -> list[Name]:
    found = dict.fromkeys(
        _balkan_stem(rng) + rng.choice(["ović", "ić", "ić", "ević", "agić", "ac", "čić"])
        for _ in range(count)
    )
    return [Name(n) for n in found]


def balkan_places(rng: random.Random) -> list[Place]:
    areas = [Name(_balkan_stem(rng) + "ica") for _ in range(5)]
    return [Place(Name(_balkan_stem(rng) + rng.choice(["ovo", "ac", "ina", "i"])), a)
            for a in areas for _ in range(6)]  # fmt: skip
