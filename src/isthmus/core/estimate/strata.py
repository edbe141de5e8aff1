"""Several strata estimated apart, and their totals added draw by draw."""

from collections.abc import Mapping

import numpy as np

from isthmus.core.estimate.estimate import Estimate, Verdict
from isthmus.core.estimate.estimating import EstimateSettings, estimate, versions
from isthmus.core.estimate.posterior import intervals, modes_of, quantile
from isthmus.core.estimate.values import Lists, ModelFit, Progress, refusal
from isthmus.core.estimate.vocabulary import ESTIMATE, REFUSE, WARN
from isthmus.core.estimate.words import joined, number

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
        return refusal(model, "no stratum carries an estimate")
    return ModelFit(
        model=model,
        median=middle if model == "loglinear" else quantile(total, 0.5),
        intervals=intervals(total),
        draws=total,
        modes=modes_of(total),
        prior="that of each stratum",
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
    judged = _judged(parts, without)
    return Estimate(
        everybody,
        judged,
        models
        if judged.verdict != REFUSE
        else {name: refusal(name, "every stratum is refused") for name in asked.models},
        diagnostics,
        asked.seed,
        versions(),
        strata=parts,
        lower_bound=bool(without) and judged.verdict != REFUSE,
        stratified_by=by,
    )


def _people(count: int) -> str:
    return "the one person" if count == 1 else f"the {number(count)} people"


def _judged(parts: Mapping[str, Estimate], without: list[str]) -> Verdict:
    if len(without) == len(parts):
        return Verdict(
            REFUSE, tuple(f"{name}: {reason}" for name in without for reason in parts[name].reasons)
        )
    said = []
    if without:
        people = sum(parts[name].lists.n for name in without)
        said.append(
            f"{joined(without)} can not be estimated and count{'s' * (len(without) == 1)} with "
            f"{_people(people)} documented there: the total is a lower bound."
        )
    said += [f"{name}: {why}" for name, part in parts.items() for why in part.reasons]
    return Verdict(WARN if said else ESTIMATE, tuple(said))
