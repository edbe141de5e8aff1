import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isthmus.core.custody.merkle import (
    EMPTY_ROOT,
    Frontier,
    consistency_proof,
    inclusion_proof,
    inner_hash,
    leaf_hash,
    root_of,
    verify_consistency,
    verify_inclusion,
)
from tests.english import raises_saying

VECTORS = json.loads((Path(__file__).parents[2] / "vectors/custody/rfc6962.json").read_text())
LEAVES = [leaf_hash(bytes.fromhex(leaf)) for leaf in VECTORS["leaves"]]
ROOTS = [bytes.fromhex(root) for root in VECTORS["roots"]]


def proof_of(vector: dict[str, list[str]]) -> list[bytes]:
    return [bytes.fromhex(step) for step in vector["proof"]]


def by_definition(leaves: list[bytes]) -> bytes:
    """RFC 9162, 2.1.1, word for word: split at the largest power of two below the size."""
    if not leaves:
        return EMPTY_ROOT
    if len(leaves) == 1:
        return leaves[0]
    half = 1
    while half * 2 < len(leaves):
        half *= 2
    return inner_hash(by_definition(leaves[:half]), by_definition(leaves[half:]))


def some_leaves(count: int) -> list[bytes]:
    return [leaf_hash(number.to_bytes(4)) for number in range(count)]


def test_roots_are_those_that_other_implementations_publish():
    assert EMPTY_ROOT.hex() == VECTORS["empty"]
    assert [root_of(LEAVES[: size + 1]) for size in range(8)] == ROOTS


@pytest.mark.parametrize("vector", VECTORS["inclusion"])
def test_inclusion_proofs_are_those_that_other_implementations_publish(vector):
    index, size = vector["index"], vector["size"]
    assert inclusion_proof(LEAVES[:size], index) == proof_of(vector)
    assert verify_inclusion(LEAVES[index], index, size, proof_of(vector), ROOTS[size - 1])


@pytest.mark.parametrize("vector", VECTORS["consistency"])
def test_consistency_proofs_are_those_that_other_implementations_publish(vector):
    earlier, size = vector["earlier"], vector["size"]
    assert consistency_proof(LEAVES[:size], earlier) == proof_of(vector)
    assert verify_consistency(earlier, ROOTS[earlier - 1], size, ROOTS[size - 1], proof_of(vector))


@given(st.integers(0, 300))
def test_a_tree_grown_leaf_by_leaf_has_the_root_of_the_definition(size):
    assert root_of(some_leaves(size)) == by_definition(some_leaves(size))


@given(st.integers(1, 200), st.data())
def test_every_leaf_is_proven_at_its_place_and_at_no_other(size, data):
    leaves = some_leaves(size)
    index = data.draw(st.integers(0, size - 1))
    proof, root = inclusion_proof(leaves, index), root_of(leaves)
    assert verify_inclusion(leaves[index], index, size, proof, root)
    other = data.draw(
        st.integers(0, size - 1).filter(lambda place: place != index) if size > 1 else st.just(-1)
    )
    assert not verify_inclusion(leaves[index], other, size, proof, root)


@given(st.integers(1, 100), st.data())
def test_an_altered_inclusion_proof_proves_nothing(size, data):
    leaves = some_leaves(size)
    index = data.draw(st.integers(0, size - 1))
    proof, root = inclusion_proof(leaves, index), root_of(leaves)
    assert not verify_inclusion(leaf_hash(b"another"), index, size, proof, root)
    assert not verify_inclusion(leaves[index], index, size, [*proof, bytes(32)], root)
    if proof:
        cut = data.draw(st.integers(0, len(proof) - 1))
        assert not verify_inclusion(leaves[index], index, size, proof[:cut], root)
        assert not verify_inclusion(
            leaves[index], index, size, [*proof[:cut], bytes(32), *proof[cut + 1 :]], root
        )


@given(st.integers(0, 150), st.data())
def test_every_prefix_is_proven_consistent_and_another_history_is_not(size, data):
    leaves = some_leaves(size)
    earlier = data.draw(st.integers(0, size))
    proof, root = consistency_proof(leaves, earlier), root_of(leaves)
    assert verify_consistency(earlier, root_of(leaves[:earlier]), size, root, proof)
    if earlier:
        assert not verify_consistency(earlier, leaf_hash(b"another history"), size, root, proof)
        assert not verify_consistency(earlier, root_of(leaves[:earlier]), size, leaf_hash(b"another"), proof)


@given(st.integers(2, 100), st.data())
def test_an_altered_consistency_proof_proves_nothing(size, data):
    leaves = some_leaves(size)
    earlier = data.draw(st.integers(1, size - 1))
    proof, old, new = consistency_proof(leaves, earlier), root_of(leaves[:earlier]), root_of(leaves)
    place = data.draw(st.integers(0, len(proof) - 1))
    assert not verify_consistency(earlier, old, size, new, proof[:place])
    assert not verify_consistency(earlier, old, size, new, [*proof, bytes(32)])
    assert not verify_consistency(earlier, old, size, new, [*proof[:place], bytes(32), *proof[place + 1 :]])


def test_a_log_that_became_shorter_is_not_consistent():
    assert not verify_consistency(5, ROOTS[4], 3, ROOTS[2], [])


@given(st.integers(0, 300))
def test_a_frontier_survives_being_stored(size):
    frontier = Frontier.empty()
    for leaf in some_leaves(size):
        frontier.append(leaf)
    again = Frontier.from_bytes(frontier.size, frontier.as_bytes())
    assert (again, again.root()) == (frontier, frontier.root())
    assert [end - start for start, end in again.spans()] == [
        1 << bit for bit in reversed(range(10)) if size >> bit & 1
    ]


@pytest.mark.parametrize(
    ("size", "data"), [(1, b""), (2, bytes(64)), (-1, b""), (3, bytes(63)), (0, bytes(32))]
)
def test_an_edge_that_does_not_fit_its_size_is_refused(size, data):
    with raises_saying(ValueError, "at its edge"):
        Frontier.from_bytes(size, data)


@pytest.mark.parametrize("index", [-1, 3])
def test_a_leaf_that_is_not_there_has_no_proof(index):
    with raises_saying(ValueError, "no leaf"):
        inclusion_proof(some_leaves(3), index)


def test_an_inner_node_can_not_pass_as_a_leaf():
    left, right = some_leaves(2)
    assert leaf_hash(left + right) != inner_hash(left, right)
