"""Two of a letter's three codes are enough, in any order; codes of two letters are told apart."""

from itertools import permutations

import pytest

from isthmus.core.seal.frames import FRAME, frames_of
from isthmus.core.unseal.faults import UnsealRefused
from isthmus.core.unseal.frames import sealed_of

SEALED = bytes(range(256)) * 5 + bytes(20)
FRAMES = frames_of(SEALED)


@pytest.mark.parametrize("some", [*permutations(FRAMES, 2), *permutations(FRAMES, 3), (*FRAMES, FRAMES[0])])
def test_two_are_enough(some):
    assert sealed_of(some) == SEALED


@pytest.mark.parametrize(
    ("frames", "code"),
    [
        ([], "letters.few_frames"),
        ([FRAMES[0]], "letters.few_frames"),
        ([FRAMES[0], FRAMES[0]], "letters.few_frames"),
        ([FRAMES[0], frames_of(bytes(1_300))[1]], "letters.other_frame"),
        ([FRAMES[0], FRAMES[1][:-1] + b"x"], "letters.other_frame"),
        ([*FRAMES[:2], frames_of(bytes(1_300))[2]], "letters.other_frame"),
        ([FRAMES[0], b"IL1\0" + FRAMES[1][4:]], "letters.no_frame"),
        ([FRAMES[0], FRAMES[1][:-1]], "letters.no_frame"),
        ([b"XL1" + FRAMES[0][3:], FRAMES[1]], "letters.no_frame"),
    ],
)
def test_others_are_refused(frames, code):
    with pytest.raises(UnsealRefused) as refused:
        sealed_of(frames)
    assert refused.value.message.code == code


def test_a_frame_fits_a_code_of_version_20():
    assert FRAME == 658
    with pytest.raises(ValueError, match="2944"):
        frames_of(bytes(2_944))
