"""What is to be said of how well models fit the documented people, which says nothing of how many are on no list."""

from collections.abc import Iterator, Mapping
from typing import Any

from isthmus.core.estimate.values import ModelFit
from isthmus.core.estimate.vocabulary import model_name
from isthmus.core.messages import Message

__all__ = ["warnings_of_fit"]

_WORSE = 10.0  # of BIC: "very strong" evidence against the worse one (Kass and Raftery 1995)
_OUTWEIGHS = (
    0.5  # of the mass: then the graph that is left out explains the overlaps better than all others together
)
_ONE_MODEL_SPEAKS = ("loglinear", "mth")  # of these one model, or a few, give the figure


def warnings_of_fit(models: Mapping[str, ModelFit]) -> Iterator[Message]:
    """Yield which models fit much worse than the best one, and which leave nothing to test them by."""
    fits: dict[str, Any] = {
        name: each.detail["fit"] for name, each in models.items() if each.detail.get("fit")
    }
    if fits:
        yield from _worse({name: float(fit["bic"]) for name, fit in fits.items()})
    for name in _ONE_MODEL_SPEAKS:
        if name in fits and fits[name]["df"] <= 0:
            yield Message("estimate.no_degrees_of_freedom", model=model_name(name))
    graphs = models.get("dga")
    if graphs is not None and not graphs.detail.get("saturated_averaged"):
        share = graphs.detail.get("saturated")
        if isinstance(share, float) and share > _OUTWEIGHS:
            yield Message("estimate.saturated_left_out", share=share)


def _worse(bic: Mapping[str, float]) -> Iterator[Message]:
    best = min(bic, key=lambda name: bic[name])
    worse = [
        Message("estimate.worse_by", model=model_name(name), by=value - bic[best])
        for name, value in bic.items()
        if value > bic[best] + _WORSE
    ]
    if worse:
        yield Message("estimate.fit_worse", best=model_name(best), models=worse)
