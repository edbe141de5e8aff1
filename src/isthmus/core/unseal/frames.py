"""A letter again from the frames of two or three of its QR codes."""

from collections.abc import Sequence
from hashlib import sha256

from isthmus.core.messages import Message
from isthmus.core.seal.frames import DATA, DIGEST, FRAME, MAGIC, exclusive_or
from isthmus.core.unseal.faults import UnsealRefused

__all__ = ["sealed_of"]


def sealed_of(frames: Sequence[bytes]) -> bytes:
    """Return a letter of two or three of its frames, in any order. Raises UnsealRefused."""
    data: dict[int, bytes] = {}
    for each in frames:
        if len(each) != FRAME or not each.startswith(MAGIC) or each[len(MAGIC)] not in (1, 2, 3):
            raise UnsealRefused(Message("letters.no_frame"))
        data[each[len(MAGIC)]] = each[-DATA:]
    if len(data) < 2:
        raise UnsealRefused(Message("letters.few_frames"))
    if 1 not in data:
        data[1] = exclusive_or(data[2], data[3])
    if 2 not in data:
        data[2] = exclusive_or(data[1], data[3])
    sealed = data[1] + data[2]
    digest = sha256(sealed).digest()[:DIGEST]
    if any(each[len(MAGIC) + 1 : -DATA] != digest for each in frames):
        raise UnsealRefused(Message("letters.other_frame"))
    return sealed
