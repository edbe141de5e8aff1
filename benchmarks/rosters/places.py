"""Made-up places in a hierarchy: a region has districts, a district villages; some villages share a name."""

from dataclasses import dataclass
from functools import cache
from itertools import product

import numpy as np
from numpy.typing import NDArray

from benchmarks.rosters.spelling import romanised

__all__ = ["VILLAGES", "Gazetteer", "gazetteer"]

REGIONS, DISTRICTS, VILLAGES = 4, 60, 1200
_LATIN_OF_ARABIC = dict(zip("بحرسفقكلمنايوت ", "bhrsfqklmnaiut ", strict=True))


@dataclass(frozen=True)
class Gazetteer:
    """Names of each village, district and region: scripts (0 native, 1 Latin) x villages."""

    village: NDArray[np.object_]
    district: NDArray[np.object_]
    region: NDArray[np.object_]


@cache
def gazetteer(script: str) -> Gazetteer:
    """Return the places of a tradition whose native script is "C" or "A"."""
    rng = np.random.default_rng(7)
    named = _cyrillic if script == "C" else _arabic
    stock = named(VILLAGES)
    district = rng.integers(0, DISTRICTS, VILLAGES)
    village = rng.integers(0, int(VILLAGES * 0.9), VILLAGES)  # so that some share a name
    return Gazetteer(
        village=stock[:, village],
        district=stock[:, VILLAGES - 1 - district],
        region=stock[:, district % REGIONS],
    )


def _cyrillic(count: int) -> NDArray[np.object_]:
    starts = ("Ар", "Бо", "Гу", "Дар", "Ва", "Зе", "Ир", "Ко", "Лу", "Ме", "Но", "Ор", "Пе", "Са", "Ту", "Ша")
    middles = ("гу", "ма", "ло", "ра", "те", "ни", "ди", "ка", "бо", "за")
    ends = ("рой", "юрт", "ной", "кала", "лой", "ты", "хи", "чу")
    names = _shuffled(["".join(parts) for parts in product(starts, middles, ends)])[:count]
    return np.array([names, [romanised(name, "atlas") for name in names]], dtype=object)


def _arabic(count: int) -> NDArray[np.object_]:
    starts = ("", "تل ", "كفر ", "بير ")
    letters = "بحرسفقكلمن"
    roots = product(starts, letters, "اوي", letters, ("ا", "ين", "ون", ""))
    names = _shuffled(["".join(parts) for parts in roots])[:count]
    latin = ["".join(_LATIN_OF_ARABIC[letter] for letter in name).title() for name in names]
    return np.array([names, latin], dtype=object)


def _shuffled(names: list[str]) -> list[str]:
    return [names[n] for n in np.random.default_rng(7).permutation(len(names))]
