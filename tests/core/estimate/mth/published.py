"""Published tables of overlapping lists, and what R's Rcapture 1.4-4 (Rivest & Baillargeon) says of them.

`rcapture.csv` holds the eight best models by BIC of each kind of heterogeneity: closedpMS.t(maxorder = 2, h = ...).
The tables: Kosovo (Ball et al. 2002), people who inject drugs in Scotland (King et al. 2013), slavery in the United
Kingdom (Bales et al. 2015) and the Netherlands (van Dijk et al. 2017), and spina bifida (Hook et al. 1980).
"""

import csv
from functools import cache
from itertools import combinations
from pathlib import Path

import numpy as np

from isthmus.core.estimate.loglinear.cells import table_of
from isthmus.core.estimate.mth.design import KINDS
from isthmus.core.estimate.mth.search import fits_of
from isthmus.core.estimate.values import Lists

_FOLDER = Path(__file__).parent


def _rows(name):
    with (_FOLDER / name).open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


REFERENCES = _rows("rcapture.csv")
TABLES = sorted({each["table"] for each in REFERENCES})


@cache
def lists_of(name):
    """The lists of a published table."""
    rows = [each for each in _rows("tables.csv") if each["table"] == name]
    on = np.array([[mark == "1" for mark in each["lists"]] for each in rows])
    return Lists.of("ABCDE"[: on.shape[1]], on, [int(each["people"]) for each in rows])


@cache
def figures_of(name, kind):
    """Every model of one kind for a published table, fitted."""
    table = table_of(lists_of(name))
    many = table.lists * (table.lists - 1) // 2
    return fits_of(table, kind, (np.arange(1 << many)[:, None] >> np.arange(many) & 1).astype(bool))


def place_of(model, lists):
    """The number of the model with these pairs, as in `12 34 5`."""
    pairs = [f"{i + 1}{j + 1}" for i, j in combinations(range(lists), 2)]
    return sum(1 << pairs.index(term) for term in model.split() if len(term) > 1)


assert {each["h"] for each in REFERENCES} == set(KINDS)
