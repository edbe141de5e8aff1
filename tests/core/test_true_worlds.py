"""What happened is drawn first: no figure may say that there were more people than there were."""

from collections import Counter
from itertools import combinations
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from isthmus.core.count import LEVELS, Filter, count
from isthmus.core.dates import bounds, overlap
from isthmus.core.register import Register
from isthmus.core.workbook.rows import Act
from tests.core.true_worlds import HOLDING, JUDGED, World

# `make bench-long` tries tens of thousands.
hundreds = settings(max_examples=max(200, settings().max_examples))
YEAR = bounds("2017")


def anything(_act: Act) -> bool:
    return True


def a_killing(act: Act) -> bool:
    return act.type == "killing"


def of_the_year(act: Act) -> bool:
    return bool(act.date) and overlap(bounds(act.date), YEAR)


FILTERS = {
    "all": (Filter(), anything),
    "killing": (Filter(type="killing"), a_killing),
    "2017": (Filter(period=YEAR), of_the_year),
}
worlds = st.builds(
    lambda seed, totals: World(Random(seed), totals),
    st.integers(0, 2**32),
    st.sampled_from((HOLDING, JUDGED)),
)


@hundreds
@given(worlds, st.sampled_from(sorted(FILTERS)))
def test_the_documented_minimum_never_exceeds_how_many_there_were(world: World, name: str) -> None:
    keep, passes = FILTERS[name]
    found = count(Register.of(world.workbook()), keep).k
    for k in LEVELS:
        assert found[k].documented_minimum <= len(world.victims(passes))
    most = found[1].record_maximum
    assert most is None or most >= len(world.victims(passes)) or world.of_family


@hundreds
@given(worlds)
def test_nobody_is_told_apart_from_themselves(world: World) -> None:
    register = Register.of(world.workbook())
    for one, other in combinations(register.persons, 2):
        if register.told_apart.persons_apart(one, other):
            assert not world.may_be_one(one, other)


@hundreds
@given(worlds)
def test_what_is_true_is_no_conflict(world: World) -> None:
    register = Register.of(world.workbook())
    assert count(register).conflicts == () or world.of_family


def test_the_worlds_are_such_that_lists_tell_much_apart() -> None:
    """Were it not so, the tests above would say little: many are told apart, most exactly."""
    told: Counter[str] = Counter()
    for seed in range(100):
        world = World(Random(seed))
        found = count(Register.of(world.workbook())).k[1]
        told["exactly as many as there were"] += found.documented_minimum == len(world.victims(anything))
        told["more than one"] += found.documented_minimum > 1
    assert told["exactly as many as there were"] > 50
    assert told["more than one"] > 60
