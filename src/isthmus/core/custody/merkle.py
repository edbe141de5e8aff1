"""Merkle trees as RFC 9162, section 2.1, defines them: SHA-256, leaves and inner nodes told apart."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256

from isthmus.core.messages import Message, MessageError

__all__ = [
    "EMPTY_ROOT",
    "Frontier",
    "Tree",
    "consistency_proof",
    "inclusion_proof",
    "inner_hash",
    "leaf_hash",
    "root_of",
    "verify_consistency",
    "verify_inclusion",
]

EMPTY_ROOT = sha256(b"").digest()


def leaf_hash(data: bytes) -> bytes:
    """The hash of a leaf that holds `data`."""
    return sha256(b"\x00" + data).digest()


def inner_hash(left: bytes, right: bytes) -> bytes:
    """The hash of the node over two subtrees."""
    return sha256(b"\x01" + left + right).digest()


@dataclass(slots=True)
class Frontier:
    """The right edge of a growing tree: one hash for each perfect subtree, the largest first."""

    size: int
    edge: list[bytes]

    @classmethod
    def empty(cls) -> "Frontier":
        """The frontier of a tree with no leaf."""
        return cls(0, [])

    @classmethod
    def from_bytes(cls, size: int, data: bytes) -> "Frontier":
        """The frontier that `as_bytes` wrote; raises ValueError when it does not fit `size`."""
        if size < 0 or len(data) != 32 * size.bit_count():
            raise MessageError(Message("custody.edge", size=size, hashes=max(size, 0).bit_count()))
        return cls(size, [data[at : at + 32] for at in range(0, len(data), 32)])

    def as_bytes(self) -> bytes:
        """The hashes, one after the other."""
        return b"".join(self.edge)

    def append(self, leaf: bytes) -> None:
        """Add a leaf hash: O(log n) at worst, two hashes on average."""
        node, merges = leaf, self.size
        while merges & 1:
            node = inner_hash(self.edge.pop(), node)
            merges >>= 1
        self.edge.append(node)
        self.size += 1

    def root(self) -> bytes:
        """The root of the tree as it stands."""
        if not self.edge:
            return EMPTY_ROOT
        node = self.edge[-1]
        for left in reversed(self.edge[:-1]):
            node = inner_hash(left, node)
        return node

    def spans(self) -> list[tuple[int, int]]:
        """The leaves under each hash of the edge, as half-open ranges."""
        spans, start = [], 0
        for bit in reversed(range(self.size.bit_length())):
            if self.size >> bit & 1:
                spans.append((start, start + (1 << bit)))
                start += 1 << bit
        return spans


def root_of(leaves: Iterable[bytes]) -> bytes:
    """The root over leaf hashes, in order."""
    frontier = Frontier.empty()
    for leaf in leaves:
        frontier.append(leaf)
    return frontier.root()


class Tree:
    """A whole tree in memory, 64 bytes a leaf: many proofs of one log cost little more than one."""

    def __init__(self, leaves: Sequence[bytes]) -> None:
        self._levels = [list(leaves)]
        while len(below := self._levels[-1]) > 1:
            above = [inner_hash(*pair) for pair in zip(below[::2], below[1::2], strict=False)]
            # A node without a partner goes up as it is.
            self._levels.append([*above, below[-1]] if len(below) & 1 else above)

    def root(self) -> bytes:
        """Return the root."""
        return self._levels[-1][0] if self._levels[0] else EMPTY_ROOT

    def inclusion_proof(self, index: int) -> list[bytes]:
        """Return what `inclusion_proof` does; raises ValueError for a leaf that is not there."""
        size = len(self._levels[0])
        if not 0 <= index < size:
            raise MessageError(Message("custody.no_leaf", index=index, size=size))
        path = []
        for level in self._levels[:-1]:
            if index ^ 1 < len(level):
                path.append(level[index ^ 1])
            index >>= 1
        return path


def _split(size: int) -> int:
    """The largest power of two below `size`."""
    return 1 << (size - 1).bit_length() - 1


def inclusion_proof(leaves: Sequence[bytes], index: int) -> list[bytes]:
    """The hashes that lead from leaf `index` to the root, from the bottom up (RFC 9162, 2.1.3.1)."""
    if not 0 <= index < len(leaves):
        raise MessageError(Message("custody.no_leaf", index=index, size=len(leaves)))
    if len(leaves) == 1:
        return []
    half = _split(len(leaves))
    if index < half:
        return [*inclusion_proof(leaves[:half], index), root_of(leaves[half:])]
    return [*inclusion_proof(leaves[half:], index - half), root_of(leaves[:half])]


def verify_inclusion(leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> bool:
    """Whether `proof` shows `leaf` at `index` in the tree of `size` leaves with that root (2.1.3.2)."""
    if not 0 <= index < size:
        return False
    place, last, node = index, size - 1, leaf
    for step in proof:
        if last == 0:
            return False
        if place & 1 or place == last:
            node = inner_hash(step, node)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            node = inner_hash(node, step)
        place, last = place >> 1, last >> 1
    return last == 0 and node == root


def consistency_proof(leaves: Sequence[bytes], earlier: int) -> list[bytes]:
    """The hashes that show the first `earlier` leaves to be a prefix of the tree (2.1.4.1)."""
    if not 0 <= earlier <= len(leaves):
        raise MessageError(Message("custody.no_tree", earlier=earlier, size=len(leaves)))
    return _subproof(leaves, earlier, whole=True) if earlier else []


def _subproof(leaves: Sequence[bytes], earlier: int, *, whole: bool) -> list[bytes]:
    if earlier == len(leaves):
        return [] if whole else [root_of(leaves)]
    half = _split(len(leaves))
    if earlier <= half:
        return [*_subproof(leaves[:half], earlier, whole=whole), root_of(leaves[half:])]
    return [*_subproof(leaves[half:], earlier - half, whole=False), root_of(leaves[:half])]


def verify_consistency(
    earlier: int, earlier_root: bytes, size: int, root: bytes, proof: Sequence[bytes]
) -> bool:
    """Whether `proof` shows that the tree of `earlier` leaves is a prefix of that of `size` (2.1.4.2)."""
    if not 0 <= earlier <= size:
        return False
    if earlier == size:
        return not proof and earlier_root == root
    if earlier == 0:
        return not proof and earlier_root == EMPTY_ROOT
    steps = [earlier_root, *proof] if earlier & (earlier - 1) == 0 else list(proof)
    return bool(steps) and _replay(earlier, earlier_root, size, root, steps)


def _replay(earlier: int, earlier_root: bytes, size: int, root: bytes, steps: list[bytes]) -> bool:
    place, last = earlier - 1, size - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    old = new = steps[0]
    for step in steps[1:]:
        if last == 0:
            return False
        if place & 1 or place == last:
            old, new = inner_hash(step, old), inner_hash(step, new)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            new = inner_hash(new, step)
        place, last = place >> 1, last >> 1
    return last == 0 and old == earlier_root and new == root
