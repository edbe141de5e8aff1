"""Reports: how each list writes about a person, as columns of `isthmus link roster` with their truth."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from benchmarks.rosters.families import People
from benchmarks.rosters.lists import HABITS, Rates
from benchmarks.rosters.mistakes import Numbers, Texts, ages, chosen, dates, initialled, only, with_typos
from benchmarks.rosters.places import gazetteer
from benchmarks.rosters.stocks import Spellings, Tradition, arabic, russian

__all__ = ["Writer"]


@dataclass(frozen=True)
class Writer:
    """Writes reports in one variant; `parts`: given, father, grandfather and family apart, else one name."""

    variant: str  # russian, arabic, latin
    parts: bool
    rates: Rates

    @property
    def tradition(self) -> Tradition:
        """The names of the variant."""
        return russian() if self.variant == "russian" else arabic(latin_only=self.variant == "latin")

    def columns(self, people: People, by: Numbers, rng: np.random.Generator) -> dict[str, pa.Array]:
        """Return the columns of reports on these people (a row each) by these lists."""
        styles = np.array([habits.style[self.variant] for habits in HABITS])[by]
        names = self._names(people, by, styles, rng)
        names = _swapped(names, chosen(len(by), self.rates.swapped, rng))
        named = _apart(names) if self.parts else {"name": self._whole(names, by)}
        other = {"other_names": self._others(people, styles, rng), "sex": self._sex(people, rng)}
        other |= self._days(people, by, rng) | {"place": self._place(people, by, styles, rng)}
        return named | {name: pa.array(column, pa.string()) for name, column in other.items()}

    def _names(
        self, people: People, by: Numbers, styles: Numbers, rng: np.random.Generator
    ) -> dict[str, Texts]:
        """Given, father, grandfather, family as this list writes them, None where it leaves one out."""
        stocks, rates, count = self.tradition, self.rates, len(by)

        def spelled(stock: Spellings, names: Numbers) -> Texts:
            return with_typos(stock.drawn(names, styles, rates.stray, rng), rates.typo, rng)

        names = {
            "given": spelled(stocks.given, people.given),
            "father": spelled(stocks.father, people.father * 2 + people.woman),
            "grandfather": spelled(stocks.father, people.grandfather * 2),
            "family": spelled(stocks.family, people.family * 2 + people.woman),
        }
        short = chosen(count, rates.initials, rng)
        for part in ("given", "father"):
            names[part] = initialled(names[part], short)
        self._left_out(names, by, rng)
        return names

    def _left_out(self, names: dict[str, Texts], by: Numbers, rng: np.random.Generator) -> None:
        """Leave out what the lists leave out; one of the given and the family name stays."""
        count, less = len(by), self.rates.less
        missing = {
            "father": chosen(count, less * (1 - _habit(by, "father")), rng),
            "grandfather": chosen(count, less * (1 - _habit(by, "grandfather")), rng)
            | (self.variant == "russian"),
            "given": chosen(count, self.rates.no_given, rng),
            "family": chosen(count, self.rates.no_family, rng),
        }
        missing["family"] &= ~missing["given"]
        for part, rows in missing.items():
            names[part][rows] = None

    def _whole(self, names: dict[str, Texts], by: Numbers) -> pa.Array:
        """One name in the order of the list: a Slavic list may put the family first."""
        first = np.array([habits.order[0] == "S" for habits in HABITS])[by] & (self.variant == "russian")
        columns = [only(first, names["family"])]
        columns += [names["given"], names["father"], names["grandfather"]]
        columns += [only(~first, names["family"])]
        texts = [pa.array(column, pa.string()) for column in columns]
        whole = pc.binary_join_element_wise(*texts, " ", null_handling="skip")
        upper = np.array([habits.upper for habits in HABITS])[by]
        return pc.if_else(pa.array(upper), pc.utf8_upper(whole), whole)

    def _others(self, people: People, styles: Numbers, rng: np.random.Generator) -> Texts:
        """Another spelling of the given name, as lists note a second name beside."""
        again = self.tradition.given.drawn(people.given, styles, 1.0, rng)
        return only(chosen(len(people), self.rates.other_name, rng), again)

    def _sex(self, people: People, rng: np.random.Generator) -> Texts:
        wrong = people.woman ^ chosen(len(people), self.rates.other_sex, rng)
        return only(~chosen(len(people), self.rates.no_sex, rng), np.where(wrong, "f", "m").astype(object))

    def _days(self, people: People, by: Numbers, rng: np.random.Generator) -> dict[str, Texts]:
        rates, count = self.rates, len(by)

        def written(days: Numbers, gone: float) -> Texts:
            texts = dates(days, year_only=rates.year_only, days_off=rates.days_off, rng=rng)
            texts[chosen(count, gone, rng)] = None
            return texts

        told_on = people.taken + rng.integers(1, 400, count) * chosen(count, 0.2, rng)
        years = ages(people.born, told_on, off=rates.age_off, heaped=rates.age_heaped, rng=rng)
        gives_age = rng.random(count) < _habit(by, "age")
        return {
            "born": only(rng.random(count) < _habit(by, "born"), written(people.born, 0)),
            "age": only(gives_age, years.astype(str).astype(object)),
            "age_on": only(gives_age, written(told_on, 0.2)),
            "died": only(people.killed, written(people.taken, 0.3)),
            "date": written(people.taken, rates.no_date),
        }

    def _place(self, people: People, by: Numbers, styles: Numbers, rng: np.random.Generator) -> Texts:
        places, count = gazetteer("C" if self.variant == "russian" else "A"), len(by)
        script = ((styles > 0) | (self.variant == "latin")).astype(np.int64)
        at = np.where(chosen(count, self.rates.other_place, rng), people.home, people.taken_at)
        village, district, region = (
            places.village[script, at],
            places.district[script, at],
            places.region[script, at],
        )
        usual = np.array([habits.place for habits in HABITS])[by]
        levels = np.where(chosen(count, 0.2, rng), rng.integers(0, 4, count), usual)
        wide = district + ", " + region
        texts: Texts = np.select(
            [levels == 0, levels == 1, levels == 2], [village + ", " + wide, village, wide], region
        )
        texts[chosen(count, self.rates.no_place, rng)] = None
        return texts


def _habit(by: Numbers, field: str) -> NDArray[np.float64]:
    shares: NDArray[np.float64] = np.array([getattr(each, field) for each in HABITS])[by]
    return shares


def _swapped(names: dict[str, Texts], rows: NDArray[np.bool_]) -> dict[str, Texts]:
    given, family = names["given"], names["family"]
    return names | {"given": np.where(rows, family, given), "family": np.where(rows, given, family)}


def _apart(names: dict[str, Texts]) -> dict[str, pa.Array]:
    return {part: pa.array(column, pa.string()) for part, column in names.items()}
