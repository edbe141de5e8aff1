"""All models side by side, what they assume, how far they can be trusted, and whether anything may be shown."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

import arviz_stats
import numba
import numpy as np
import scipy

import isthmus
from isthmus.core.estimate import dga, lcmcr, loglinear, mth
from isthmus.core.estimate.doubtful_lists import doubtful_lists
from isthmus.core.estimate.estimate import Estimate, Verdict
from isthmus.core.estimate.leave_one_out import leave_one_out, people_seen_twice
from isthmus.core.estimate.posterior import intervals, quantile
from isthmus.core.estimate.two_lists import chapman
from isthmus.core.estimate.values import Lists, ModelFit, refusal
from isthmus.core.estimate.verdict import NOT_SHOWN, refused_beforehand, verdict_on
from isthmus.core.estimate.vocabulary import MODELS
from isthmus.core.messages import Message, MessageError
from isthmus.core.progress import Progress

__all__ = ["EstimateSettings", "estimate", "fitted", "versions"]

# Lists that a model takes: of seven there are 617,675 decomposable graphs, and 8,388,608 models of pairs of lists.
_MOST_LISTS = {"dga": dga.MOST_LISTS, "mth": mth.MOST_LISTS}
_SHARES = {
    "lcmcr": 65,
    "dga": 10,
    "loglinear": 10,
    "mth": 5,
}  # of a hundred parts of the work, for the progress
_LEFT_OUT = 10  # likewise, of leaving lists out


@dataclass(frozen=True)
class EstimateSettings:
    """Which models, from which seed, how many draws of each are kept, and how the chains walk."""

    models: tuple[str, ...] = MODELS
    seed: int = 1
    draws: int = 4000  # so that 100 lie in either tail of a 95 % interval
    chains: lcmcr.ChainSettings = field(default_factory=lcmcr.ChainSettings)
    checks: bool = True


def versions() -> dict[str, str]:
    """Return the versions of all that has a part in the figures."""
    return {
        "isthmus": isthmus.__version__,
        "numpy": np.__version__,
        "numba": numba.__version__,
        "scipy": scipy.__version__,
        "arviz-stats": arviz_stats.__version__,
    }


def _part(progress: Progress | None, before: int, share: int, whole: int) -> Progress | None:
    """Return a progress that counts as `share` of the whole, after what came before."""
    if progress is None:
        return None
    told = progress

    def tell(done: int, total: int) -> None:
        told(10 * before + 10 * share * done // max(total, 1), 10 * whole)

    return tell


def fitted(lists: Lists, settings: EstimateSettings, progress: Progress | None = None) -> dict[str, ModelFit]:
    """Fit the models that are asked for, as far as they take so many lists."""
    looser = dga.LOOSER if settings.checks else ()
    runs: Mapping[str, Callable[[Progress | None], ModelFit]] = {
        "lcmcr": lambda tell: lcmcr.fit(
            lists,
            settings.chains,
            seed=settings.seed,
            draws=settings.draws,
            progress=tell,
            class_numbers=settings.checks,
        ),
        "dga": lambda tell: dga.average(
            lists, seed=settings.seed, draws=settings.draws, progress=tell, looser=looser
        ),
        "loglinear": lambda tell: loglinear.fit(
            lists, seed=settings.seed, draws=settings.draws, progress=tell
        ),
        "mth": lambda tell: mth.fit(lists, seed=settings.seed, draws=settings.draws, progress=tell),
    }
    asked = [name for name in MODELS if name in settings.models]
    many = int((lists.sizes() > 0).sum())
    asked = [name for name in asked if many <= _MOST_LISTS.get(name, many)]
    whole = sum(_SHARES[name] for name in asked) + _LEFT_OUT
    found: dict[str, ModelFit] = {}
    before = 0
    for name in reversed(asked):  # the quick ones first: a refusal of theirs does not wait for the chains
        if any(one.refused for one in found.values()):
            found[name] = refusal(name, NOT_SHOWN)
            continue
        found[name] = runs[name](_part(progress, before, _SHARES[name], whole))
        before += _SHARES[name]
    return {name: found[name] for name in asked}


def _too_many(lists: Lists, settings: EstimateSettings) -> list[Message]:
    many = int((lists.sizes() > 0).sum())
    codes = {"dga": "estimate.graphs_left_out", "mth": "estimate.mth_left_out"}
    return [
        Message(codes[name], n=many, most=most)
        for name, most in _MOST_LISTS.items()
        if name in settings.models and many > most
    ]


def estimate(
    lists: Lists, settings: EstimateSettings | None = None, progress: Progress | None = None
) -> Estimate:
    """Return the estimate of everybody's number, its checks, and the verdict on it.

    Raises MessageError for a model that there is not, and whatever `progress` raises to stop.
    """
    asked = settings or EstimateSettings()
    unknown = set(asked.models) - set(MODELS)
    if unknown or not asked.models:
        raise MessageError(Message("estimate.unknown_model", models=MODELS))
    diagnostics = _overlap(lists)
    early = refused_beforehand(lists)
    if early is not None:
        models = {name: refusal(name, Message("estimate.cannot_carry")) for name in asked.models}
        return _answer(lists, early, models, diagnostics | _two(lists), asked)
    models = fitted(lists, asked, progress)
    notes = [*doubtful_lists(lists), *_too_many(lists, asked)]
    if any(one.refused for one in models.values()):
        return _answer(
            lists, verdict_on(lists, models, (), notes), _without_figures(models), diagnostics, asked
        )
    left_out = leave_one_out(lists, seed=asked.seed, draws=asked.draws) if asked.checks else ()
    diagnostics["leave_one_out"] = [each.as_json() for each in left_out]
    diagnostics["priors"] = _by_prior(models)
    if progress is not None:
        progress(1, 1)
    return _answer(lists, verdict_on(lists, models, left_out, notes), models, diagnostics, asked)


def _answer(
    lists: Lists,
    verdict: Verdict,
    models: Mapping[str, ModelFit],
    diagnostics: dict[str, object],
    settings: EstimateSettings,
) -> Estimate:
    return Estimate(lists, verdict, models, diagnostics, settings.seed, versions())


def _without_figures(models: Mapping[str, ModelFit]) -> dict[str, ModelFit]:
    """Return the models without a figure: what one of them cannot carry, the others do not show."""
    hidden = {}
    for name, one in models.items():
        if one.refused is None:
            hidden[name] = refusal(name, NOT_SHOWN)
        else:
            kept = {key: one.detail[key] for key in ("rhat", "ess", "steps", "chains") if key in one.detail}
            hidden[name] = replace(one, detail=kept)
    return hidden


def _overlap(lists: Lists) -> dict[str, object]:
    """Return what is plain from the table."""
    return {
        "sizes": {name: int(size) for name, size in zip(lists.names, lists.sizes(), strict=True)},
        "overlaps": {
            f"{lists.names[i]} and {lists.names[j]}": int(lists.overlaps()[i, j])
            for i in range(len(lists.names))
            for j in range(i + 1, len(lists.names))
        },
        "on_two_or_more": people_seen_twice(lists),
        "patterns": [
            {"lists": [n for n, on in zip(lists.names, row, strict=True) if on], "people": int(count)}
            for row, count in zip(lists.patterns, lists.counts, strict=True)
        ],
    }


def _two(lists: Lists) -> dict[str, object]:
    """Return Chapman's estimate, where there are two lists with people."""
    used = [at for at, size in enumerate(lists.sizes()) if size > 0]
    if len(used) != 2:
        return {}
    two = Lists.of([lists.names[at] for at in used], lists.patterns[:, used], lists.counts)
    return {"chapman": chapman(two)}


def _by_prior(models: dict[str, ModelFit]) -> list[dict[str, object]]:
    """Return the figures under other priors: every N alike (draws weighed by N), and looser ones for the graphs."""
    found: list[dict[str, object]] = []
    for name in ("lcmcr", "dga"):
        fitted = models.get(name)
        if fitted is None or fitted.refused is not None:
            continue
        if name == "lcmcr":
            draws = np.asarray(fitted.draws, dtype=np.float64)
            found.append(
                {
                    "model": name,
                    "prior": Message("estimate.prior.every_number_alike").as_json(),
                    "median": quantile(draws, 0.5, draws),
                    "interval95": list(intervals(draws, draws)[95]),
                }
            )
        deltas = fitted.detail.get("deltas")
        if isinstance(deltas, (list, tuple)):
            found.extend({"model": name, "prior": _delta(each["delta"]), **_figures(each)} for each in deltas)
    return found


def _delta(delta: float) -> dict[str, object]:
    return Message("estimate.prior.delta", delta=delta).as_json()


def _figures(each: dict[str, object]) -> dict[str, object]:
    return {"median": each["median"], "interval95": each["interval95"]}
