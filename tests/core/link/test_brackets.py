"""From three partitions to the least and the most people there may be."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isthmus.core.link.brackets import Brackets

SHARES = st.floats(0, 5)


def test_without_doubt_beside_the_thresholds_the_clusters_are_the_people():
    assert Brackets().people(100, (90, 80, 75)) == {"strict": 90, "central": 80, "lenient": 75}


def test_by_hand():
    """20 records join: a quarter fewer by one refit, half as many more by another, a tenth of them missed."""
    found = Brackets(fewest=0.75, most=1.5, missed=0.1).people(100, (90, 80, 75))
    assert found == {"strict": 95, "central": 80, "lenient": 63}


@pytest.mark.parametrize(
    ("brackets", "people"),
    [
        (Brackets(fewest=1.2), (90, 80, 75)),  # no refit finds fewer: strict is no nearer than its threshold
        (Brackets(most=0.8), (90, 80, 75)),
        (Brackets(fewest=0.0), (100, 80, 75)),  # nobody more than there are records
        (Brackets(most=50.0), (90, 80, 1)),
        (Brackets(missed=0.05), (90, 80, 74)),
    ],
)
def test_each_side_has_its_end(brackets, people):
    found = brackets.people(100, (90, 80, 75))
    assert tuple(found[each] for each in ("strict", "central", "lenient")) == people


@given(SHARES, SHARES, st.floats(0, 0.05), st.data())
def test_fewest_and_most_are_never_inside_of_the_thresholds(fewest, most, missed, data):
    records = data.draw(st.integers(1, 1_000))
    lenient, central, strict = sorted(data.draw(st.tuples(*[st.integers(1, records)] * 3)))
    found = Brackets(fewest, most, missed).people(records, (strict, central, lenient))
    assert (
        1
        <= found["lenient"]
        <= lenient
        <= found["central"]
        == central
        <= strict
        <= found["strict"]
        <= records
    )


@given(SHARES, SHARES, st.floats(0, 1))
def test_they_are_kept_as_json_to_four_places(fewest, most, missed):
    found = Brackets(fewest, most, missed)
    again = Brackets.from_json(json.loads(json.dumps(found.as_json())))
    for name in ("fewest", "most", "missed"):
        assert getattr(again, name) == pytest.approx(getattr(found, name), abs=0.00005)
    assert Brackets.from_json(again.as_json()) == again
