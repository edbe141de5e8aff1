"""Fitting the classes of pairs to what was compared, again from other starts and on other records: what it is worth."""

from collections.abc import Sequence

import numpy as np

from isthmus.core.link.brackets import luck_of
from isthmus.core.link.em import START
from isthmus.core.link.model import Comparison
from isthmus.core.link.pair_classes import FittedClasses
from isthmus.core.link.pairs import Reals
from isthmus.core.link.results import LinkModel
from isthmus.core.link.unmatched import SampledPatterns
from isthmus.core.link.verdict import FitEvidence, verdict
from isthmus.engines import blocks, scoring
from isthmus.engines.connection import Engine, one
from isthmus.engines.record_weights import few_people_weights, weighed
from isthmus.engines.refits import Refits, refits
from isthmus.engines.splink_settings import Backend

__all__ = ["fitted_model"]


def fitted_model(
    engine: Engine,
    on: Backend,
    columns: set[str],
    patterns: scoring.Patterns,
    found: Sequence[Comparison],
    rules: Sequence[blocks.Rule],
    records: int,
    seed: int,
) -> LinkModel:
    """Fit the classes of pairs to the table `vectors` and to pairs of any two records; say what it is worth."""
    scoring.draw(engine, columns, seed)
    if tuple(rules) == (blocks.EVERY_PAIR,):
        engine.execute(
            "create or replace table drawn_levels as select * from vectors semi join drawn using (l, r)"
        )
    else:
        on.compare_these("drawn", "drawn_levels")
    sample = scoring.sampled(engine, "drawn_levels", found)
    basis = scoring.FitBasis.of(patterns, sample, records)
    fit = scoring.fitted(patterns, found, basis)
    weights = few_people_weights(engine, patterns, fit, records)
    if weights is not None:
        basis = _where_few_have_many(engine, patterns, weights)
        fit = scoring.fitted(patterns, found, basis)
    others = refits(engine, patterns, found, basis, fit, seed=seed)
    if others.better is not None:
        fit = scoring.fitted(patterns, found, basis, start=others.better * START)
        start, known = others.better, others.starts
        others = refits(engine, patterns, found, basis, fit, seed=seed, start=start, known=known)
    engine.execute("drop table drawn; drop table drawn_levels")
    days = "born_k" in columns and one(engine, "select count(born_k) from records")[0] > 0
    said = verdict(_evidence(patterns, found, sample, fit, others, records, days=days))
    luck = luck_of(fit.posterior(patterns.levels)[:, 0], patterns.counts.astype(np.float64))
    names = tuple(each.name for each in found)
    return LinkModel(names, tuple(rules), fit, said, others.fewest, others.most, luck)


def _where_few_have_many(engine: Engine, patterns: scoring.Patterns, weights: Reals) -> scoring.FitBasis:
    found = weighed(engine, patterns, [weights])[0]
    return scoring.FitBasis(found.counts, found.sample, weights, float(found.sample.weight.sum()))


def _evidence(
    patterns: scoring.Patterns,
    found: Sequence[Comparison],
    sample: SampledPatterns,
    fit: FittedClasses,
    others: Refits,
    records: int,
    *,
    days: bool,
) -> FitEvidence:
    names = [each.name for each in found]
    probability, counts = fit.posterior(patterns.levels)[:, 0], patterns.counts.astype(np.float64)
    within = by_chance = 0.0
    if "list" in names:
        at = names.index("list")
        matched = probability * counts
        within = float(matched[patterns.levels[:, at] == 0].sum() / max(matched.sum(), 1e-300))
        by_chance = float(sample.weight[sample.levels[:, at] == 0].sum() / sample.weight.sum())
    return FitEvidence(records, names, probability, counts, others.by_starts, days, within, by_chance)
