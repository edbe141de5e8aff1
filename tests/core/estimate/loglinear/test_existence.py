"""Which estimates exist and tell the missing cell, against the paper's linear programme and cases worked by hand."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from isthmus.core.estimate.loglinear.cells import ContingencyTable, over_cells, sizes_of_sets, table_of
from isthmus.core.estimate.loglinear.existence import exists, identifiable, reduced, two_list_identifiable
from isthmus.core.estimate.loglinear.models import hierarchical, independence, model_name
from isthmus.core.estimate.loglinear.search import search
from tests.core.estimate.loglinear.published import UK, from_cells, lists_of


def _with(*pairs, lists=3):
    model = independence(lists)
    model[list(pairs)] = True
    return model


def _asked(model, table):
    left = reduced(model[None], table)
    there = exists(left.terms[0], left.cells[0], table.counts)
    return there, bool(identifiable(left, table.lists)[0])


def _by_positive_table(terms, cells, counts):
    """Return whether a table positive in every cell has the margins: Fienberg and Rinaldo's own programme."""
    rows, columns = np.flatnonzero(cells), np.flatnonzero(terms)
    design = ((rows[:, None] & columns) == columns).astype(float)
    answer = linprog(
        np.append(np.zeros(len(rows)), -1.0),
        A_eq=np.hstack([design.T, np.zeros((len(columns), 1))]),
        b_eq=design.T @ counts[rows],
        A_ub=np.hstack([-np.eye(len(rows)), np.ones((len(rows), 1))]),
        b_ub=np.zeros(len(rows)),
    )
    return answer.status == 0 and -answer.fun > 1e-7


@pytest.fixture
def one_overlap():
    """Lists 1 and 2 share ten people; list 3 shares nobody."""
    return table_of(lists_of({"100": 50, "010": 40, "110": 10, "001": 30}))


def test_independence_needs_only_margins_that_some_full_table_has(one_overlap):
    assert _asked(_with(), one_overlap) == (True, True)


def test_a_list_apart_from_a_pair_that_it_never_meets_has_no_estimate(one_overlap):
    # On 1 or 2 are 100 of 130: with their overlap fitted, the 30 on list 3 leave no room on 13, 23 and 123.
    assert _asked(_with(0b011), one_overlap) == (False, True)


def test_a_pair_that_shares_nobody_goes_to_minus_infinity_and_the_rest_is_fitted(one_overlap):
    model = _with(0b101)
    left = reduced(model[None], one_overlap)
    assert not left.terms[0, 0b101]
    assert list(np.flatnonzero(left.cells[0])) == [0b001, 0b010, 0b011, 0b100, 0b110]
    assert _asked(model, one_overlap) == (True, True)


def test_two_empty_pairs_and_the_third_fitted_tell_nothing_of_the_missing(one_overlap):
    # Four cells for the intercept, three main effects and one pair.
    assert _asked(_with(0b011, 0b101, 0b110), one_overlap) == (True, False)


def test_a_term_within_which_another_is_at_minus_infinity_adds_nothing():
    counts = from_cells([0, 9, 9, 5, 9, 5, 0, 0, 9, 5, 5, 3, 5, 2, 0, 0])  # lists 2 and 3 share nobody
    table = table_of(counts)
    smaller = _with(0b0011, 0b0101, 0b0110, lists=4)
    larger = smaller.copy()
    larger[0b0111] = True
    left = reduced(np.array([smaller, larger]), table)
    assert list(left.repeats) == [False, True]
    assert (left.cells[0] == left.cells[1]).all()
    assert (left.terms[0] == left.terms[1]).all()


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from([0, 0, 0, 1, 3, 20]), min_size=7, max_size=7))
def test_directions_and_positive_tables_say_the_same(counts):
    table = table_of(from_cells([0, *counts]))
    left = reduced(hierarchical(3), table)
    for terms, cells in zip(left.terms, left.cells, strict=True):
        if terms.any() and table.n:
            assert exists(terms, cells, table.counts) == _by_positive_table(terms, cells, table.counts)


@settings(max_examples=15, deadline=None)
@given(st.lists(st.sampled_from([0, 0, 0, 1, 3, 20]), min_size=11, max_size=11))
def test_the_search_keeps_just_the_models_whose_estimate_exists(counts):
    table = table_of(from_cells([0, 9, 7, counts[0], 8, *counts[1:4], 5, *counts[4:]]))
    models = hierarchical(4)
    left = reduced(models, table)
    kept = ~left.repeats & identifiable(left, 4)
    there = {
        model_name(models[place])
        for place in np.flatnonzero(kept)
        if _by_positive_table(left.terms[place], left.cells[place], table.counts)
    }
    found = search(table)
    assert {found.name(place) for place in range(len(found.bic))} == there
    assert found.asked == found.repeats + found.not_identifiable + found.not_existing + len(found.bic)


@settings(max_examples=60, deadline=None)
@given(st.sets(st.integers(0, 9)), st.sets(st.integers(0, 9)))
def test_the_rule_for_two_list_terms_is_the_rank(chosen, empty):
    pairs = np.flatnonzero(sizes_of_sets(5) == 2)
    counts = np.where(sizes_of_sets(5) == 1, 5.0, 0.0)
    counts[[pair for place, pair in enumerate(pairs) if place not in empty]] = 3
    table = ContingencyTable(5, counts, over_cells(counts))
    model = independence(5)
    model[pairs[list(chosen)]] = True
    left = reduced(model[None], table)
    assert two_list_identifiable(model, left.terms[0], 5) == identifiable(left, 5)[0]


def test_sparse_lists_of_the_united_kingdom_have_models_of_every_fate():
    found = search(table_of(UK))
    assert found.asked == 6893
    assert found.repeats > 0
    assert found.not_identifiable > 0
    assert found.not_existing > 0
    assert len(found.bic) + found.repeats + found.not_identifiable + found.not_existing == 6893
