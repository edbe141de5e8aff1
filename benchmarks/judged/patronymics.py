"""World `patronymics`: three lists of Cyrillic names with different habits."""

from __future__ import annotations

import random
from collections.abc import Callable

from benchmarks.judged import slavic
from benchmarks.judged.core import Cells, Name, Options, Person, Render, Roster, finish
from benchmarks.judged.lists import (
    Facts,
    age_of,
    birth_day,
    cover,
    day_of,
    fill,
    place_of,
    sex_of,
    true_columns,
)
from benchmarks.judged.people import make_people
from benchmarks.judged.worlds import HEAD, extra_columns, share, slav


def _words(person: Person, rng: random.Random, slips: float) -> list[str]:
    """Family, given, patronymic; the patronymic may be spelled or lost, a letter may slip."""
    family = person.family
    if person.husband_family and rng.random() < 0.85:
        family = person.husband_family
    middle = slavic.patronymic(person.father.native, person.sex)
    if rng.random() < 0.12:  # Валерьевич, Валериевич
        middle = middle.replace("ье", "ие")
    words = [slavic.family_for(family.native, person.sex), person.given.native, middle]
    if rng.random() < 0.04:
        words[1] = {"Наталья": "Наталия", "Данил": "Даниил", "Юлия": "Юля", "Евгений": "Женя",
                    "Мария": "Марья", "Александр": "Саша"}.get(words[1], words[1])  # fmt: skip
    if rng.random() < slips:
        k = rng.choice([0, 0, 1, 2])
        words[k] = slavic.slip(words[k], rng)
    return words


def _plain(text: str, rng: random.Random, rate: float) -> str:
    return text.replace("ё", "е").replace("Ё", "Е") if rng.random() < rate else text


def _facts(
    person: Person, facts: Facts, rng: random.Random, write: Callable[[Name], str]
) -> Cells:  # fmt: skip
    cells = {"sex": sex_of(person, facts, rng), "died": day_of(person.died, facts, rng)}
    cells["date"] = cells["died"]
    cells["place"] = place_of(person, facts, write, rng)
    return cells | true_columns(person, write, rng)


def _full(facts: Facts) -> Render:
    """Names in full, mostly with ё, a day of birth."""

    def render(person: Person, rng: random.Random) -> Cells:
        family, given, middle = _words(person, rng, 0.04)
        if rng.random() < 0.06:
            middle = ""
        order = [family, given, middle] if rng.random() < 0.85 else [given, middle, family]
        name = _plain(" ".join(w for w in order if w), rng, 0.2)
        born = birth_day(person, rng, 0.04, 0.01) if rng.random() > 0.06 else ""
        cells = _facts(person, facts, rng, lambda n: _plain(n.native, rng, 0.2))
        return cells | {"name": name, "born": born}

    return render


def _initials(facts: Facts) -> Render:
    """`Семёнов А. П.`, mostly without ё, a year of birth."""

    def render(person: Person, rng: random.Random) -> Cells:
        family, given, middle = _words(person, rng, 0.04)
        dice = rng.random()
        if dice < 0.7:
            name = f"{family} {given[0]}. {middle[0]}."
        elif dice < 0.85:
            name = f"{family} {given[0]}.{middle[0]}."
        elif dice < 0.92:
            name = f"{family} {given[0]}."
        else:
            name = f"{family} {given} {middle[0]}."
        if rng.random() < 0.03:
            name = name.upper()
        year = person.born.year + (rng.choice([-1, 1]) if rng.random() < 0.04 else 0)
        born = str(year) if rng.random() > 0.08 else ""
        cells = _facts(person, facts, rng, lambda n: _plain(n.native, rng, 0.9))
        return cells | {"name": _plain(name, rng, 0.9), "born": born}

    return render


def _latin(facts: Facts) -> Render:
    """Given, (patronymic,) family in Latin letters, passport or press habit, an age."""

    def render(person: Person, rng: random.Random) -> Cells:
        habit = "passport" if rng.random() < 0.45 else "press"
        family, given, middle = _words(person, rng, 0.03)
        if rng.random() < 0.05:
            given = slavic.ukrainian(given)
        dice = rng.random()
        if dice < 0.5:
            words = [given, middle, family]
        elif dice < 0.75:
            words = [family, given, middle]
        else:
            words = [given, family]

        def write(name: Name) -> str:
            text = name.native.replace(" район", " District")
            return slavic.latin(text, habit) if "District" not in text else (
                slavic.latin(text.removesuffix(" District"), habit) + " District")  # fmt: skip

        cells = _facts(person, facts, rng, write)
        cells["name"] = slavic.latin(" ".join(words), habit)
        return cells | {"age": age_of(person, facts, rng)}

    return render


def patronymics(count: int, rng: random.Random, options: Options) -> Roster:
    people = make_people(rng, slav(rng, count), count)
    lists = {
        "A": _full(Facts()),
        "B": _initials(Facts(no_sex=0.15, coarse_place=0.25)),
        "C": _latin(Facts(off_one=0.1, no_day=0.06)),
    }
    on = cover(people, list(lists), share(options, 0.3), rng)
    again = options.repeats or 0.0
    rows = [row for n, render in lists.items() for row in fill(n, on[n], render, again, rng)]
    columns = [*HEAD, "name", "sex", "born", "age", "died", "place"]
    return finish(columns + extra_columns(options, *columns), rows, options, rng)
