"""All models side by side, what they assume, how far they can be trusted, and whether anything may be shown."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import arviz_stats
import numba
import numpy as np
import scipy

import isthmus
from isthmus.core.estimate import dga, lcmcr, loglinear, mth
from isthmus.core.estimate.connected_lists import ConnectedLists, connected_lists
from isthmus.core.estimate.estimate import Estimate, Verdict
from isthmus.core.estimate.leave_one_out import leave_one_out, people_seen_twice
from isthmus.core.estimate.posterior import intervals, quantile
from isthmus.core.estimate.sensitivity import sensitivity
from isthmus.core.estimate.two_lists import chapman
from isthmus.core.estimate.values import Lists, ModelFit, not_computed, refusal
from isthmus.core.estimate.verdict import NOT_SHOWN, refused_beforehand, refused_by_data, verdict_on
from isthmus.core.estimate.vocabulary import MODELS, REFUSE, WARN, model_name
from isthmus.core.messages import Message, MessageError
from isthmus.core.progress import Progress

__all__ = ["NOT_ASKED", "EstimateSettings", "estimate", "fitted", "versions", "with_models_not_asked"]

NOT_ASKED = ("estimate.models_not_asked", "estimate.models_not_asked_either")  # shown, refused
# Lists that a model takes: of seven there are 617,675 decomposable graphs, and 8,388,608 models of pairs of lists.
_MOST_LISTS = {"dga": dga.MOST_LISTS, "mth": mth.MOST_LISTS}
_SHARES = {
    "lcmcr": 65,
    "dga": 10,
    "loglinear": 10,
    "mth": 5,
}  # of a hundred parts of the work, for the progress
_LEFT_OUT = 10  # likewise, of leaving lists out
_NO_LIMIT = 0.025  # of the mass at the end of the range: then the 95 % interval has no upper end of its own
# Of the documented: with more on lists that share nobody with the others, the total is a lower bound (a convention).
_MOST_OUTSIDE = 0.05


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
    """Fit the models that are asked for; one that does not take so many lists is refused by computing.

    The quick ones come first: a refusal of theirs by the data does not wait for the chains.
    """
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
    whole = sum(_SHARES[name] for name in asked) + _LEFT_OUT
    found: dict[str, ModelFit] = {}
    before = 0
    for name in reversed(asked):
        if refused_by_data(found):
            found[name] = refusal(name, NOT_SHOWN)
        else:
            found[name] = _too_many(name, lists) or _limited(
                runs[name](_part(progress, before, _SHARES[name], whole))
            )
        before += _SHARES[name]
    return {name: found[name] for name in asked}


def _too_many(name: str, lists: Lists) -> ModelFit | None:
    """Return the refusal of a model that does not take so many lists."""
    many, most = len(lists.names), _MOST_LISTS.get(name, len(lists.names))
    if many <= most:
        return None
    return not_computed(name, Message("estimate.too_many_lists_for_model", n=many, most=most))


def _limited(found: ModelFit) -> ModelFit:
    """Return a refusal where nothing but the end of the range limits the number from above."""
    if found.refused is None and found.edge > _NO_LIMIT:
        return refusal(found.model, Message("estimate.no_upper_limit"))
    return found


def estimate(
    lists: Lists, settings: EstimateSettings | None = None, progress: Progress | None = None
) -> Estimate:
    """Return the estimate of everybody's number, its checks, and the verdict on it.

    Only lists that share people, directly or through one another, are estimated from; people on others count as
    documented. Raises MessageError for a model that there is not, and whatever `progress` raises to stop.
    """
    asked = settings or EstimateSettings()
    unknown = set(asked.models) - set(MODELS)
    if unknown or not asked.models:
        raise MessageError(Message("estimate.unknown_model", models=MODELS))
    diagnostics = _overlap(lists)
    connected = connected_lists(lists)
    early = refused_beforehand(connected, lists)
    if early is not None:
        models = {name: refusal(name, Message("estimate.cannot_carry")) for name in asked.models}
        return _refused(lists, Verdict(REFUSE, (early,)), models, diagnostics | _two(lists), asked)
    models = fitted(connected.lists, asked, progress)
    verdict = verdict_on(connected, models)
    if verdict.verdict == REFUSE:
        return _refused(lists, verdict, models, diagnostics, asked)
    left_out = leave_one_out(connected.lists, seed=asked.seed, draws=asked.draws) if asked.checks else ()
    outside = connected.people_outside
    diagnostics["leave_one_out"] = [each.with_others(outside).as_json() for each in left_out]
    diagnostics["priors"] = _by_prior(models, outside)
    diagnostics["sensitivity"] = sensitivity(connected.lists, outside).as_json()
    if progress is not None:
        progress(1, 1)
    return _shown(lists, connected, verdict_on(connected, models, left_out), models, diagnostics, asked)


def _shown(
    lists: Lists,
    connected: ConnectedLists,
    verdict: Verdict,
    models: Mapping[str, ModelFit],
    diagnostics: dict[str, object],
    settings: EstimateSettings,
) -> Estimate:
    """Return the estimate of everybody; who is on lists that are left out counts in every figure."""
    outside = connected.people_outside
    return Estimate(
        lists,
        with_models_not_asked(verdict, settings),
        {name: each.with_others(outside) for name, each in models.items()},
        diagnostics,
        settings.seed,
        versions(),
        lower_bound=outside > _MOST_OUTSIDE * lists.n,
        left_out=connected.left_out,
        unestimated=outside,
    )


def _refused(
    lists: Lists,
    verdict: Verdict,
    models: Mapping[str, ModelFit],
    diagnostics: dict[str, object],
    settings: EstimateSettings,
) -> Estimate:
    """Return the estimate without any figure."""
    hidden = {name: each if each.refused else refusal(name, NOT_SHOWN) for name, each in models.items()}
    verdict = with_models_not_asked(verdict, settings)
    return Estimate(lists, verdict, hidden, diagnostics, settings.seed, versions())


def with_models_not_asked(verdict: Verdict, settings: EstimateSettings) -> Verdict:
    """Return the verdict with the models that were not asked: what they would have said is not known."""
    others = [model_name(name) for name in MODELS if name not in settings.models]
    if not others:
        return verdict
    refused = verdict.verdict == REFUSE
    note = Message(NOT_ASKED[refused], n=len(others), models=others)
    return Verdict(REFUSE if refused else WARN, (*verdict.reasons, note))


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


def _by_prior(models: Mapping[str, ModelFit], others: int) -> list[dict[str, object]]:
    """Return the figures under other priors: every N alike (draws weighed by N), and looser ones for the graphs.

    `others` are people on lists that are left out, who count in each.
    """
    found: list[dict[str, object]] = []
    classes, graphs = models.get("lcmcr"), models.get("dga")
    if classes is not None and classes.refused is None and classes.unsettled is None:
        draws = np.asarray(classes.draws, dtype=np.float64)
        median, (low, high) = quantile(draws, 0.5, draws), intervals(draws, draws)[95]
        prior = Message("estimate.prior.every_number_alike")
        found.append(_of_prior("lcmcr", prior, (median, low, high), others))
    deltas = graphs.detail.get("deltas") if graphs is not None else None
    if isinstance(deltas, (list, tuple)):
        for each in deltas:
            prior = Message("estimate.prior.delta", delta=each["delta"])
            found.append(_of_prior("dga", prior, (each["median"], *each["interval95"]), others))
    return found


def _of_prior(
    model: str, prior: Message, figures: tuple[float, float, float], others: int
) -> dict[str, object]:
    median, low, high = (figure + others for figure in figures)
    return {"model": model, "prior": prior.as_json(), "median": median, "interval95": [low, high]}
