"""Which blocks are compared: up to the largest all, then the smallest that cost little, of others parts."""

from collections import Counter

import pytest

from isthmus.engines import blocks
from isthmus.engines.blocks import LARGEST, MORE_PAIRS, with_blocks
from isthmus.engines.connection import opened

RULE = ("k",)


@pytest.fixture(autouse=True)
def no_more_in_a_short_list(monkeypatch):
    monkeypatch.setattr(blocks, "LEAST_MORE", 0)


def blocked(groups: dict[str, int], alone: int, rules=(RULE,), largest=50):
    """Groups of so many records, and others by themselves: of each record its group and blocks; how many left out."""
    with opened() as engine:
        sizes = ", ".join(f"('{name}', {size})" for name, size in groups.items())
        engine.execute(
            "create table records as select row_number() over () - 1 as i, 'r' || i as id, k, k as other from ("
            f"select name as k from (values {sizes}) as groups(name, size), range(size) "
            f"union all select 'alone ' || range from range({alone}))"
        )
        left_out = with_blocks(engine, rules, largest_block=largest)
        columns = ", ".join(f"r{at}" for at in range(len(rules)))
        rows = engine.execute(
            f"select k, {columns} from blocked where k in {tuple(groups)} order by i"
        ).fetchall()
    return [(row[0], row[1:]) for row in rows], left_out


def compared(groups: dict[str, int], alone: int, rules=(RULE,), largest=50):
    """The groups that are compared whole, by rule; and how many records were left out."""
    rows, left_out = blocked(groups, alone, rules, largest)
    held = {
        name: [set(each) for each in zip(*(row for k, row in rows if k == name), strict=True)]
        for name in groups
    }
    return {
        name: tuple(len(each) == 1 and None not in each for each in found) for name, found in held.items()
    }, left_out


def test_blocks_up_to_the_largest_are_compared_and_the_others_left_out(monkeypatch):
    monkeypatch.setattr(blocks, "MORE_PAIRS", 0)
    assert compared({"a": 50, "b": 51}, 300) == ({"a": (True,), "b": (False,)}, 51)


@pytest.mark.parametrize(
    ("records", "taken"),
    [(353, False), (354, True)],  # half of ten pairs for each record: 1,770 pairs of 60 records from 354 on
)
def test_a_larger_block_is_compared_where_it_costs_little(records, taken):
    found, left_out = compared({"a": 60, "b": 2}, records - 62)
    assert MORE_PAIRS == 10
    assert found["a"] == (taken,)
    assert left_out == (0 if taken else 60)


def test_the_smaller_of_two_larger_blocks_comes_first_and_equal_ones_together():
    assert compared({"a": 60, "b": 100}, 400)[0] == {"a": (True,), "b": (False,)}
    assert compared({"a": 60, "b": 60}, 400)[0] == {"a": (False,), "b": (False,)}
    assert compared({"a": 60, "b": 60}, 700)[0] == {"a": (True,), "b": (True,)}


@pytest.mark.parametrize(("size", "taken"), [(LARGEST, True), (LARGEST + 1, False)])
def test_the_largest_blocks_are_never_compared(size, taken):
    assert compared({"a": size, "b": 2}, 50_000)[0]["a"] == (taken,)


def test_a_later_rule_has_half_of_what_earlier_ones_left():
    """Of 4,000 pairs for 400 records, the first takes 1,770; half of the rest is too little for as much again."""
    found, _ = compared({"a": 60, "b": 2}, 338, rules=(RULE, ("other",)))
    assert found["a"] == (True, False)
    found, _ = compared({"a": 60, "b": 2}, 538, rules=(RULE, ("other",)))
    assert found["a"] == (True, True)


def test_a_short_list_spends_as_much_as_a_longer_one(monkeypatch):
    monkeypatch.setattr(blocks, "LEAST_MORE", 2 * 19_900)
    assert compared({"a": 200, "b": 2}, 0) == ({"a": (True,), "b": (True,)}, 0)
    monkeypatch.setattr(blocks, "LEAST_MORE", 2 * 19_899)
    assert compared({"a": 200, "b": 2}, 0) == ({"a": (False,), "b": (True,)}, 200)


def test_a_block_too_large_to_be_compared_whole_is_compared_in_parts_that_differ_by_rule(monkeypatch):
    """Of 2 x 60 x 59 / 2 pairs half are too few for 60 records at once, and enough for two parts."""
    monkeypatch.setattr(blocks, "MORE_PAIRS", 0)
    monkeypatch.setattr(blocks, "LEAST_MORE", 2 * 1_769)
    rows, left_out = blocked({"a": 60, "b": 2}, 0, rules=(RULE, ("other",)), largest=50)
    first, second = (Counter(row[rule] for k, row in rows if k == "a") for rule in (0, 1))
    assert left_out == 120
    assert len(first) == len(second) == 2
    assert None not in first | second
    assert sum(first.values()) == sum(second.values()) == 60
    both = {(one, other) for k, (one, other) in rows if k == "a"}
    assert len(both) == 4  # who is apart by one rule may meet by the other


def test_parts_are_as_many_as_the_power_of_two_that_keeps_them_small(monkeypatch):
    monkeypatch.setattr(blocks, "LEAST_MORE", 1_000_000)
    rows, _ = blocked({"a": LARGEST + 1, "b": blocks.LARGEST_IN_PARTS + 1}, 0)
    parts = Counter(row[0] for k, row in rows if k == "a")
    assert len(parts) == 16  # 401 / 50 is more than 8
    assert max(parts.values()) < 50
    assert {row[0] for k, row in rows if k == "b"} == {None}
