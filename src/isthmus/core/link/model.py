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
    """`name` in words; `usual`: the share of pairs of one person that reach it, before any data is seen."""

    name: str
    usual: float
    banded: bool = False  # whether it is told apart by how rare the value is


@dataclass(frozen=True, slots=True)
class Comparison:
    """Its levels from the strongest to the weakest; a level's number counts from the end, so that 0 is the weakest."""

    name: str
    levels: tuple[Level, ...]

    def expanded(self) -> tuple[Level, ...]:
        """Return the levels with each banded one in its bands, rarest first."""
        return tuple(
            Level(f"{level.name}, {_RARITY[band]}", level.usual / BANDS) if level.banded else level
            for level in self.levels
            for band in range(BANDS if level.banded else 1)
        )

    def number(self, name: str) -> int:
        """Return the number of the level of this name (its rarest band)."""
        names = [level.name for level in self.expanded()]
        at = next(i for i, each in enumerate(names) if each == name or each.startswith(f"{name}, "))
        return len(names) - 1 - at


_RARITY = ("rare", "less usual", "usual", "common")

GIVEN = Comparison(
    "given",
    (
        Level("same", 0.66, banded=True),
        Level("forms of one name", 0.06),
        Level("one holds the other", 0.06),
        Level("similar", 0.10),
        Level("initial fits", 0.05),
        Level("given and family name change places", 0.02),
        Level("different", 0.05),
    ),
)
LINEAGE = Comparison(
    "lineage",
    (
        Level("all that is stated agrees, two names or more", 0.25),
        Level("agrees", 0.45, banded=True),
        Level("similar", 0.15),
        Level("stands in another order", 0.04),
        Level("the father's or grandfather's name agrees, another does not", 0.04),
        Level("the family name agrees, the father's or grandfather's does not", 0.02),
        Level("different", 0.05),
    ),
)
DAYS = (
    Level("same day", 0.55, banded=True),
    Level("one digit off, or day and month changed places", 0.12),
    Level("may be the same, closely", 0.14),
    Level("same year", 0.05),
    Level("may be the same, loosely", 0.07),
    Level("within two years", 0.04),
    Level("different", 0.03),
)
PLACE = Comparison(
    "place",
    (
        Level("same", 0.55, banded=True),
        Level("one lies in the other", 0.12),
        Level("similar", 0.12),
        Level("a part agrees", 0.08),
        Level("different", 0.13),
    ),
)
SEX = Comparison("sex", (Level("same", 0.98), Level("different", 0.02)))
FURTHER = (
    Level("same", 0.65, banded=True),
    Level("similar", 0.15),
    Level("begins alike", 0.05),
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
