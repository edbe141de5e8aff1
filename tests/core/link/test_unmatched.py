"""What is expected of pairs of two people: known truth, matches taken out, and a cell worked by hand."""

import numpy as np
import pytest

from isthmus.core.link.model import Comparison, Level
from isthmus.core.link.unmatched import ComparedPatterns, SampledPatterns, unmatched

GIVEN = Comparison("given", (Level("one_name", 0.9), Level("different", 0.1)))
PAIRS = 100_000_000


def levels_of(name, count):
    return Comparison(name, tuple(Level(f"level_{each}", 1 / count) for each in range(count)))


def expected_of(comparisons, sample, matched=None, compared=None, match_levels=None, pairs=PAIRS):
    known = match_levels or [np.array(each.usual()) for each in comparisons]
    nobody = np.zeros(len(sample.weight))
    return unmatched(comparisons, sample, nobody if matched is None else matched, compared, known, pairs)


def drawn(rng, shape, columns):
    """Patterns of pairs drawn with one weight: each column from its table, given the level of the given name."""
    given = (rng.random(shape) < 0.1).astype(np.int8)
    levels = [given]
    for table in columns:
        ends = np.cumsum(table, axis=1)[given]
        levels.append((rng.random((shape, 1)) > ends).sum(axis=1).astype(np.int8))
    patterns, counts = np.unique(np.stack(levels, axis=1), axis=0, return_counts=True)
    weight = PAIRS / shape
    return SampledPatterns(patterns.astype(np.int8), counts * weight, counts * weight**2, counts * weight)


# A given name tells the sex; those who share one are of one region, too, more often than others are.
SEX = np.array([[0.5, 0.5], [0.01, 0.99]])
REGION = np.array([[0.6, 0.25, 0.1, 0.05], [0.4, 0.3, 0.2, 0.1]])
COMPARISONS = (GIVEN, levels_of("sex", 2), levels_of("place", 4))


def no_compared():
    return ComparedPatterns(np.zeros((0, 3), np.int8), np.zeros(0), np.zeros(0))


def test_tables_by_the_given_name_are_found_again():
    sample = drawn(np.random.default_rng(1), 200_000, [SEX, REGION])
    found = expected_of(COMPARISONS, sample, compared=no_compared())
    for table, known in zip(found.given_g[1:], (SEX, REGION), strict=True):
        assert table[1:] == pytest.approx(known, abs=0.01)
        assert table.sum(axis=1) == pytest.approx(np.ones(3))


def test_where_no_given_name_is_stated_it_is_all_pairs():
    sample = drawn(np.random.default_rng(2), 50_000, [SEX, REGION])
    found = expected_of(COMPARISONS, sample, compared=no_compared())
    for table, plain in zip(found.given_g, found.plain, strict=True):
        assert table[0] == pytest.approx(plain)
    assert found.given_g[0] == pytest.approx(np.tile(found.plain[0], (3, 1)))


def test_a_first_pass_conditions_comparisons_of_few_levels_alone():
    """In ratios of many levels, matches would hide before any is known."""
    found = expected_of(COMPARISONS, drawn(np.random.default_rng(3), 200_000, [SEX, REGION]))
    assert found.given_g[1][1:] == pytest.approx(SEX, abs=0.01)
    assert found.given_g[2] == pytest.approx(np.tile(found.plain[2], (3, 1)))


def test_matches_are_taken_out():
    rng = np.random.default_rng(4)
    strangers = drawn(rng, 200_000, [SEX, REGION])
    matches = SampledPatterns(
        np.array([[1, 1, 3]], np.int8), *(np.array([each]) for each in (0.004 * PAIRS, 8e-6 * PAIRS**2, 0.0))
    )
    levels, which = np.unique(np.vstack([strangers.levels, matches.levels]), axis=0, return_inverse=True)
    both = SampledPatterns(
        levels.astype(np.int8),
        *(
            np.bincount(which.ravel(), np.concatenate([getattr(each, of) for each in (strangers, matches)]))
            for of in ("weight", "squared", "compared")
        ),
    )
    of_strangers = np.bincount(which.ravel(), np.concatenate([strangers.weight, np.zeros(1)]))
    found = expected_of(COMPARISONS, both, 1 - of_strangers / both.weight, no_compared())
    known = expected_of(COMPARISONS, strangers, compared=no_compared())
    for plain, without in zip(found.plain, known.plain, strict=True):
        assert plain == pytest.approx(without)
    for table, without in zip(found.given_g[1:], known.given_g[1:], strict=True):
        assert table == pytest.approx(without, abs=0.01)


def test_a_cell_that_matches_hold_is_borrowed_from_all_pairs():
    """Among those of one given name, nine in ten of the last level are matches: all pairs say how many are not.

    By hand, unmatched pairs: at one given name .2, .3, .2 and .03 of .73; in all .9 · .05 + .1 · .03 of .973.
    """
    region = np.array([[0.6, 0.25, 0.1, 0.05], [0.2, 0.3, 0.2, 0.3]])
    sample = drawn(np.random.default_rng(5), 400_000, [SEX, region])
    is_match = (sample.levels[:, 0] == 1) & (sample.levels[:, 2] == 3)
    found = expected_of(COMPARISONS, sample, np.where(is_match, 0.9, 0.0), no_compared())
    plain, table = found.plain[2], found.given_g[2][2]
    assert plain[3] == pytest.approx(0.048 / 0.973, rel=0.02)
    assert table[3] / table[0] == pytest.approx((0.048 / 0.973) / (0.2 / 0.73), rel=0.02)


