"""The people: single victims and households that die together, with kin among them."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from benchmarks.judged.core import Name, Person, Place, Pool

type FourNames = tuple[Name, Name, Name, Name]  # given, father, grandfather, family


@dataclass(frozen=True, slots=True)
class Culture:
    name: str
    men: Pool[Name]
    women: Pool[Name]
    families: Pool[Name]
    places: Pool[Place]
    trades: Sequence[str]
    wife_takes_family: bool
    household: float  # share of events that strike a household
    children: Sequence[int]
    start: date = date(2012, 2, 1)
    days: int = 800


@dataclass(slots=True)
class _Clan:
    family: Name
    grandfather: Name
    forebear: Name  # father of the grandfather
    place: Place
    fathers: list[tuple[Name, set[str], date]] = field(default_factory=list)


class _Maker:
    def __init__(self, rng: random.Random, culture: Culture) -> None:
        self.rng, self.culture = rng, culture
        self.people: list[Person] = []
        self.clans: list[_Clan] = []
        self.events = 0
        self.waves = [rng.randrange(culture.days) for _ in range(10)]

    def day(self) -> date:
        rng, c = self.rng, self.culture
        if rng.random() < 0.6:
            offset = int(rng.gauss(rng.choice(self.waves), 6))
        else:
            offset = rng.randrange(c.days)
        return c.start + timedelta(days=min(max(offset, 0), c.days - 1))

    def given(self, sex: str, taken: set[str]) -> Name:
        pool = self.culture.men if sex == "M" else self.culture.women
        for _ in range(50):
            name = pool.pick(self.rng)
            if name.native not in taken:
                break
        taken.add(name.native)
        return name

    def add(self, sex: str, names: FourNames, born: date, died: date, place: Place,
            husband: Name | None = None) -> None:  # fmt: skip
        rng = self.rng
        born = min(born, died - timedelta(days=rng.randrange(1, 300)))
        years = (died - born).days // 365
        home = place if rng.random() < 0.75 else self.culture.places.pick(rng)
        trade = rng.choice(self.culture.trades) if sex == "M" or rng.random() < 0.3 else ""
        self.people.append(
            Person(len(self.people), sex, *names, husband, born, died,
                   place, home, trade if years >= 16 else "", self.events, self.culture.name)
        )  # fmt: skip

    def clan(self) -> _Clan:
        rng, c = self.rng, self.culture
        if self.clans and rng.random() < 0.15:
            return rng.choice(self.clans)
        clan = _Clan(c.families.pick(rng), self.given("M", set()), self.given("M", set()),
                     c.places.pick(rng))  # fmt: skip
        self.clans.append(clan)
        return clan

    def father(self, clan: _Clan) -> tuple[Name, set[str], date]:
        """A son of the clan's grandfather, with the names his children bear, and his birth."""
        rng = self.rng
        if clan.fathers and rng.random() < 0.35:
            return rng.choice(clan.fathers)
        name = self.given("M", {f[0].native for f in clan.fathers})
        years = rng.triangular(23, 80, 33)
        born = self.culture.start - timedelta(days=int(years * 365.25))
        clan.fathers.append((name, set(), born))
        return clan.fathers[-1]

    def single(self) -> None:
        rng = self.rng
        clan = self.clan()
        father, taken, _ = self.father(clan)
        sex = "M" if rng.random() < 0.82 else "F"
        died = self.day()
        years = rng.gauss(28, 9) if rng.random() < 0.75 else rng.uniform(1, 85)
        born = died - timedelta(days=int(min(max(years, 0.5), 95) * 365.25))
        husband = None
        if sex == "F" and years > 20 and rng.random() < 0.7:
            husband = self.culture.families.pick(rng)
        place = clan.place if rng.random() < 0.7 else self.culture.places.pick(rng)
        # the eldest son often bears his grandfather's name
        if sex == "M" and rng.random() < 0.12 and clan.grandfather.native not in taken:
            given = clan.grandfather
            taken.add(given.native)
        else:
            given = self.given(sex, taken)
        self.add(sex, (given, father, clan.grandfather, clan.family), born, died, place, husband)

    def household(self, clan: _Clan, died: date) -> None:
        rng = self.rng
        father, taken, born = self.father(clan)
        fresh = not taken
        born = min(born, died - timedelta(days=365 * 22))
        hit = rng.choice([0.4, 0.7, 0.95])
        head = clan.grandfather
        if fresh and rng.random() < hit:
            self.add("M", (father, head, clan.forebear, clan.family), born, died, clan.place)
        mother_born = born + timedelta(days=int(rng.gauss(4.5, 3) * 365))
        mother_born = min(mother_born, died - timedelta(days=365 * 18))
        if fresh and rng.random() < hit:
            own = self.culture.families.pick(rng) if rng.random() < 0.75 else clan.family
            hers = (self.given("F", set()), self.given("M", set()), self.given("M", set()), own)
            self.add("F", hers, mother_born, died, clan.place, clan.family)
        birth = mother_born + timedelta(days=int(rng.uniform(18, 26) * 365.25))
        eldest = True
        for _ in range(rng.choice(self.culture.children)):
            if birth >= died:
                break
            sex = rng.choice("MF")
            if sex == "M" and eldest and rng.random() < 0.3 and head.native not in taken:
                given, eldest = head, False
                taken.add(given.native)
            else:
                given = self.given(sex, taken)
            if rng.random() < hit:
                grown = (died - birth).days > 365 * 22 and sex == "F" and rng.random() < 0.5
                husband = self.culture.families.pick(rng) if grown else None
                self.add(sex, (given, father, head, clan.family), birth, died, clan.place, husband)
            if rng.random() > 0.02:  # else a twin
                birth += timedelta(days=int(rng.uniform(1.1, 3.8) * 365))

    def run(self, count: int) -> list[Person]:
        rng = self.rng
        while len(self.people) < count:
            self.events += 1
            if rng.random() > self.culture.household:
                self.single()
                continue
            clan, died = self.clan(), self.day()
            self.household(clan, died)
            while rng.random() < 0.2:  # the brother's household in the same house
                self.household(clan, died)
        return self.people[:count]


def make_people(rng: random.Random, culture: Culture, count: int) -> list[Person]:
    return _Maker(rng, culture).run(count)
