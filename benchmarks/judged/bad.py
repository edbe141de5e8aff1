"""The worlds of bad input."""

from __future__ import annotations

import random

from benchmarks.judged.core import Options, Person, Roster, Row, finish
from benchmarks.judged.lists import Facts, Parts, arabic_list, cover, fill
from benchmarks.judged.people import make_people
from benchmarks.judged.worlds import HEAD, arab, extra_columns, share

WIDE = [*HEAD, "name", "sex", "age", "date", "place"]


def _base(count: int, rng: random.Random, options: Options) -> tuple[list[Person], list[Row]]:
    people = make_people(rng, arab(rng, count), count)
    a = arabic_list(rng, Facts(off_one=0.06), Parts(no_grandfather=0.12), 0.25, 0.03)
    b = arabic_list(rng, Facts(off_one=0.12), Parts(no_grandfather=0.25), 0.7, 0.06)
    on = cover(people, ["A", "B"], share(options, 0.4), rng)
    again = options.repeats or 0.0
    return people, fill("A", on["A"], a, again, rng) + fill("B", on["B"], b, again, rng)


def _done(rows: list[Row], columns: list[str], options: Options, rng: random.Random) -> Roster:
    return finish(columns + extra_columns(options, *columns), rows, options, rng)


def moved(count: int, rng: random.Random, options: Options) -> Roster:
    """30 % of the cells of one column stand in the next one, whose own cell is lost."""
    _, rows = _base(count, rng, options)
    roster = _done(rows, WIDE, options, rng)
    if options.column not in roster.columns[2:-1]:
        raise ValueError(f"no column after {options.column!r} to move its cells to")
    after = roster.columns[roster.columns.index(options.column) + 1]
    for row in rng.sample(roster.rows, round(0.3 * len(roster.rows))):
        row.cells[after] = row.cells.get(options.column, "")
        row.cells[options.column] = ""
    return roster


def big(count: int, rng: random.Random, options: Options) -> Roster:
    """Two people have 200 records each (120 in A, 80 in B), the others at most two."""
    people, rows = _base(count, rng, options)
    a = arabic_list(rng, Facts(), Parts(no_grandfather=0.2), 0.5)
    b = arabic_list(rng, Facts(), Parts(no_grandfather=0.2), 0.8)
    grown = [p for p in people if p.age >= 18]
    for person in rng.sample(grown, 2):
        rows = [row for row in rows if row.person != person.key]
        rows += [Row("A", person.key, a(person, rng)) for _ in range(120)]
        rows += [Row("B", person.key, b(person, rng)) for _ in range(80)]
    return _done(rows, WIDE, options, rng)


def allequal(count: int, rng: random.Random, options: Options) -> Roster:
    """Every row says the same; no truth."""
    people, _ = _base(20, rng, options)
    cells = arabic_list(rng, Facts(), Parts(), 0.3)(people[0], rng)
    rows = [Row("AB"[k % 2], k, dict(cells)) for k in range(count)]
    roster = _done(rows, WIDE, options, rng)
    roster.has_truth = False
    return roster


def namesonly(count: int, rng: random.Random, options: Options) -> Roster:
    _, rows = _base(count, rng, options)
    return _done(rows, [*HEAD, "name"], options, rng)


def numbersonly(count: int, rng: random.Random, options: Options) -> Roster:
    """Body numbers for names, ages and a grave number; each list counts for itself; no truth."""
    _, rows = _base(count, rng, options)
    for row in rows:
        row.cells["name"] = str(rng.randrange(1, 5 * count))
        row.cells["sex"] = {"M": "1", "F": "2"}.get(row.cells["sex"], "9")
        row.cells["x_grave"] = str(rng.randrange(1, 400))
    roster = _done(rows, [*HEAD, "name", "sex", "age", "x_grave"], options, rng)
    roster.has_truth = False
    return roster


def sexes(count: int, rng: random.Random, options: Options) -> Roster:
    """Sex written five ways, list A keeping mostly to two of them, list B to all."""
    _, rows = _base(count, rng, options)
    ways = [("M", "F"), ("male", "female"), ("ذكر", "أنثى"), ("1", "2"), ("man", "woman")]
    for row in rows:
        way = rng.choice(ways[1:3] if row.list == "A" and rng.random() < 0.9 else ways)
        if row.cells["sex"]:
            text = way[row.cells["sex"] == "F"]
            if way[0] == "man" and int(row.cells["age"] or 30) < 18:
                text = "boy" if text == "man" else "girl"
            row.cells["sex"] = text.upper() if rng.random() < 0.05 else text
    return _done(rows, WIDE, options, rng)


def firstofjanuary(count: int, rng: random.Random, options: Options) -> Roster:
    """Every birth is said to be on 1 January; one in eight is a year off."""
    people, rows = _base(count, rng, options)
    for row in rows:
        off = rng.choice([-1, 1]) if rng.random() < 0.12 else 0
        year = people[row.person].born.year + off
        row.cells["born"] = f"{year}-01-01" if rng.random() > 0.05 else ""
    return _done(rows, [*HEAD, "name", "sex", "born", "date", "place"], options, rng)


def birthyears(count: int, rng: random.Random, options: Options) -> Roster:
    """The column `age` holds years of birth in list A, ages in list B."""
    people, rows = _base(count, rng, options)
    roster = _done(rows, WIDE, options, rng)
    for row in roster.rows:
        if row.list == "A" and row.cells["age"]:
            row.cells["age"] = str(people[row.person].died.year - int(row.cells["age"]))
    return roster
