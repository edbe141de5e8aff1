"""The comparisons of two records: their levels, from what speaks most for one person to what speaks most against.

Each comparison has a fixed list of levels. An engine finds the level of each pair; expectation maximisation finds how
much more often each level comes among pairs of one person than among others.
"""

from collections.abc import Iterable
from dataclasses import dataclass

__all__ = ["BANDS", "Comparison", "Level", "comparisons"]

BANDS = 4  # how rare a value is: its quarter, over records; the first quarter holds the rarest values


@dataclass(frozen=True, slots=True)
class Level:
    """`code` names it; `usual`: the share of pairs of one person that reach it, before any data is seen.

    `rarity`: in which band of rarity the value is, where it is told apart by that.
    """

    code: str
    usual: float
    banded: bool = False  # whether it is told apart by how rare the value is
    rarity: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Its levels from the strongest to the weakest; a level's number counts from the end, so that 0 is the weakest."""

    name: str
    levels: tuple[Level, ...]

    def expanded(self) -> tuple[Level, ...]:
        """Return the levels with each banded one in its bands, rarest first."""
        return tuple(
            Level(level.code, level.usual / BANDS, rarity=_RARITY[band]) if level.banded else level
            for level in self.levels
            for band in range(BANDS if level.banded else 1)
        )

    def number(self, code: str) -> int:
        """Return the number of the level of this code (its rarest band)."""
        codes = [level.code for level in self.expanded()]
        return len(codes) - 1 - codes.index(code)


_RARITY = ("rare", "uncommon", "usual", "common")

GIVEN = Comparison(
    "given",
    (
        Level("same", 0.66, banded=True),
        Level("one_name", 0.06),
        Level("one_holds_other", 0.06),
        Level("similar", 0.10),
        Level("initial", 0.05),
        Level("swapped", 0.02),
        Level("different", 0.05),
    ),
)
LINEAGE = Comparison(
    "lineage",
    (
        Level("all_agree", 0.25),
        Level("agrees", 0.45, banded=True),
        Level("similar", 0.15),
        Level("other_order", 0.04),
        Level("forefather_only", 0.04),
        Level("family_only", 0.02),
        Level("different", 0.05),
    ),
)
DAYS = (
    Level("same_day", 0.55, banded=True),
    Level("one_slip", 0.12),
    Level("closely", 0.14),
    Level("same_year", 0.05),
    Level("loosely", 0.07),
    Level("within_two_years", 0.04),
    Level("different", 0.03),
)
PLACE = Comparison(
    "place",
    (
        Level("same", 0.55, banded=True),
        Level("inside", 0.12),
        Level("similar", 0.12),
        Level("part_agrees", 0.08),
        Level("different", 0.13),
    ),
)
SEX = Comparison("sex", (Level("same", 0.98), Level("different", 0.02)))
FURTHER = (
    Level("same", 0.65, banded=True),
    Level("similar", 0.15),
    Level("begins_alike", 0.05),
    Level("different", 0.15),
)


def comparisons(fields: Iterable[str]) -> tuple[Comparison, ...]:
    """Return the comparisons that these fields of a person's records allow."""
    has = set(fields)
    found: list[Comparison] = []
    if has & {"name", "given"}:
        found.append(GIVEN)
    if has & {"name", "father", "grandfather", "family"}:
        found.append(LINEAGE)
    if has & {"born", "age"}:
        found.append(Comparison("born", DAYS))
    found += [Comparison(day, DAYS) for day in ("died", "date") if day in has]
    if "place" in has:
        found.append(PLACE)
    if "sex" in has:
        found.append(SEX)
    found += [Comparison(each, FURTHER) for each in sorted(has) if each.startswith("x_")]
    return tuple(found)
