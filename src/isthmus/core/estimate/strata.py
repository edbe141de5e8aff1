"""Several strata estimated apart, and their totals added draw by draw."""

from collections.abc import Mapping, Sequence

import numpy as np

from isthmus.core.estimate.doubtful_lists import CODES, doubtful_lists
from isthmus.core.estimate.estimate import Estimate, Verdict
from isthmus.core.estimate.estimating import EstimateSettings, estimate, versions
from isthmus.core.estimate.posterior import intervals, modes_of, quantile
from isthmus.core.estimate.values import Lists, ModelFit, refusal
from isthmus.core.estimate.vocabulary import ESTIMATE, REFUSE, WARN
from isthmus.core.messages import Message
from isthmus.core.progress import Progress

__all__ = ["estimate_strata", "pooled"]


def pooled(strata: Mapping[str, Lists]) -> Lists:
    """Return the lists of all strata as one table."""
    first = next(iter(strata.values()))
    return Lists.of(
        first.names,
        np.concatenate([each.patterns for each in strata.values()]),
        np.concatenate([each.counts for each in strata.values()]),
    )


def _sum(model: str, parts: Mapping[str, Estimate], draws: int, seed: int) -> ModelFit:
    """Add the strata's draws; one that is refused counts with its documented people."""
    rng = np.random.default_rng([seed, 2])
    total, middle, told = np.zeros(draws), 0.0, []
    for name, part in parts.items():
        fitted = part.models.get(model)
        if part.verdict == REFUSE or fitted is None or fitted.refused is not None:
            total += part.lists.n
            middle += part.lists.n
            continue
        told.append(name)
        total += rng.choice(fitted.draws, size=draws, replace=len(fitted.draws) != draws)
        middle += fitted.median
    if not told:
        return refusal(model, Message("estimate.no_stratum_estimated"))
    return ModelFit(
        model=model,
        median=middle if model == "loglinear" else quantile(total, 0.5),
        intervals=intervals(total),
        draws=total,
        modes=modes_of(total),
        prior=Message("estimate.prior.of_each_stratum"),
        detail={"strata_estimated": told},
    )


def estimate_strata(
    strata: Mapping[str, Lists],
    settings: EstimateSettings | None = None,
    progress: Progress | None = None,
    *,
    by: str = "",
) -> Estimate:
    """Estimate each stratum apart and add the totals by draws; with a refused stratum the total is a lower bound."""
    asked = settings or EstimateSettings()
    parts: dict[str, Estimate] = {}
    for at, (name, lists) in enumerate(strata.items()):

        def tell(done: int, total: int, at: int = at) -> None:
            if progress is not None:
                progress(1000 * at + 1000 * done // max(total, 1), 1000 * len(strata))

        parts[name] = estimate(lists, asked, tell)
    without = [name for name, part in parts.items() if part.verdict == REFUSE]
    names = [
        m for m in asked.models if any(m in p.models and p.models[m].refused is None for p in parts.values())
    ]
    models = {model: _sum(model, parts, asked.draws, asked.seed) for model in names}
    everybody = pooled(strata)
    diagnostics: dict[str, object] = {
        "strata_refused": without,
        "documented_in_refused": sum(parts[name].lists.n for name in without),
    }
    verdict = _verdict(parts, without, tuple(doubtful_lists(everybody)))
    return Estimate(
        everybody,
        verdict,
        models
        if verdict.verdict != REFUSE
        else {name: refusal(name, Message("estimate.every_stratum_refused")) for name in asked.models},
        diagnostics,
        asked.seed,
        versions(),
        strata=parts,
        lower_bound=bool(without) and verdict.verdict != REFUSE,
        stratified_by=by,
    )


def _verdict(parts: Mapping[str, Estimate], without: list[str], doubtful: Sequence[Message]) -> Verdict:
    """Return the verdict; lists that may be none are told of once, by all people."""
    reasons = [
        Message("estimate.of_stratum", stratum=name, reason=reason)
        for name, part in parts.items()
        for reason in part.reasons
        if reason.code not in CODES
    ]
    reasons[:0] = doubtful
    if len(without) == len(parts):
        return Verdict(REFUSE, tuple(reasons))
    if without:
        reasons.insert(0, _lower_bound(without, sum(parts[name].lists.n for name in without)))
    return Verdict(WARN if reasons else ESTIMATE, tuple(reasons))


def _lower_bound(without: Sequence[str], people: int) -> Message:
    sentences = (
        Message("estimate.strata_count_as_documented", n=len(without), strata=without),
        Message("estimate.documented_there", n=people),
        Message("estimate.total_is_lower_bound"),
    )
    return Message("estimate.strata_refused", sentences=sentences)
