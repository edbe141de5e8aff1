"""Three generations of families: brothers, cousins, sons named after their grandfathers and fathers."""

from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.rosters.places import VILLAGES
from benchmarks.rosters.stocks import Tradition, skewed

__all__ = ["Numbers", "People", "families"]

type Numbers = NDArray[np.int64]
PERIOD = (
    np.datetime64("2006-01-01", "D").astype(np.int64),
    np.datetime64("2016-12-31", "D").astype(np.int64),
)
AFTER_GRANDFATHER, AFTER_FATHER, TWINS = 0.12, 0.03, 0.02
TOGETHER = 0.4  # taken with the others of the house, on one day in one place


@dataclass(frozen=True)
class People:
    """Arrays over persons; days are counted from 1970; `parent` the father's row (-1: not known)."""

    given: Numbers
    father: Numbers
    grandfather: Numbers
    family: Numbers
    branch: Numbers
    woman: NDArray[np.bool_]
    born: Numbers
    parent: Numbers
    house: Numbers
    home: Numbers
    taken: Numbers
    taken_at: Numbers
    killed: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.given)

    def of(self, rows: Numbers) -> "People":
        """Return these rows; `parent` keeps the old numbers."""
        return People(*(getattr(self, field.name)[rows] for field in fields(self)))


def families(houses: int, tradition: Tradition, rng: np.random.Generator) -> People:
    """Return the living and the dead of this many houses, those left out who were born too late."""
    first = _founders(houses, tradition, rng)
    second = _children(first, 0, tradition, rng)
    third = _children(second, houses, tradition, rng)
    everyone = {key: np.concatenate([first[key], second[key], third[key]]) for key in first}
    born_in_time = np.flatnonzero(everyone["born"] < PERIOD[1] - 365)
    return People(**everyone | _fates(everyone, houses, rng)).of(born_in_time)


type _Columns = dict[str, NDArray[Any]]


def _founders(houses: int, tradition: Tradition, rng: np.random.Generator) -> _Columns:
    branch = rng.choice(len(tradition.branches), houses, p=tradition.branches)
    return {
        "given": _drawn(tradition.men, branch, rng),
        "father": _drawn(tradition.men, branch, rng),
        "grandfather": _drawn(tradition.men, branch, rng),
        "family": _drawn(tradition.families, branch, rng),
        "branch": branch,
        "woman": np.zeros(houses, dtype=bool),
        "born": rng.integers(_day("1918"), _day("1946"), houses),
        "parent": np.full(houses, -1),
        "house": np.arange(houses),
    }


def _children(parents: _Columns, offset: int, tradition: Tradition, rng: np.random.Generator) -> _Columns:
    """Return the children of the men; no two of one father bear the same name."""
    men = np.flatnonzero(~parents["woman"])
    parent = np.repeat(men, rng.poisson(2.4, len(men)))
    branch = parents["branch"][parent]
    woman = rng.random(len(parent)) < 0.35
    given = _named(parents, parent, woman, tradition, rng)
    return {
        "given": given,
        "father": parents["given"][parent],
        "grandfather": parents["father"][parent],
        "family": parents["family"][parent],
        "branch": branch,
        "woman": woman,
        "born": _births(parents["born"][parent], parent, rng),
        "parent": parent + offset,
        "house": parents["house"][parent],
    }


def _named(
    parents: _Columns,
    parent: Numbers,
    woman: NDArray[np.bool_],
    tradition: Tradition,
    rng: np.random.Generator,
) -> Numbers:
    branch = parents["branch"][parent]
    after = rng.random(len(parent))
    given = _given(woman, branch, tradition, rng)
    given = np.where(~woman & (after < AFTER_GRANDFATHER), parents["father"][parent], given)
    given = np.where(~woman & (after > 1 - AFTER_FATHER), parents["given"][parent], given)
    for _ in range(30):
        again = _taken_twice(parent, given)
        if not len(again):
            break
        given[again] = _given(woman[again], branch[again], tradition, rng)
    return given


def _taken_twice(parent: Numbers, given: Numbers) -> Numbers:
    """Return the rows whose name an earlier child of the same father bears."""
    _, first = np.unique(parent * 10_000 + given, return_index=True)
    later = np.ones(len(parent), dtype=bool)
    later[first] = False
    return np.flatnonzero(later)


def _given(
    woman: NDArray[np.bool_], branch: Numbers, tradition: Tradition, rng: np.random.Generator
) -> Numbers:
    men = tradition.men.shape[1]
    return np.where(woman, men + _drawn(tradition.women, branch, rng), _drawn(tradition.men, branch, rng))


def _drawn(weights: NDArray[np.float64], branch: Numbers, rng: np.random.Generator) -> Numbers:
    chosen = np.zeros(len(branch), dtype=np.int64)
    for each in range(len(weights)):
        here = np.flatnonzero(branch == each)
        chosen[here] = rng.choice(weights.shape[1], len(here), p=weights[each])
    return chosen


def _births(fathers: Numbers, parent: Numbers, rng: np.random.Generator) -> Numbers:
    """Return birthdays one to four years apart from the father's 20th to 30th year on; some are twins."""
    gaps = rng.integers(330, 1500, len(parent))
    gaps[rng.random(len(parent)) < TWINS] = 0
    eldest = np.flatnonzero(np.r_[True, parent[1:] != parent[:-1]][: len(parent)])
    gaps[eldest] = rng.integers(20 * 365, 31 * 365, len(eldest))
    total = np.cumsum(gaps)
    before = np.repeat(total[eldest] - gaps[eldest], np.diff(np.r_[eldest, len(parent)]))
    born: Numbers = fathers + total - before
    return born


def _fates(everyone: _Columns, houses: int, rng: np.random.Generator) -> _Columns:
    count, house = len(everyone["given"]), everyone["house"]
    home = rng.choice(VILLAGES, houses, p=skewed(VILLAGES, 0.5))
    moved = rng.random(count) < 0.12
    homes = np.where(moved, rng.integers(0, VILLAGES, count), home[house])
    together = rng.random(count) < TOGETHER
    alone = rng.integers(*PERIOD, count)
    taken = np.where(together, rng.integers(*PERIOD, houses)[house], alone)
    taken = np.maximum(taken, everyone["born"] + 365)
    elsewhere = ~together & (rng.random(count) < 0.25)
    return {
        "home": homes,
        "taken": taken,
        "taken_at": np.where(
            together, home[house], np.where(elsewhere, rng.integers(0, VILLAGES, count), homes)
        ),
        "killed": rng.random(count) < 0.35,
    }


def _day(year: str) -> int:
    return int(np.datetime64(f"{year}-01-01", "D").astype(np.int64))
