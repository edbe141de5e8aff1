"""The number of people, averaged over models of pairs of lists and of people who differ, or why there is none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from isthmus.core.estimate.goodness_of_fit import GoodnessOfFit
from isthmus.core.estimate.loglinear.cells import table_of
from isthmus.core.estimate.mth.design import KINDS
from isthmus.core.estimate.mth.mixture import Mixture
from isthmus.core.estimate.mth.search import FAR, MOST_LISTS, MthModels, every_model, nearby_models
from isthmus.core.estimate.posterior import modes_of
from isthmus.core.estimate.values import LEVELS, Lists, ModelFit, refusal
from isthmus.core.messages import Message
from isthmus.core.progress import Progress

__all__ = ["fit"]

_MODEL = "mth"
_LEAST_LISTS = 3  # with two, nothing in the table tells their dependence from people on neither
_MOST_FITTED = 5  # lists of which every model is fitted: 4,096; of six there are 131,072
_BEST = 10  # models shown beside the average


def fit(lists: Lists, *, seed: int = 0, draws: int = 4000, progress: Progress | None = None) -> ModelFit:
    """Average over log-linear models of pairs of lists and four kinds of heterogeneity (Rivest & Baillargeon 2007).

    3 to 6 lists, else refused. Models of a kind are weighed by BIC; kinds that fit about as well count in equal parts,
    and intervals span those of each kind, since what they differ in is the people on no list, of whom fit says nothing.
    A model has a log-normal distribution of these. Of six lists only models that a search meets are fitted.
    """
    kept, nobody = lists.with_people()
    why = _too_little(kept)
    if why is not None:
        return refusal(_MODEL, why)
    table = table_of(kept)
    searched = table.lists > _MOST_FITTED
    models = nearby_models(table, progress) if searched else every_model(table, progress)
    detail = _detail(models, table.n) | {"searched": searched, "lists_with_nobody": nobody}
    if not len(models.kinds):
        return refusal(_MODEL, Message("estimate.mth_no_model"), **detail)
    kinds = [_kind_of(models, place, table.n) for place in models.close_kinds()]
    detail["kinds"] = {each.name: each.as_json() for each in kinds}
    mixture = Mixture.of(models.fits.missing, models.fits.variance, models.shares())
    return _averaged(mixture, kinds, table.n, np.random.default_rng(seed), draws, detail)


def _too_little(lists: Lists) -> Message | None:
    """Return why these lists are not even tried, or None; of lists that all have people."""
    many = len(lists.names)
    if not lists.n:
        return Message("estimate.nobody_on_lists")
    if many < _LEAST_LISTS:
        return Message("estimate.too_few_lists", n=many)
    if many > MOST_LISTS:
        return Message("estimate.too_many_lists_for_model", n=many, most=MOST_LISTS)
    if not (lists.patterns.sum(axis=1) > 1).any():
        return Message("estimate.nobody_on_two_lists")
    return None


@dataclass(frozen=True)
class HeterogeneityKind:
    """What the models of one kind of heterogeneity say: their share, least BIC, mean figure and intervals."""

    name: str
    share: float
    bic: float
    estimate: float
    intervals: Mapping[int, tuple[float, float]]

    def as_json(self) -> dict[str, object]:
        """Return the fields by name, of intervals that of 95 %."""
        return {
            "share": self.share,
            "bic": self.bic,
            "estimate": self.estimate,
            "interval95": list(self.intervals[95]),
        }


def _kind_of(models: MthModels, place: int, n: float) -> HeterogeneityKind:
    of_kind, fits = models.kinds == place, models.fits
    shares = models.shares()[of_kind]
    mixture = Mixture.of(fits.missing[of_kind], fits.variance[of_kind], shares)
    return HeterogeneityKind(
        KINDS[place],
        float(shares.sum()),
        float(fits.bic[of_kind].min()),
        n + float(mixture.shares @ mixture.medians),
        mixture.intervals(n),
    )


def _averaged(
    mixture: Mixture,
    kinds: Sequence[HeterogeneityKind],
    n: float,
    rng: np.random.Generator,
    draws: int,
    detail: Mapping[str, object],
) -> ModelFit:
    """Return the average over kinds, with intervals that hold those of every kind."""
    most = (FAR + 1) * n
    people = n + mixture.draws(rng, draws)
    return ModelFit(
        _MODEL,
        median=n + float(mixture.quantiles(np.array(0.5))),
        intervals={
            level: (
                min(each.intervals[level][0] for each in kinds),
                min(max(each.intervals[level][1] for each in kinds), most),
            )
            for level in LEVELS
        },
        draws=np.minimum(people, most),
        modes=modes_of(people),
        edge=float((people > most).mean()),
        prior=Message("estimate.prior.mth"),
        detail=detail,
    )


def _detail(models: MthModels, n: float) -> dict[str, object]:
    """Return what is said beside the figure: the best models, each kind's share, and what was left out."""
    best = [_said(models, place, n) for place in range(min(_BEST, len(models.kinds)))]
    return {
        "fit": _fit_of_best(models) if best else None,
        "best": best,
        "models": {
            "all": len(KINDS) << models.pairs.shape[1],
            "asked": models.asked,
            "fitted": len(models.kinds),
            "not_identifiable": models.not_identifiable,
            "not_existing": models.not_existing,
            "too_far": models.too_far,
        },
    }


def _fit_of_best(models: MthModels) -> dict[str, object]:
    fits, cells = models.fits, (1 << models.lists) - 1
    left = cells - int(fits.parameters[0])
    name = f"{models.name(0)} {KINDS[models.kinds[0]]}"
    return GoodnessOfFit(float(fits.bic[0]), float(fits.deviance[0]), left, name).as_json()


def _said(models: MthModels, place: int, n: float) -> dict[str, object]:
    fits = models.fits
    missing = float(fits.missing[place])
    return {
        "model": models.name(place),
        "h": KINDS[models.kinds[place]],
        "estimate": n + missing,
        "se": float(np.sqrt(missing + missing**2 * fits.variance[place])),
        "deviance": float(fits.deviance[place]),
        "df": (1 << models.lists) - 1 - int(fits.parameters[place]),
        "bic": float(fits.bic[place]),
        "share": float(models.shares()[place]),
    }
