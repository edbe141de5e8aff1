"""Identifiers as others gave them: what is stated, what a slip leaves of it, and of which scheme."""

import pytest

from isthmus.core.link.identifiers import identifiers


def agree(left: str, right: str) -> str:
    (one, slip, scheme), (other, its_slip, its_scheme) = identifiers(left), identifiers(right)
    if not set(scheme or ()) & set(its_scheme or ()):
        return "not stated"
    if set(one or ()) & set(other or ()):
        return "same"
    return "one slip" if set(slip or ()) & set(its_slip or ()) else "different"


@pytest.mark.parametrize(
    ("left", "right", "said"),
    [
        ("passport:AB 12-345", "Passport: ab12345", "same"),
        ("morgue:881", "passport:12345; morgue:881", "same"),
        ("passport:12345", "passport:12354", "one slip"),
        ("passport:123456", "passport:12356", "one slip"),
        ("passport:12345", "passport:12395", "one slip"),
        ("passport:12345", "passport:12399", "different"),
        ("morgue:881", "morgue:882", "different"),
        ("morgue:12345", "passport:12345", "not stated"),
        ("12345", "12345", "same"),
        ("", "12345", "not stated"),
        ("passport:", "passport:12345", "not stated"),
        (";;:", "12345", "not stated"),
    ],
)
def test_identifiers_are_compared_within_a_scheme(left: str, right: str, said: str) -> None:
    assert agree(left, right) == agree(right, left) == said


def test_a_value_that_nobody_copies_has_no_slips() -> None:
    stated, slips, _ = identifiers("x:" + "1" * 100_000)
    assert stated
    assert slips is None
