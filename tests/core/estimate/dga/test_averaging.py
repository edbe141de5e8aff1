import json

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scipy.stats import kstest

from isthmus.core.estimate.dga import average
from isthmus.core.estimate.dga.averaging import averaged
from isthmus.core.estimate.dga.graphs import decomposable
from isthmus.core.estimate.dga.likelihood import likelihood
from isthmus.core.estimate.values import Lists
from isthmus.core.messages import MessageError
from isthmus.language import english
from tests.core.estimate.dga.brute import log_posterior
from tests.core.estimate.dga.hyper_dirichlet import population
from tests.core.estimate.dga.tables import KOSOVO, SPINA_BIFIDA, as_counts, random_lists
from tests.english import told


def by_definition(lists, delta, up_to):
    """Mass of the saturated graph, posterior of the others and of the number missing, with every cell summed."""
    graphs, rows = log_posterior(as_counts(lists), len(lists.names), delta, range(up_to + 1))
    logs = np.array(rows)
    mass = np.exp(logs - logs.max())
    full = len(lists.names) * (len(lists.names) - 1) // 2
    complete = np.array([graph.number_of_edges() == full for graph in graphs])
    others = mass[~complete]
    shares = {
        frozenset(tuple(sorted(edge)) for edge in graph.edges): share
        for graph, share in zip(
            [graph for graph, whole in zip(graphs, complete, strict=True) if not whole],
            others.sum(axis=1) / others.sum(),
            strict=True,
        )
    }
    return mass[complete].sum() / mass.sum(), shares, others.sum(axis=0) / others.sum()


@pytest.mark.parametrize(("seed", "size", "delta"), [(1, 3, 0.125), (2, 3, 1.0), (3, 4, 0.0625), (4, 4, 0.5)])
def test_the_posterior_is_that_of_an_enumeration_by_definition(seed, size, delta):
    lists = random_lists(np.random.default_rng(seed), size)
    graphs = decomposable(size)
    found = averaged(lists, graphs, delta, 300, with_saturated=False)
    saturated, shares, numbers = by_definition(lists, delta, 300)
    assert found.share_apart() == pytest.approx(saturated, rel=1e-8)
    assert np.allclose(found.cells().mass, numbers, rtol=1e-8, atol=1e-12)
    assert found.mean() == pytest.approx(numbers @ np.arange(301), rel=1e-8)
    for joined, share in zip(graphs.joined[:-1], found.shares()[:-1], strict=True):
        assert share == pytest.approx(shares[frozenset(map(tuple, np.argwhere(np.triu(joined))))], abs=1e-8)


def test_five_lists_have_the_likelihood_of_the_definition():
    lists = random_lists(np.random.default_rng(6), 5)
    graphs, missing = decomposable(5), [0, 1, 30, 10_000]
    found = likelihood(lists, 1 / 32, graphs).log_terms(np.array(missing, dtype=float), np.arange(822))
    theirs, rows = log_posterior(as_counts(lists), 5, 1 / 32, missing)
    places = graphs_at(graphs)
    order = [places[frozenset(tuple(sorted(edge)) for edge in graph.edges)] for graph in theirs]
    apart = found[order] - np.array(rows)
    assert np.allclose(apart, apart[0, 0], rtol=0, atol=1e-8)


def graphs_at(graphs):
    return {
        frozenset(map(tuple, np.argwhere(np.triu(joined)))): at for at, joined in enumerate(graphs.joined)
    }


def test_figures_are_the_quantiles_of_the_enumeration():
    lists = random_lists(np.random.default_rng(5), 3, most=40)
    fitted = average(lists, delta=0.5, looser=())
    assert len(fitted.detail["grids"]) == 1
    numbers = np.cumsum(by_definition(lists, 0.5, 10 * lists.n)[2])
    for level, ends in fitted.intervals.items():
        tails = [0.5 - level / 200, 0.5 + level / 200]
        assert list(ends) == [lists.n + int(np.searchsorted(numbers, tail)) for tail in tails]
    assert fitted.median == lists.n + int(np.searchsorted(numbers, 0.5))


@pytest.mark.parametrize("with_saturated", [False, True])
def test_the_saturated_graph_is_stated_whether_averaged_or_not(with_saturated):
    found = average(SPINA_BIFIDA, delta=1.0, looser=(), with_saturated=with_saturated)
    assert found.detail["saturated"] == pytest.approx(0.0392, abs=1e-4)
    assert found.detail["graphs"] == 7 + with_saturated


