"""Decomposable graphs averaging: how many people are on no list, averaged over which lists depend on which."""

from collections.abc import Callable, Sequence
from functools import partial

import numpy as np
from numpy.typing import NDArray

from isthmus.core.estimate.dga.graphs import Graphs, decomposable
from isthmus.core.estimate.dga.likelihood import likelihood
from isthmus.core.estimate.dga.posterior import GraphPosterior, nothing
from isthmus.core.estimate.dga.summary import Grid, Run, described, modes_of, prior_of
from isthmus.core.estimate.values import LEVELS, Lists, ModelFit, refusal
from isthmus.core.messages import Message, MessageError
from isthmus.core.progress import Progress

__all__ = ["LOOSER", "MOST_LISTS", "average", "averaged"]

# The first grid ends where published software ends it, at ten times the documented, so that figures can be compared.
FIRST = 10  # times the documented people: how many missing ones it goes up to
WIDER = 4  # times: each next grid
GRIDS = 6  # at most, the last one up to 10,240 times the documented people
ENOUGH = 1e-4  # mass in the last tenth of a grid and beyond it, below which it is wide enough
MOST_LISTS = 6  # of six there are 18,154 graphs, of seven 617,675
# The weights of Jeffreys and of a uniform prior: where they change the figure, the prior decides it.
LOOSER = (0.5, 1.0)


def average(
    lists: Lists,
    *,
    delta: float | None = None,
    seed: int = 0,
    draws: int = 4000,
    progress: Progress | None = None,
    with_saturated: bool = False,
    looser: Sequence[float] = LOOSER,
) -> ModelFit:
    """Average the number of people over decomposable graphs (Madigan & York 1997): 3 to 6 lists, else refused.

    `delta` > 0 is the prior's weight for each cell of the full table, 2^-J unless given; graphs are equally likely,
    and a number N of people in proportion to 1/N. The saturated graph, in which only the prior speaks of the people
    on no list, is left out and its posterior stated, unless `with_saturated`. The figures under the `looser` deltas
    are in the detail; none to save two thirds of the time. Up to 50,000 missing people every number is summed where
    that is little work, elsewhere 24 Gauss points for each stretch of 8 standard deviations (`panels`): sums err by
    less than 1e-8, and the share of mass up to any number by less than 1e-6.
    """
    used, empty = _with_people(lists)
    why = _no_figure(used)
    if why is not None:
        return refusal("dga", why, empty_lists=empty)
    graphs = decomposable(len(used.names))
    deltas = _deltas(len(used.names), delta, looser)
    runs = []
    for number, each in enumerate(deltas):
        told = _told(progress, number, len(deltas))
        runs.append(_run(used, graphs, each, with_saturated=with_saturated, told=told))
    return _fitted(used, graphs, runs, np.random.default_rng(seed).random(draws), empty)


def averaged(
    lists: Lists, graphs: Graphs, delta: float, up_to: int, *, with_saturated: bool
) -> GraphPosterior:
    """Return the posterior over 0 to `up_to` missing people and the graphs, worked out in every part."""
    return _unworked(lists, graphs, delta, with_saturated=with_saturated).extended(up_to, thorough=True)


def _unworked(lists: Lists, graphs: Graphs, delta: float, *, with_saturated: bool) -> GraphPosterior:
    return nothing(likelihood(lists, delta, graphs), None if with_saturated else len(graphs) - 1)


def _with_people(lists: Lists) -> tuple[Lists, list[str]]:
    """Return the lists that have people, and the names of those that have none."""
    on = lists.patterns.any(axis=0)
    if on.all() or not on.any():
        return lists, [] if on.any() else list(lists.names)
    named = list(zip(lists.names, on.tolist(), strict=True))
    used = Lists.of([name for name, some in named if some], lists.patterns[:, on], lists.counts)
    return used, [name for name, some in named if not some]


def _no_figure(lists: Lists) -> Message | None:
    """Return why these lists can carry no figure, if so."""
    many = len(lists.names) if lists.n else 0
    if many < 3:
        return Message("estimate.too_few_lists", n=many)
    if many > MOST_LISTS:
        return Message("estimate.too_many_lists_for_model", n=many, most=MOST_LISTS)
    if not (lists.patterns.sum(axis=1) > 1).any():
        return Message("estimate.nobody_on_two_lists")
    return None


def _deltas(size: int, delta: float | None, looser: Sequence[float]) -> list[float]:
    """Return the prior weights to run under, the one that counts first."""
    usual = 2.0**-size
    chosen = usual if delta is None else float(delta)
    if not 0 < chosen < np.inf:
        raise MessageError(Message("estimate.delta_not_positive"))
    return list(dict.fromkeys((chosen, usual, *looser) if looser else (chosen,)))


def _told(progress: Progress | None, number: int, runs: int) -> Callable[[float], None]:
    """Return what tells the share of one run in thousandths of all, each once."""
    said = -1

    def tell(share: float) -> None:
        nonlocal said
        done = int(1000 * (number + share) / runs)
        if progress is not None and done > said:
            said = done
            progress(done, 1000)

    return tell


def _run(
    lists: Lists, graphs: Graphs, delta: float, *, with_saturated: bool, told: Callable[[float], None]
) -> Run:
    """Return the posterior on the first grid that has all but next to nothing of the mass on the widest one."""
    sums = _unworked(lists, graphs, delta, with_saturated=with_saturated)
    wider = []
    for number in range(GRIDS):
        share = partial(_share, told, number)
        sums = sums.extended(FIRST * WIDER**number * lists.n, share)
        wider.append(sums)
    widest = sums.cells()
    grids: list[Grid] = []
    for sums in wider:
        cells = sums.cells()
        beyond = widest.beyond(sums.up_to)
        grids.append(
            Grid(sums.up_to, cells, cells.beyond(0.9 * sums.up_to), beyond + widest.tail() * (1 - beyond))
        )
        if grids[-1].edge < ENOUGH:
            break
    return Run(delta, wider[len(grids) - 1], tuple(grids))


def _share(told: Callable[[float], None], number: int, share: float) -> None:
    told((number + share) / GRIDS)


def _fitted(
    lists: Lists, graphs: Graphs, runs: list[Run], chances: NDArray[np.float64], empty: list[str]
) -> ModelFit:
    chosen = runs[0]
    levels = np.array([[0.5 - level / 200, 0.5 + level / 200] for level in LEVELS])
    ends = chosen.cells.quantiles(levels) + lists.n
    return ModelFit(
        "dga",
        median=float(chosen.cells.quantiles(np.array([0.5]))[0] + lists.n),
        intervals={level: (float(low), float(high)) for level, (low, high) in zip(LEVELS, ends, strict=True)},
        draws=(chosen.cells.quantiles(chances) + lists.n).astype(np.float64),
        modes=modes_of(chosen.cells, lists.n),
        edge=chosen.edge,
        prior=prior_of(chosen),
        detail={**described(lists, graphs, runs), "empty_lists": empty},
    )
