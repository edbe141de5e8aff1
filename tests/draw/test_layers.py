"""The layered layout: edges lead on, columns keep distance, crossings are few."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from isthmus.draw.layers import forward, in_circles, layered, spread

NODES = [f"n{at}" for at in range(9)]
EDGES = st.lists(st.tuples(st.sampled_from(NODES), st.sampled_from(NODES)), unique=True, max_size=25)


@given(edges=EDGES)
def test_edges_lead_on_or_back_or_are_loops_and_what_leads_on_has_no_circle(
    edges: list[tuple[str, str]],
) -> None:
    onward, back = forward(NODES, edges)
    loops = [each for each in edges if each[0] == each[1]]
    assert sorted(onward + back + loops) == sorted(edges)
    assert not in_circles(NODES, onward)


@given(edges=EDGES)
def test_every_edge_passes_the_columns_between_its_ends_one_by_one(edges: list[tuple[str, str]]) -> None:
    onward, _ = forward(NODES, edges)
    layers = layered(NODES, onward)
    column = {key: at for at, keys in enumerate(layers.columns) for key in keys}
    for edge, chain in layers.chains.items():
        assert (chain[0], chain[-1]) == edge
        assert [column[key] for key in chain] == list(range(column[edge[0]], column[edge[1]] + 1))


@given(edges=EDGES, heights=st.lists(st.floats(1, 80), min_size=9, max_size=9))
def test_nothing_in_a_column_overlaps(edges: list[tuple[str, str]], heights: list[float]) -> None:
    onward, _ = forward(NODES, edges)
    layers = layered(NODES, onward)
    tall = {key: 5.0 for keys in layers.columns for key in keys} | dict(zip(NODES, heights, strict=True))
    middle = spread(layers.columns, tall, layers.chains.values(), 10)
    for column in layers.columns:
        for one, other in pairwise(column):
            assert middle[other] - tall[other] / 2 >= middle[one] + tall[one] / 2 + 10 - 1e-6


def test_ties_that_could_cross_are_laid_straight() -> None:
    edges = [("a", "y"), ("b", "x")]
    layers = layered(["a", "b", "x", "y"], edges)
    left, right = layers.columns
    assert [left.index("a") < left.index("b")] == [right.index("y") < right.index("x")]


def test_a_circle_is_found_through_any_number_of_steps() -> None:
    edges = [("a", "b"), ("b", "c"), ("c", "a"), ("c", "d"), ("e", "e")]
    assert in_circles(list("abcde"), edges) == frozenset("abce")
