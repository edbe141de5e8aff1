"""The comparisons of two acts of one type: their levels, from what speaks most for one incident to what speaks against.

When and where an act was, how many it was done to, to whom and by whom. Acts of different types are never compared.
"""

from isthmus.core.link.model import BANDS, Comparison, Level

__all__ = ["COMPARED", "COMPARISONS", "by_chance"]

COMPARED = ("date", "place", "low", "high", "victims", "perpetrators")  # fields beside the id and the type

PERIOD = Comparison(
    "period",
    (
        Level("same_day", 0.50, banded=True),
        Level("known_to_a_month", 0.15),
        Level("known_to_a_year", 0.08),
        Level("loosely", 0.06),
        Level("within_three_days", 0.08),
        Level("within_a_month", 0.06),
        Level("apart", 0.07),
    ),
)
SITE = Comparison(
    "site",
    (
        Level("same", 0.55, banded=True),
        Level("next_inside", 0.12),
        Level("far_inside", 0.08),
        Level("similar", 0.10),
        Level("next_above_same", 0.06),
        Level("wider_same", 0.04),
        Level("different", 0.05),
    ),
)
NUMBER = Comparison(
    "number",
    (
        Level("same", 0.55, banded=True),
        Level("ranges_meet_closely", 0.15),
        Level("ranges_meet", 0.15),
        Level("near", 0.08),
        Level("apart", 0.07),
    ),
)
VICTIMS = Comparison(
    "victims",
    (
        Level("several_shared", 0.22),
        Level("one_shared", 0.58),
        Level("none_shared", 0.14),
        Level("too_many", 0.06),
    ),
)
PERPETRATORS = Comparison("perpetrators", (Level("shared", 0.70), Level("none_shared", 0.30)))

COMPARISONS = (PERIOD, SITE, NUMBER, VICTIMS, PERPETRATORS)

# The share of two unrelated acts of one type that reach each level, before any data is seen; in the order above.
_BY_CHANCE = {
    "period": (0.01, 0.02, 0.06, 0.10, 0.02, 0.07, 0.72),
    "site": (0.05, 0.03, 0.05, 0.01, 0.10, 0.30, 0.46),
    "number": (0.35, 0.10, 0.25, 0.10, 0.20),
    "victims": (0.002, 0.01, 0.248, 0.74),
    "perpetrators": (0.10, 0.90),
}


def by_chance(comparison: Comparison) -> list[float]:
    """Return the shares of its expanded levels between unrelated acts, strongest first."""
    return [
        share / BANDS if level.banded else share
        for level, share in zip(comparison.levels, _BY_CHANCE[comparison.name], strict=True)
        for _band in range(BANDS if level.banded else 1)
    ]
