"""Attachments: age files of whole units, each sealed to a recipient that was made for its letter alone."""

from collections.abc import Iterable, Iterator

from isthmus.core.seal.age_file import SealingChance, age_chunks
from isthmus.core.seal.sizes import CHUNK, room_of, units_of

__all__ = ["attachment_chunks"]


def attachment_chunks(
    pieces: Iterable[bytes], size: int, recipient: bytes, chance: SealingChance
) -> Iterator[bytes]:
    """Yield the age file of an attachment of `size` bytes, padded with NUL, holding a chunk or two at a time.

    `recipient`: 32 bytes. Raises SealRefused where it is no recipient, ValueError where the pieces are not of `size`.
    """
    room = room_of(units_of(size))
    assert room is not None  # units_of gives none that cannot be filled
    return age_chunks(_padded(pieces, size, room), recipient, chance)


def _padded(pieces: Iterable[bytes], size: int, room: int) -> Iterator[bytes]:
    left = size
    for piece in pieces:
        left -= len(piece)
        yield piece
    if left:
        raise ValueError(size - left)
    for start in range(size, room, CHUNK):
        yield bytes(min(CHUNK, room - start))
