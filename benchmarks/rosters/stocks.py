"""Stocks of names with their spellings, read from lists of common names and filled up with made-up family names."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, product
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.rosters.spelling import LATIN_STYLES, arabic_spellings, father_name, made_feminine, romanised

__all__ = ["Spellings", "Tradition", "arabic", "lines_of", "russian", "skewed"]

NAMES = Path(__file__).parent / "names"
type Texts = NDArray[np.object_]
type Numbers = NDArray[np.int64]
type Forms = Sequence[Sequence[str]]


@dataclass(frozen=True)
class Spellings:
    """The forms of each name in each style; the first form is the usual one."""

    forms: Texts
    start: Numbers  # styles x names
    count: Numbers

    @classmethod
    def of(cls, names: Sequence[Forms]) -> "Spellings":
        """Lay out names -> styles -> forms as one array."""
        counts = np.array([[len(forms) for forms in styles] for styles in names], dtype=np.int64)
        starts = (np.cumsum(counts) - counts.ravel()).reshape(counts.shape)
        flat = np.array([form for styles in names for forms in styles for form in forms], dtype=object)
        return cls(flat, starts.T.copy(), counts.T.copy())

    def drawn(self, names: Numbers, styles: Numbers, stray: float, rng: np.random.Generator) -> Texts:
        """Return a spelling for each name: the usual one, or with the probability `stray` any other."""
        count = self.count[styles, names]
        others = np.maximum(count - 1, 1)
        other = 1 + (rng.random(len(names)) * others).astype(np.int64)
        strays = (rng.random(len(names)) < stray) & (count > 1)
        chosen: Texts = self.forms[self.start[styles, names] + np.where(strays, other, 0)]
        return chosen


@dataclass(frozen=True)
class Tradition:
    """Who may be called what: given names (men first), names after the father, families; by branch of the people.

    `father` and `family` have two rows a name: for a man, for a woman. Weights are branches x names and sum to 1.
    """

    given: Spellings
    father: Spellings
    family: Spellings
    men: NDArray[np.float64]
    women: NDArray[np.float64]
    families: NDArray[np.float64]
    branches: tuple[float, ...]


def lines_of(name: str) -> list[str]:
    """Return the lines of a list of names."""
    return (NAMES / f"{name}.txt").read_text(encoding="utf-8").splitlines()


def skewed(count: int, steepness: float = 0.9, head: float = 4) -> NDArray[np.float64]:
    """Return shares that fall as a power of the rank, so that a few names are very common."""
    weights = (np.arange(count) + head) ** -steepness
    shares: NDArray[np.float64] = weights / weights.sum()
    return shares


@cache
def russian() -> Tradition:
    """Return names of the Caucasus and Russia: style 0 is Cyrillic, then the ways of romanising."""
    men = [[_split(line) for line in lines_of(f"{branch}_men")] for branch in ("caucasus", "russian")]
    women = [[_split(line) for line in lines_of(f"{branch}_women")] for branch in ("caucasus", "russian")]
    families = [_caucasus_families(men[0]), [[line] for line in lines_of("russian_families")]]
    fathers = [
        [[father_name(form, daughter=sex) for form in one] for sex in (False, True)] for one in chain(*men)
    ]
    borne = [
        [list(map(made_feminine, one)) if sex else one for sex in (False, True)] for one in chain(*families)
    ]
    return Tradition(
        given=Spellings.of([_in_styles(one) for one in chain(*men, *women)]),
        father=Spellings.of([_in_styles(one) for both in fathers for one in both]),
        family=Spellings.of([_in_styles(one) for both in borne for one in both]),
        men=_by_branch(men),
        women=_by_branch(women),
        families=_by_branch(families),
        branches=(0.8, 0.2),
    )


def _split(line: str) -> list[str]:
    return line.replace("I", "Ӏ").split("|")


def _by_branch(stocks: Sequence[Sequence[object]]) -> NDArray[np.float64]:
    weights = np.zeros((len(stocks), sum(map(len, stocks))))
    start = 0
    for branch, stock in enumerate(stocks):
        weights[branch, start : start + len(stock)] = skewed(len(stock))
        start += len(stock)
    return weights


def _in_styles(native: Sequence[str]) -> Forms:
    """Cyrillic as it is, with palochka as typed; each Latin style, then what the others make of every form."""
    typed = [form.replace("Ӏ", mark) for form in native for mark in ("Ӏ", "1", "I")]
    plain = [form.replace("Ӏ", "").capitalize() if "Ӏ" in form else form for form in native]
    latin = {style: [romanised(form, style) for form in plain] for style in LATIN_STYLES}
    anyhow = [form for forms in latin.values() for form in forms]
    return [_once(typed), *(_once([*latin[style], *anyhow]) for style in LATIN_STYLES)]


def _once(forms: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(forms))


def _caucasus_families(men: Sequence[Sequence[str]]) -> list[list[str]]:
    named = [[_of_house(one[0])] for one in men]
    syllables = product(
        ("Га", "За", "Ма", "Да", "Ша", "Та", "Ба", "Ха", "Са", "Ка", "Э", "Ду", "Му", "Бе"),
        ("й", "р", "л", "м", "н", "с", "т", "г", "д", "х", "к", "рз", "лх"),
        ("а", "у", "и"),
    )
    made_up = [["".join(parts) + ("ров" if parts[2] == "и" else "ев")] for parts in syllables]
    order = np.random.default_rng(5).permutation(len(made_up))
    return named + [made_up[n] for n in order]


def _of_house(man: str) -> str:
    plain = man.replace("Ӏ", "").replace("-", "").capitalize()
    return plain + ("ев" if plain[-1] in "аеиоу" else "ов")


@cache
def arabic(*, latin_only: bool = False) -> Tradition:
    """Return Arabic names: style 0 is the native script, then four ways of romanising (alone, if asked)."""
    first = 1 if latin_only else 0
    men = [_arabic_forms(line)[first:] for line in lines_of("arabic_men")]
    women = [_arabic_forms(line)[first:] for line in lines_of("arabic_women")]
    families = [_family_forms(line)[first:] for line in [*lines_of("arabic_families"), *_made_up_families()]]
    return Tradition(
        given=Spellings.of(men + women),
        father=Spellings.of([one for one in men for _ in range(2)]),
        family=Spellings.of([one for one in families for _ in range(2)]),
        men=_by_branch([men]),
        women=_by_branch([women]),
        families=_by_branch([families]),
        branches=(1.0,),
    )


def _arabic_forms(line: str) -> list[list[str]]:
    native, latin = line.split("|")
    forms = [" ".join(map(str.capitalize, form.split("_"))) for form in latin.split()]
    return [arabic_spellings(native), *_rotated(forms)]


def _family_forms(line: str) -> list[list[str]]:
    native, latin = line.split("|")
    bare = [form.capitalize() for form in latin.split()]
    articles = ("Al-", "Al", "El ", "") if native.startswith("ال") else ("",)
    forms = [article + form for article in articles for form in bare]
    return [arabic_spellings(native), *_rotated(forms)]


def _rotated(forms: list[str]) -> list[list[str]]:
    """Each romanising list has a usual form of its own."""
    return [forms[n % len(forms) :] + forms[: n % len(forms)] for n in range(4)]


def _made_up_families() -> list[str]:
    """Trades and epithets of invented roots, in three of the patterns that Arabic forms them by."""
    letters = {
        "ب": "b",
        "ح": "h",
        "ر": "r",
        "س": "s",
        "ف": "f",
        "ق": "q",
        "ك": "k",
        "ل": "l",
        "م": "m",
        "ن": "n",
    }
    roots = [root for root in product(letters, repeat=3) if len(set(root)) == 3]
    chosen = np.random.default_rng(5).permutation(len(roots))[:300]
    return [_patterned(letters, roots[n], n % 3) for n in chosen]


def _patterned(letters: dict[str, str], root: tuple[str, ...], pattern: int) -> str:
    a, b, c = root
    x, y, z = (letters[letter] for letter in root)
    if pattern == 0:
        return f"ال{a}{b}ا{c}|{x}a{y}{y}a{z} {x}a{y}a{z}"
    if pattern == 1:
        return f"{a}{b}و{c}|{x}a{y}ou{z} {x}a{y}u{z} {x}a{y}oo{z}"
    return f"ال{a}{b}ي{c}ي|{x}u{y}ai{z}i {x}o{y}ei{z}y"
