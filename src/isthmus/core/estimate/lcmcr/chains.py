"""Several chains from spread starts, on both cores, walked until they agree or their time is out."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from arviz_stats.base import array_stats
from numpy.typing import NDArray

from isthmus.core.estimate.lcmcr.gibbs import Buffers, Floats, State, TemperedTable
from isthmus.core.estimate.lcmcr.tempering import (
    ChainRecord,
    advance,
    buffers_for,
    empty_record,
    scaled,
    start,
    table_of,
)
from isthmus.core.estimate.values import Lists
from isthmus.core.messages import Message, MessageError
from isthmus.core.progress import Progress

__all__ = ["ChainSettings", "Convergence", "Walk", "convergence", "run_chains"]

# How many of the people a list catches at a chain's start. Spread, so that chains begin with far too many people and
# with too few: their agreement then means something.
_LEVELS = (0.05, 0.4, 0.1, 0.2)
_SHORT = 50  # draws that a chain makes at most before it looks whether it is to stop
_CELLS = 2_000  # cells that it works through at most before that, draw by draw
_MOST_WORK = 20_000_000  # steps times cells of a chain, past which a walk is not prolonged: some minutes
_WARMEST = 80  # people at the highest temperature: so few that a chain walks freely between modes
_TUNING = 8  # rounds in which the temperatures find their places
_THREADS = 2  # the cores of a laptop; draws do not depend on it, each chain having its own generator


@dataclass(frozen=True)
class ChainSettings:
    """How the chains walk; the defaults are the command's.

    `steps` is the length of a chain after its warm-up, doubled up to `doublings` times while the chains disagree;
    `prior` is the shape and rate of alpha's gamma; `times` limits N to so many times the documented people,
    `most`, where it is given, to so many in all.
    """

    chains: int = 8  # two from each of the four starts, so that a mode is seldom found by one alone
    classes: int = 10  # at most: those that are not needed stay empty
    steps: int = 8_000
    doublings: int = 4
    thin: int = 4  # steps: neighbours are so alike that more draws would only take room
    ridge_moves: int = 2
    prior: tuple[float, float] = (0.25, 0.25)  # Manrique-Vallier's (2016)
    times: int = 100  # beyond, a posterior is told as mass at the edge
    most: int | None = None
    rhat: float = 1.01  # both as Vehtari et al. (2021) advise
    ess: float = 400.0
    # Beyond these the draws of all chains together say where the chains are, and nothing of the number of people:
    worst_rhat: float = 1.1  # what was held to be agreement before Vehtari et al. (2021)
    worst_ess: float = 50.0  # so that the ends of a 95 % interval rest on a draw each
    temperatures: int | None = None

    def limit(self, documented: int) -> int:
        """Return the greatest N. Raises MessageError where more people are documented than are allowed."""
        if self.most is not None and self.most < documented:
            raise MessageError(Message("estimate.limit_below_documented", n=documented))
        return self.times * documented if self.most is None else self.most


@dataclass(frozen=True)
class Convergence:
    """Whether chains agree: rank-normalised split R-hat, effective draws of bulk and tail (Vehtari et al. 2021)."""

    rhat: float
    bulk: float
    tail: float

    @property
    def ess(self) -> float:
        """Return the effective draws of the part that has fewer."""
        return min(self.bulk, self.tail)

    def within(self, settings: ChainSettings) -> bool:
        """Return whether the chains agree as well as is asked."""
        return self.rhat <= settings.rhat and self.ess >= settings.ess

    def beyond(self, settings: ChainSettings) -> bool:
        """Return whether they are so far apart that their draws carry no figure at all."""
        return not (self.rhat <= settings.worst_rhat and self.ess >= settings.worst_ess)


@dataclass(frozen=True, eq=False)
class Walk:
    """Draws of N [chains, draws], the classes in use at each, and how the temperatures were placed and exchanged.

    `unreached` [chains, draws] is the share of the people on no list whom all lists together hardly reach.
    """

    people: NDArray[np.int64]
    classes: NDArray[np.int64]
    unreached: Floats
    shares: Floats
    exchanged: Floats
    steps: int
    convergence: Convergence


@dataclass(frozen=True, eq=False)
class _Chain:
    state: State
    buffers: Buffers
    rng: np.random.Generator


@dataclass(frozen=True, eq=False)
class _Draws:
    """People, classes and the share hardly reached [chains, draws]; exchanges [R, 2] of all chains."""

    people: NDArray[np.int64]
    classes: NDArray[np.int64]
    unreached: Floats
    exchanges: NDArray[np.int64]

    def after(self, cut: int) -> "_Draws":
        """Return the draws after the first `cut` of each chain."""
        return _Draws(self.people[:, cut:], self.classes[:, cut:], self.unreached[:, cut:], self.exchanges)


def _one_after_another(parts: Sequence[_Draws]) -> _Draws:
    """Return the draws of several stretches as one."""
    return _Draws(
        np.concatenate([each.people for each in parts], axis=1),
        np.concatenate([each.classes for each in parts], axis=1),
        np.concatenate([each.unreached for each in parts], axis=1),
        np.sum([each.exchanges for each in parts], axis=0),
    )


def _side_by_side(records: list[ChainRecord]) -> _Draws:
    """Return the draws of all chains in one stretch."""
    return _Draws(
        np.stack([each.people for each in records]),
        np.stack([each.classes for each in records]),
        np.stack([each.unreached for each in records]),
        np.sum([each.exchanges for each in records], axis=0),
    )


def convergence(people: NDArray[np.int64]) -> Convergence:
    """Return how well chains [chains, draws] agree; all equal draws agree fully."""
    values = people.astype(np.float64)
    if np.ptp(values) == 0:
        return Convergence(1.0, float(values.size), float(values.size))
    axes = {"chain_axis": 0, "draw_axis": 1}
    rhat = float(array_stats.rhat(values, **axes))
    bulk = float(array_stats.ess(values, method="bulk", **axes))
    tail = float(array_stats.ess(values, method="tail", prob=(0.05, 0.95), **axes))
    return Convergence(rhat, bulk, tail)


def _walk_all(
    chains: list[_Chain],
    table: TemperedTable,
    settings: ChainSettings,
    draws: int,
    tell: Callable[[int], None],
) -> _Draws:
    """Walk every chain for so many draws, in short stretches."""
    parts: list[_Draws] = []
    temperatures = len(table.counts)
    short = min(_SHORT, max(_CELLS // len(table.on), 1))

    def stretch(chain: _Chain, length: int) -> ChainRecord:
        into = empty_record(length, temperatures)
        advance(
            table,
            chain.state,
            chain.buffers,
            settings.prior,
            chain.rng,
            settings.thin,
            settings.ridge_moves,
            into,
        )
        return into

    with ThreadPoolExecutor(_THREADS) as pool:
        for done in range(0, draws, short):
            length = min(short, draws - done)
            made = list(pool.map(lambda chain, length=length: stretch(chain, length), chains))
            parts.append(_side_by_side(made))
            tell(length)
    return _one_after_another(parts)


def _shares(n: int, temperatures: int | None) -> Floats:
    """Return the temperatures' shares of the people, in equal ratios from all of them to about eighty."""
    least = min(max(_WARMEST / n, 1e-6), 0.5)
    # Half a natural logarithm between neighbours, so that their counts are alike enough to be exchanged.
    count = temperatures or int(max(8, np.ceil(-np.log(least) / 0.5)))
    return np.geomspace(1.0, least, count) if count > 1 else np.ones(1)


