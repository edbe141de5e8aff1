"""What becomes of the estimate under another prior."""

import numpy as np

from isthmus.core.estimate.posterior import intervals, quantile
from isthmus.core.estimate.values import ModelFit
from isthmus.core.messages import Message

__all__ = ["by_prior"]


def by_prior(models: dict[str, ModelFit]) -> list[dict[str, object]]:
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
