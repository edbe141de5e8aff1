"""Which blocks are compared: all up to the largest, and beyond it the smallest ones that cost little."""

import pytest

from isthmus.engines import blocks
from isthmus.engines.blocks import LARGEST, MORE_PAIRS, with_blocks
from isthmus.engines.connection import opened

RULE = ("k",)


def compared(groups: dict[str, int], alone: int, rules=(RULE,), largest=50):
    """The blocks that are compared, of groups of so many records and others by themselves; and who was left out."""
    with opened() as engine:
        sizes = ", ".join(f"('{name}', {size})" for name, size in groups.items())
        engine.execute(
            "create table records as select row_number() over () - 1 as i, k, k as other from ("
            f"select name as k from (values {sizes}) as groups(name, size), range(size) "
            f"union all select 'alone ' || range from range({alone}))"
        )
        left_out = with_blocks(engine, rules, largest_block=largest)
        columns = ", ".join(f"r{at}" for at in range(len(rules)))
        rows = engine.execute(
            f"select distinct k, {columns} from blocked where k in {tuple(groups)}"
        ).fetchall()
    return {row[0]: tuple(each is not None for each in row[1:]) for row in rows}, left_out


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
