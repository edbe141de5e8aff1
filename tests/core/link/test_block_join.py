"""Records that share a block with probes, in compiled code, against plain dictionaries."""

from collections import defaultdict

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isthmus.core.link.block_join import block_of, join_blocks

values = st.lists(st.lists(st.integers(-1, 4), min_size=3, max_size=3), min_size=1, max_size=40)
keys = st.sets(st.integers(0, 2), min_size=1, max_size=3)


def plainly_met(
    blocks: list[tuple[int, ...] | None], probes: list[int], largest: int
) -> list[tuple[int, int]]:
    """Return each probe with each other record of its block, in order."""
    members = defaultdict(list)
    for record, block in enumerate(blocks):
        members[block].append(record)
    return [
        (probe, other)
        for probe in probes
        if blocks[probe] is not None and len(members[blocks[probe]]) <= largest
        for other in members[blocks[probe]]
        if other != probe
    ]


@given(values, keys, st.integers(2, 8), st.data())
@settings(deadline=None)
def test_the_records_met_are_those_of_a_plain_search(
    rows: list[list[int]], rule: set[int], largest: int, data: st.DataObject
) -> None:
    codes, at = np.array(rows, dtype=np.int64), sorted(rule)
    probes = sorted(data.draw(st.sets(st.integers(0, len(rows) - 1), min_size=1)))
    plain = [tuple(row[key] for key in at) for row in rows]
    blocks = [None if min(block) < 0 else block for block in plain]
    found = block_of(codes, np.array(at, dtype=np.int64))
    assert (found < 0).tolist() == [block is None for block in blocks]
    left, right = join_blocks(found, np.array(probes, dtype=np.int64), largest)
    assert list(zip(left.tolist(), right.tolist(), strict=True)) == plainly_met(blocks, probes, largest)


@pytest.mark.parametrize("largest", [3, 50])
def test_blocks_of_many_records_and_great_numbers_are_told_apart(largest: int) -> None:
    rng = np.random.default_rng(3)
    codes = np.stack([rng.integers(-1, 3, 5_000), rng.integers(0, 700, 5_000)], axis=1)
    codes[:, 0] *= 1_000_000_007
    codes[codes < 0] = -1
    probes = np.sort(rng.choice(5_000, 300, replace=False))
    blocks = [tuple(row) if min(row) >= 0 else None for row in codes.tolist()]
    left, right = join_blocks(block_of(codes, np.array([0, 1])), probes, largest)
    expected = plainly_met(blocks, probes.tolist(), largest)
    assert list(zip(left.tolist(), right.tolist(), strict=True)) == expected
    assert expected or largest == 3
