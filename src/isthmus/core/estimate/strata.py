"""Several strata estimated apart, and their totals added draw by draw."""

from collections.abc import Mapping, Sequence

import numpy as np

from isthmus.core.estimate.connected_lists import connected_lists
from isthmus.core.estimate.estimate import Estimate, Verdict
from isthmus.core.estimate.estimating import (
    NOT_ASKED,
    EstimateSettings,
    estimate,
    versions,
    with_models_not_asked,
)
from isthmus.core.estimate.list_checks.doubtful_lists import CODES, doubtful_lists
from isthmus.core.estimate.posterior import intervals, modes_of, quantile
from isthmus.core.estimate.values import Lists, ModelFit, not_computed, refusal
from isthmus.core.estimate.verdict import LEAST_MODELS, NOT_SHOWN
from isthmus.core.estimate.vocabulary import ESTIMATE, MODELS, REFUSE, WARN
from isthmus.core.messages import Message, Value
from isthmus.core.progress import Progress

__all__ = ["estimate_strata", "pooled"]


_MOST_NAMED = 6  # strata in one sentence, so that it is read


def _named(strata: Sequence[str]) -> list[Value]:
    """Return the names of strata for a sentence; of many the first ones, and how many more there are."""
    few = strata if len(strata) <= _MOST_NAMED + 1 else strata[:_MOST_NAMED]
    more = len(strata) - len(few)
    return [*few, *([Message("estimate.other_strata", n=more)] if more else [])]


def pooled(strata: Mapping[str, Lists]) -> Lists:
    """Return the lists of all strata as one table."""
    first = next(iter(strata.values()))
    return Lists.of(
        first.names,
        np.concatenate([each.patterns for each in strata.values()]),
        np.concatenate([each.counts for each in strata.values()]),
    )


def _sum(model: str, parts: Mapping[str, Estimate], draws: int, seed: int) -> ModelFit:
    """Add the strata's draws, those of unsettled chains too; a refused stratum counts with its documented people.

    A model that could not be computed in a stratum from which others estimate has no total.
    """
    rng = np.random.default_rng([seed, 2])
    total, middle = np.zeros(draws), 0.0
    estimated = [name for name, part in parts.items() if part.verdict != REFUSE]
    missing = [name for name in estimated if model not in parts[name].shown]
    if missing:
        why = Message("estimate.not_computed_in_strata", n=len(missing), strata=_named(missing))
        return not_computed(model, why)
    for name, part in parts.items():
        if name not in estimated:
            total += part.lists.n
            middle += part.lists.n
            continue
        fitted = part.models[model]
        total += rng.choice(fitted.draws, size=draws, replace=len(fitted.draws) != draws)
        middle += fitted.median
    unsettled = [name for name in estimated if parts[name].models[model].unsettled]
    return ModelFit(
        model=model,
        median=middle if model == "loglinear" else quantile(total, 0.5),
        intervals=intervals(total),
        draws=total,
        modes=modes_of(total),
        prior=Message("estimate.prior.of_each_stratum"),
        detail={"strata_estimated": estimated},
        unsettled=Message("estimate.unsettled_in_strata", n=len(unsettled), strata=_named(unsettled))
        if unsettled
        else None,
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
    return _together(parts, asked, by)


def _together(parts: Mapping[str, Estimate], asked: EstimateSettings, by: str) -> Estimate:
    """Return the estimate of all strata, or why there is none."""
    refused = [name for name, part in parts.items() if part.verdict == REFUSE]
    everybody = pooled({name: part.lists for name, part in parts.items()})
    unestimated = sum(part.lists.n if name in refused else part.unestimated for name, part in parts.items())
    diagnostics: dict[str, object] = {
        "strata_refused": refused,
        "documented_in_refused": sum(parts[name].lists.n for name in refused),
    }
    models = {
        name: _sum(name, parts, asked.draws, asked.seed)
        if len(refused) < len(parts)
        else refusal(name, Message("estimate.every_stratum_refused"))
        for name in MODELS
        if name in asked.models
    }
    verdict = with_models_not_asked(_verdict(parts, refused, models, everybody), asked)
    if verdict.verdict == REFUSE:
        models = {name: each if each.refused else refusal(name, NOT_SHOWN) for name, each in models.items()}
    return Estimate(
        everybody,
        verdict,
        models,
        diagnostics,
        asked.seed,
        versions(),
        strata=parts,
        lower_bound=verdict.verdict != REFUSE and _is_lower_bound(parts),
        stratified_by=by,
        left_out=_lists_never_used(parts),
        unestimated=unestimated,
    )


def _is_lower_bound(parts: Mapping[str, Estimate]) -> bool:
    return any(part.verdict == REFUSE or part.lower_bound for part in parts.values())


def _lists_never_used(parts: Mapping[str, Estimate]) -> tuple[str, ...]:
    """Return the lists that no stratum is estimated from."""
    estimated = [part for part in parts.values() if part.verdict != REFUSE]
    if not estimated:
        return ()
    names = estimated[0].lists.names
    return tuple(name for name in names if all(name in part.left_out for part in estimated))


def _verdict(
    parts: Mapping[str, Estimate], refused: list[str], models: Mapping[str, ModelFit], everybody: Lists
) -> Verdict:
    """Return the verdict on the total; a reason that several strata have in the same words is said once.

    So are lists that may be none, by all people.
    """
    reasons = [
        *doubtful_lists(connected_lists(everybody).lists),
        *(
            Message("estimate.of_strata", strata=_named(strata), reason=reason)
            for reason, strata in _by_reason(parts).items()
        ),
    ]
    if len(refused) == len(parts):
        return Verdict(REFUSE, tuple(reasons))
    left = sum(each.refused is None for each in models.values())
    if left < min(LEAST_MODELS, len(models)):
        return Verdict(REFUSE, (*reasons, Message("estimate.too_few_models", n=left)))
    if refused:
        people = Message("estimate.people", n=sum(parts[name].lists.n for name in refused))
        named = _named(refused)
        reasons.insert(0, Message("estimate.strata_refused", n=len(refused), strata=named, people=people))
    return Verdict(WARN if reasons else ESTIMATE, tuple(reasons))


def _by_reason(parts: Mapping[str, Estimate]) -> dict[Message, list[str]]:
    """Return for each reason the strata that give it, in the order in which they are first told."""
    found: dict[Message, list[str]] = {}
    for name, part in parts.items():
        for reason in part.reasons:
            if reason.code not in (*NOT_ASKED, *CODES):  # these are said once, of all
                found.setdefault(reason, []).append(name)
    return found
