"""Two lists: Chapman's estimate, which rests on their independence and so is never more than a diagnostic."""

from statistics import NormalDist

import numpy as np

from isthmus.core.estimate.values import Lists
from isthmus.core.messages import Message, MessageError

__all__ = ["chapman"]

_UNBIASED_FROM = 7  # people on both lists (Robson and Regier 1964)


def chapman(lists: Lists) -> dict[str, object]:
    """Return Chapman's (1951) estimate with its variance (Seber 1970; Seber 1982, 3.1) and 95 % interval.

    The interval is log-normal in the people on neither list (Chao 1987), so that it never falls below the documented;
    None where one list lies inside the other, since then nobody is estimated to be missing.
    Raises MessageError unless there are two lists.
    """
    if len(lists.names) != 2:
        raise MessageError(Message("estimate.not_two_lists", n=len(lists.names)))
    first, second = (int(size) for size in lists.sizes())
    both = int(lists.overlaps()[0, 1])
    estimate = (first + 1) * (second + 1) / (both + 1) - 1
    variance = (first + 1) * (second + 1) * (first - both) * (second - both) / ((both + 1) ** 2 * (both + 2))
    return {
        "estimate": estimate,
        "variance": variance,
        "interval95": _interval(lists.n, estimate - lists.n, variance),
        "on_both": both,
        "rests_on": Message("estimate.chapman_rests_on").as_json(),
        "biased": _bias(both),
    }


def _interval(n: int, missing: float, variance: float) -> list[float] | None:
    """Return n + missing / C and n + missing x C."""
    if missing <= 0 or variance <= 0:
        return None
    factor = float(np.exp(NormalDist().inv_cdf(0.975) * np.sqrt(np.log1p(variance / missing**2))))
    return [n + missing / factor, n + missing * factor]


def _bias(both: int) -> dict[str, object] | None:
    if both >= _UNBIASED_FROM:
        return None
    return Message("estimate.chapman_biased", n=both, least=_UNBIASED_FROM).as_json()
