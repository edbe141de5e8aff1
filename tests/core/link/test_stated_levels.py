"""Patterns as ones and zeros give what is counted and looked up one by one."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from isthmus.core.link.stated_levels import StatedLevels

SIZES = (2, 3, 5)
PATTERNS = st.integers(1, 30).flatmap(
    lambda rows: st.tuples(
        *(arrays(np.int8, rows, elements=st.integers(-1, size - 1)) for size in SIZES)
    ).map(lambda columns: np.stack(columns, axis=1))
)


@given(PATTERNS, st.integers(0, 1_000))
def test_logs_and_sums_are_those_of_each_pattern(patterns, seed):
    rng = np.random.default_rng(seed)
    classes = [[rng.dirichlet(np.ones(size)) for size in SIZES] for _ in range(2)]
    classes[1][1] = None
    stated = StatedLevels.of(patterns, SIZES)
    logs = [
        [
            sum(
                np.log(share[level])
                for share, level in zip(of_class, row, strict=True)
                if share is not None and level >= 0
            )
            for of_class in classes
        ]
        for row in patterns
    ]
    assert stated.logs(classes) == pytest.approx(np.array(logs, dtype=float))
    weight = rng.random((len(patterns), 2))
    for column, size, found in zip(patterns.T, SIZES, stated.sums(weight), strict=True):
        seen = np.array([weight[column == level].sum(axis=0) for level in range(size)])
        assert found == pytest.approx(seen)