def test_spina_bifida_is_as_published():
    """R's dga and Madigan & York (1997), who average the saturated graph too: 732 children, the best graph at .370."""
    found = average(SPINA_BIFIDA, delta=1.0, looser=(), with_saturated=True)
    assert found.median == 732
    assert found.intervals[95] == (681, 800)
    assert found.detail["mean"] == pytest.approx(734.6, abs=0.05)
    top = found.detail["top"][0]
    assert top["graph"] == "[birth death][records]"
    assert top["probability"] == pytest.approx(0.370, abs=5e-4)


def test_kosovo_is_as_the_reference_says():
    """R's dga on the table of Ball et al. (2002); their own estimate by log-linear models is 10,356 (9,002-12,122)."""
    found = average(KOSOVO)
    assert found.median == 12_595
    assert found.intervals[95] == (9_827, 16_544)
    top = found.detail["top"][0]
    assert top["graph"] == "[EXH ABA OSCE][EXH OSCE HRW]"
    assert top["probability"] == pytest.approx(0.986, abs=5e-4)
    assert found.edge < 1e-8
    assert len(found.modes) == 1
    assert found.modes[0].mass == 1


@pytest.mark.parametrize(
    ("delta", "mean", "median", "low", "high", "best"),
    [(0.5, 11013.6, 11319, 4481, 14484, 0.887), (1.0, 4828.0, 4616, 4407, 6844, 0.976)],
)
def test_with_the_saturated_graph_loose_priors_fall_as_they_do_in_r(delta, mean, median, low, high, best):
    found = average(KOSOVO, delta=delta, looser=(), with_saturated=True)
    assert found.detail["mean"] == pytest.approx(mean, abs=0.05)
    assert (found.median, *found.intervals[95]) == (median, low, high)
    assert found.detail["top"][0]["probability"] == pytest.approx(best, abs=5e-4)


def test_looser_priors_are_shown_with_what_they_do():
    usual, half, one = average(KOSOVO).detail["deltas"]
    assert (usual["delta"], half["delta"], one["delta"]) == (0.0625, 0.5, 1.0)
    assert usual["median"] > half["median"] > one["median"]
    assert usual["notes"] == half["notes"] == []
    assert len(one["notes"]) == 2
    assert one["saturated"] == pytest.approx(0.976, abs=5e-4)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 2**32), st.permutations(range(4)))
def test_the_order_of_the_lists_is_of_no_matter(seed, order):
    lists = random_lists(np.random.default_rng(seed), 4)
    turned = Lists.of([lists.names[at] for at in order], lists.patterns[:, list(order)], lists.counts)
    one, other = average(lists, looser=()), average(turned, looser=())
    assert (one.median, one.intervals) == (other.median, other.intervals)
    assert np.abs(one.draws - other.draws).max() <= 1

    def joined(found):
        return {
            frozenset(pair["lists"]): pytest.approx(pair["probability"]) for pair in found.detail["joined"]
        }

    assert joined(one) == joined(other)


def test_ten_times_the_people_are_ten_times_the_estimate_more_narrowly():
    more = Lists.of(KOSOVO.names, KOSOVO.patterns, KOSOVO.counts * 100)
    one, other = average(KOSOVO, looser=()), average(more, looser=())
    assert other.median == pytest.approx(100 * one.median, rel=0.05)
    assert np.diff(other.intervals[95]) / other.median < 0.2 * np.diff(one.intervals[95]) / one.median


def test_intervals_hold_the_truth_as_often_as_they_say():
    """Lists 1 and 2 depend on each other, 2 and 3 too, and list 4 on none: a decomposable graph."""
    rng, held, runs = np.random.default_rng(7), 0, 60
    for _ in range(runs):
        people = 1_500
        first = rng.random(people) < 0.3
        second = rng.random(people) < np.where(first, 0.6, 0.2)
        third = rng.random(people) < np.where(second, 0.5, 0.25)
        fourth = rng.random(people) < 0.25
        on = np.column_stack([first, second, third, fourth])
        low, high = average(Lists.of("ABCD", on, np.ones(people)), looser=()).intervals[95]
        held += low <= people <= high
    assert held >= 0.85 * runs


