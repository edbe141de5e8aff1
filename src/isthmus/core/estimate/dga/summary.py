"""What a posterior over graphs and numbers of people is made of, as plain values."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from isthmus.core.estimate.dga.fit import best_fit
from isthmus.core.estimate.dga.graphs import Graphs, notation
from isthmus.core.estimate.dga.posterior import GraphPosterior
from isthmus.core.estimate.dga.quadrature import Cells
from isthmus.core.estimate.values import Lists, Mode
from isthmus.core.messages import Message

__all__ = ["Grid", "Run", "described", "modes_of", "prior_of"]

type Reals = NDArray[np.float64]

_FIGURES = np.array([0.5, 0.025, 0.975])  # median and the 95 % interval
_SHOWN = 10  # graphs, as many as somebody reads
_BINS = 400  # over the middle 99.8 % of the mass: an outlying person is no mode
_SHALLOW = 0.9  # a valley no deeper than this share of the lower top beside it divides nothing
_LEAST = 0.05  # of the mass, that a mode has


@dataclass(frozen=True, eq=False)
class Grid:
    """The posterior over 0 to `up_to` missing people; `beyond`: the share of all mass past that."""

    up_to: int
    cells: Cells
    last_tenth: float
    beyond: float

    @property
    def edge(self) -> float:
        """Return the share of the mass in the last tenth, or past the end, whichever is greater."""
        return max(self.last_tenth, self.beyond)

    def figures(self, documented: int) -> dict[str, object]:
        """Return median and 95 % interval of the number of people."""
        middle, low, high = (int(each) + documented for each in self.cells.quantiles(_FIGURES))
        return {"median": middle, "interval95": [low, high]}

    def as_plain(self, documented: int) -> dict[str, object]:
        """Return the grid and its figures."""
        edge = {"last_tenth": self.last_tenth, "beyond": self.beyond}
        return {"up_to": self.up_to, **self.figures(documented), **edge}


@dataclass(frozen=True, eq=False)
class Run:
    """The posterior under one `delta`, on grids each wider than the one before; the last one counts."""

    delta: float
    sums: GraphPosterior
    grids: tuple[Grid, ...]

    @property
    def cells(self) -> Cells:
        """Return the posterior of the number missing."""
        return self.grids[-1].cells

    @property
    def edge(self) -> float:
        """Return the share of mass at or past the end of the last grid."""
        return self.grids[-1].edge

    @property
    def saturated(self) -> float:
        """Return the posterior of the saturated graph, had it been averaged."""
        return float(self.sums.shares()[-1]) if self.sums.apart is None else self.sums.share_apart()


def prior_of(run: Run) -> Message:
    """Return what the prior is."""
    code = "estimate.prior.dga_with_saturated" if run.sums.apart is None else "estimate.prior.dga"
    return Message(code, delta=run.delta)


def described(lists: Lists, graphs: Graphs, runs: Sequence[Run]) -> dict[str, object]:
    """Return the detail of the first run, with the figures of all of them under `deltas`; JSON-able."""
    run = runs[0]
    return {
        "delta": run.delta,
        "mean": run.sums.mean() + lists.n,
        "graphs": len(graphs) - (run.sums.apart is not None),
        "top": _top(lists, graphs, run),
        "fit": fit.as_json() if (fit := best_fit(lists, graphs, _likeliest(graphs, run))) else None,
        "joined": _joined(lists, graphs, run),
        "saturated": run.saturated,
        "saturated_averaged": run.sums.apart is None,
        "grids": [grid.as_plain(lists.n) for grid in run.grids],
        "nobody_missing": float(run.cells.mass[0]),
        "deltas": [_figures(lists, each, run) for each in runs],
    }


def _top(lists: Lists, graphs: Graphs, run: Run) -> list[dict[str, object]]:
    """Return the likeliest graphs, the likeliest first."""
    shares = run.sums.shares()
    return [
        {"graph": notation(graphs.cliques(number), lists.names), "probability": float(shares[number])}
        for number in _likeliest(graphs, run)
    ]


def _likeliest(graphs: Graphs, run: Run) -> list[int]:
    """Return the numbers of the likeliest graphs, the likeliest first."""
    order = np.argsort(-run.sums.shares(), kind="stable")
    return [int(each) for each in order[: min(_SHOWN, len(graphs) - (run.sums.apart is not None))]]


def _joined(lists: Lists, graphs: Graphs, run: Run) -> list[dict[str, object]]:
    """Return for each two lists the probability that they depend on each other, whatever the other lists say."""
    chances = np.tensordot(run.sums.shares(), graphs.joined, axes=1)
    names = lists.names
    return [
        {"lists": [names[a], names[b]], "probability": min(float(chances[a, b]), 1.0)}
        for a in range(len(names))
        for b in range(a + 1, len(names))
    ]


def _figures(lists: Lists, run: Run, chosen: Run) -> dict[str, object]:
    """Return median and interval under one prior, with what is to be said of it."""
    figures = run.grids[-1].figures(lists.n)
    middle, lowest = run.cells.quantiles(_FIGURES)[0], chosen.cells.quantiles(_FIGURES)[1]
    notes = []
    if run.delta > chosen.delta and middle < lowest:
        notes.append(Message("estimate.looser_prior_decides").as_json())
    if run.saturated > 0.5:
        notes.append(Message("estimate.saturated_outweighs").as_json())
    return {"delta": run.delta, **figures, "edge": run.edge, "saturated": run.saturated, "notes": notes}


def modes_of(cells: Cells, documented: int) -> tuple[Mode, ...]:
    """Return the modes of the number of people, greatest mass first; valleys divide the mass between them.

    The density is taken over equal bins of the number missing, smoothed lightly over its neighbours.
    """
    low, high = (int(end) for end in cells.quantiles(np.array([0.001, 0.999])))
    edges = np.unique(np.rint(np.linspace(low, high + 1, _BINS + 1)).astype(np.int64))
    mass = np.diff(cells.up_to(edges - 1))
    density = _smooth(mass / np.diff(edges)) if len(mass) >= _BINS else mass / np.diff(edges)
    parts = [slice(*ends) for ends in pairwise([0, *_valleys(density, mass), len(mass)])]
    found = [_mode(density, edges, mass, part) for part in parts]
    whole = sum(each.mass for each in found)
    mentions_on_lists = [
        Mode(each.at + documented, each.low + documented, each.high + documented, each.mass / whole)
        for each in found
    ]
    return tuple(sorted(mentions_on_lists, key=lambda each: -each.mass))


def _smooth(density: Reals) -> Reals:
    padded = np.pad(density, 1, mode="edge")
    return np.asarray((padded[:-2] + 2 * padded[1:-1] + padded[2:]) / 4)


def _mode(density: Reals, edges: NDArray[np.int64], mass: Reals, part: slice) -> Mode:
    top = part.start + int(np.argmax(density[part]))
    at = (int(edges[top]) + int(edges[top + 1]) - 1) / 2
    return Mode(at, float(edges[part.start]), float(edges[part.stop] - 1), float(mass[part].sum()))


def _valleys(density: Reals, mass: Reals) -> list[int]:
    """Return where modes are divided: begin with every valley, and fill the shallowest in until all are deep."""
    inner = density[1:-1]
    cuts = [int(at) + 1 for at in np.flatnonzero((inner < density[:-2]) & (inner <= density[2:]))]
    while cuts:
        depth = [_depth(density, mass, cuts, number) for number in range(len(cuts))]
        shallowest = int(np.argmax(depth))
        if depth[shallowest] <= _SHALLOW:
            return cuts
        del cuts[shallowest]
    return cuts


def _depth(density: Reals, mass: Reals, cuts: Sequence[int], number: int) -> float:
    """Return the density in a valley over that of the lower top beside it; 1 where a mode has next to no mass."""
    ends = [0, *cuts, len(density)]
    left, right = slice(ends[number], ends[number + 1]), slice(ends[number + 1], ends[number + 2])
    if min(mass[left].sum(), mass[right].sum()) < _LEAST:
        return 1.0
    return float(density[cuts[number]] / min(density[left].max(), density[right].max()))