def test_few_drawn_pairs_leave_a_ratio_near_one():
    """Ten pairs at one given name, all of the rare last level: what ten pairs say, and as much of what all say."""
    levels = np.array([[0, 0, 0], [0, 0, 3], [1, 0, 3]], dtype=np.int8)
    weight = np.array([0.9, 0.1, 1e-5]) * PAIRS
    sample = SampledPatterns(levels, weight, weight**2 / np.array([1e6, 1e6, 10]), weight)
    found = expected_of(COMPARISONS, sample, compared=no_compared())
    plain, table = found.plain[2], found.given_g[2][2]
    by_hand = {0: 10 / (10 * plain[0] + 10), 3: (10 + 10) / (10 * plain[3] + 10)}
    assert table[3] / table[0] == pytest.approx(plain[3] * by_hand[3] / (plain[0] * by_hand[0]))


def test_lists_of_a_few_records_expect_unlike_pairs():
    """Of 6 pairs of 4 records, 3 agree: 300 imagined pairs of two unlike people outweigh them."""
    sample = SampledPatterns.of(np.array([[0, 0, 0]] * 3 + [[1, 1, 3]] * 3, dtype=np.int8), np.ones(6))
    found = expected_of(COMPARISONS, sample, pairs=6)
    assert found.plain[0] == pytest.approx([0.5, 0.5])  # of two levels neither is imagined
    assert found.plain[2][3] == pytest.approx((0.5 * 6 + 0.2 / 3 * 300) / 306)
    assert found.plain[2][0] == pytest.approx((0.5 * 6 + 0.8 * 300) / 306)


def test_without_given_names_nothing_is_conditioned():
    comparisons = (levels_of("sex", 2), levels_of("place", 4))
    sample = SampledPatterns.of(np.array([[0, 0], [1, 3]], dtype=np.int8), np.array([0.7, 0.3]) * PAIRS)
    found = expected_of(comparisons, sample, compared=no_compared())
    assert [each.shape for each in found.given_g] == [(1, 2), (1, 4)]
    assert found.given_g[0][0] == pytest.approx([0.7, 0.3], abs=1e-4)


def test_each_pair_by_itself_weighs_its_square():
    sample = SampledPatterns.of(np.array([[0], [1]], dtype=np.int8), np.array([2.0, 5.0]))
    assert sample.squared.tolist() == [4.0, 25.0]
    assert sample.compared is None  # all of them


# Of a billion pairs one in a hundred share a given name and one in a thousand a lineage, which in one cell are matches;
# four in five are born more than five years apart.
BILLION = 1_000_000_000
OF_TWO = {(0, 0): 0.99 * 0.999, (0, 1): 0.99 * 0.001, (1, 0): 0.01 * 0.999, (1, 1): 0.01 * 0.001}
CONTROLLED = (GIVEN, levels_of("lineage", 4), levels_of("born", 4))
OF_ONE_PERSON = [np.array([0.2, 0.8]), np.array([0.1, 0.2, 0.2, 0.5]), np.array([0.02, 0.08, 0.1, 0.8])]


def controlled(far_pairs, matches, comparisons=CONTROLLED, stated=1.0):
    """The lineage's share of its last level at one given name, by so many compared pairs born far apart."""
    rows = [
        (g, 3 * lineage, birth, share * of_birth)
        for (g, lineage), share in OF_TWO.items()
        for birth, of_birth in ((-1, 1 - stated), (0, 0.8 * stated), (3, 0.2 * stated))
    ]
    levels = np.array([row[:3] for row in rows], dtype=np.int8)
    weight = np.array([row[3] for row in rows]) * BILLION
    held = (levels[:, :2] == [1, 3]).all(axis=1)
    matched = np.where(held, 0.9, 0.0)
    sample = SampledPatterns(levels, weight, weight * 1_000, weight)
    compared = ComparedPatterns(
        np.array([[1, 3, 0], [1, 3, 3]], dtype=np.int8),
        np.array([far_pairs, 200_000.0]),
        np.array([0.0, matches]),
    )
    found = unmatched(comparisons, sample, matched, compared, OF_ONE_PERSON, BILLION)
    return float(found.given_g[1][2][3])


def test_namesakes_of_one_lineage_are_counted_by_births_far_apart():
    """By hand: by chance .8 · 1e9 · .01 · .001 = 8,000 pairs of the cell are born far apart.

    24,400 were compared. Of 100,000 matches at most one in a hundred is born so far apart (not .02), of which .8 share
    the given name and .5 the lineage: 400. So the cell is (24,400 - 400) / 8,000 = 3 times what chance says.
    """
    assert controlled(24_400.0, 100_000.0) == pytest.approx(3 * 0.001, rel=0.02)


def test_births_that_half_of_the_pairs_state_are_half_of_the_evidence():
    """By hand: 4,000 by chance, 200 of the matches; (12,200 - 200) / 4,000 = 3."""
    assert controlled(12_200.0, 100_000.0, stated=0.5) == pytest.approx(3 * 0.001, rel=0.02)


def test_the_control_never_makes_namesakes_rarer_than_chance():
    assert controlled(100.0, 100_000.0) == pytest.approx(0.001, rel=0.02)


def test_without_births_the_cell_is_as_all_pairs():
    without = (*CONTROLLED[:2], levels_of("place", 4))
    assert controlled(24_400.0, 100_000.0, without) == pytest.approx(0.001, rel=0.02)
