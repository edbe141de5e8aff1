"""Lists of people made at random, and results of models made up for the rules that judge them."""

import numpy as np

from isthmus.core.estimate.posterior import intervals, modes_of, quantile
from isthmus.core.estimate.values import Lists, ModelFit


def independent(seed, people=2_000, chances=(0.4, 0.3, 0.3, 0.2)):
    """Lists that reach everybody alike, each for itself."""
    rng = np.random.default_rng(seed)
    on = rng.random((people, len(chances))) < np.array(chances)
    return Lists.of("ABCDEFG"[: len(chances)], on, np.ones(people, dtype=np.int64))


def said(model="lcmcr", about=3_000.0, spread=0.05, seed=1, draws=None, **other):
    """What a model might say: draws around a number, with the figures that follow from them."""
    if draws is None:
        draws = about * np.exp(np.random.default_rng(seed).normal(0, spread, 2_000))
    figures = {"median": quantile(draws, 0.5), "intervals": intervals(draws), "modes": modes_of(draws)}
    return ModelFit(model, draws=draws, **(figures | other))
