"""Attachments opened in pieces, and cut to the size that their letter says."""

from collections.abc import Callable, Iterator
from hashlib import sha256

from isthmus.core.messages import Message
from isthmus.core.seal.age_file import derived
from isthmus.core.seal.sizes import CHUNK, NONCE, TAG, UNIT, units_of
from isthmus.core.seal.values import AttachedFile
from isthmus.core.unseal.age_file import file_key_of, open_chunk
from isthmus.core.unseal.age_header import MOST_HEADER, age_header
from isthmus.core.unseal.faults import UnsealRefused

__all__ = ["attachment_bytes", "is_attachment", "open_attachment"]


def attachment_bytes(size: int) -> int:
    """Return of how many bytes the age file of an attachment of `size` bytes is."""
    return units_of(size) * UNIT


def is_attachment(file: AttachedFile, pieces: Iterator[bytes]) -> bool:
    """Return whether a sealed file is, to the byte, the one that a letter names."""
    digest, length = sha256(), 0
    for piece in pieces:
        digest.update(piece)
        length += len(piece)
    return length == attachment_bytes(file.size) and digest.digest() == file.sha256


def open_attachment(read: Callable[[int], bytes], identity: bytes, file: AttachedFile) -> Iterator[bytes]:
    """Yield the content of an attachment in pieces of at most 64 KiB. `read` gives so many bytes of the sealed file.

    Ask `is_attachment` before: pieces are given out as they come. What is not to the end the file that the letter
    names raises UnsealRefused, at the latest after the last piece.
    """
    digest = sha256()

    def taken(count: int) -> bytes:
        piece = _exactly(read, count)
        digest.update(piece)
        return piece

    beginning = taken(min(MOST_HEADER, attachment_bytes(file.size)))
    header = age_header(beginning)
    _, file_key = file_key_of(header, [identity])
    rest = beginning[header.end :]
    key = derived(file_key, b"payload", salt=rest[:NONCE])
    inside = attachment_bytes(file.size) - header.end - NONCE
    yield from _cut(_chunks(rest[NONCE:], taken, inside, key), file.size)
    if read(1) or digest.digest() != file.sha256:
        raise UnsealRefused(Message("letters.attachment"))


def _chunks(waiting: bytes, taken: Callable[[int], bytes], inside: int, key: bytes) -> Iterator[bytes]:
    """Yield what each chunk holds. `inside`: bytes of all of them, of which some are read already."""
    whole = CHUNK + TAG
    last = max(-(-inside // whole) - 1, 0)
    for number in range(last + 1):
        sealed = min(whole, inside - number * whole)
        waiting += taken(sealed - len(waiting))
        yield open_chunk(waiting, key, number, is_last=number == last)
        waiting = b""


def _cut(chunks: Iterator[bytes], size: int) -> Iterator[bytes]:
    """Yield the content, and see that nothing but NUL stands behind it."""
    left = size
    for chunk in chunks:
        content, padding = chunk[:left], chunk[left:]
        left -= len(content)
        if padding.strip(b"\0"):
            raise UnsealRefused(Message("letters.attachment"))
        if content:
            yield content


def _exactly(read: Callable[[int], bytes], count: int) -> bytes:
    pieces = []
    while count and (piece := read(count)):
        pieces.append(piece)
        count -= len(piece)
    if count:
        raise UnsealRefused(Message("letters.attachment"))
    return b"".join(pieces)
