"""The names of groups and units compared, and what two groups share by chance."""

import numpy as np
import pytest

from isthmus.core.link.group_classes import group_classes, group_key, name_levels
from isthmus.core.link.groups import GROUP_NAME, GROUPS


def level(left: str, right: str) -> str:
    names = [group_key(left), group_key(right)]
    found = int(name_levels(names, np.array([[0, 1]], dtype=np.int64))[0])
    return GROUP_NAME.expanded()[::-1][found].code


@pytest.mark.parametrize(
    ("left", "right", "code"),
    [
        ("Батальон Север", "Batalyon Sever", "alike"),
        ("5th Motor Brigade", "Motor Brigade 5", "one_holds_other"),
        ("Special unit Kestrel", "Kestrel", "one_holds_other"),
        ("5th Motor Brigade", "6th Motor Brigade", "different"),
        ("Kestrel", "Harrier", "different"),
    ],
)
def test_names_of_units_are_alike_by_words_and_two_numbers_are_two_units(
    left: str, right: str, code: str
) -> None:
    assert level(left, right) == level(right, left) == code


def test_a_name_that_names_nobody_is_no_name() -> None:
    assert group_key("N.N.") == ""
    assert group_key("  KESTREL  Unit ") == group_key("kestrel unit")


def test_a_rare_name_says_more_than_one_that_every_third_has() -> None:
    same = GROUP_NAME.number("same")  # the rarest band
    patterns = np.array([[same, -1, -1, 1], [same - 3, -1, -1, 1]], dtype=np.int8)
    fitted = group_classes(patterns, np.array([2, 2_000], dtype=np.int64), groups=100, pairs=4_950)
    rare, common = fitted.log_odds(patterns)
    assert rare > common + 5
    assert len(fitted.levels[0]) == len(GROUPS)
    assert all(sum(level) == pytest.approx(1) for each in fitted.levels for level in each)
