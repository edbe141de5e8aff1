"""Victims by ground: no row tells of anybody, whatever register it is made from."""

import random

from hypothesis import given
from hypothesis import strategies as st

from isthmus.core.count.ground_table import LEAST, AllegedPart, ground_table

parts = st.lists(
    st.builds(
        AllegedPart,
        victim=st.integers(0, 40),
        type=st.sampled_from(["killing", "torture"]),
        period=st.sampled_from(["2017-03", "2017-04", "2017", "2018-01", ""]),
        region=st.sampled_from(["A", "B", ""]),
        grounds=st.sets(st.sampled_from(["religion", "ethnicity"])).map(frozenset),
    ),
    max_size=120,
)


def fits(part: AllegedPart, cell: tuple[str, str, str]) -> bool:
    kind, period, region = cell
    return kind in ("", part.type) and part.period.startswith(period) and region in ("", part.region)


@given(parts)
def test_no_row_counts_under_five_nor_leaves_under_five_without(found: list[AllegedPart]) -> None:
    for row in ground_table(found):
        assert row.victims >= LEAST
        everybody = {part.victim for part in found if fits(part, (row.type, row.period, row.region))}
        assert len(everybody) - row.victims >= LEAST


@given(parts)
def test_the_order_of_the_register_changes_nothing(found: list[AllegedPart]) -> None:
    shuffled = random.Random(1).sample(found, len(found))
    assert ground_table(shuffled) == ground_table(found)


@given(parts)
def test_all_or_nothing_is_told_of_the_grounds(found: list[AllegedPart]) -> None:
    told = ground_table(found)
    grounds = {ground for part in found for ground in part.grounds}
    assert {row.ground for row in told} in (set(), grounds)


def made(victims: range, region: str, ground: str, period: str = "2017-03") -> list[AllegedPart]:
    return [AllegedPart(each, "killing", period, region, frozenset({ground} - {""})) for each in victims]


def test_what_is_large_enough_stands_by_month_and_region_and_the_rest_is_merged() -> None:
    large = made(range(6), "A", "religion") + made(range(10, 16), "A", "")
    small = made(range(20, 26), "B", "religion") + made(range(30, 32), "B", "") + made(range(40, 45), "C", "")
    rows = [(row.type, row.period, row.region, row.victims) for row in ground_table(large + small)]
    assert rows == [("killing", "", "", 6), ("killing", "2017-03", "A", 6)]


def test_a_register_of_one_ground_tells_nothing() -> None:
    assert ground_table(made(range(30), "A", "religion")) == ()
    assert ground_table(made(range(30), "A", "religion") + made(range(40, 44), "A", "")) == ()


def test_a_ground_of_few_is_not_told_beside_one_of_many() -> None:
    few = made(range(20, 23), "A", "ethnicity")
    assert ground_table(made(range(10), "A", "religion") + few + made(range(30, 40), "A", "")) == ()


def test_nobody_gives_no_row() -> None:
    assert ground_table([]) == ()
