"""Attachments: sealed and opened in pieces, cut to size, and refused when anything is not as the letter says."""

import io
import random
from collections.abc import Iterator
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isthmus.core.seal.age_file import SealingChance, public_half
from isthmus.core.seal.attachments import attachment_chunks
from isthmus.core.seal.sizes import CHUNK, UNIT
from isthmus.core.seal.values import AttachedFile
from isthmus.core.unseal.age_file import open_age_file
from isthmus.core.unseal.attachments import attachment_bytes, is_attachment, open_attachment
from isthmus.core.unseal.faults import UnsealRefused

IDENTITY = bytes(range(32))
CHANCE = SealingChance.of(bytes(range(64)))
FIRST_ROOM = UNIT - 168 - 16 - 4 * 16


def in_pieces(content: bytes, size: int) -> Iterator[bytes]:
    return (content[at : at + size] for at in range(0, len(content), size))


def sealed(content: bytes, piece: int = 70_000) -> tuple[bytes, AttachedFile]:
    whole = b"".join(
        attachment_chunks(in_pieces(content, piece), len(content), public_half(IDENTITY), CHANCE)
    )
    return whole, AttachedFile("picture.jpg", len(content), sha256(whole).digest())


def opened(whole: bytes, file: AttachedFile) -> bytes:
    return b"".join(open_attachment(io.BytesIO(whole).read, IDENTITY, file))


@settings(deadline=None, max_examples=30)
@given(
    st.one_of(
        st.integers(0, 3 * CHUNK),
        st.sampled_from([FIRST_ROOM, FIRST_ROOM + 1, CHUNK, CHUNK + 1, 2 * UNIT]),
    ),
    st.integers(1, 200_000),
)
def test_a_file_of_any_size_comes_back_in_whole_units(size, piece):
    content = random.Random(size).randbytes(size)
    whole, file = sealed(content, piece)
    assert len(whole) % UNIT == 0
    assert len(whole) == attachment_bytes(size)
    assert is_attachment(file, in_pieces(whole, 100_000))
    assert opened(whole, file) == content


def test_plain_age_gives_the_content_with_its_padding():
    whole, _ = sealed(b"content")
    assert open_age_file(whole, [IDENTITY]).plaintext.rstrip(b"\0") == b"content"


def test_a_change_of_any_byte_is_refused():
    whole, file = sealed(bytes(300_000))
    chance = random.Random(3)
    for _ in range(60):
        at = chance.randrange(len(whole))
        changed = whole[:at] + bytes([whole[at] ^ 1 << chance.randrange(8)]) + whole[at + 1 :]
        assert not is_attachment(file, in_pieces(changed, CHUNK))
        with pytest.raises(UnsealRefused):
            opened(changed, file)


@pytest.mark.parametrize("cut", [1, UNIT, 2 * UNIT - 100, 2 * UNIT])
def test_what_is_cut_off_or_longer_is_refused(cut):
    whole, file = sealed(bytes(300_000))
    for changed in (whole[:-cut], whole + bytes(cut)):
        assert not is_attachment(file, in_pieces(changed, CHUNK))
        with pytest.raises(UnsealRefused):
            opened(changed, file)


def test_an_attachment_hung_on_another_letter_is_refused():
    whole, file = sealed(b"one")
    with pytest.raises(UnsealRefused) as refused:
        b"".join(open_attachment(io.BytesIO(whole).read, bytes(range(1, 33)), file))
    assert refused.value.message.code == "letters.no_key"
    other = AttachedFile("other", 3, bytes(32))
    with pytest.raises(UnsealRefused) as refused:
        opened(whole, other)
    assert refused.value.message.code == "letters.attachment"


def test_what_stands_behind_the_content_is_refused():
    whole, file = sealed(b"content and more")
    with pytest.raises(UnsealRefused):
        opened(whole, AttachedFile(file.name, 7, file.sha256))


def test_a_file_that_grew_while_it_was_sealed_is_refused():
    for size in (3, 5):
        with pytest.raises(ValueError, match="4"):
            list(attachment_chunks([b"four"], size, public_half(IDENTITY), CHANCE))
