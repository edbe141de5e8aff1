"""Runs of numbers, and what is past them."""

import numpy as np

from isthmus.core.estimate.dga.cells import Cells


def test_next_to_nothing_at_the_end_is_no_tail_however_rounding_slopes_it():
    last = np.array([10, 100, 1_000, 10_000], dtype=np.int64)
    mass = np.array([0.5, 0.5, 1e-40, 1e-38])
    assert Cells(last, mass).tail() == 0.0
