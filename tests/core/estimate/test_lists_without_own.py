"""Lists that hold nobody of their own are left out, and said; they never make three lists of two."""

import numpy as np
import pytest

from isthmus.core.estimate.connected_lists import connected_lists
from isthmus.core.estimate.estimating import EstimateSettings, estimate
from isthmus.core.estimate.list_checks.lists_without_own import lists_made_of_others, parts_of_others
from isthmus.core.estimate.strata import estimate_strata
from isthmus.core.estimate.values import Lists
from isthmus.language import english
from tests.core.estimate.made import independent

QUICK = EstimateSettings(models=("dga", "loglinear"), checks=False)


def with_list(lists: Lists, on, name="U", first=False) -> Lists:
    """Return the lists with one more, behind or before them."""
    columns = [on[:, None], lists.patterns] if first else [lists.patterns, on[:, None]]
    names = (name, *lists.names) if first else (*lists.names, name)
    return Lists.of(names, np.concatenate(columns, axis=1), lists.counts)


def told(lists: Lists) -> list[tuple[str, tuple[str, ...]]]:
    return [(each.name, each.others) for each in lists_made_of_others(lists)]


def parts(lists: Lists) -> list[tuple[str, tuple[str, ...]]]:
    return [(each.name, each.others) for each in parts_of_others(lists)]


LISTS = independent(3)
A, B, C, D = LISTS.patterns.T
WITHIN = A & ~(B & C) & ~(C & ~D)


@pytest.mark.parametrize("first", [False, True])
def test_a_list_that_is_another_one_is_told_once(first):
    assert told(with_list(LISTS, B, first=first)) == ([("B", ("U",))] if first else [("U", ("B",))])


@pytest.mark.parametrize("first", [False, True])
def test_a_list_that_is_several_others_is_told_by_these(first):
    assert told(with_list(LISTS, A | C, first=first)) == [("U", ("A", "C"))]
    assert told(with_list(LISTS, A | B | C | D, first=first)) == [("U", ("A", "B", "C", "D"))]


def test_lists_inside_those_that_make_up_another_are_not_named():
    lists = with_list(with_list(LISTS, A | C), A & B, name="V")
    assert told(lists) == [("U", ("A", "C"))]


def test_a_list_with_somebody_of_its_own_or_without_somebody_is_none():
    assert told(LISTS) == []
    some = np.flatnonzero(A & C)[0]
    assert told(with_list(LISTS, (A | C) & (np.arange(len(A)) != some))) == []


def test_a_list_that_holds_some_of_another_and_nobody_else_is_told_with_the_least_that_it_lies_in():
    assert parts(with_list(LISTS, WITHIN)) == [("U", ("A",))]
    nested = Lists.of("ABCU", np.column_stack([A, A | B, C, WITHIN]), LISTS.counts)
    assert parts(nested) == [("A", ("B",)), ("U", ("A",))]
    assert connected_lists(nested).left_out == ("A", "U")
    assert parts(LISTS) == []


def test_where_chance_may_put_a_list_inside_another_both_are_kept():
    on = np.array([[1, 0, 0], [0, 0, 1], [1, 1, 0]], dtype=bool)
    assert parts(Lists.of("ABC", on, [45, 50, 5])) == []
    assert parts(Lists.of("ABC", on, [45, 50, 15])) == [("B", ("A",))]


def test_a_part_of_a_list_makes_no_figure_wide():
    without, found = estimate(LISTS, QUICK), estimate(with_list(LISTS, WITHIN), QUICK)
    assert found.quotable.span == without.quotable.span
    assert "Everybody on U is on A, which chance hardly gives" in english(*found.reasons)


def test_a_list_of_few_people_may_be_on_another_by_chance():
    on = np.array([[1, 1, 0], [0, 0, 1], [1, 1, 1]], dtype=bool)
    assert told(Lists.of("ABC", on, [3, 30, 1])) == []
    assert told(Lists.of("ABC", on, [3, 30, 2])) == [("B", ("A",))]


def test_the_figures_are_those_without_it_and_it_is_said():
    without, found = estimate(LISTS, QUICK), estimate(with_list(LISTS, A | B), QUICK)
    assert found.quotable.span == without.quotable.span
    assert found.left_out == ("U",)
    assert found.verdict == "warn"
    assert "U holds exactly the people of A and B, and nobody of its own" in english(*found.reasons)
    assert "This rests on 4 lists." in english(found.quotable.message)


def test_two_lists_do_not_become_three():
    two = Lists.of("AB", LISTS.patterns[:, :2], LISTS.counts)
    on = two.patterns
    for more in (on[:, 0], on[:, 0] | on[:, 1]):
        found = estimate(with_list(two, more), QUICK)
        assert found.verdict == "refuse"
        assert "Fewer than three lists that share people are left" in english(*found.reasons)
        assert not found.shown


def test_every_one_of_several_copies_is_left_out():
    lists = with_list(with_list(with_list(LISTS, A, name="X"), A, name="Y"), D, name="Z")
    assert connected_lists(lists).lists.names == LISTS.names
    assert connected_lists(lists).left_out == ("X", "Y", "Z")


def test_strata_tell_it_once_for_all_that_have_it():
    each = {"North": independent(1), "South": independent(2)}
    strata = {name: with_list(lists, lists.patterns[:, 1]) for name, lists in each.items()}
    found = estimate_strata(strata, QUICK, by="region")
    assert english(*found.reasons).count("U holds exactly the people of B") == 1
    assert found.left_out == ("U",)
