"""What a posterior over graphs and numbers of people is made of, as plain values."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from isthmus.core.estimate.dga.cells import Cells
from isthmus.core.estimate.dga.graphs import Graphs, notation
from isthmus.core.estimate.dga.posterior import Averaged
from isthmus.core.estimate.values import Lists

__all__ = ["Grid", "Run", "described", "said_of_prior"]

_FIGURES = np.array([0.5, 0.025, 0.975])  # median and the 95 % interval
_SHOWN = 10  # graphs
_LOOSER = (
    "This looser prior pulls the figure towards the documented count: the prior decides it, not the lists."
)
_OUTWEIGHED = (
    "The graph in which all lists depend on each other would outweigh all others under this prior, and bring the "
    "figure down onto the documented count."
)


@dataclass(frozen=True, eq=False)
class Grid:
    """The posterior over 0 to `up_to` missing people; `beyond`: the share of all mass past that."""

    up_to: int
    cells: Cells
    last_tenth: float
    beyond: float

    @property
    def edge(self) -> float:
        """The share of the mass in the last tenth, or past the end, whichever is greater."""
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
    sums: Averaged
    grids: tuple[Grid, ...]

    @property
    def cells(self) -> Cells:
        """The posterior of the number missing."""
        return self.grids[-1].cells

    @property
    def edge(self) -> float:
        """The share of mass at or past the end of the last grid."""
        return self.grids[-1].edge

    @property
    def saturated(self) -> float:
        """The posterior of the saturated graph, had it been averaged."""
        return float(self.sums.shares()[-1]) if self.sums.apart is None else self.sums.share_apart()


def said_of_prior(run: Run) -> str:
    """Return the prior in words."""
    which = "decomposable graph" if run.sums.apart is None else "decomposable graph but the saturated one"
    return (
        f"The number of people in proportion to 1/N, every {which} equally likely, and chances with a "
        f"hyper-Dirichlet prior that weighs {run.delta:g} for each cell of the full table."
    )


def described(lists: Lists, graphs: Graphs, runs: Sequence[Run]) -> dict[str, object]:
    """Return the detail of the first run, with the figures of all of them under `deltas`; JSON-able."""
    run = runs[0]
    return {
        "delta": run.delta,
        "mean": run.sums.mean() + lists.n,
        "graphs": len(graphs) - (run.sums.apart is not None),
        "top": _top(lists, graphs, run),
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
    order = np.argsort(-shares, kind="stable")[: min(_SHOWN, len(graphs) - (run.sums.apart is not None))]
    return [
        {"graph": notation(graphs.cliques(number), lists.names), "probability": float(shares[number])}
        for number in order.tolist()
    ]


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
        notes.append(_LOOSER)
    if run.saturated > 0.5:
        notes.append(_OUTWEIGHED)
    return {"delta": run.delta, **figures, "edge": run.edge, "saturated": run.saturated, "notes": notes}
