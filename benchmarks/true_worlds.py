"""True worlds and brute force at length: what `make test` tries by the hundred, tried by the ten thousand."""

from collections import Counter
from collections.abc import Iterator
from functools import partial
from itertools import combinations
from random import Random

from benchmarks.measure import Measure, timed
from isthmus.core.count import LEVELS, Filter, count
from isthmus.core.register import Register
from tests.core.brute import Brute
from tests.core.small_registers import Generator, judged_apart
from tests.core.test_count import figures, small_groups, told
from tests.core.test_true_worlds import FILTERS
from tests.core.true_worlds import ANYHOW, HOLDING, JUDGED, World

WORLDS, REGISTERS = 20_000, 5_000


def measures() -> Iterator[Measure]:
    """Yield how often a minimum exceeded the truth, and how often a count differed from trying everything."""
    for totals, words, target in (
        (HOLDING, "whose totals hold what they count", 0.0),
        (JUDGED, "whose totals are written in any true way and judged", 0.0),
        (ANYHOW, "whose totals are written in any true way, no more", None),
    ):
        found, seconds = timed(partial(_worlds, totals))
        name = f"true worlds {words}, of {WORLDS:,}"
        yield Measure(f"{name}: minimum above the truth", found["exceeds"], "worlds", target)
        yield Measure(f"{name}: somebody told apart from themselves", found["apart"], "worlds", target)
        yield Measure(f"{name}: minimum is the truth", found["equal"], "worlds")
        yield Measure(f"{name}: time", seconds, "s")
    found, seconds = timed(_registers)
    name = f"small registers tried by brute force, of {REGISTERS:,}"
    yield Measure(f"{name}: count differs", found["differs"], "registers", 0.0)
    yield Measure(f"{name}: a world below the minimum", found["below"], "registers", 0.0)
    yield Measure(f"{name}: every world above the minimum", found["above"], "registers")
    yield Measure(f"{name}: time", seconds, "s")


def _worlds(totals: str) -> Counter[str]:
    found: Counter[str] = Counter()
    for seed in range(WORLDS):
        world = World(Random(seed), totals)
        register = Register.of(world.workbook())
        over = False
        for keep, passes in FILTERS.values():
            true, figures = len(world.victims(passes)), count(register, keep).k
            over |= any(figures[k].documented_minimum > true for k in LEVELS)
            found["equal"] += keep == Filter() and figures[1].documented_minimum == true
        found["exceeds"] += over
        found["apart"] += any(
            register.told_apart.persons_apart(one, other) and world.may_be_one(one, other)
            for one, other in combinations(register.persons, 2)
        )
    return found


def _registers() -> Counter[str]:
    found: Counter[str] = Counter()
    for seed in range(REGISTERS):
        book = small_groups(judged_apart(seed) if seed % 2 else Generator(Random(seed)).workbook())
        brute, counted = Brute(book), count(Register.of(book)).k
        passing = {act.id for act in brute.book.acts if act.scope != "general"}
        found["differs"] += any(told(counted[k]) != figures(brute, k, passing) for k in LEVELS)
        lowest = {k: brute.lowest_of_all_worlds(brute.victims(k, passing)) for k in LEVELS}
        found["below"] += any(lowest[k] < counted[k].documented_minimum for k in LEVELS)
        found["above"] += any(lowest[k] > counted[k].documented_minimum for k in LEVELS)
    return found
