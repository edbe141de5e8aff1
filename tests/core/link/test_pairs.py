import subprocess
import sys

import numpy as np
import pytest

from isthmus.core.link.pairs import DecidedPairs, Pairs
from tests.english import raises_saying


def pairs(left, right, probability, *, kind=np.int64):
    return Pairs(np.array(left, kind), np.array(right, kind), np.array(probability, np.float64))


def test_sound_pairs_are_taken_in_any_order():
    assert len(pairs([1, 0], [2, 2], [0.5, 1.0])) == 2
    assert len(pairs([], [], [])) == 0


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        (([0], [1, 2], [0.5]), "one length"),
        (([1], [1], [0.5]), "left of a pair must be below its right"),
        (([2], [1], [0.5]), "left of a pair must be below its right"),
        (([-1], [1], [0.5]), "below 0"),
        (([0], [1], [1.5]), "from 0 to 1"),
        (([0], [1], [float("nan")]), "from 0 to 1"),
        (([0, 0, 0], [1, 2, 1], [0.5, 0.5, 0.5]), "more than once"),
    ],
)
def test_an_unsound_pair_is_named(columns, said):
    with raises_saying(ValueError, said):
        pairs(*columns)


def test_a_column_of_another_type_is_named():
    with raises_saying(ValueError, "convert them first"):
        pairs([0], [1], [0.5], kind=np.int32)


@pytest.mark.parametrize(
    ("same", "said"), [([[0, 0]], "with itself"), ([[-1, 0]], "below 0"), ([[0, 1, 2]], "Give int64")]
)
def test_an_unsound_decision_is_named(same, said):
    with raises_saying(ValueError, said):
        DecidedPairs(same=np.array(same, np.int64))


def test_naming_the_package_of_linking_loads_no_compiler():
    probe = "import sys, isthmus.core.link; print({'numpy', 'numba'} & set(sys.modules))"
    assert (
        subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True).stdout
        == "set()\n"
    )
