"""How a list comes about: who is on it, what it states of a person, and its repeats."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from benchmarks.judged import arabic_write, latin
from benchmarks.judged.core import Cells, Name, Person, Render, Row


@dataclass(frozen=True, slots=True)
class Facts:
    """Shares of wrong and missing facts in one list."""

    off_one: float = 0.12
    off_more: float = 0.03
    no_age: float = 0.05
    wrong_sex: float = 0.008
    no_sex: float = 0.02
    day_off: float = 0.06
    no_day: float = 0.03
    coarse_place: float = 0.1
    no_place: float = 0.04
    sparse: float = 0.02
    home: float = 0.15  # rows that state where the person lived


def age_of(person: Person, facts: Facts, rng: random.Random) -> str:
    age, dice = person.age, rng.random()
    if dice < facts.no_age:
        return ""
    dice -= facts.no_age
    if dice < facts.off_one:
        age += rng.choice([-1, 1])
    elif dice < facts.off_one + facts.off_more:
        age += rng.choice([-10, -5, -3, -2, 2, 3, 5, 10])
    elif age > 25 and rng.random() < 0.05:
        age = 5 * round(age / 5)
    return str(max(age, 0))


def sex_of(person: Person, facts: Facts, rng: random.Random) -> str:
    if rng.random() < facts.no_sex:
        return ""
    if rng.random() < facts.wrong_sex:
        return "F" if person.sex == "M" else "M"
    return person.sex


def day_of(day: date, facts: Facts, rng: random.Random, month_only: float = 0.01) -> str:
    dice = rng.random()
    if dice < facts.no_day:
        return ""
    if dice < facts.no_day + facts.day_off:
        kind = rng.random()
        if kind < 0.6:
            day += timedelta(days=rng.choice([-1, 1, 1, 2]))
        elif kind < 0.8:
            day += timedelta(days=rng.randrange(3, 15))
        elif kind < 0.9 and day.day <= 12:
            day = date(day.year, day.day, day.month)
        elif day.day < 29:
            day = date(day.year, day.month % 12 + 1, day.day)
    return day.isoformat()[:7] if rng.random() < month_only else day.isoformat()


def birth_day(person: Person, rng: random.Random, year: float, month: float = 0.03) -> str:
    """A birth as EDTF: a day, a month or a year, some of them wrong by a little."""
    born, dice = person.born, rng.random()
    if dice < 0.03 and born.day <= 12:
        born = date(born.year, born.day, born.month)
    elif dice < 0.06:
        born += timedelta(days=rng.choice([-10, -1, 1, 10, 30]))
    elif dice < 0.09 and born.day < 29:
        born = date(born.year + rng.choice([-10, -1, 1]), born.month, born.day)
    cut = rng.random()
    return born.isoformat()[: 4 if cut < year else 7 if cut < year + month else 10]


def true_columns(person: Person, write: Callable[[Name], str], rng: random.Random) -> Cells:
    """What --with can add; each list leaves gaps."""
    trade = person.occupation if rng.random() > 0.25 else ""
    district = write(person.place.district) if rng.random() > 0.08 else ""
    return {"occupation": trade, "x_occupation": trade, "district": district}


def place_of(person: Person, facts: Facts, write: Callable[[Name], str], rng: random.Random) -> str:
    if rng.random() < facts.no_place:
        return ""
    place = person.home if rng.random() < facts.home else person.place
    town, district = write(place.town), write(place.district)
    dice = rng.random()
    if dice < facts.coarse_place:
        return district
    return f"{district} - {town}" if dice < facts.coarse_place * 1.5 else town


@dataclass(frozen=True, slots=True)
class Parts:
    """Which parts of a four-part name a list gives."""

    no_grandfather: float = 0.2
    no_father: float = 0.01
    no_family: float = 0.01
    husband: float = 0.08  # of married women
    swapped: float = 0.005


def parts_of(person: Person, parts: Parts, rng: random.Random) -> list[Name]:
    """Given, father, grandfather, family: what this list has of them, in this order."""
    family = person.family
    if person.husband_family and rng.random() < parts.husband:
        family = person.husband_family
    names = [person.given, person.father, person.grandfather, family]
    dice = rng.random()
    if dice < parts.no_grandfather:
        return [names[0], names[1], family]
    dice -= parts.no_grandfather
    if dice < parts.no_father:
        return [names[0], family]
    if dice < parts.no_father + parts.no_family:
        return names[:3]
    if dice < parts.no_father + parts.no_family + parts.swapped:
        return [names[0], names[2], names[1], family]
    return names


def _title(person: Person, rng: random.Random) -> str:
    woman = person.sex == "F"
    if person.age < 15:
        return "الطفلة" if woman else "الطفل"
    titles = [("الشهيد", "الشهيدة"), ("الحاج", "الحاجة"), ("د.", "د.")]
    return rng.choice(titles[: 2 if person.age > 50 else 1] + titles[2:])[woman]


def arabic_list(
    rng: random.Random, facts: Facts, parts: Parts, careless: float, slips: float = 0.05,
    titles: float = 0.01,
) -> Render:  # fmt: skip
    """A list in Arabic, kept by three clerks."""
    clerks = [arabic_write.Clerk.hire(rng, careless, slips) for _ in range(3)]

    def render(person: Person, rng: random.Random) -> Cells:
        clerk = rng.choice(clerks)

        def write(name: Name) -> str:
            return arabic_write.spell(name.native, clerk, rng)

        words = [write(n) for n in parts_of(person, parts, rng)]
        if rng.random() < clerk.slips:
            k = rng.randrange(len(words))
            words[k] = arabic_write.slip(words[k], rng)
        if rng.random() < titles:
            words.insert(0, _title(person, rng))
        return _common(person, facts, write, rng) | {"name": " ".join(words)}

    return render


def latin_list(rng: random.Random, facts: Facts, parts: Parts, slips: float = 0.05) -> Render:
    """A list of Arabic names in Latin letters, kept by three scribes of different habits."""
    scribes = latin.Scribe.hire(rng, 3)

    def render(person: Person, rng: random.Random) -> Cells:
        scribe = rng.choice(scribes)

        def write(name: Name) -> str:
            return latin.latin(name.sound, scribe, rng)

        given = parts_of(person, parts, rng)
        words = [write(n) for n in given]
        if rng.random() < slips:
            k = rng.randrange(len(words))
            words[k] = latin.slip(words[k], rng)
        cells = _common(person, facts, write, rng) | {"name": " ".join(words)}
        middle = words[1] if len(words) > 2 else ""
        return cells | {"given": words[0], "father": middle, "family": words[-1]}

    return render


def _common(person: Person, facts: Facts, write: Callable[[Name], str], rng: random.Random) -> Cells:
    died = day_of(person.died, facts, rng)
    cells = {"sex": sex_of(person, facts, rng), "age": age_of(person, facts, rng), "died": died,
             "date": died, "place": place_of(person, facts, write, rng),
             "born": birth_day(person, rng, 0.3)}  # fmt: skip
    if rng.random() < facts.sparse:  # little more than a name
        cells |= dict.fromkeys(("age", "died", "date", "place", "born"), "")
    return cells | true_columns(person, write, rng)


def cover(
    people: Sequence[Person], lists: Sequence[str], shared: float, rng: random.Random
) -> dict[str, list[Person]]:
    """Who is on which list; people of one event tend to be known together."""
    on: dict[str, list[Person]] = {name: [] for name in lists}
    chance: dict[int, tuple[float, list[str]]] = {}
    for person in people:
        if person.event not in chance:
            both = rng.betavariate(3 * shared, 3 * (1 - shared)) if 0 < shared < 1 else shared
            chance[person.event] = both, rng.sample(list(lists), len(lists))
        both, order = chance[person.event]
        if rng.random() < both:
            chosen = order[: 3 if len(order) > 2 and rng.random() < 0.25 else 2]
        else:
            chosen = [order[0] if rng.random() < 0.7 else rng.choice(order)]
        for name in chosen:
            on[name].append(person)
    return on


def fill(
    name: str, people: Sequence[Person], render: Render, repeats: float, rng: random.Random
) -> list[Row]:
    """Rows of one list; `repeats` is the share of its rows that are second or later ones."""
    rows = [Row(name, p.key, render(p, rng)) for p in people]
    if repeats > 0 and people:
        extra = round(len(people) * repeats / (1 - repeats))
        for k in rng.choices(range(len(people)), k=extra):
            same = rng.random() < 0.12  # a row copied as it stood
            cells = dict(rows[k].cells) if same else render(people[k], rng)
            rows.append(Row(name, people[k].key, cells))
    return rows