def test_the_detail_is_plain_enough_for_json():
    told = json.loads(json.dumps(average(SPINA_BIFIDA).detail, allow_nan=False))
    assert [pair["lists"] for pair in told["joined"]] == [
        ["birth", "death"],
        ["birth", "records"],
        ["death", "records"],
    ]
    assert told["joined"][0]["probability"] > 0.99


def test_where_populations_come_from_the_prior_their_number_is_of_any_rank_among_the_draws():
    """Simulation-based calibration (Talts et al. 2018): N in proportion to 1/N from 200 to 20,000, ranks uniform."""
    rng, graphs, ranks = np.random.default_rng(12), decomposable(4), []
    for _ in range(120):
        people = int(np.exp(rng.uniform(np.log(200), np.log(20_000))))
        lists = population(people, graphs.cliques(rng.integers(60)), 4, 1.0, rng)
        found = average(lists, delta=1.0, looser=(), draws=1_000)
        draws = found.draws[(found.draws >= 200) & (found.draws <= 20_000)]
        ties = (draws == people).sum()
        ranks.append(((draws < people).sum() + rng.random() * (1 + ties)) / (len(draws) + 1))
    assert kstest(ranks, "uniform").pvalue > 0.01


def test_draws_come_from_the_posterior_and_from_the_seed():
    found = average(KOSOVO, looser=(), seed=3, draws=20_000)
    again = average(KOSOVO, looser=(), seed=3, draws=20_000)
    assert found.draws.shape == (20_000,)
    assert np.array_equal(found.draws, again.draws)
    assert not np.array_equal(found.draws, average(KOSOVO, looser=(), seed=4, draws=20_000).draws)
    assert (found.draws <= found.median).mean() == pytest.approx(0.5, abs=0.015)
    assert found.draws.mean() == pytest.approx(found.detail["mean"], rel=0.005)


def test_a_list_without_people_is_left_out_and_named():
    wider = np.column_stack([KOSOVO.patterns, np.zeros(15, dtype=bool)])
    found = average(Lists.of([*KOSOVO.names, "none"], wider, KOSOVO.counts), looser=())
    assert found.detail["empty_lists"] == ["none"]
    assert found.median == average(KOSOVO, looser=()).median


def table(rows, size):
    patterns = np.array([[number >> place & 1 for place in range(size)] for number in rows], dtype=bool)
    return Lists.of([f"L{place}" for place in range(size)], patterns, list(rows.values()))


@pytest.mark.parametrize(
    ("lists", "words"),
    [
        (table({1: 5, 2: 5, 3: 2}, 2), "At least three are needed"),
        (table({1: 5, 2: 5, 3: 2}, 3), "At least three are needed"),
        (table({}, 4), "At least three are needed"),
        (table({1: 5, 2: 5, 4: 2}, 3), "Nobody is on two lists"),
        (table({1 << place: 5 for place in range(7)} | {3: 1}, 7), "Join lists that belong together"),
        (table({1 << place: 5 for place in range(12)} | {3: 1}, 12), "Join lists that belong together"),
    ],
)
def test_what_can_carry_no_figure_is_refused_in_words(lists, words):
    found = average(lists)
    assert words in english(found.refused)
    assert np.isnan(found.median)
    assert len(found.draws) == 0


@pytest.mark.parametrize("delta", [0.0, -1.0, float("nan"), float("inf")])
def test_a_delta_is_above_0(delta):
    with pytest.raises(MessageError) as wrong:
        average(KOSOVO, delta=delta)
    assert "greater than 0" in told(wrong.value)


@pytest.mark.parametrize("rows", [{1: 1, 2: 1, 6: 1}, {7: 3}, {1: 1, 3: 1, 7: 1}])
def test_three_people_give_a_figure_from_three_up(rows):
    found = average(table(rows, 3))
    assert found.intervals[95][0] == 3
    assert found.median >= 3
    assert np.isfinite(found.draws).all()
    assert found.modes[0].low == 3


class StoppedError(Exception):
    pass


def test_progress_rises_to_the_end_and_may_stop_the_work():
    told = []
    average(SPINA_BIFIDA, progress=lambda done, total: told.append((done, total)))
    assert told == sorted(told)
    assert told[-1] == (1000, 1000)

    def stop(done, total):
        raise StoppedError

    with pytest.raises(StoppedError):
        average(SPINA_BIFIDA, progress=stop)
