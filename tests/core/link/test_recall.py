"""Candidate recall on populations whose recall is known: covered, by labels and without; a census; samples."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import beta

from isthmus.core.link.logistic import inverse_logit
from isthmus.core.link.recall import ReviewedPairs, candidate_recall, which_to_review
from isthmus.language import english


def population(seed, *, matches=2000, others=60_000, recall=0.9, too_sure=1.0, too_high=0.0, shared=0.0):
    """The pairs of a loose blocker: found by the main one, probability, match; and the main one's true recall.

    `shared`: the part of what the main blocker misses that the loose one misses too.
    """
    rng = np.random.default_rng(seed)
    match = np.arange(matches + others) < matches
    found = rng.random(len(match)) < np.where(match, recall, 0.05)
    brought = ~match | (rng.random(len(match)) < np.where(found, 0.75, 0.75 * (1 - shared)))
    seen = np.where(found, recall / 0.05, (1 - recall) / 0.95) * matches / others
    odds = np.log(seen) + np.where(match, 8, -8) + rng.normal(0, 4, len(match))
    probability = inverse_logit(too_sure * odds + np.where(found, 0, too_high))
    return found[brought], probability[brought], match[brought], (match & found).sum() / matches


def reviewed(found, probability, match, budget, seed):
    sample = which_to_review(found, probability, budget, np.random.default_rng(seed))
    return ReviewedPairs(sample.pairs, match[sample.pairs], sample.inclusion)


def estimates(resamples, budget, **kind):
    """The estimate and the true recall in each of many populations."""
    for seed in range(resamples):
        found, probability, match, recall = population(seed, **kind)
        labels = reviewed(found, probability, match, budget, seed) if budget else None
        yield candidate_recall(found, probability, np.random.default_rng(seed), labels), recall


@pytest.mark.parametrize(
    "kind",
    [{}, {"too_sure": 1.5}, {"too_sure": 0.7}, {"too_high": 1.0}, {"too_high": -1.0}, {"recall": 0.97}],
)
def test_labels_give_an_interval_that_holds_the_true_recall_though_the_model_is_off(kind):
    found = list(estimates(40, 600, **kind))
    assert sum(each.low <= recall <= each.high for each, recall in found) >= 36
    assert np.mean([each.high - each.low for each, _ in found]) <= 0.1


def test_without_labels_a_true_model_gives_an_interval_that_is_wide_and_holds():
    found = list(estimates(40, 0))
    assert sum(each.low <= recall <= each.high for each, recall in found) >= 38
    assert "probabilities alone" in english(found[0][0].message)
    assert found[0][0].labels == 0


def test_matches_that_both_blockers_miss_make_it_an_upper_bound_which_it_says():
    found = list(estimates(10, 1000, shared=0.7))
    assert np.mean([each.estimate - recall for each, recall in found]) > 0.02
    assert all("upper bound" in english(each.message) for each, _ in found)


@pytest.mark.parametrize(("kept", "of"), [(48, 50), (180, 200), (30, 30)])
def test_where_every_pair_was_reviewed_the_interval_is_that_of_jeffreys(kept, of):
    """The interval for a share that Brown, Cai and DasGupta (2001) recommend: quantiles of a beta distribution."""
    match = np.arange(1000) < of
    found = np.arange(1000) < kept
    census = ReviewedPairs(np.arange(1000), match, np.ones(1000))
    recall = candidate_recall(found, np.where(match, 0.7, 0.2), np.random.default_rng(0), census)
    assert recall.estimate == pytest.approx(kept / of)
    assert recall.matches == of
    known = beta.ppf([0.025, 0.975], kept + 0.5, of - kept + 0.5)
    assert recall.low == pytest.approx(known[0], abs=0.01)
    assert recall.high == pytest.approx(max(known[1], kept / of), abs=0.01)


@settings(max_examples=40)
@given(st.integers(1, 400), st.integers(0, 450), st.integers(0, 1000))
def test_a_sample_is_within_the_budget_has_no_pair_twice_and_stands_for_all(pairs, budget, seed):
    rng = np.random.default_rng(seed)
    found, probability = rng.random(pairs) < 0.5, rng.random(pairs) ** 4
    sample = which_to_review(found, probability, budget, rng)
    assert len(sample.pairs) == len(set(sample.pairs.tolist())) == min(budget, pairs)
    assert ((sample.inclusion > 0) & (sample.inclusion <= 1)).all()
    strata = {
        (bool(found[at]), float(chance)) for at, chance in zip(sample.pairs, sample.inclusion, strict=True)
    }
    if budget >= 100:  # every stratum has some of it
        assert (1 / sample.inclusion).sum() == pytest.approx(pairs)
        assert {each for each, _ in strata} == set(found.tolist())


def test_the_sample_is_drawn_where_a_label_tells_most():
    found, probability, _, _ = population(0)
    sample = which_to_review(found, probability, 600, np.random.default_rng(0))
    assert (~found[sample.pairs]).mean() > 0.5
    unsure = (probability > 0.01) & (probability < 0.99)
    assert unsure[sample.pairs].mean() > 3 * unsure.mean()


def test_unequal_chances_of_being_reviewed_are_made_up_for():
    """Matches are reviewed four times as often as others of the same probability: plain shares would be wrong."""
    rng = np.random.default_rng(0)
    found = np.arange(8000) < 4000
    match = rng.random(8000) < np.where(found, 0.5, 0.1)
    inclusion = np.where(match, 0.4, 0.1)
    chosen = np.flatnonzero(rng.random(8000) < inclusion)
    labels = ReviewedPairs(chosen, match[chosen], inclusion[chosen])
    recall = candidate_recall(found, np.full(8000, 0.3), rng, labels)
    assert recall.estimate == pytest.approx((match & found).sum() / match.sum(), abs=0.03)


def test_a_loose_blocker_without_matches_tells_nothing():
    recall = candidate_recall(np.zeros(0, dtype=bool), np.zeros(0), np.random.default_rng(0))
    assert (recall.estimate, recall.low, recall.high) == (None, 0, 1)
    assert "not known" in english(recall.message)
    sample = which_to_review(np.zeros(0, dtype=bool), np.zeros(0), 10, np.random.default_rng(0))
    assert len(sample.pairs) == 0


def test_where_everything_was_found_the_recall_is_one_and_the_interval_is_not():
    recall = candidate_recall(np.ones(100, dtype=bool), np.full(100, 0.9), np.random.default_rng(0))
    assert (recall.estimate, recall.high) == (1, 1)
    assert 0.9 < recall.low < 1


def test_too_few_labels_are_not_used():
    found, probability, match, _ = population(0)
    recall = candidate_recall(
        found, probability, np.random.default_rng(0), reviewed(found, probability, match, 29, 0)
    )
    assert recall.labels == 0


def test_the_same_seed_gives_the_same_interval():
    found, probability, match, _ = population(0)
    labels = reviewed(found, probability, match, 200, 0)
    first, second = (candidate_recall(found, probability, np.random.default_rng(9), labels) for _ in range(2))
    assert first == second


@pytest.mark.parametrize("harder", [3.0, 7.0, 18.0])
def test_matches_that_the_loose_blocker_can_not_bring_are_allowed_for(harder):
    """A third of the matches share no piece of a name: the main blocker misses them `harder` times as often."""
    held = []
    for seed in range(40):
        rng = np.random.default_rng(seed)
        shown = rng.random(6000) < 0.67
        found = rng.random(6000) < 1 / (1 + np.where(shown, 0.01, 0.01 * harder))
        brought = float((found & shown).sum() / found.sum())
        known = np.full(int(shown.sum()), 0.99)
        recall = candidate_recall(found[shown], known, np.random.default_rng(seed), brought=brought)
        held.append(recall.low <= found.mean() <= recall.high)
        assert "times as often" in english(recall.message)
    assert sum(held) >= 36


def test_where_the_loose_blocker_brings_all_matches_the_estimate_is_as_without():
    found, probability, _, _ = population(3)
    without = candidate_recall(found, probability, np.random.default_rng(3))
    everything = candidate_recall(found, probability, np.random.default_rng(3), brought=1.0)
    assert everything.estimate == pytest.approx(without.estimate)
    assert everything.low == pytest.approx(without.low, abs=0.005)
