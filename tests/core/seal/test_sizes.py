"""Sizes of attachments: exact, by PADME, and none that no plaintext fills."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isthmus.core.seal.age_file import SealingChance, age_chunks, public_half
from isthmus.core.seal.sizes import UNIT, LetterSize, padme, room_of, units_of
from isthmus.core.unseal.age_file import open_age_file

IDENTITY = bytes(range(32))
CHANCE = SealingChance.of(bytes(range(64)))


@pytest.mark.parametrize("units", [1, 2, 3, 5, 16])
@pytest.mark.parametrize("piece", [1_000, 65_536, 100_000])
def test_a_file_that_fills_its_room_is_of_whole_units(units, piece):
    content = bytes(room_of(units))
    pieces = (content[at : at + piece] for at in range(0, len(content), piece))
    sealed = b"".join(age_chunks(pieces, public_half(IDENTITY), CHANCE))
    assert len(sealed) == units * UNIT
    assert open_age_file(sealed, [IDENTITY]).plaintext == content


def test_sizes_that_no_plaintext_fills_are_passed_over():
    missing = [units for units in range(1, 30_000) if room_of(units) is None]
    assert missing == [4_094, 8_191, 12_288, 16_385, 20_482, 24_579, 28_676]


@given(st.integers(0, 2**42))
def test_an_attachment_fits_and_grows_by_an_eighth_at_most(size):
    units = units_of(size)
    room = room_of(units)
    assert room is not None
    assert room >= size
    assert padme(units) == units
    assert units * UNIT <= max(UNIT, 1.13 * size + 3 * UNIT)


@pytest.mark.parametrize(
    ("number", "padded"),
    [(0, 0), (1, 1), (2, 2), (3, 3), (9, 10), (17, 18), (255, 256), (1_000, 1_024)],
)
def test_padme_keeps_the_first_bits(number, padded):
    assert padme(number) == padded


def test_the_three_sizes():
    assert [(size, size.room) for size in LetterSize] == [(32_768, 32_568), (2_944, 2_744), (1_300, 1_100)]
