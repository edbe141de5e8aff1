"""Ids in code point order, and the sets that edges make of them."""

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from isthmus.core.ids import UnionFind, groups

NAMES = st.text("abcdeЯ🙂1", min_size=1, max_size=2)


@given(st.lists(st.tuples(NAMES, NAMES)))
def test_groups_are_the_connected_components(edges: list[tuple[str, str]]) -> None:
    expected = sorted(tuple(sorted(part)) for part in nx.connected_components(nx.Graph(edges)))
    assert groups(edges) == expected


def test_an_item_that_was_never_joined_stands_alone() -> None:
    union = UnionFind(["a", "b", "c"])
    union.join("a", "b")
    assert union.together("a", "b")
    assert not union.together("a", "c")
    assert union.sets() == [["a", "b"], ["c"]]
