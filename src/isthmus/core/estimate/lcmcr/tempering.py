"""A chain: copies of the parameters at several temperatures, which change places.

At a higher temperature the same model has seen fewer people, every count being scaled and rounded, so that Gibbs' step
stays exact there and its posterior is wide enough to walk from mode to mode; exchanging copies (Geyer 1991) by the
ratio of likelihoods leaves the posterior at each temperature, the full table's first of all, as it is.
"""

from math import log
from typing import NamedTuple

import numpy as np

from isthmus.core.compiled import compiled
from isthmus.core.estimate.lcmcr.gibbs import (
    Buffers,
    Floats,
    Numbers,
    State,
    TemperedTable,
    gibbs,
    log_likelihood,
    unseen,
    weigh,
)
from isthmus.core.estimate.lcmcr.ridge_move import ridge_move
from isthmus.core.estimate.values import Lists

__all__ = ["REACHED", "ChainRecord", "advance", "buffers_for", "empty_record", "scaled", "start", "table_of"]

REACHED = 0.05
"""The chance to be on any list below which people are out of reach of all of them (Johndrow, Lum & Manrique-Vallier
2019, who leave such people out of the figure)."""


class ChainRecord(NamedTuple):
    """What a chain leaves: people, classes with over a thousandth of them, exchanges tried and made [R, 2].

    `unreached` is the share, of the people on no list, of classes that all lists together hardly reach.
    """

    people: Numbers
    classes: Numbers
    exchanges: Numbers
    unreached: Floats


def table_of(lists: Lists, limit: int) -> TemperedTable:
    """Return the table with the cell of nobody's list last, and no more than `limit` unseen; one temperature."""
    on = np.vstack([lists.patterns, np.zeros((1, len(lists.names)), dtype=bool)])
    half = len(lists.names) // 2
    low = on[:, :half] @ (1 << np.arange(half))
    high = on[:, half:] @ (1 << np.arange(len(lists.names) - half))
    counts = np.append(lists.counts, 0)[None, :]
    return TemperedTable(
        on, low.astype(np.int64), high.astype(np.int64), counts, np.array([limit], dtype=np.int64)
    )


def scaled(table: TemperedTable, shares: Floats) -> TemperedTable:
    """Return the table with a temperature for each share of its people, rounded cell by cell.

    Cells are rounded at points spread by the golden ratio, lest all that hold one person vanish together.
    """
    points = np.arange(1, table.counts.shape[1] + 1) * 0.6180339887498949 % 1.0
    counts = np.floor(table.counts[:1] * shares[:, None] + points).astype(np.int64)
    counts[:, -1] = 0
    counts[0] = table.counts[0]
    limit = np.floor(table.limit[:1] * shares + 0.5).astype(np.int64)
    return table._replace(counts=counts, limit=limit if table.limit[0] >= 0 else np.full(len(shares), -1))


def start(
    table: TemperedTable, classes: int, temperatures: int, level: float, rng: np.random.Generator
) -> State:
    """Return a start in which a list catches about `level` of the people, up or down with list and class."""
    lists = table.on.shape[1]
    odds = level / (1.0 - level) * np.exp(rng.normal(0.0, 1.0, (temperatures, lists, classes)))
    sticks = rng.beta(1.0, 1.0, (temperatures, classes))
    sticks[:, -1] = 1.0
    rest = np.cumprod(np.column_stack([np.ones(temperatures), 1.0 - sticks[:, :-1]]), axis=1)
    return State(rest * sticks, odds / (1.0 + odds), np.full(temperatures, 0.3), np.arange(temperatures))


def buffers_for(table: TemperedTable, classes: int, temperatures: int) -> Buffers:
    """Return room to work in."""
    cells, lists = table.on.shape
    half = 2 ** (lists - lists // 2)
    return Buffers(
        weights=np.zeros((temperatures, cells, classes)),
        cells=np.zeros((temperatures, cells)),
        first=np.zeros(half),
        last=np.zeros(half),
        into=np.zeros(classes, dtype=np.int64),
        members=np.zeros(classes, dtype=np.int64),
        seen=np.zeros((lists, classes), dtype=np.int64),
        odds=np.zeros(lists),
        column=np.zeros(cells),
    )


def empty_record(kept: int, temperatures: int) -> ChainRecord:
    """Return an empty record of so many draws."""
    return ChainRecord(
        np.zeros(kept, np.int64),
        np.zeros(kept, np.int64),
        np.zeros((temperatures, 2), np.int64),
        np.zeros(kept),
    )


@compiled
def _exchange(
    table: TemperedTable, holder: Numbers, cells: Floats, parity: int, rng: np.random.Generator, made: Numbers
) -> None:
    """Offer every second pair of neighbouring temperatures to exchange their copies."""
    for r in range(parity, holder.size - 1, 2):
        x, y = holder[r], holder[r + 1]
        warm, cold = table.counts[r + 1], table.counts[r]
        change = log_likelihood(cold, table.limit[r], cells[y]) - log_likelihood(
            cold, table.limit[r], cells[x]
        )
        change += log_likelihood(warm, table.limit[r + 1], cells[x])
        change -= log_likelihood(warm, table.limit[r + 1], cells[y])
        made[r, 0] += 1
        if log(1.0 - rng.random()) < change:
            made[r, 1] += 1
            holder[r], holder[r + 1] = y, x


@compiled
def _unreached(caught: Floats, weights: Floats, whole: float) -> float:
    """Return which share of the people on no list is of classes that all lists together hardly reach."""
    share = 0.0
    for k in range(weights.size):
        none = 1.0
        for j in range(caught.shape[0]):
            none *= 1.0 - caught[j, k]
        if none > 1.0 - REACHED:
            share += weights[k]
    return min(share / whole, 1.0) if whole > 0.0 else 0.0


@compiled
def advance(
    table: TemperedTable,
    state: State,
    buffers: Buffers,
    prior: tuple[float, float],
    rng: np.random.Generator,
    thin: int,
    ridge_moves: int,
    into: ChainRecord,
) -> None:
    """Walk until `into` is full, writing down every `thin`-th step at the full table's temperature."""
    temperatures = table.counts.shape[0]
    nobody = table.counts.shape[1] - 1
    seen = table.counts[0].sum()
    for copy in range(temperatures):
        weigh(table, state, copy, buffers)
    for step in range(into.people.size * thin):
        for r in range(temperatures):
            copy = state.holder[r]
            gibbs(table, r, state, copy, prior, buffers, rng)
            ridge_move(table, r, state, copy, buffers, rng, ridge_moves)
        _exchange(table, state.holder, buffers.cells, step % 2, rng, into.exchanges)
        if step % thin == thin - 1:
            first = state.holder[0]
            missing = unseen(seen, table.limit[0], buffers.cells[first, nobody], rng)
            into.people[step // thin] = seen + missing
            into.classes[step // thin] = (state.pi[first] > 0.001).sum()
            into.unreached[step // thin] = _unreached(
                state.caught[first], buffers.weights[first, nobody], buffers.cells[first, nobody]
            )
