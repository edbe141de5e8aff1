"""The documented minimum's search: against networkx, on hard graphs, and when its budget runs out."""

from random import Random

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from isthmus.core.count import (
    AtLevel,
    Budget,
    PairKnowledge,
    documented_minimum,
    max_clique_weight,
    record_maximum,
)
from isthmus.core.register import IncidentPairs, ToldApart


def graph(size: int, density: float, seed: int) -> tuple[list[int], list[int], nx.Graph]:
    rng = Random(seed)
    weights = [rng.choice((1, 1, 2, 5, 100)) for _ in range(size)]
    apart = [0] * size
    plain: nx.Graph[int] = nx.Graph()
    plain.add_nodes_from((at, {"weight": weight}) for at, weight in enumerate(weights))
    for one in range(size):
        for other in range(one):
            if rng.random() < density:
                apart[one] |= 1 << other
                apart[other] |= 1 << one
                plain.add_edge(one, other)
    return weights, apart, plain


@given(st.integers(1, 25), st.sampled_from((0.1, 0.5, 0.9)), st.integers(0, 10_000))
def test_the_heaviest_set_is_the_maximum_weight_clique_of_networkx(
    size: int, density: float, seed: int
) -> None:
    weights, apart, plain = graph(size, density, seed)
    assert max_clique_weight(weights, apart, Budget()) == nx.max_weight_clique(plain)[1]


def test_when_the_budget_runs_out_what_is_found_is_a_set_that_exists_and_is_said_not_to_be_exact() -> None:
    weights, apart, _ = graph(60, 0.7, 1)
    budget = Budget(5)
    found = max_clique_weight(weights, apart, budget)
    assert budget.spent
    assert max(weights) <= found <= max_clique_weight(weights, apart, Budget(10_000_000))


def test_a_thousand_people_pairwise_apart_but_for_a_few_add_up_without_a_search() -> None:
    size = 1_000
    everyone = (1 << size) - 1
    apart = [
        everyone & ~(1 << at) & ~(1 << (at ^ 1)) for at in range(size)
    ]  # each doubtful with one neighbour
    budget = Budget(2_000)
    assert max_clique_weight([1] * size, apart, budget) == size // 2
    assert not budget.spent


# No list tells anybody apart.
NOBODY = ToldApart({}, (), IncidentPairs(), {}, {}, ())


def people(**levels: tuple[int, int | None, bool]) -> dict[str, AtLevel]:
    return {name: AtLevel(*level) for name, level in levels.items()}


def test_without_judgements_the_largest_group_alone_is_the_documented_minimum() -> None:
    known = people(a=(100, None, False), b=(1, 1, True), c=(1, 1, True))
    assert documented_minimum(known, PairKnowledge({}, frozenset(), examined=False), NOBODY) == (100, True)


def test_named_individuals_that_a_link_run_compared_add_up_but_for_doubtful_pairs() -> None:
    known = people(a=(1, 1, True), b=(1, 1, True), c=(1, 1, True), d=(1, 1, False))
    doubtful = {("a", "b"): frozenset({"unsure"})}
    assert documented_minimum(known, PairKnowledge(doubtful, frozenset(), examined=True), NOBODY) == (2, True)


def test_a_group_adds_to_individuals_only_where_it_is_judged_disjoint_from_each() -> None:
    known = people(g=(100, None, False), a=(1, 1, True), b=(1, 1, True))
    apart = {("a", "g"): frozenset({"disjoint"}), ("b", "g"): frozenset({"different"})}
    assert documented_minimum(known, PairKnowledge(apart, frozenset(), examined=True), NOBODY) == (101, True)


def test_the_record_maximum_leaves_out_what_lies_within_another_and_is_open_where_a_high_is() -> None:
    known = people(a=(1, 1, True), g=(3, 8, False))
    assert record_maximum(known, PairKnowledge({}, frozenset({("a", "g")}), examined=False)) == 8
    assert record_maximum(known, PairKnowledge({}, frozenset(), examined=False)) == 9
    assert record_maximum(people(a=(1, None, True)), PairKnowledge({}, frozenset(), examined=False)) is None
    assert record_maximum({}, PairKnowledge({}, frozenset(), examined=False)) == 0


def test_groups_that_lie_in_each_other_in_a_circle_count_once_with_the_smallest_high() -> None:
    known = people(a=(1, 5, False), b=(1, 4, False))
    assert record_maximum(known, PairKnowledge({}, frozenset({("a", "b"), ("b", "a")}), examined=False)) == 4


@pytest.mark.parametrize("examined", [True, False])
def test_a_hundred_thousand_people_are_added_up_at_once(examined: bool) -> None:
    known = {f"m{n:06}": AtLevel(1, 1, named=True) for n in range(100_000)}
    assert documented_minimum(known, PairKnowledge({}, frozenset(), examined), NOBODY) == (
        100_000 if examined else 1,
        True,
    )
