"""Of which kind a recording is, told by its first bytes."""

import pytest

from isthmus.actions.desk.file_kinds import kind_of
from isthmus.files.recordings import PLAYED, is_recording, recording_kind
from tests.recordings import HEADS, mp4, mpeg_frames, wav


@pytest.mark.parametrize(("head", "kind"), HEADS.values(), ids=HEADS)
def test_a_recording_is_of_the_kind_that_its_beginning_shows(head: bytes, kind: str) -> None:
    assert kind_of(head) == kind


@pytest.mark.parametrize(
    "head",
    [
        b"",
        b"\xff\xfe" + "Два слова".encode("utf-16-le"),
        mpeg_frames(b"\xff\xfb\x90\x64", 417, 1),
        mpeg_frames(b"\xff\xfb\xf0\x64", 417),
        b"\xff\xf1",
        b"G" * 100,
        b"A text that says ftyp, WAVE, and OggS.",
        b"<html><script>alert(1)</script>",
    ],
)
def test_what_only_looks_like_one_is_none(head: bytes) -> None:
    assert recording_kind(head) == ""


def test_a_picture_in_the_container_of_a_video_is_no_recording() -> None:
    assert not is_recording(HEADS["heic"][1])
    assert not is_recording(HEADS["avif"][1])


def test_what_no_browser_plays_is_not_among_what_is_played() -> None:
    assert not {"audio/amr", "video/x-ms-asf", "video/x-msvideo", "audio/x-caf"} & PLAYED
    assert all(map(is_recording, PLAYED))


def test_what_tests_make_is_what_it_is_called() -> None:
    assert (kind_of(wav()), kind_of(mp4())) == ("audio/wav", "video/mp4")
