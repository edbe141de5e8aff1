"""How well graphs fit the documented patterns, by maximum likelihood."""

from collections.abc import Sequence

import numpy as np

from isthmus.core.estimate.dga.graphs import Graphs, notation
from isthmus.core.estimate.goodness_of_fit import GoodnessOfFit, goodness_of_fit
from isthmus.core.estimate.loglinear.cells import ContingencyTable, Flags, table_of
from isthmus.core.estimate.loglinear.existence import reduced
from isthmus.core.estimate.loglinear.newton import fit_models
from isthmus.core.estimate.loglinear.search import bic_of, terms_in_order
from isthmus.core.estimate.values import Lists

__all__ = ["best_fit"]


def best_fit(lists: Lists, graphs: Graphs, numbers: Sequence[int]) -> GoodnessOfFit | None:
    """Return the fit of that one of these graphs whose BIC is least; None if none could be fitted."""
    table = table_of(lists)
    found = [
        goodness_of_fit(lists, bic, int(terms.sum()), notation(graphs.cliques(number), lists.names))
        for number in numbers
        for terms in [_terms(graphs.cliques(number), table.lists)]
        if (bic := _bic(terms, table)) is not None
    ]
    return min(found, key=lambda each: each.bic, default=None)


def _terms(cliques: Sequence[int], lists: int) -> Flags:
    """Return every set of lists within a clique: bool[2^J]."""
    sets = np.arange(1 << lists)
    return np.asarray(((sets & ~np.array(cliques)[:, None]) == 0).any(axis=0))


def _bic(terms: Flags, table: ContingencyTable) -> float | None:
    """Return the BIC of the graph as a log-linear model; it has one even where a term runs off to infinity."""
    left = reduced(terms[None], table)
    fits = fit_models(terms_in_order(left.terms), left.cells, table.counts)
    bic = float(bic_of(fits.beta, fits.mu, table, terms.sum()[None])[0])
    return bic if np.isfinite(bic) else None
