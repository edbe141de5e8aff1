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
    """Its levels from the strongest to the weakest; a level's number counts from the end, so that 0 is the weakest.

    `most`: so many of the weakest levels together are reached by at most this share of the pairs of one person.
    Without it the class of one person drifts to whatever blocking makes plentiful: households, where given name and
    birth differ and all else agrees, or pairs with one name of three alike.
    """

    name: str
    levels: tuple[Level, ...]
    most: tuple[tuple[int, float], ...] = ()

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

    def usual(self) -> tuple[float, ...]:
        """Return the shares of its levels among pairs of one person, before any data is seen, weakest first."""
        found = [level.usual for level in reversed(self.expanded())]
        return tuple(share / sum(found) for share in found)


_RARITY = ("rare", "uncommon", "usual", "common")

# The usual shares and the bounds were found on invented rosters whose truth is known, beside febrl3: docs/explanation.
GIVEN = Comparison(
    "given",
    (
        Level("same", 0.60, banded=True),
        Level("one_name", 0.06),
        Level("one_holds_other", 0.05),
        Level("near", 0.09),
        Level("rough", 0.05),
        Level("initial", 0.05),
        Level("swapped", 0.02),
        Level("low", 0.03),
        Level("different", 0.05),
    ),
    most=((1, 0.10), (2, 0.12)),
)
LINEAGE = Comparison(
    "lineage",
    (
        Level("all_same_rare", 0.22),
        Level("all_same", 0.14),
        Level("one_same_rare", 0.13),
        Level("one_same_uncommon", 0.11),
        Level("one_same", 0.08),
        Level("all_near", 0.10),
        Level("all_rough", 0.05),
        Level("two_near", 0.06),
        Level("two_rough", 0.02),
        Level("other_order", 0.03),
        Level("one_near", 0.03),
        Level("one_differs", 0.02),
        Level("different", 0.01),
    ),
    # Of two or three names that both state, not one alike: on every list at most a fiftieth of one person's pairs.
    most=((1, 0.02), (2, 0.10), (5, 0.15)),
)
BORN = Comparison(
    "born",
    (
        Level("same_day", 0.515, banded=True),
        Level("one_slip", 0.11),
        Level("closely", 0.144),
        Level("same_year", 0.05),
        Level("loosely", 0.05),
        Level("ages_a_year_apart", 0.08),
        Level("age_slip", 0.02),
        Level("within_two_years", 0.02),
        Level("within_five_years", 0.006),
        Level("different", 0.005),
    ),
    most=((1, 0.15), (2, 0.15)),
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
    most=((1, 0.35),),
)
SEX = Comparison("sex", (Level("same", 0.98), Level("different", 0.02)), most=((1, 0.05),))
# Of one scheme. Clerks miscopy them, and a scheme may be shared by a household: a tenth differs or has a slip.
IDENTIFIERS = Comparison(
    "identifiers",
    (Level("same", 0.85), Level("one_slip", 0.07), Level("different", 0.08)),
    most=((1, 0.25),),
)
# Whether the two stand in one list. Its usual shares are those of any two records, `fit` is told them.
LIST = Comparison("list", (Level("across", 0.5), Level("within", 0.5)))
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
        found.append(BORN)
    found += [Comparison(day, DAYS) for day in ("died", "date") if day in has]
    if "place" in has:
        found.append(PLACE)
    if "sex" in has:
        found.append(SEX)
    if "identifiers" in has:
        found.append(IDENTIFIERS)
    found += [Comparison(each, FURTHER, ((1, 0.5),)) for each in sorted(has) if each.startswith("x_")]
    if "list" in has:
        found.append(LIST)
    return tuple(found)