def _placed(shares: Floats, exchanges: NDArray[np.int64]) -> Floats:
    """Move the temperatures apart where copies are often exchanged, together where seldom; the last one stays."""
    if len(shares) < 3:
        return shares
    rate = exchanges[:-1, 1] / np.maximum(exchanges[:-1, 0], 1)
    # No gap grows or shrinks by more than a factor of e in a round, lest the temperatures swing.
    gaps = -np.diff(np.log(shares)) * np.exp(1.0 * (rate - rate.mean()))
    gaps *= -np.log(shares[-1]) / gaps.sum()
    return np.exp(-np.concatenate([[0.0], np.cumsum(gaps)]))


class _DrawProgress:
    """Adds up the draws that were made, for the progress."""

    def __init__(self, progress: Progress | None, total: int) -> None:
        self.progress, self.total, self.done = progress, total, 0

    def __call__(self, draws: int) -> None:
        self.done += draws
        if self.progress is not None:
            self.progress(min(self.done, self.total), self.total)


def _begun(whole: TemperedTable, settings: ChainSettings, temperatures: int, seed: int) -> list[_Chain]:
    """Return chains at spread starts, each with a generator of its own."""
    chains = []
    for i, child in enumerate(np.random.SeedSequence([seed, 1]).spawn(settings.chains)):
        rng = np.random.default_rng(child)
        state = start(whole, settings.classes, temperatures, _LEVELS[i % len(_LEVELS)], rng)
        chains.append(_Chain(state, buffers_for(whole, settings.classes, temperatures), rng))
    return chains


def run_chains(lists: Lists, settings: ChainSettings, seed: int, progress: Progress | None = None) -> Walk:
    """Walk the chains; twice as long, and again, until they agree or `doublings` are spent.

    The temperatures are placed and the chains warmed up before a draw is kept; when a walk is prolonged, its first
    third is left out. The same lists, settings and seed give the same draws.
    """
    whole = table_of(lists, settings.limit(lists.n) - lists.n)
    shares = _shares(lists.n, settings.temperatures)
    chains = _begun(whole, settings, len(shares), seed)
    base = settings.steps // settings.thin
    tell = _DrawProgress(progress, base + base // 4)
    for _ in range(_TUNING):
        tried = _walk_all(chains, scaled(whole, shares), settings, max(base // 64, 1), tell)
        shares = _placed(shares, tried.exchanges)
    table = scaled(whole, shares)
    _walk_all(chains, table, settings, base // 8, tell)
    draws = _walk_all(chains, table, settings, base, tell)
    agreed = convergence(draws.people)
    for doubling in range(settings.doublings):
        if agreed.within(settings) or tell.done * settings.thin * len(table.on) > _MOST_WORK:
            break
        tell.total = tell.done + base * 2**doubling
        longer = _walk_all(chains, table, settings, base * 2**doubling, tell)
        draws = _one_after_another([draws.after(draws.people.shape[1] // 3), longer])
        agreed = convergence(draws.people)
    rate = draws.exchanges[:-1, 1] / np.maximum(draws.exchanges[:-1, 0], 1)
    steps = tell.done * settings.thin
    return Walk(draws.people, draws.classes, draws.unreached, shares, rate, steps, agreed)
