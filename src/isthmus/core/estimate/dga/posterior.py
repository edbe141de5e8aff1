"""The posterior of the number of missing people, averaged over graphs: worked out piece by piece as the grid grows."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.polynomial.chebyshev import chebpts1
from numpy.typing import NDArray

from isthmus.core.estimate.dga.likelihood import Likelihood
from isthmus.core.estimate.dga.quadrature import (
    POINTS,
    RISE,
    Cells,
    Panel,
    gauss,
    is_smooth,
    log_between,
    panels,
    runs,
)

__all__ = ["GraphPosterior", "nothing"]

type Reals = NDArray[np.float64]
type Whole = NDArray[np.int64]

EXACT = 50_000  # up to here one by one, if that is no more than so much work:
_WORK = 2_000_000  # graphs times numbers, beyond which panels are much quicker
# How far (natural logarithms) below the best graph at both ends of a panel a graph is nothing in it, and how far it is
# too little to be seen in the density:
_AWAY, _MAIN = 45.0 + RISE, 20.0 + RISE
# How far below the top of all a panel is nothing, and drawn straight between its ends; and how far it has no mass that
# would be seen in a figure:
_NOTHING, _FAINT = 80.0 + RISE, 25.0 + RISE
_PARTS = 4  # of a panel that one polynomial cannot follow: where one graph gives way to another


@dataclass(frozen=True, eq=False)
class GraphPosterior:
    """Sums over the numbers up to `up_to`, in units of exp(`top`); the graph `apart`, if any, is not averaged.

    `graphs` float64[G]: the mass of each graph; `moment`: the sum of mass times number; `last` and `logs`: for each
    run of numbers the last one and the logarithm of its mass.
    """

    likelihood: Likelihood
    apart: int | None
    graphs: Reals
    up_to: int = -1
    top: float = -np.inf
    moment: float = 0.0
    log_apart: float = -np.inf
    last: tuple[Whole, ...] = ()
    logs: tuple[Reals, ...] = ()

    def extended(
        self, up_to: int, told: Callable[[float], None] = lambda _: None, *, thorough: bool = False
    ) -> "GraphPosterior":
        """Return the sums up to this number; `told` hears the share done; `thorough`: no panel counts as nothing."""
        whole = panels(self.up_to + 1, up_to, self.likelihood.documented)
        pieces = _pieces(self, whole, thorough=thorough)
        work = sum(len(piece.graphs) * len(piece.panel) for piece in pieces if piece.panel.last <= EXACT)
        sums = replace(self, log_apart=_log_apart(self, whole))
        for number, piece in enumerate(pieces):
            exact = piece.panel.must_be_exact or (piece.panel.last <= EXACT and work <= _WORK)
            sums = _with_line(sums, piece) if piece.is_nothing else _with_piece(sums, piece, exact=exact)
            told((number + 1) / len(pieces))
        return replace(sums, up_to=up_to)

    def cells(self) -> Cells:
        """Return the posterior of the number missing."""
        return Cells.of(np.concatenate(self.last), np.concatenate(self.logs))

    def shares(self) -> Reals:
        """Return the posterior of the graphs that are averaged: float64[G]."""
        return np.asarray(self.graphs / self.graphs.sum())

    def share_apart(self) -> float:
        """Return the posterior of the graph apart, had it been averaged too."""
        behind = self.top + np.log(self.graphs.sum()) - self.log_apart
        return float(np.exp(-np.logaddexp(0, behind)))

    def mean(self) -> float:
        """Return the mean of the number missing."""
        return float(self.moment / self.graphs.sum())

    def _with(self, numbers: Reals, weights: Reals, graphs: Whole) -> tuple["GraphPosterior", Reals]:
        """Return the sums with these points, and the logarithm of the density at each."""
        terms = self.likelihood.log_terms(numbers, graphs)
        peaks = terms.max(axis=0)
        terms -= peaks
        np.exp(terms, out=terms)
        density = terms.sum(axis=0)
        top = max(self.top, float(peaks.max()))
        fall = float(np.exp(self.top - top))
        unit = weights * np.exp(peaks - top)
        masses = self.graphs * fall if fall < 1 else self.graphs.copy()
        masses[graphs] += terms @ unit
        moment = self.moment * fall + float(unit @ (density * numbers))
        sums = replace(self, graphs=masses, top=top, moment=moment)
        return sums, np.asarray(peaks + np.log(density))


def nothing(likelihood: Likelihood, apart: int | None) -> GraphPosterior:
    """Return the sums over no numbers yet."""
    return GraphPosterior(likelihood, apart, np.zeros(len(likelihood.factors)))


@dataclass(frozen=True, eq=False)
class _Piece:
    """A panel, the graphs that may matter in it, the log density at its ends, and how little it is."""

    panel: Panel
    graphs: Whole
    main: Whole  # those of them that can be seen in the density
    ends: tuple[float, float]
    is_faint: bool
    is_nothing: bool


def _pieces(sums: GraphPosterior, whole: Sequence[Panel], *, thorough: bool) -> list[_Piece]:
    """Return the panels with what their ends say of the graphs."""
    found = list(_at_ends(sums, whole))
    above = [max(ends) + float(np.log(len(panel))) for panel, (_, _, ends) in zip(whole, found, strict=True)]
    highest = max(sums.top, *above)
    pieces = []
    for panel, high, (graphs, main, ends) in zip(whole, above, found, strict=True):
        is_nothing = not (thorough or panel.must_be_exact) and high < highest - _NOTHING
        pieces.append(_Piece(panel, graphs, main, ends, high < highest - _FAINT, is_nothing))
    return pieces


def _at_ends(
    sums: GraphPosterior, whole: Sequence[Panel]
) -> Iterator[tuple[Whole, Whole, tuple[float, float]]]:
    """Yield for each panel the graphs that may matter in it, and the log density at its ends, at most."""
    likelihood, everyone = sums.likelihood, np.arange(len(sums.graphs))
    averaged = everyone[everyone != sums.apart]
    edges = np.array([panel.first for panel in whole] + [whole[-1].last + 1], dtype=np.float64)
    for part in _chunks(len(whole), likelihood.at_a_time(len(averaged))):
        terms = likelihood.log_terms(edges[part.start : part.stop + 1], averaged)
        best = terms.max(axis=0)
        near, main = terms > best - _AWAY, terms > best - _MAIN
        logs = best + np.log(near.sum(axis=0))
        for at in range(len(best) - 1):
            may, does = (averaged[which[:, at] | which[:, at + 1]] for which in (near, main))
            yield may, does, (float(logs[at]), float(logs[at + 1]))


def _log_apart(sums: GraphPosterior, whole: Sequence[Panel]) -> float:
    """Return the logarithm of the mass of the graph apart with these panels."""
    if sums.apart is None:
        return sums.log_apart
    total, graph = sums.log_apart, np.array([sums.apart])
    parts = [_one_by_one(panel) if panel.must_be_exact else gauss(panel) for panel in whole]
    numbers, weights = (np.concatenate(each) for each in zip(*parts, strict=True))
    for part in _chunks(len(numbers), sums.likelihood.at_a_time(100)):
        alone = sums.likelihood.log_terms(numbers[part], graph)[0] + np.log(weights[part])
        total = float(np.logaddexp.reduce(alone, initial=total))
    return total


def _chunks(many: int, size: int) -> Iterator[slice]:
    yield from (slice(start, min(start + size, many)) for start in range(0, many, size))


def _with_line(sums: GraphPosterior, piece: _Piece) -> GraphPosterior:
    """Return the sums with a panel of next to no mass: one run of numbers, and nothing for graphs or mean."""
    log = float(np.logaddexp(*piece.ends)) - np.log(2) + np.log(len(piece.panel))
    return replace(sums, last=(*sums.last, np.array([piece.panel.last])), logs=(*sums.logs, np.array([log])))


def _with_piece(sums: GraphPosterior, piece: _Piece, *, exact: bool) -> GraphPosterior:
    numbers, weights = _one_by_one(piece.panel) if exact else gauss(piece.panel)
    logs = np.empty(len(numbers))
    for part in _chunks(len(numbers), sums.likelihood.at_a_time(len(piece.graphs))):
        sums, logs[part] = sums._with(numbers[part], weights[part], piece.graphs)  # noqa: SLF001
    if exact:
        return _with_runs(sums, numbers.astype(np.int64), logs)
    edges = runs(piece.panel, logs)
    middles = (edges[:-1] + edges[1:] - 1) / 2
    if piece.is_faint or is_smooth(numbers, weights, logs):
        cells = log_between(numbers, logs, middles)
    else:
        cells = _log_by_parts(sums.likelihood, middles, piece.main)
    cells += np.log(np.diff(edges))
    mass = np.logaddexp.reduce(logs + np.log(weights))
    return _with_runs(sums, edges[1:] - 1, cells + (mass - np.logaddexp.reduce(cells)))


def _with_runs(sums: GraphPosterior, last: Whole, logs: Reals) -> GraphPosterior:
    return replace(sums, last=(*sums.last, last), logs=(*sums.logs, logs))


def _one_by_one(panel: Panel) -> tuple[Reals, Reals]:
    numbers = np.arange(panel.first, panel.last + 1, dtype=np.float64)
    return numbers, np.ones(len(numbers))


def _log_by_parts(likelihood: Likelihood, numbers: Reals, graphs: Whole) -> Reals:
    """Return the logarithm of the density of these graphs, where one gives way to another within a panel."""
    return np.concatenate(
        [_log_in_part(likelihood, part, graphs) for part in np.array_split(numbers, _PARTS)]
    )


def _log_in_part(likelihood: Likelihood, numbers: Reals, graphs: Whole) -> Reals:
    if len(numbers) <= POINTS:
        return _log_density(likelihood, numbers, graphs)
    places = (numbers[0] + numbers[-1] + (numbers[-1] - numbers[0]) * chebpts1(POINTS)) / 2
    return log_between(places, _log_density(likelihood, places, graphs), numbers)


def _log_density(likelihood: Likelihood, numbers: Reals, graphs: Whole) -> Reals:
    """Return the logarithm of the density of these graphs together at each number."""
    logs = np.empty(len(numbers))
    for part in _chunks(len(numbers), likelihood.at_a_time(len(graphs))):
        terms = likelihood.log_terms(numbers[part], graphs)
        peaks = terms.max(axis=0)
        terms -= peaks
        logs[part] = peaks + np.log(np.exp(terms, out=terms).sum(axis=0))
    return logs
