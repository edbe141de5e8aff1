"""The comparisons that fields allow, and their levels."""

import pytest

from isthmus.core.link.model import BANDS, comparisons

ALL = ("name", "sex", "born", "died", "date", "place", "x_camp", "x_unit")


def test_each_field_is_compared_once_and_names_by_given_and_lineage() -> None:
    assert [each.name for each in comparisons(ALL)] == [
        "given", "lineage", "born", "died", "date", "place", "sex", "x_camp", "x_unit",
    ]  # fmt: skip


def test_an_age_gives_a_birth() -> None:
    assert [each.name for each in comparisons(["age", "age_on"])] == ["born"]


def test_an_id_alone_gives_nothing() -> None:
    assert comparisons(["id", "list"]) == ()


@pytest.mark.parametrize("comparison", comparisons(ALL), ids=lambda each: each.name)
def test_usual_shares_add_up_to_one(comparison: object) -> None:
    levels = comparison.expanded()  # type: ignore[attr-defined]
    assert sum(level.usual for level in levels) == pytest.approx(1, abs=0.011)


def test_levels_are_numbered_from_the_weakest() -> None:
    given = comparisons(["given"])[0]
    assert given.number("different") == 0
    assert given.number("same") == len(given.expanded()) - 1
    assert len(given.expanded()) == len(given.levels) + BANDS - 1
