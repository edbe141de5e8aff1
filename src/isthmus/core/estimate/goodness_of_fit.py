"""How well a model fits the documented patterns, on one scale for all models; it says nothing of people on no list."""

from dataclasses import asdict, dataclass

import numpy as np
from scipy.special import gammaln, xlogy

from isthmus.core.estimate.values import Lists

__all__ = ["GoodnessOfFit", "goodness_of_fit"]


@dataclass(frozen=True)
class GoodnessOfFit:
    """BIC and deviance over the 2^J - 1 patterns of who is on a list, the degrees of freedom left, and the model.

    BIC is -2 log Poisson likelihood + log(n) x parameters, the number of people being one of these.
    """

    bic: float
    deviance: float
    df: int
    model: str

    def as_json(self) -> dict[str, object]:
        """Return the fields by name."""
        return asdict(self)


def goodness_of_fit(lists: Lists, bic: float, parameters: int, model: str) -> GoodnessOfFit:
    """Return the fit of a model of these lists whose BIC is known."""
    counts = lists.counts.astype(np.float64)
    best = float((xlogy(counts, counts) - counts - gammaln(counts + 1)).sum())
    deviance = max(0.0, bic - np.log(lists.n) * parameters + 2 * best)
    left = (1 << len(lists.names)) - 1 - parameters
    return GoodnessOfFit(float(bic), float(deviance), left, model)
