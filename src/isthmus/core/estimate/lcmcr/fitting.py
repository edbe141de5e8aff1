"""The posterior of the latent class model, or why there is none to show."""

from dataclasses import replace

import numpy as np

from isthmus.core.estimate.lcmcr.chains import ChainSettings, Walk, run_chains
from isthmus.core.estimate.lcmcr.class_number import best_class_number
from isthmus.core.estimate.lcmcr.tempering import REACHED
from isthmus.core.estimate.posterior import intervals, modes_of, quantile, thinned
from isthmus.core.estimate.values import Lists, ModelFit, not_computed, refusal
from isthmus.core.messages import Message
from isthmus.core.progress import Progress

__all__ = ["fit"]

_MODEL = "lcmcr"
# People beyond whom the table weighs no more: chance then moves the people on no list by less than errors of matching
# do, while chains on a table of many millions hardly find the way from mode to mode (decision 0048).
_MOST_WEIGHED = 100_000
_EDGE = 0.9  # the edge is the last tenth of what the prior allows


def _weighed(lists: Lists) -> Lists:
    """Return the lists as of so many people at most, pattern by pattern in proportion (Miller & Dunson 2019)."""
    if lists.n <= _MOST_WEIGHED:
        return lists
    counts = np.rint(lists.counts * (_MOST_WEIGHED / lists.n)).astype(np.int64)
    return Lists.of(lists.names, lists.patterns, counts)


def _walk(lists: Lists, settings: ChainSettings, seed: int, progress: Progress | None) -> Walk:
    """Return draws of everybody's number; of a table that is weighed, of people on no list in the same proportion."""
    weighed = _weighed(lists)
    times = lists.n / weighed.n
    most = None if settings.most is None else max(int(settings.most / times), weighed.n)
    walk = run_chains(weighed, replace(settings, most=most), seed, progress)
    if weighed is lists:
        return walk
    people = lists.n + np.rint((walk.people - weighed.n) * times).astype(np.int64)
    return replace(walk, people=people)


def _detail(walk: Walk, settings: ChainSettings) -> dict[str, object]:
    agreed = walk.convergence
    return {
        "rhat": agreed.rhat,
        "ess": agreed.ess,
        "ess_bulk": agreed.bulk,
        "ess_tail": agreed.tail,
        "chains": settings.chains,
        "steps": walk.steps,
        "draws": int(walk.people.size),
        "classes": settings.classes,
        "classes_used": float(walk.classes.mean()),
        "temperatures": [round(float(share), 5) for share in walk.shares],
        "exchange_rates": [round(float(rate), 3) for rate in walk.exchanged],
        "mean": float(walk.people.mean()),
        "chain_medians": [float(np.median(chain)) for chain in walk.people],
    }


def _out_of_reach(walk: Walk, documented: int, seed: int) -> dict[str, object]:
    """Return how many people on no list are of classes that all lists together hardly reach."""
    rng = np.random.default_rng([seed, 3])
    people = rng.binomial(walk.people - documented, walk.unreached).astype(np.float64).ravel()
    low, high = intervals(people)[95]
    message = (
        Message("estimate.out_of_reach", low=low, high=high, below=REACHED)
        if high
        else Message("estimate.nobody_out_of_reach", below=REACHED)
    )
    return {
        "below": REACHED,
        "median": quantile(people, 0.5),
        "interval95": [low, high],
        "message": message.as_json(),
    }


def fit(
    lists: Lists,
    settings: ChainSettings | None = None,
    *,
    seed: int = 0,
    draws: int = 4000,
    progress: Progress | None = None,
    class_numbers: bool = True,
) -> ModelFit:
    """Return the posterior of N under 1/N, up to the limit of `settings`.

    Refused with fewer than three lists, where no two lists share a person, and, by computing, where chains are far from
    agreeing after the longest walk (R-hat and effective draws, Vehtari et al. 2021). Where they nearly agree, the
    figure is of the draws of all chains, and is said to be unsettled. A table of more than 100,000 people weighs as one
    of so many, in every pattern alike. `class_numbers`: also ask how well classes in a fixed number fit the documented
    patterns at best.
    """
    asked = settings or ChainSettings()
    if len(lists.names) < 3:
        return refusal(_MODEL, Message("estimate.too_few_lists", n=len(lists.names)))
    if lists.n == 0 or not (lists.patterns.sum(axis=1) > 1).any():
        return refusal(_MODEL, Message("estimate.nobody_on_two_lists"))
    walk = _walk(lists, asked, seed, progress)
    detail = _detail(walk, asked) | {"out_of_reach": _out_of_reach(walk, lists.n, seed)}
    agreed = walk.convergence
    if not agreed.within(asked) and agreed.beyond(asked):
        return not_computed(_MODEL, _disagreement(walk, asked), **detail)
    people = walk.people.astype(np.float64).ravel()
    most = asked.limit(lists.n)
    fit_of_classes = best_class_number(lists, seed, asked.classes) if class_numbers else None
    detail["fit"] = fit_of_classes.as_json() if fit_of_classes else None
    return ModelFit(
        model=_MODEL,
        median=quantile(people, 0.5),
        intervals=intervals(people),
        draws=thinned(people, draws),
        modes=modes_of(people, min(agreed.bulk, float(people.size))),
        edge=float((people > _EDGE * most).mean()),
        prior=_prior(asked, most, lists.n),
        detail=detail,
        unsettled=None if agreed.within(asked) else _disagreement(walk, asked),
    )


def _disagreement(walk: Walk, settings: ChainSettings) -> Message:
    return Message(
        "estimate.chains_disagree",
        steps=walk.steps,
        rhat=walk.convergence.rhat,
        most_rhat=settings.rhat,
        ess=round(walk.convergence.ess),
        least_ess=round(settings.ess),
    )


def _prior(settings: ChainSettings, most: int, documented: int) -> Message:
    shape, rate = settings.prior
    prior = Message("estimate.prior.lcmcr", most=most, classes=settings.classes, shape=shape, rate=rate)
    if documented <= _MOST_WEIGHED:
        return prior
    return Message("estimate.prior.lcmcr_weighed", prior=prior, weighed=_MOST_WEIGHED)
