"""The sentences that can be quoted: documented and missing people add up, and nothing is claimed too closely."""

from hypothesis import given
from hypothesis import strategies as st

from isthmus.core.estimate.quotable import quotable
from isthmus.language import english


@st.composite
def cases(draw):
    documented = draw(st.integers(1, 10**7))
    ends = st.floats(documented, documented * 1000.0)
    pairs = draw(st.lists(st.tuples(ends, ends).map(sorted), min_size=1, max_size=5))
    return documented, [(low, high) for low, high in pairs]


@given(cases())
def test_documented_and_missing_add_up(case):
    documented, intervals = case
    found = quotable(documented, 4, intervals)
    assert found.span == tuple(documented + each for each in found.missing)


@given(cases())
def test_every_interval_is_within_what_is_said_and_no_more_than_a_hundredth_beyond(case):
    documented, intervals = case
    low, high = quotable(documented, 4, intervals).span
    least, most = min(low for low, _ in intervals), max(high for _, high in intervals)
    assert documented <= low <= least
    assert most <= high
    assert low == documented or low > least * 0.99 - 1
    assert high < most * 1.01 + 1


def test_a_total_is_said_with_the_models_that_it_rests_on():
    both = english(quotable(2_324, 4, [(3_275.2, 9_000.0), (4_000.0, 16_513.0)]).message)
    assert both == (
        "2,324 people are documented. This rests on 4 lists. In all there were between 3,270 and 16,600 people, by the "
        "95 % intervals of all models together. Nobody documented 946 to 14,276 of them."
    )
    assert "the 95 % interval of the one model" in english(quotable(10, 3, [(12.0, 20.0)]).message)


def test_a_lower_bound_and_a_refusal_are_said_as_such():
    bound = english(quotable(10, 3, [(12.0, 20.0)], lower_bound=True).message)
    assert "The total was at least 12 to 20 people" in bound
    assert "This is a lower bound: one part could not be estimated." in bound
    none = quotable(1, 2, [])
    assert english(none.message) == (
        "1 person is documented. This rests on 2 lists. These lists cannot show how many people went undocumented."
    )
    assert (none.span, none.missing) == (None, None)
