"""Row commitments: every field a salted leaf, so that one field can be shown and the rest not guessed.

docs/reference/custody.md is the specification; tests/vectors/custody holds its vectors.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from hmac import digest as hmac_digest

from isthmus.core.custody.merkle import root_of
from isthmus.core.messages import Message, MessageError

__all__ = [
    "KEY_BYTES",
    "Leaf",
    "ShownField",
    "commit_row",
    "commit_rows",
    "field_salt",
    "leaves_of",
    "root_of_row",
    "show",
]

KEY_BYTES = 32
_BLOCK = 64
_INNER = bytes(byte ^ 0x36 for byte in range(256))
_OUTER = bytes(byte ^ 0x5C for byte in range(256))


@dataclass(frozen=True, slots=True)
class ShownField:
    """One field of a row that is shown, with the salt under which it was committed to."""

    column: str
    cell: str
    salt: bytes

    def leaf(self) -> bytes:
        """Return the field's leaf in its row."""
        return _field_leaf(self.salt, self.column, self.cell)


# A field that is shown, or the leaf of one that is not.
type Leaf = ShownField | bytes


def field_salt(key: bytes, index: int) -> bytes:
    """The salt of field `index`: HMAC-SHA256 of the index (four bytes, big-endian) under the row's key."""
    return hmac_digest(key, index.to_bytes(4), "sha256")


def _field_leaf(salt: bytes, column: str, cell: str) -> bytes:
    return sha256(b"\x00" + salt + column.encode() + b"\x00" + cell.encode()).digest()


def leaves_of(key: bytes, columns: Sequence[str], cells: Sequence[str]) -> list[bytes]:
    """Return the leaf of every field of a row: its commitment follows from them, and nothing can be told from them."""
    if len(key) != KEY_BYTES:
        raise MessageError(Message("custody.row_key", size=KEY_BYTES))
    pairs = zip(columns, cells, strict=True)
    return [_field_leaf(field_salt(key, index), *pair) for index, pair in enumerate(pairs)]


def show(key: bytes, columns: Sequence[str], cells: Sequence[str], shown: Collection[str]) -> list[Leaf]:
    """Return what shows some fields, and says nothing of the others; raises ValueError for an unknown column."""
    if unknown := set(shown).difference(columns):
        raise MessageError(Message("custody.no_column", columns=tuple(sorted(unknown))))
    leaves = leaves_of(key, columns, cells)
    return [
        ShownField(column, cell, field_salt(key, index)) if column in shown else leaf
        for index, (column, cell, leaf) in enumerate(zip(columns, cells, leaves, strict=True))
    ]


def root_of_row(leaves: Iterable[Leaf]) -> bytes:
    """Return the commitment of the row with these fields."""
    return root_of(each.leaf() if isinstance(each, ShownField) else each for each in leaves)


def commit_row(key: bytes, columns: Sequence[str], cells: Sequence[str]) -> bytes:
    """The row's commitment: the root over its fields, empty ones too, in the order of its columns."""
    return commit_rows(columns, [(key, cells)])[0]


def commit_rows(columns: Sequence[str], rows: Sequence[tuple[bytes, Sequence[str]]]) -> list[bytes]:
    """The commitments of many rows with the same columns, in order.

    The same as `leaves_of` and a Merkle root, written out flat: an import commits millions of fields.
    """
    heads = [(index.to_bytes(4), name.encode() + b"\x00") for index, name in enumerate(columns)]
    if not heads:
        raise MessageError(Message("custody.row_columns"))
    plan, width, roots = _pairs(len(heads)), len(heads), []
    for key, cells in rows:
        if len(key) != KEY_BYTES or len(cells) != width:
            raise MessageError(Message("custody.row_form", size=KEY_BYTES))
        block = key.ljust(_BLOCK, b"\x00")
        inner, outer = block.translate(_INNER), block.translate(_OUTER)
        level = [
            sha256(
                b"\x00" + sha256(outer + sha256(inner + place).digest()).digest() + name + cell.encode()
            ).digest()
            for (place, name), cell in zip(heads, cells, strict=True)
        ]
        for odd in plan:
            paired = zip(level[::2], level[1::2], strict=False)
            above = [sha256(b"\x01" + left + right).digest() for left, right in paired]
            level = [*above, level[-1]] if odd else above
        roots.append(level[0])
    return roots


def _pairs(width: int) -> list[bool]:
    """For each level of the tree from the bottom up, whether its last node goes up unpaired."""
    plan = []
    while width > 1:
        plan.append(bool(width & 1))
        width = (width + 1) // 2
    return plan
