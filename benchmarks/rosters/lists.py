"""The lists that report on people, their habits, and the rates of their mistakes."""

from dataclasses import dataclass

import numpy as np

from benchmarks.rosters.families import Numbers, People

__all__ = ["HABITS", "Habits", "Rates", "included"]


@dataclass(frozen=True)
class Rates:
    """Shares of reports with a mistake of each kind; all of them are in [0, 1]."""

    stray: float = 0.2  # another spelling than the list's usual one, a name
    typo: float = 0.03  # one letter wrong, a name
    initials: float = 0.06
    swapped: float = 0.03  # given and family name the wrong way round
    no_given: float = 0.01
    no_family: float = 0.03
    less: float = 1.0  # how often what a list can leave out is left out, relative to its habit
    other_name: float = 0.08
    no_date: float = 0.1
    year_only: float = 0.12
    days_off: float = 0.08
    age_off: float = 0.35  # by one to three years
    age_heaped: float = 0.25  # rounded to 0 or 5
    no_sex: float = 0.15
    other_sex: float = 0.005
    no_place: float = 0.08
    other_place: float = 0.05
    twice: float = 0.03  # reported twice by the same list


@dataclass(frozen=True)
class Habits:
    """What one list does: whom it reaches, in what style it writes names, which fields it fills and how often."""

    name: str
    chance: float
    style: dict[str, int]
    order: str  # of G(iven), F(ather's name) and S(urname) where the name is one field
    father: float
    grandfather: float
    born: float
    age: float
    upper: bool = False
    place: int = 0  # 0: village, district, region; 1: village; 2: district, region; 3: region


HABITS = (
    Habits("monitor", 0.50, {"russian": 0, "arabic": 0, "latin": 0}, "SGF", 0.85, 0.75, 0.60, 0.30),
    Habits("lawyers", 0.35, {"russian": 1, "arabic": 0, "latin": 1}, "GFS", 0.60, 0.40, 0.35, 0.45, place=1),
    Habits(
        "office", 0.35, {"russian": 0, "arabic": 1, "latin": 2}, "SGF", 0.95, 0.90, 0.80, 0.05, upper=True
    ),
    Habits("press", 0.25, {"russian": 2, "arabic": 0, "latin": 3}, "GFS", 0.30, 0.20, 0.05, 0.70, place=2),
    Habits("abroad", 0.15, {"russian": 5, "arabic": 2, "latin": 1}, "GFS", 0.40, 0.20, 0.40, 0.30, place=3),
    Habits("mosque", 0.15, {"russian": 3, "arabic": 3, "latin": 0}, "GFS", 0.70, 0.60, 0.10, 0.50, place=1),
)


def included(people: People, lists: int, rates: Rates, rng: np.random.Generator) -> tuple[Numbers, Numbers]:
    """Return the rows of `people` and the lists of all reports; houses and persons differ in how visible they are."""
    chances = np.array([habits.chance for habits in HABITS[:lists]])
    visible = rng.normal(0, 0.7, people.house.max(initial=0) + 1)[people.house] + rng.normal(
        0, 0.5, len(people)
    )
    visible = visible - 0.8 * people.woman
    odds = np.exp(np.log(chances / (1 - chances))[None, :] + visible[:, None])
    times = (rng.random(odds.shape) < odds / (1 + odds)).astype(np.int64)
    times += times * (rng.random(times.shape) < rates.twice)
    person, by = np.nonzero(times)
    again = times[person, by]
    return np.repeat(person, again), np.repeat(by, again)
