"""How alike the names of two groups are, and how much more often that comes where they are one.

There are few groups and no truth to fit to: what one group is, is taken from the usual shares below; what two groups
are, from the pairs at hand, with some imagined ones behind them.
"""

import re
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from isthmus.core.link.groups import GROUP_NAME, GROUPS
from isthmus.core.link.incidents import by_chance
from isthmus.core.link.model import BANDS, Comparison
from isthmus.core.link.pair_classes import FittedClasses
from isthmus.core.link.pairs import Numbers, Reals
from isthmus.core.names import folded
from isthmus.core.names.compare import paired, scores_of
from isthmus.core.names.nameless import names_nobody

__all__ = ["group_classes", "group_key", "name_levels"]

type Levels = npt.NDArray[np.int8]

# The shares of one group's pairs by level, strongest first; unlike those of incidents, most are of other days.
_ONE_GROUP = {
    "period": (0.20, 0.12, 0.18, 0.12, 0.05, 0.10, 0.23),
    "site": (0.40, 0.10, 0.10, 0.06, 0.10, 0.12, 0.12),
}
_BY_CHANCE = {"group_name": (0.004, 0.01, 0.02, 0.03, 0.936), "role": (0.6, 0.4)}
BEHIND = (
    30.0  # imagined pairs behind the shares of levels between two groups: a few pairs say little of chance
)
LIKELIEST = 0.25  # the greatest share of one group before any data is seen: among few, any two would be one
ALIKE, ROUGHLY = 0.9, 0.5  # scores of the comparison of names: hardly another name, and even odds
_NUMBER = re.compile(r"\d+")
_LETTERS = 3  # a shorter word ("of", "the") is no part of a name by which two are held together


def group_key(name: str) -> str:
    """Return a name as it is compared for equality: no case, no marks, single spaces; empty where it names nobody."""
    return "" if names_nobody(name) else " ".join(folded(name).split())


def name_levels(names: Sequence[str], pairs: Numbers) -> Levels:
    """Return the levels of pairs int64[m, 2] of different names; two numbers that differ are two groups."""
    left, right = ([names[at] for at in column] for column in pairs.T.tolist())
    score = scores_of(*paired(left, right)) if len(pairs) else np.zeros(0)
    numbers = [set(_numbers(each)) for each in names]
    words = [set(_words(each)) for each in names]
    found = np.zeros(len(pairs), dtype=np.int8)
    for at, (one, other) in enumerate(pairs.tolist()):
        if numbers[one] != numbers[other] and numbers[one] and numbers[other]:
            continue
        within = bool(words[one] and words[other]) and (
            words[one] <= words[other] or words[other] <= words[one]
        )
        code = (
            "alike"
            if score[at] >= ALIKE
            else "one_holds_other"
            if within
            else "roughly"
            if score[at] >= ROUGHLY
            else ""
        )
        found[at] = GROUP_NAME.number(code) if code else 0
    return found


def _code(score: float, *, within: bool) -> str:
    if score >= ALIKE:
        return "alike"
    if within:
        return "one_holds_other"
    return "roughly" if score >= ROUGHLY else "different"


def _numbers(name: str) -> list[str]:
    return [str(int(each)) for each in _NUMBER.findall(name)]


def _words(name: str) -> list[str]:
    letters = re.findall(r"[^\W\d_]+", folded(name))
    return [*_numbers(name), *(each for each in letters if len(each) >= _LETTERS)]


def group_classes(patterns: Levels, counts: Numbers, *, groups: int, pairs: int) -> FittedClasses:
    """Return the classes of pairs, one group and two, from patterns int8[p, 4] seen counts[p] times among `pairs`.

    Pairs that are in no pattern have different names.
    """
    share = min(LIKELIEST, 0.5 * groups / max(1, pairs))
    one = tuple(_one_group(each) for each in GROUPS)
    two = []
    for at, each in enumerate(GROUPS):
        column = patterns[:, at]
        stated = column >= 0
        chance = _chance(each)
        seen = np.bincount(column[stated], weights=counts[stated].astype(np.float64), minlength=len(chance))
        if each is GROUP_NAME:
            seen[0] += pairs - counts.sum()
        two.append((seen + BEHIND * chance) / (seen.sum() + BEHIND))
    return FittedClasses(np.array([share, 1 - share]), (one, tuple(two)))


def _one_group(comparison: Comparison) -> Reals:
    shares = _ONE_GROUP.get(comparison.name)
    if shares is None:
        return np.array(comparison.usual())
    return _expanded(comparison, shares)


def _chance(comparison: Comparison) -> Reals:
    if comparison.name in _BY_CHANCE:
        return _expanded(comparison, _BY_CHANCE[comparison.name])
    return np.array(by_chance(comparison)[::-1])


def _expanded(comparison: Comparison, shares: Sequence[float]) -> Reals:
    """Return the shares of expanded levels, weakest first."""
    strongest_first = [
        share / BANDS if level.banded else share
        for level, share in zip(comparison.levels, shares, strict=True)
        for _band in range(BANDS if level.banded else 1)
    ]
    return np.array(strongest_first[::-1])
