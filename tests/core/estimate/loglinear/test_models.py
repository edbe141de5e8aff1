"""Every hierarchical model once."""

import numpy as np
import pytest

from isthmus.core.estimate.loglinear.models import hierarchical, independence, model_name, tops


@pytest.mark.parametrize(("lists", "models"), [(3, 8), (4, 113), (5, 6893)])
def test_there_are_as_many_models_as_were_counted_before(lists, models):
    # Baillargeon and Rivest 2007, J Stat Softw 19(5): the models of `closedpMS`; also OEIS A006126, less one.
    assert len(np.unique(hierarchical(lists), axis=0)) == len(hierarchical(lists)) == models


def test_every_part_of_a_term_is_a_term():
    models = hierarchical(4)
    for term in range(16):
        for j in range(4):
            if term >> j & 1:
                assert not (models[:, term] & ~models[:, term & ~(1 << j)]).any()


def test_no_model_has_the_interaction_of_all_lists_and_each_has_all_main_effects():
    models = hierarchical(5)
    assert not models[:, 31].any()
    assert models[:, independence(5)].all()


def test_a_model_is_called_by_its_greatest_terms():
    model = independence(4)
    model[[0b0011, 0b0101, 0b0110, 0b0111, 0b1001, 0b1100]] = True
    assert model_name(model) == "[123,14,34]"
    assert tops(independence(3)) == [1, 2, 4]


def test_numbers_of_many_lists_are_told_apart():
    model = independence(12)
    model[1 << 0 | 1 << 11] = True
    assert model_name(model).startswith("[1.12,2,")
