"""The sentences that can be quoted: documented and missing people add up, and nothing is claimed too closely."""

from hypothesis import given
from hypothesis import strategies as st

from isthmus.core.estimate.quotable import QuotedModels, quotable
from isthmus.core.estimate.vocabulary import MODELS
from isthmus.language import english


@st.composite
def cases(draw):
    documented = draw(st.integers(1, 10**7))
    ends = st.floats(documented, documented * 1000.0)
    pairs = draw(st.lists(st.tuples(ends, ends).map(sorted), min_size=1, max_size=5))
    models = draw(st.lists(st.sampled_from(MODELS), min_size=len(pairs), max_size=len(pairs)))
    return documented, QuotedModels(
        [(name, (low, high)) for name, (low, high) in zip(models, pairs, strict=True)]
    )


def by(*intervals, silent=()):
    return QuotedModels(list(zip(MODELS, intervals, strict=False)), silent)


@given(cases())
def test_documented_and_missing_add_up(case):
    documented, models = case
    found = quotable(documented, 4, models)
    assert found.span == tuple(documented + each for each in found.missing)


@given(cases())
def test_every_interval_is_within_what_is_said_and_no_more_than_a_hundredth_beyond(case):
    documented, models = case
    low, high = quotable(documented, 4, models).span
    least, most = models.low, models.high
    assert documented <= low <= least
    assert most <= high
    assert low == documented or low > least * 0.99 - 1
    assert high < most * 1.01 + 1


def test_all_models_together_are_said_only_where_each_has_spoken():
    everyone = by(
        *[(3_275.2, 9_000.0), (4_000.0, 16_513.0), (4_100.0, 8_000.0), (5_000.0, 6_000.0)][: len(MODELS)]
    )
    assert english(quotable(2_324, 4, everyone).message) == (
        "2,324 people are documented. This rests on 4 lists. In all there were between 3,270 and 16,600 people, by the "
        "95 % intervals of all models together; of these, 946 to 14,276 are on no list."
    )
    two = english(quotable(2_324, 4, by((3_275.2, 9_000.0), (4_000.0, 16_513.0))).message)
    assert (
        f"by the 95 % intervals of 2 of the {len(MODELS)} models (latent classes, decomposable graphs);"
        in two
    )
    one = english(quotable(10, 3, by((12.0, 20.0))).message)
    assert (
        "by the 95 % interval of one model alone (latent classes); of these, 2 to 10 are on no list." in one
    )


def test_a_model_without_a_figure_ends_the_sentence():
    models = QuotedModels([("dga", (12.0, 20.0)), ("loglinear", (13.0, 22.0))], ("lcmcr",))
    assert english(quotable(10, 3, models).message).endswith(
        "of these, 2 to 12 are on no list; latent classes gave no figure."
    )
    bound = english(quotable(10, 3, models, unestimated=2).message)
    assert "at least 12 people" in bound
    assert "latent classes gave no figure. This is a lower bound" in bound


def test_a_lower_bound_is_one_number_with_the_share_that_was_not_estimated():
    found = quotable(1_000, 3, by((1_234.0, 2_000.0), (1_300.0, 1_500.0)), unestimated=55)
    said = english(found.message)
    assert "In all there were at least 1,230 people, by the 95 % intervals" in said
    assert "55 of the 1,000 documented people (5.5%) could not be estimated." in said
    assert "on no list" not in said
    assert (found.span, found.missing) == ((1_230, None), None)
    little = quotable(5_000, 3, by((6_234.0, 7_000.0)), unestimated=1)
    assert "1 of the 5,000 documented people (less than 0.1 %) could not be estimated." in english(
        little.message
    )


def test_a_refusal_is_said_as_such():
    none = quotable(1, 2, QuotedModels())
    assert english(none.message) == (
        "1 person is documented. This rests on 2 lists. These lists cannot show how many people went undocumented."
    )
    assert (none.span, none.missing) == (None, None)
