"""An age file read from any place, against what the age library itself makes."""

import io
import os

import pyrage
import pytest
from hypothesis import given
from hypothesis import strategies as st

from isthmus.files.age.opened_file import PIECE, OpenedFile
from isthmus.files.age.streams import AgeDamaged

IDENTITY = pyrage.x25519.Identity.generate()
CONTENT = os.urandom(2 * PIECE + 7)
SEALED = pyrage.encrypt(CONTENT, [pyrage.x25519.Identity.generate().to_public(), IDENTITY.to_public()])


def opened(sealed: bytes, identity: pyrage.x25519.Identity = IDENTITY) -> OpenedFile:
    return OpenedFile(io.BytesIO(sealed), identity)


@given(st.integers(0, 3 * PIECE), st.integers(0, 3 * PIECE))
def test_any_part_is_what_was_sealed(start: int, end: int) -> None:
    assert b"".join(opened(SEALED).read(start, end)) == CONTENT[start:end]


@pytest.mark.parametrize("size", [0, 1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE])
def test_its_size_is_known_without_reading_it(size: int) -> None:
    file = opened(pyrage.encrypt(CONTENT[:size], [IDENTITY.to_public()]))
    assert file.size == size
    assert b"".join(file.read(0, size)) == CONTENT[:size]


@pytest.mark.parametrize("at", [30, 60, 150, -PIECE, -1])
def test_what_was_altered_is_refused(at: int) -> None:
    """Counted from an end: how long a header is changes from file to file."""
    altered = bytearray(SEALED)
    altered[at] ^= 1
    with pytest.raises(AgeDamaged):
        b"".join(opened(bytes(altered)).read(0, len(CONTENT)))


@pytest.mark.parametrize("length", [0, 10, 200, 300, -PIECE - 16 - 7, -1])
def test_what_was_cut_off_is_refused(length: int) -> None:
    with pytest.raises(AgeDamaged):
        b"".join(opened(SEALED[:length]).read(0, len(CONTENT)))


def test_pieces_do_not_change_places() -> None:
    begins = len(SEALED) - (2 * (PIECE + 16) + 7 + 16)
    first, second = (SEALED[begins + at : begins + at + PIECE + 16] for at in (0, PIECE + 16))
    with pytest.raises(AgeDamaged):
        b"".join(opened(SEALED[:begins] + second + first + SEALED[begins + 2 * (PIECE + 16) :]).read(0, 5))


def test_another_key_opens_nothing() -> None:
    with pytest.raises(AgeDamaged):
        opened(SEALED, pyrage.x25519.Identity.generate())
