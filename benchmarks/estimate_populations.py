"""Populations whose size is known: drawn from a model's own prior, or fixed ones that no model was made for.

A table drawn from a prior is kept only if it holds 50 people and could carry an estimate at all. This choice looks at
the table alone, so that given the table the posterior is what it was, and ranks under it stay uniform.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache, partial

import numpy as np
from numpy.typing import NDArray

from isthmus.core.estimate.connected_lists import connected_lists
from isthmus.core.estimate.dga.graphs import decomposable
from isthmus.core.estimate.values import Lists
from isthmus.core.estimate.verdict import refused_beforehand

__all__ = ["LEAST", "MOST", "POPULATIONS", "Known", "from_graphs", "from_latent_classes"]

MOST = 2_000  # people, under both priors
LEAST = 50  # documented people of the tables that are kept
CLASSES = 10
PRIOR = (0.25, 0.25)  # shape and rate of alpha's gamma, as in the fit
SIZE = 2_000  # people of each fixed population

type On = NDArray[np.bool_]
type Reals = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Known:
    """A table of lists, and how many people there are; `strata`: the same people by region, where they are known."""

    lists: Lists
    people: int
    strata: Mapping[str, Lists] = field(default_factory=dict)


def _lists(on: On) -> Lists:
    """Return the table of people [N, J], those on no list left out."""
    return Lists.of("ABCDEFGH"[: on.shape[1]], on, np.ones(len(on), dtype=np.int64))


@cache
def _chances_of_sizes() -> Reals:
    chances = 1 / np.arange(1.0, MOST + 1)
    return chances / chances.sum()


def _size(rng: np.random.Generator) -> int:
    """Draw N in proportion to 1/N, up to MOST."""
    return 1 + int(rng.choice(MOST, p=_chances_of_sizes()))


def _kept(lists: Lists) -> bool:
    return lists.n >= LEAST and refused_beforehand(connected_lists(lists), lists) is None


def from_latent_classes(rng: np.random.Generator, many: int) -> Known:
    """Draw `many` lists from the prior of the latent class model until they can carry an estimate."""
    while True:
        people = _size(rng)
        alpha = rng.gamma(PRIOR[0]) / PRIOR[1]
        # log(1 - v) of a stick v ~ beta(1, alpha) is exponential: exact for any alpha.
        broken = -rng.exponential(size=CLASSES - 1) / max(alpha, 1e-300)
        left = np.exp(np.concatenate([[0.0], np.cumsum(broken)]))
        shares = left * -np.expm1(np.append(broken, -np.inf))
        chances = rng.random((CLASSES, many))
        of_class = rng.choice(CLASSES, size=people, p=shares / shares.sum())
        lists = _lists(rng.random((people, many)) < chances[of_class])
        if _kept(lists):
            return Known(lists, people)


@cache
def _parents(many: int) -> tuple[tuple[tuple[int, tuple[int, ...]], ...], ...]:
    """Return, of each decomposable graph but the saturated one, its lists, each with those before it that it touches.

    They are in an order in which these touch each other (the reverse of a perfect elimination), so that the chances of
    a list given these are independent under the hyper-Dirichlet law (Dawid & Lauritzen 1993).
    """
    found = []
    for joined in decomposable(many).joined[:-1]:
        order: list[tuple[int, tuple[int, ...]]] = []
        rest = set(range(many))
        while rest:
            each, near = next(
                (each, near)
                for each in sorted(rest)
                for near in [tuple(one for one in sorted(rest - {each}) if joined[each, one])]
                if all(joined[a, b] for a in near for b in near if a != b)
            )
            order.append((each, near))
            rest.remove(each)
        found.append(tuple(reversed(order)))
    return tuple(found)


def from_graphs(rng: np.random.Generator, many: int) -> Known:
    """Draw `many` lists from the prior of averaging over graphs until they can carry an estimate, none being empty."""
    graphs = _parents(many)
    while True:
        people = _size(rng)
        on = np.zeros((people, many), dtype=bool)
        for each, near in graphs[rng.integers(len(graphs))]:
            weight = 2.0 ** -(
                len(near) + 1
            )  # 2^-J for each cell, of which there are 2^(J - those that are told apart)
            chances = rng.beta(weight, weight, size=1 << len(near))
            on[:, each] = rng.random(people) < chances[on[:, list(near)] @ (1 << np.arange(len(near)))]
        lists = _lists(on)
        if lists.sizes().all() and _kept(lists):
            return Known(lists, people)


def _of_classes(rng: np.random.Generator, shares: Reals, chances: Reals) -> On:
    """Draw who is on which list: chances [K, J]."""
    of_class = rng.choice(len(shares), size=SIZE, p=shares)
    return np.asarray(rng.random((SIZE, chances.shape[1])) < chances[of_class])


_ALIKE = (0.3, 0.25, 0.2, 0.2)
_TWO = np.array([[0.45, 0.35, 0.30, 0.25], [0.12, 0.10, 0.15, 0.08]])
_THREE = np.array([[0.50, 0.45, 0.40, 0.35], [0.25, 0.20, 0.20, 0.15], [0.06, 0.05, 0.08, 0.04]])


def _alike(rng: np.random.Generator) -> On:
    return _of_classes(rng, np.ones(1), np.array([_ALIKE]))


def _two_classes(rng: np.random.Generator, first: float = 0.5) -> On:
    return _of_classes(rng, np.array([first, 1 - first]), _TWO)


def _three_classes(rng: np.random.Generator) -> On:
    return _of_classes(rng, np.array([0.3, 0.4, 0.3]), _THREE)


def _dependent(rng: np.random.Generator) -> On:
    """Who is on the first list is on the second with a chance of .5, others with one of .17 (odds 5 times apart)."""
    on = _alike(rng)
    on[:, 1] = rng.random(SIZE) < np.where(on[:, 0], 0.5, 0.17)
    return on


def _sends_on(rng: np.random.Generator) -> On:
    """Send seven of ten people of the first list on to the second, which has a quarter of everybody besides."""
    on = _alike(rng)
    on[:, 1] |= on[:, 0] & (rng.random(SIZE) < 0.7)
    return on


def _instead(rng: np.random.Generator) -> On:
    """Whoever is on the first list rarely goes to the second: a chance of .05, of others one of .3."""
    on = _alike(rng)
    on[:, 1] = rng.random(SIZE) < np.where(on[:, 0], 0.05, 0.3)
    return on


def _tiny(rng: np.random.Generator) -> On:
    """Draw six lists, the last of some twenty people."""
    return _of_classes(rng, np.ones(1), np.array([[*_ALIKE, 0.15, 0.01]]))


def _visible(rng: np.random.Generator) -> On:
    """Draw five lists that have nearly everybody of one in twenty people, and few of the others."""
    return _of_classes(
        rng, np.array([0.05, 0.95]), np.array([[0.9, 0.9, 0.85, 0.9, 0.8], [0.12, 0.1, 0.12, 0.08, 0.1]])
    )


# Of people in two regions, half in each; the last list is of the first region alone, which all lists reach better.
_REGIONS = np.array([[0.40, 0.35, 0.30, 0.40], [0.20, 0.15, 0.15, 0.0]])


def _in_one_region(rng: np.random.Generator, *, apart: bool) -> Known:
    """Draw lists of which one is of the first of two regions; `apart`: the regions are known."""
    region = rng.integers(0, 2, size=SIZE)
    on = np.asarray(rng.random((SIZE, 4)) < _REGIONS[region])
    strata = {name: _lists(on[region == at]) for at, name in enumerate(("North", "South"))} if apart else {}
    return Known(_lists(on), SIZE, strata)


def _split(rng: np.random.Generator, share: float) -> On:
    """Break each mention of a person on two lists or more away with this chance: a person of its own."""
    on = _two_classes(rng)
    away = on & (on.sum(axis=1) > 1)[:, None] & (rng.random(on.shape) < share)
    alone = np.eye(on.shape[1], dtype=bool)[np.nonzero(away)[1]]
    return np.concatenate([on & ~away, alone])


def _merged(rng: np.random.Generator, share: float) -> On:
    """Take this share of the documented people for another one, drawn at random from them: both are one person."""
    on = _two_classes(rng)
    people = rng.permutation(on[on.any(axis=1)])
    wrong = round(share * len(people))
    into = wrong + rng.integers(0, len(people) - wrong, size=wrong)
    np.logical_or.at(people, into, people[:wrong])
    return people[wrong:]


_MAKERS: dict[str, Callable[[np.random.Generator], On]] = {
    "everybody alike": _alike,
    "two classes": _two_classes,
    "three classes": _three_classes,
    "two classes, 70/30": partial(_two_classes, first=0.7),
    "two classes, 30/70": partial(_two_classes, first=0.3),
    "two lists depend on each other": _dependent,
    "A sends people on to B": _sends_on,
    "B instead of A": _instead,
    "six lists, one of them tiny": _tiny,
    "five lists, a small visible class": _visible,
    **{
        f"two classes, {share:.0%} falsely split": partial(_split, share=share) for share in (0.01, 0.05, 0.1)
    },
    **{
        f"two classes, {share:.0%} falsely merged": partial(_merged, share=share)
        for share in (0.01, 0.05, 0.1)
    },
}


def _made(name: str, rng: np.random.Generator) -> Known:
    return Known(_lists(_MAKERS[name](rng)), SIZE)


POPULATIONS: dict[str, Callable[[np.random.Generator], Known]] = {
    **{name: partial(_made, name) for name in _MAKERS},
    "one list in one region": partial(_in_one_region, apart=False),
    "one list in one region, by region": partial(_in_one_region, apart=True),
}
