"""The log-linear estimate of overlapping lists: which model speaks, and everything beside it.

One rule for every table. With three to five lists, each two of which share somebody, the model with the least BIC of
all hierarchical ones speaks, its interval from the profile likelihood. Where some two lists share nobody, or with
more lists, the model that forward stepwise choice of two-list interactions ends in does, with a Wald interval on the
logarithm of the people on no list.

The reason: BIC weighs the likelihood against the number of parameters as if each had its maximum inside its range and
information that grows with the table. A pair that shares nobody has its parameter at minus infinity, where neither
holds, and models with and without it are compared over different cells. Chan, Silverman and Vincent's steps judge each
pair by a probability that holds at an overlap of nobody, too. Both figures are always in `detail`: where they are far
apart, both are readings of the table that can be held, and the choice between them is this convention, not the data's.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from isthmus.core.estimate.goodness_of_fit import goodness_of_fit
from isthmus.core.estimate.loglinear.cells import ContingencyTable, Numbers, table_of
from isthmus.core.estimate.loglinear.models import MOST_LISTS, tops
from isthmus.core.estimate.loglinear.profile import FAR, Profile, normal_quantile, profile_of
from isthmus.core.estimate.loglinear.search import ModelSearch, search
from isthmus.core.estimate.loglinear.stepwise import StepwiseModel, stepwise
from isthmus.core.estimate.values import LEVELS, Lists, Mode, ModelFit, refusal
from isthmus.core.estimate.vocabulary import NO_PRIOR
from isthmus.core.messages import Message
from isthmus.core.progress import Progress

__all__ = ["fit"]

_MOST_STEPPED = 16  # lists: each more doubles the table
_LEAST_LISTS = 3  # with two, nothing in the table tells their dependence from people on neither

_MODEL = "loglinear"
_BEST = 10  # models shown beside the one that speaks
_CLOSE = 6.0  # of BIC: a weight of a twentieth, e^-3, of the best model's


@dataclass(frozen=True, eq=False)
class _Headline:
    """The model that speaks: its estimate, intervals, draws and what it is called."""

    chosen_by: str
    model: str
    interactions: list[int]
    estimate: float
    intervals: Mapping[int, tuple[float, float]]
    draws: Numbers
    bic: float
    parameters: int


def fit(lists: Lists, *, seed: int = 0, draws: int = 4000, progress: Progress | None = None) -> ModelFit:
    """Estimate how many people there are from log-linear models of three lists or more, or say why not."""
    kept, nobody = lists.with_people()
    why = _too_little(kept)
    if why is not None:
        return refusal(_MODEL, why)
    table = table_of(kept)
    all_models = search(table, progress) if table.lists <= MOST_LISTS else None
    steps = stepwise(table, None if all_models else progress)
    profile = _profile_of_best(all_models, table)
    detail = _detail(all_models, profile, steps, table) | {"lists_with_nobody": nobody}
    z = np.random.default_rng(seed).standard_normal(draws)
    headline = _headline(all_models, profile, steps, table, z)
    if headline is None or not headline.estimate <= (FAR + 1) * table.n:
        return refusal(_MODEL, _no_estimate(kept, most=None if headline is None else FAR), **detail)
    fitted = goodness_of_fit(kept, headline.bic, headline.parameters, headline.model)
    return _fitted(headline, table, kept.names, detail | {"fit": fitted.as_json()})


def _profile_of_best(found: ModelSearch | None, table: ContingencyTable) -> Profile | None:
    """Return the profile of the model with the least BIC."""
    if found is None or not len(found.bic):
        return None
    return profile_of(table, found.terms[0], found.cells[0], found.beta[0])


def _headline(
    found: ModelSearch | None,
    profile: Profile | None,
    steps: StepwiseModel | None,
    table: ContingencyTable,
    z: Numbers,
) -> _Headline | None:
    """Return the model that the rule lets speak; None if it has no estimate."""
    if found is not None and not table.pairs_apart():
        if profile is None:
            return None
        estimate = table.n + float(found.missing[0])
        top = tops(found.models[0])
        return _Headline(
            "least_bic",
            found.name(0),
            top,
            estimate,
            profile.intervals,
            profile.at(z),
            float(found.bic[0]),
            int(found.models[0].sum()),
        )
    if steps is None:
        return None
    top, intervals = tops(steps.model), {level: _wald(steps, level) for level in LEVELS}
    return _Headline(
        "forward_stepwise",
        steps.name,
        top,
        steps.estimate,
        intervals,
        steps.at(z),
        steps.bic,
        int(steps.model.sum()),
    )


def _wald(steps: StepwiseModel, level: int) -> tuple[float, float]:
    """Return the interval of the model chosen stepwise."""
    low, high = steps.at(normal_quantile(level) * np.array([-1.0, 1.0]))
    return float(low), float(high)


def _fitted(
    headline: _Headline, table: ContingencyTable, names: tuple[str, ...], detail: dict[str, object]
) -> ModelFit:
    """Return the result; nothing goes beyond a thousand times the documented people, and where it would, it says so."""
    most = (FAR + 1) * table.n
    low, high = headline.intervals[95]
    far = high >= most * (1 - 1e-9)
    intervals = {level: (ends[0], min(ends[1], most)) for level, ends in headline.intervals.items()}
    chosen: dict[str, object] = {
        "model": headline.model,
        "chosen_by": headline.chosen_by,
        "rule": Message("estimate.loglinear_rule").as_json(),
        "interactions": [_named(term, names) for term in headline.interactions if term.bit_count() > 1],
    }
    if far:
        chosen["no_upper_bound"] = Message("estimate.loglinear_cut_off", times=FAR).as_json()
    return ModelFit(
        _MODEL, headline.estimate, intervals, np.minimum(headline.draws, most),
        (Mode(headline.estimate, low, intervals[95][1], 1.0),), float(far), NO_PRIOR, chosen | detail,
    )  # fmt: skip


def _named(term: int, names: tuple[str, ...]) -> list[str]:
    """Return the names of the lists in an interaction."""
    return [name for j, name in enumerate(names) if term >> j & 1]


def _detail(
    found: ModelSearch | None, profile: Profile | None, steps: StepwiseModel | None, table: ContingencyTable
) -> dict[str, object]:
    """Return what is said beside the estimate: every figure that the other choice would have given, too."""
    return {
        "sparse": table.pairs_apart(),
        "stepwise": _said_stepwise(steps),
        "models": _said_models(found),
        "best_bic": _said_best(found, profile, table.n),
        "ten_best": _ten_best(found, table.n),
        "within_6_bic": _close(found, table.n),
    }


def _said_stepwise(steps: StepwiseModel | None) -> dict[str, object] | None:
    if steps is None:
        return None
    return {
        "model": steps.name,
        "estimate": steps.estimate,
        "interval95": list(_wald(steps, 95)),
        "se": steps.error,
        "bic": steps.bic,
        "pairs_without_estimate": steps.turned_down,
    }


def _said_models(found: ModelSearch | None) -> dict[str, object]:
    if found is None:
        return {"said": Message("estimate.loglinear_many_lists", most=MOST_LISTS).as_json()}
    return {
        "asked": found.asked,
        "fitted": len(found.bic),
        "not_existing": found.not_existing,
        "not_identifiable": found.not_identifiable,
        "same_as_a_smaller_model": found.repeats,
    }


def _said_best(found: ModelSearch | None, profile: Profile | None, n: float) -> dict[str, object] | None:
    if found is None or profile is None:
        return None
    return {
        **_said_model(found, 0, n),
        "interval95": list(profile.intervals[95]),
        "profile_top": profile.top,
    }


def _said_model(found: ModelSearch, place: int, n: float) -> dict[str, object]:
    return {
        "model": found.name(place),
        "estimate": n + float(found.missing[place]),
        "se": float(found.error[place]),
        "bic": float(found.bic[place]),
        "share": float(found.shares()[place]),
    }


def _ten_best(found: ModelSearch | None, n: float) -> list[dict[str, object]]:
    if found is None:
        return []
    return [_said_model(found, place, n) for place in range(min(_BEST, len(found.bic)))]


def _close(found: ModelSearch | None, n: float) -> dict[str, object] | None:
    """Return how many models come close to the least BIC, and the range of what they say."""
    if found is None or not len(found.bic):
        return None
    near = found.missing[found.bic <= found.bic[0] + _CLOSE]
    return {"models": len(near), "low": n + float(near.min()), "high": n + float(near.max())}


def _too_little(lists: Lists) -> Message | None:
    """Return why these lists are not even tried, or None; of lists that all have people."""
    many = len(lists.names)
    if not lists.n:
        return Message("estimate.nobody_on_lists")
    if many < _LEAST_LISTS:
        return Message("estimate.too_few_lists", n=many)
    if many > _MOST_STEPPED:
        return Message("estimate.loglinear_too_many_lists", n=many, most=_MOST_STEPPED)
    if lists.n <= many + 1:
        return Message("estimate.loglinear_too_few_people", n=lists.n, parameters=many + 1)
    if not (lists.patterns.sum(axis=1) > 1).any():
        return Message("estimate.nobody_on_two_lists")
    return None


def _no_estimate(lists: Lists, *, most: int | None) -> Message:
    """Return why no model gave a figure; `most`: of how many times the documented people one went beyond, if so."""
    whole = np.flatnonzero(lists.sizes() == lists.n)
    if len(whole):
        return Message("estimate.all_on_one_list", list=lists.names[int(whole[0])])
    if most is not None:
        return Message("estimate.loglinear_too_far", times=most)
    return Message("estimate.loglinear_no_model")
