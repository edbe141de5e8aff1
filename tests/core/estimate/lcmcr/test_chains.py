"""Chains and the fit from them: known truths, agreement, progress, refusals."""

import numpy as np
import pytest
from arviz_stats.base import array_stats

from isthmus.core.estimate.lcmcr import ChainSettings, fit
from isthmus.core.estimate.lcmcr.chains import convergence, run_chains
from isthmus.core.estimate.values import Lists
from isthmus.core.messages import MessageError
from isthmus.language import english
from tests.core.estimate.dga.tables import KOSOVO
from tests.english import told

SHORT = ChainSettings(chains=4, steps=1_200, doublings=0, rhat=1.2, ess=30)
# R's LCMCR on the same table, three chains of 10,000 draws each, every 100th kept: the quantile over all chains, and
# its error as their own quantiles (10,376, 10,419 and 10,406.5; 8,939, 8,825 and 8,816; 13,938, 14,026 and 13,809) and
# their 3,650 effective draws have it, whichever is greater.
PUBLISHED = {0.5: (10_401.5, 29.0), 0.025: (8_867.0, 56.0), 0.975: (13_942.1, 74.0)}


def of_two_classes(seed, people=3_000):
    rng = np.random.default_rng(seed)
    chances = np.array([[0.6, 0.5, 0.5, 0.4], [0.25, 0.2, 0.2, 0.25]])
    on = rng.random((people, 4)) < chances[(rng.random(people) < 0.5).astype(int)]
    return Lists.of("abcd", on, np.ones(people, dtype=np.int64))


def error(people, share):
    """The Monte Carlo error of a quantile: from effective draws, or from how far chains are apart if that is more."""
    values = people.astype(float)
    within = float(array_stats.mcse(values, chain_axis=0, draw_axis=1, method="quantile", prob=share))
    between = np.quantile(values, share, axis=1).std(ddof=1) / len(values) ** 0.5
    return max(within, float(between))


def test_kosovo_is_what_the_published_program_says():
    walk = run_chains(KOSOVO, ChainSettings(chains=6, steps=4_000, doublings=0), seed=5)
    for share, (published, their_error) in PUBLISHED.items():
        ours = float(np.quantile(walk.people, share))
        allowed = 3 * np.hypot(error(walk.people, share), their_error)
        assert abs(ours - published) < allowed
        assert allowed < 0.15 * published


def test_the_interval_holds_a_known_number_of_two_classes():
    held = 0
    for seed in range(3):
        found = fit(of_two_classes(seed), SHORT, seed=seed)
        low, high = found.intervals[95]
        held += low <= 3_000 <= high
        assert found.median == pytest.approx(3_000, rel=0.1)
    assert held >= 2


def test_the_same_seed_gives_the_same_draws():
    settings = ChainSettings(chains=3, steps=200, doublings=1)
    first, again, other = (run_chains(KOSOVO, settings, seed) for seed in (7, 7, 8))
    np.testing.assert_array_equal(first.people, again.people)
    assert not np.array_equal(first.people, other.people)


def test_the_order_of_lists_does_not_matter():
    settings = ChainSettings(chains=4, steps=2_000, doublings=0)
    order = [2, 0, 3, 1]
    turned = Lists.of([KOSOVO.names[at] for at in order], KOSOVO.patterns[:, order], KOSOVO.counts)
    one, other = run_chains(KOSOVO, settings, 1).people, run_chains(turned, settings, 2).people
    for share in (0.1, 0.5, 0.9):
        apart = np.quantile(one, share) - np.quantile(other, share)
        assert abs(apart) < 4 * np.hypot(error(one, share), error(other, share))


class Cancelled(Exception):
    pass


def test_progress_may_stop_the_chains_at_once():
    said = []

    def stop(done, total):
        said.append((done, total))
        if len(said) == 3:
            raise Cancelled

    with pytest.raises(Cancelled):
        run_chains(KOSOVO, ChainSettings(chains=2, steps=10**7, thin=1), 1, stop)
    assert len(said) == 3
    assert said[-1][0] < said[-1][1]


