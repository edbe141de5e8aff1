"""A Western roster, as civil registers are: given and family name, birth, town and postcode, with mistakes."""

from functools import cache
from itertools import product

import numpy as np
import pyarrow as pa

from benchmarks.rosters.families import Numbers
from benchmarks.rosters.lists import Rates
from benchmarks.rosters.mistakes import Texts, chosen, dates, with_typos
from benchmarks.rosters.stocks import Spellings, lines_of, skewed

__all__ = ["western"]

TOWNS, STREETS = 4_000, 3


def western(
    people: int, rates: Rates, rng: np.random.Generator
) -> tuple[dict[str, pa.Array], Numbers, Numbers]:
    """Return columns, the person of each row, and a number for the house of each row."""
    given, families, towns = _given(), _family_names(), _towns()
    house = np.sort(rng.integers(0, max(1, people // 2), people))
    family = rng.choice(len(families), people, p=skewed(len(families), 0.8, 20))[house]
    name = rng.choice(given.count.shape[1], people, p=skewed(given.count.shape[1], 0.7, 6))
    town = rng.choice(TOWNS, people, p=skewed(TOWNS, 0.7, 10))[house]
    postcode = town * STREETS + rng.integers(0, STREETS, people)[house]
    born = rng.integers(-18_000, 14_000, people)
    person = np.repeat(np.arange(people), 1 + rng.poisson(0.7, people))
    count = len(person)
    names = {
        "given": given.drawn(name[person], np.zeros(count, dtype=np.int64), rates.stray, rng),
        "family": families[family[person]],
    }
    names = {part: with_typos(texts, rates.typo * 2, rng) for part, texts in names.items()}
    swapped = chosen(count, rates.swapped, rng)
    moved = chosen(count, rates.other_place, rng)
    at = np.where(moved, rng.integers(0, TOWNS * STREETS, count), postcode[person])
    columns = {
        "given": np.where(swapped, names["family"], names["given"]),
        "family": np.where(swapped, names["given"], names["family"]),
        "born": dates(born[person], year_only=rates.year_only / 4, days_off=rates.days_off / 2, rng=rng),
        "place": with_typos(towns[at // STREETS], rates.typo, rng),
        "x_postcode": with_typos(_postcodes()[at], rates.typo, rng),
    }
    gone = {
        "given": rates.no_given,
        "family": rates.no_given,
        "born": 0.03,
        "place": 0.02,
        "x_postcode": 0.02,
    }
    for field, share in gone.items():
        columns[field][chosen(count, share, rng)] = None
    return {field: pa.array(texts, pa.string()) for field, texts in columns.items()}, person, house[person]


def _words(text: str) -> list[str]:
    return text.split()


@cache
def _given() -> Spellings:
    lines = [line.split()[1].split("|") for line in lines_of("western_given")]
    return Spellings.of([[forms] for forms in lines])


@cache
def _family_names() -> Texts:
    starts = _words(
        "ash bar blan brad brom bur cal car chal clay col cor cran dal den dray eck el fair fen gar gil"
    )
    starts += _words(
        "had hal har hay hol hux kel ken kir lam lang lin lock mar mel mor nor oak pad pem ray red"
    )
    middles = ["", "ber", "den", "ing", "er", "le", "ring", "the"]
    ends = _words(
        "ton ford ley well worth man son field brook wick gate stone shaw land by ham more kins ridge wood"
    )
    names = np.array(["".join(parts) for parts in product(starts, middles, ends)], dtype=object)
    shuffled: Texts = names[np.random.default_rng(3).permutation(len(names))]
    return shuffled


@cache
def _towns() -> Texts:
    starts = _words(
        "al ben cam dun east fal gos hin ing kal lor mun nar or pel quin ros sut tam ul ver wal yar"
    )
    middles = ["a", "bar", "der", "ga", "lin", "mer", "ron", "ta", "war"]
    ends = _words(
        "burra dale ville ton mouth point creek hills park bay grove vale lea port ra nong dong gan bah mba"
    )
    names = np.array(["".join(parts) for parts in product(starts, middles, ends)], dtype=object)
    shuffled: Texts = names[np.random.default_rng(3).permutation(len(names))[:TOWNS]]
    return shuffled


@cache
def _postcodes() -> Texts:
    numbers = np.random.default_rng(3).permutation(90_000)[: TOWNS * STREETS] + 10_000
    texts: Texts = numbers.astype(str).astype(object)
    return texts
