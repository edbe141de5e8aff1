"""The comparisons that fields allow, and their levels."""

import pytest

from isthmus.core.link.model import BANDS, Comparison, comparisons

ALL = ("name", "sex", "born", "died", "date", "place", "x_camp", "x_unit")


def test_each_field_is_compared_once_and_names_by_given_and_lineage() -> None:
    assert [each.name for each in comparisons(ALL)] == [
        "given", "lineage", "born", "died", "date", "place", "sex", "x_camp", "x_unit",
    ]  # fmt: skip


def test_an_age_gives_a_birth() -> None:
    assert [each.name for each in comparisons(["age", "age_on"])] == ["born"]


def test_an_id_alone_gives_nothing() -> None:
    assert comparisons(["id"]) == ()


def test_lists_are_compared_last_and_tell_nothing_of_a_person_by_themselves() -> None:
    """`engines.comparison` refuses to compare by lists alone."""
    assert [each.name for each in comparisons([*ALL, "list"])][-1] == "list"
    assert [each.name for each in comparisons(["id", "list"])] == ["list"]


EVERY = pytest.mark.parametrize("comparison", comparisons((*ALL, "list")), ids=lambda each: each.name)


@EVERY
def test_usual_shares_add_up_to_one(comparison: Comparison) -> None:
    assert sum(level.usual for level in comparison.expanded()) == pytest.approx(1)
    weakest_first = [level.usual for level in reversed(comparison.expanded())]
    assert comparison.usual() == pytest.approx(weakest_first)


@EVERY
def test_bounds_of_the_weakest_levels_rise_and_leave_most_to_the_others(comparison: Comparison) -> None:
    bounds = [share for _, share in comparison.most]
    assert [weakest for weakest, _ in comparison.most] == sorted({weakest for weakest, _ in comparison.most})
    assert bounds == sorted(bounds)
    assert all(0 < share <= 0.5 for share in bounds)
    assert all(weakest < len(comparison.expanded()) for weakest, _ in comparison.most)


def test_levels_are_numbered_from_the_weakest() -> None:
    given = comparisons(["given"])[0]
    assert given.number("different") == 0
    assert given.number("same") == len(given.expanded()) - 1
    assert len(given.expanded()) == len(given.levels) + BANDS - 1