def test_progress_never_goes_back_nor_beyond_the_end():
    said = []
    run_chains(
        of_two_classes(1, 300),
        ChainSettings(chains=2, steps=400, doublings=2, ess=10**6),
        1,
        lambda *part: said.append(part),
    )
    assert all(done <= total for done, total in said)
    assert np.all(np.diff([done for done, _ in said]) >= 0)


def test_a_walk_that_does_not_agree_is_made_longer():
    never = ChainSettings(chains=2, steps=160, doublings=2, ess=10**6)
    longer = run_chains(KOSOVO, never, 1)
    shorter = run_chains(KOSOVO, ChainSettings(chains=2, steps=160, doublings=0, ess=10**6), 1)
    assert longer.steps > 3 * shorter.steps
    assert longer.people.shape[1] > shorter.people.shape[1]


def test_nobody_lies_beyond_the_limit():
    few = of_two_classes(2, 100)
    walk = run_chains(few, ChainSettings(chains=2, steps=2_000, most=few.n + 9), 1)
    assert walk.people.min() >= few.n
    assert walk.people.max() <= few.n + 9


def test_the_limit_can_not_be_below_the_documented():
    with pytest.raises(MessageError) as wrong:
        ChainSettings(most=4_399).limit(KOSOVO.n)
    assert "4,400 people are documented" in told(wrong.value)


def test_chains_that_do_not_agree_are_refused_with_their_figures():
    found = fit(KOSOVO, ChainSettings(chains=2, steps=200, doublings=0, ess=10**6))
    assert found.refused is not None
    assert found.by_computing
    assert "the chains do not agree" in english(found.refused)
    assert np.isnan(found.median)
    assert found.draws.size == 0
    assert found.detail["ess"] < 10**6
    assert found.detail["rhat"] > 0.9


def test_fewer_than_three_lists_are_refused():
    two = Lists.of("ab", np.array([[True, True], [True, False]]), [9, 9])
    assert "There are 2 lists with people" in english(fit(two).refused)


def test_lists_that_share_nobody_are_refused():
    assert "Nobody is on two lists" in english(fit(Lists.of("abc", np.eye(3, dtype=bool), [9, 9, 9])).refused)


def test_what_is_shown_comes_from_the_draws():
    found = fit(of_two_classes(3), SHORT, seed=1, draws=500)
    assert found.refused is None
    assert found.draws.shape == (500,)
    assert found.intervals[95][0] <= found.intervals[80][0] <= found.intervals[50][0] <= found.median
    assert found.median <= found.intervals[50][1] <= found.intervals[80][1] <= found.intervals[95][1]
    assert sum(mode.mass for mode in found.modes) == pytest.approx(1, abs=0.01)
    assert "1/N" in english(found.prior)


def test_chains_that_stand_still_agree():
    agreed = convergence(np.full((4, 100), 77))
    assert (agreed.rhat, agreed.ess) == (1.0, 400.0)


def test_chains_around_two_numbers_do_not_agree():
    rng = np.random.default_rng(1)
    apart = rng.poisson(1_000, (4, 500)) + np.array([[0], [0], [500], [500]])
    assert convergence(apart).rhat > 1.5


def test_a_table_of_many_millions_weighs_as_one_of_a_hundred_thousand():
    small = of_two_classes(1, people=60_000)
    counts = small.counts * 100_000 // small.n
    counts[0] += 100_000 - counts.sum()
    hundred = Lists.of(small.names, small.patterns, counts)
    factor = 950
    large = Lists.of(hundred.names, hundred.patterns, hundred.counts * factor)
    settings = ChainSettings(chains=2, steps=300, doublings=0, rhat=9.0, ess=1.0)
    one, many = (fit(each, settings, seed=3, class_numbers=False) for each in (hundred, large))
    assert one.detail["temperatures"] == many.detail["temperatures"]
    assert many.median == pytest.approx(one.median * factor, rel=1e-4)
    assert many.intervals[95] == pytest.approx(tuple(end * factor for end in one.intervals[95]), rel=1e-4)
    assert "The table weighs as one of 100,000 people" in english(many.prior)
    assert "weighs" not in english(one.prior)
