"""The chance that no more than so many people went unseen: the distribution function of the negative binomial."""

from math import exp, lgamma, log, log1p

from isthmus.core.compiled import compiled

__all__ = ["log_chance_within"]

_TINY = 1e-300  # in the place of a denominator of 0, as Lentz's method asks
_SURE = 40.0  # where Chernoff's bound leaves less than exp(-40), the chance is 1 to every digit that is kept


@compiled
def _fraction(a: float, b: float, x: float) -> float:
    """Return the continued fraction of the incomplete beta function (DLMF 8.17.22), by Lentz's method."""
    c, d = 1.0, 1.0 - (a + b) * x / (a + 1.0)
    d = 1.0 / (d if abs(d) > _TINY else _TINY)
    value = d
    for m in range(1, 100_000):
        even = m * (b - m) * x / ((a + 2 * m - 1.0) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1.0))
        step = 1.0
        for term in (even, odd):
            d, c = 1.0 + term * d, 1.0 + term / c
            d = 1.0 / (d if abs(d) > _TINY else _TINY)
            c = c if abs(c) > _TINY else _TINY
            step = c * d
            value *= step
        if abs(step - 1.0) < 1e-14:
            break
    return value


@compiled
def log_chance_within(seen: int, unseen: int, rho: float) -> float:
    """Return log P(X <= unseen), X people unseen beside `seen` where each goes unseen with probability `rho`.

    X is negative binomial, so that P = I(1 - rho; seen, unseen + 1), the regularised incomplete beta function
    (DLMF 8.17). A limit below 0 stands for none.
    """
    if unseen < 0 or seen == 0 or rho <= 0.0:
        return 0.0
    x = 1.0 - rho
    a, b = float(seen), unseen + 1.0
    share = a / (a + b - 1.0)
    if x > share:
        rare = (
            (a + b - 1.0) * (share * log(share / x) + (1.0 - share) * log((1.0 - share) / rho))
            if b > 1.0
            else 0.0
        )
        if rare > _SURE:
            return 0.0
    front = lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log(rho)
    if x < (a + 1.0) / (a + b + 2.0):
        return front + log(_fraction(a, b, x)) - log(a)
    return log1p(-min(exp(front) * _fraction(b, a, rho) / b, 1.0 - 1e-16))
