"""The worlds with good data. Each takes a number of people, a random source and options."""

from __future__ import annotations

import random

from benchmarks.judged import arabic, arabic_write, latin, slavic
from benchmarks.judged.core import Cells, Name, Options, Person, Pool, Render, Roster, Row, finish
from benchmarks.judged.lists import (
    Facts,
    Parts,
    age_of,
    arabic_list,
    birth_day,
    cover,
    day_of,
    fill,
    latin_list,
    place_of,
    sex_of,
    true_columns,
)
from benchmarks.judged.people import Culture, make_people

HEAD = ["id", "list"]


def arab(rng: random.Random, count: int, household: float = 0.22, fewer: int = 10) -> Culture:
    families = arabic.invent_families(rng, max(25, count // fewer))
    return Culture("arabic", arabic.MEN, arabic.WOMEN, Pool(families, 0.9, 2),
                   Pool(arabic.invent_places(rng), 0.8, 1), arabic.TRADES, False, household,
                   (1, 2, 3, 3, 4, 5, 6, 7))  # fmt: skip


def slav(rng: random.Random, count: int) -> Culture:
    families = slavic.invent_families(rng, max(25, count // 4))
    return Culture("slavic", slavic.MEN, slavic.WOMEN, Pool(families, 0.6, 3),
                   Pool(slavic.invent_places(rng), 0.7, 1), slavic.TRADES, True, 0.12,
                   (1, 1, 2, 2, 3))  # fmt: skip


def balkan(rng: random.Random, count: int) -> Culture:
    families = slavic.balkan_families(rng, max(25, count // 4))
    return Culture("balkan", slavic.BALKAN_MEN, slavic.BALKAN_WOMEN, Pool(families, 0.6, 3),
                   Pool(slavic.balkan_places(rng), 0.7, 1), slavic.BALKAN_TRADES, True, 0.12,
                   (1, 2, 2, 3, 4))  # fmt: skip


def extra_columns(options: Options, *already: str) -> list[str]:
    return [c for c in options.extra if c not in already]


def share(options: Options, default: float) -> float:
    return default if options.overlap is None else options.overlap


def _two(
    people: list[Person], a: Render, b: Render, options: Options, rng: random.Random,
    shared: float = 0.45,
) -> list[Row]:  # fmt: skip
    on = cover(people, ["A", "B"], share(options, shared), rng)
    again = options.repeats or 0.0
    rows = fill("A", on["A"], a, again, rng) + fill("B", on["B"], b, again, rng)
    for k in range(round(options.unnamed * len(rows))):
        nobody: Cells = {"name": "مجهول الهوية", "sex": rng.choice("MMF")}
        rows.append(Row("A", len(people) + k, nobody))
    return rows


def fourpart(count: int, rng: random.Random, options: Options) -> Roster:
    people = make_people(rng, arab(rng, count), count)
    a = arabic_list(rng, Facts(off_one=0.05), Parts(no_grandfather=0.12), 0.25, 0.03)
    b = arabic_list(rng, Facts(off_one=0.15), Parts(no_grandfather=0.28, husband=0.2), 0.8, 0.07, 0.02)
    columns = [*HEAD, "name", "sex", "age", *extra_columns(options)]
    return finish(columns, _two(people, a, b, options, rng), options, rng)


def pdf(count: int, rng: random.Random, options: Options) -> Roster:
    roster = fourpart(count, rng, options)
    bad, page = True, 0
    for row in roster.rows:
        if row.list != "B":
            continue
        if page % 40 == 0:  # three pages in four were read badly
            bad = rng.random() < 0.75
        page += 1
        if not bad:
            continue
        for cell in ("name", "place", "district", "occupation", "x_occupation"):
            if row.cells.get(cell):
                row.cells[cell] = arabic_write.damage(row.cells[cell], rng)
        age = row.cells.get("age", "")
        if len(age) == 2 and age[1] != "0" and rng.random() < 0.06:
            row.cells["age"] = age[::-1]
    return roster


def acrossscripts(count: int, rng: random.Random, options: Options) -> Roster:
    people = make_people(rng, arab(rng, count), count)
    a = arabic_list(rng, Facts(off_one=0.08), Parts(no_grandfather=0.12), 0.4, 0.03)
    b = latin_list(rng, Facts(off_one=0.15), Parts(no_grandfather=0.3))
    columns = [*HEAD, "name", "sex", "age", "date", "place"]
    columns += extra_columns(options, *columns)
    return finish(columns, _two(people, a, b, options, rng), options, rng)


def _balkan_list(facts: Facts, marks: float) -> Render:
    def render(person: Person, rng: random.Random) -> Cells:
        plain = rng.random() > marks

        def write(name: Name) -> str:
            return latin.strip_marks(name.native) if plain else name.native

        family = person.family
        if person.sex == "F" and person.husband_family and rng.random() < 0.8:
            family = person.husband_family
        words = [write(person.given), write(person.father), write(family)]
        if rng.random() < 0.06:
            k = rng.randrange(3)
            words[k] = latin.slip(words[k], rng)
        if rng.random() < 0.12:
            words[1] = ""
        if rng.random() < 0.02:
            words[0], words[2] = words[2], words[0]
        cells = dict(zip(("given", "father", "family"), words, strict=True))
        cells |= {"name": " ".join(w for w in words if w), "sex": sex_of(person, facts, rng)}
        cells |= {"age": age_of(person, facts, rng), "place": place_of(person, facts, write, rng)}
        cells["died"] = cells["date"] = day_of(person.died, facts, rng)
        return cells | true_columns(person, write, rng)

    return render


def agesbirths(count: int, rng: random.Random, options: Options) -> Roster:
    """A states an age, B a birth. With --mixed half of the people bear Arabic names."""
    people = make_people(rng, balkan(rng, count), count // 2 if options.mixed else count)
    if options.mixed:
        more = make_people(rng, arab(rng, count), count - len(people))
        people += [_shift(p, len(people)) for p in more]
    facts = Facts(off_one=0.15)
    balkans = [_balkan_list(facts, marks) for marks in (0.9, 0.4)]
    arabs = [latin_list(rng, facts, Parts(no_grandfather=1.0)) for _ in "AB"]

    def states(k: int) -> Render:
        def render(person: Person, rng: random.Random) -> Cells:
            both = arabs if person.culture == "arabic" else balkans
            cells = both[k](person, rng)
            if k == 0:
                return cells | {"born": ""}
            born = birth_day(person, rng, 0.3) if rng.random() > 0.05 else ""
            return cells | {"age": "", "born": born}

        return render

    rows = _two(people, states(0), states(1), options, rng, 0.4)
    columns = [*HEAD, "given", "father", "family", "sex", "born", "age", *extra_columns(options)]
    return finish(columns, rows, options, rng)


def _shift(person: Person, by: int) -> Person:
    fields = {name: getattr(person, name) for name in Person.__slots__}
    fields |= {"key": person.key + by, "event": person.event + 10**6}
    return Person(**fields)


def subset(count: int, rng: random.Random, options: Options) -> Roster:
    """B holds 35 % of the people of A, copied badly; A repeats itself."""
    people = make_people(rng, arab(rng, count), count)
    a = latin_list(rng, Facts(off_one=0.08), Parts(no_grandfather=0.1))
    loose = Facts(off_one=0.1, off_more=0.05, day_off=0.1, no_place=0.1)
    b = latin_list(rng, loose, Parts(no_grandfather=0.3), 0.12)
    again = 0.05 if options.repeats is None else options.repeats
    rows = fill("A", people, a, again, rng)
    chosen = {row.person: row for row in rng.sample(rows, len(rows))}
    for row in list(chosen.values())[: round(share(options, 0.35) * len(people))]:
        cells = dict(row.cells)
        if rng.random() < 0.4:  # typed anew from another document
            cells = b(people[row.person], rng)
        else:  # typed from A
            words = cells["name"].split(" ")
            for _ in range(rng.choice([0, 0, 1, 1, 2])):
                k = rng.randrange(len(words))
                words[k] = latin.slip(words[k], rng)
            cells["name"] = " ".join(words)
            for cell in ("age", "sex", "place", "date"):
                if rng.random() < 0.06:
                    cells[cell] = ""
        rows.append(Row("B", row.person, cells))
    columns = [*HEAD, "name", "sex", "age", "date", "place"]
    return finish(columns + extra_columns(options, *columns), rows, options, rng)


def clean(count: int, rng: random.Random, options: Options) -> Roster:
    """Nobody stands twice, be it one list or (--lists 2) several."""
    people = make_people(rng, arab(rng, count, fewer=150), count)
    rows: list[Row] = []
    names = "ABCDEFGH"[: options.lists]
    kept_by = {
        n: arabic_list(rng, Facts(), Parts(no_grandfather=0.65, no_father=0.2), 0.4, 0.03) for n in names
    }
    for person in people:
        name = rng.choice(names)
        rows.append(Row(name, person.key, kept_by[name](person, rng)))
    columns = [*HEAD, "name", "sex", "age", "place"]
    return finish(columns + extra_columns(options, *columns), rows, options, rng)


def repeats(count: int, rng: random.Random, options: Options) -> Roster:
    people = make_people(rng, arab(rng, count), count)
    facts = Facts(off_one=0.1)
    render = arabic_list(rng, facts, Parts(no_grandfather=0.2), 0.5, 0.05)
    again = 0.2 if options.repeats is None else options.repeats
    columns = [*HEAD, "name", "sex", "age", "date", "place"]
    columns += extra_columns(options, *columns)
    return finish(columns, fill("A", people, render, again, rng), options, rng)


def with_births(inner: Render, year: float) -> Render:
    def render(person: Person, rng: random.Random) -> Cells:
        born = birth_day(person, rng, year) if rng.random() > 0.1 else ""
        return inner(person, rng) | {"born": born}

    return render


def columns(count: int, rng: random.Random, options: Options) -> Roster:
    """Everything at once, to be taken away with --without and added to with --with."""
    people = make_people(rng, balkan(rng, count), count)
    renders = []
    for marks, year in ((0.9, 0.1), (0.4, 0.3)):
        renders.append(with_births(_balkan_list(Facts(), marks), year))
    names = [*HEAD, "given", "father", "family", "sex", "born", "age", "died", "place"]
    rows = _two(people, renders[0], renders[1], options, rng)
    return finish(names + extra_columns(options, *names), rows, options, rng)
