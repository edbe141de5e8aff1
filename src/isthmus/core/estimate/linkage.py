"""Estimates over draws of the linkage: what we do not know of who is who, carried into the number (Sadinle 2018)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from isthmus.core.estimate.connected_lists import connected_lists
from isthmus.core.estimate.estimating import EstimateSettings, fitted
from isthmus.core.estimate.lcmcr import ChainSettings
from isthmus.core.estimate.leave_one_out import people_seen_twice
from isthmus.core.estimate.posterior import intervals, modes_of, quantile
from isthmus.core.estimate.values import Lists, ModelFit, refusal
from isthmus.core.estimate.verdict import refused_beforehand, refused_by_data
from isthmus.core.messages import Message
from isthmus.core.progress import Progress

__all__ = ["LinkageAverage", "average_over_draws"]

# Looser than for one estimate: what one draw of the linkage leaves to chance is mixed away by the others.
_SHORT = ChainSettings(chains=4, steps=3_000, doublings=2, rhat=1.05, ess=100)


@dataclass(frozen=True, eq=False)
class LinkageAverage:
    """Models averaged over draws of the linkage; for each, the share of the variance that linking causes.

    `documented` are the people documented in each draw; `refused_draws` is how many draws the data of which carried no
    estimate, and why. A model that could not be computed from some draws is averaged over the others.
    """

    models: dict[str, ModelFit]
    share_of_variance: dict[str, float]
    documented: tuple[int, ...]
    on_two_or_more: tuple[int, ...]
    refused_draws: int
    refusal: Message | None = None

    def as_json(self) -> dict[str, object]:
        """Return the averaged figures by model."""
        return {
            "draws": len(self.documented),
            "documented": [min(self.documented, default=0), max(self.documented, default=0)],
            "refused_draws": self.refused_draws,
            "refusal": None if self.refusal is None else self.refusal.as_json(),
            "models": {
                name: {
                    "median": each.median,
                    "interval95": list(each.intervals[95]),
                    "share_of_variance_by_linking": self.share_of_variance[name],
                }
                for name, each in self.models.items()
                if each.refused is None
            },
        }


def average_over_draws(
    draws: Sequence[Lists], settings: EstimateSettings | None = None, progress: Progress | None = None
) -> LinkageAverage:
    """Fit every model to the lists of every draw of the linkage, and mix the posteriors in equal parts.

    By the law of total variance, the share that linking causes is the variance of the draws' means over the variance
    of the mixture. Chains are shorter than for a single estimate: the mixture of many needs fewer of each.
    """
    asked = replace(settings or EstimateSettings(), chains=_SHORT, checks=False)
    kept: dict[str, list[ModelFit]] = {name: [] for name in asked.models}
    refused_draws = 0
    why: Message | None = None
    for at, lists in enumerate(draws):
        if progress is not None:
            progress(at, len(draws))
        connected = connected_lists(lists)
        early = refused_beforehand(connected, lists)
        models = {} if early else fitted(connected.lists, replace(asked, seed=asked.seed + at))
        no = [early] if early else [each.refused for each in refused_by_data(models)]
        if no:
            refused_draws, why = refused_draws + 1, no[0]
            continue
        for name, one in models.items():
            if one.refused is None:
                kept[name].append(one.with_others(connected.people_outside))
    mixed = {name: _mixed(name, each, asked.draws) for name, each in kept.items() if each}
    return LinkageAverage(
        models={name: each for name, (each, _) in mixed.items()},
        share_of_variance={name: share for name, (_, share) in mixed.items()},
        documented=tuple(lists.n for lists in draws),
        on_two_or_more=tuple(people_seen_twice(lists) for lists in draws),
        refused_draws=refused_draws,
        refusal=why,
    )


def _mixed(model: str, parts: Sequence[ModelFit], draws: int) -> tuple[ModelFit, float]:
    """Return the mixture of the posteriors, and the share of its variance that lies between them."""
    length = min(len(part.draws) for part in parts)
    if length == 0:
        return refusal(model, Message("estimate.no_draws")), 0.0
    each = np.stack([part.draws[np.linspace(0, len(part.draws) - 1, length).astype(int)] for part in parts])
    pooled = each.ravel()
    whole = float(pooled.var())
    share = float(each.mean(axis=1).var()) / whole if whole > 0 else 0.0
    rng = np.random.default_rng([draws, length])
    return (
        ModelFit(
            model=model,
            median=quantile(pooled, 0.5),
            intervals=intervals(pooled),
            draws=rng.permutation(pooled)[:draws],
            modes=modes_of(pooled),
            prior=parts[0].prior,
            detail={"linkages": len(parts)},
        ),
        share,
    )
