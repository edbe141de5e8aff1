"""Blobs that are written as they come."""

import errno
import fcntl
import os
from pathlib import Path
from typing import Any

import pytest
from pyrage import x25519

from isthmus.store.base import blob_writer
from isthmus.store.base.blob_writer import BlobWriter, sweep_parts
from isthmus.store.base.blobs import Blobs

CANARY = b"a canary that must not be read on any disk "


@pytest.fixture
def blobs(tmp_path: Path) -> Blobs:
    return Blobs(tmp_path / "blobs", b"k" * 32, x25519.Identity.generate())


def on_disk(blobs: Blobs) -> list[Path]:
    return [each for each in blobs.folder.rglob("*") if each.is_file()]


def test_what_came_in_pieces_is_the_blob_that_it_would_be_at_once(blobs: Blobs) -> None:
    writer = BlobWriter(blobs)
    for _ in range(5_000):
        writer.write(CANARY)
    arrived = writer.end()
    assert arrived.measured.size == 5_000 * len(CANARY)
    assert arrived.read(len(CANARY)) == CANARY
    arrived.keep()
    arrived.discard()
    assert blobs.read(arrived.measured.name) == 5_000 * CANARY
    assert blobs.add(5_000 * CANARY) == arrived.measured.name
    assert on_disk(blobs) == [blobs.path(arrived.measured.name)]


def test_nothing_is_left_of_what_was_not_kept(blobs: Blobs) -> None:
    writer = BlobWriter(blobs)
    writer.write(CANARY)
    assert not any(CANARY in each.read_bytes() for each in on_disk(blobs))
    writer.discard()
    arrived = BlobWriter(blobs).end()
    arrived.discard()
    arrived.discard()
    assert on_disk(blobs) == []


def test_the_same_content_twice_at_once_is_stored_once(blobs: Blobs) -> None:
    writers = BlobWriter(blobs), BlobWriter(blobs)
    for writer in writers:
        writer.write(CANARY)
    for arrived in [writer.end() for writer in writers]:
        arrived.keep()
        arrived.discard()
    assert len(on_disk(blobs)) == 1


def test_a_full_disk_is_raised_and_leaves_nothing(blobs: Blobs, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(pieces: Any, *rest: Any) -> None:
        next(pieces)
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(blob_writer, "encrypt_stream", full)
    writer = BlobWriter(blobs)

    def all_of_it() -> None:
        for _ in range(100):
            writer.write(CANARY)
        writer.end()

    with pytest.raises(OSError, match="No space"):
        all_of_it()
    assert on_disk(blobs) == []


def test_parts_of_a_writer_that_was_killed_are_swept_and_no_others(blobs: Blobs) -> None:
    living = BlobWriter(blobs)
    (blobs.folder / ".0123456789abcdef.part").write_bytes(b"left behind")
    assert sweep_parts(blobs.folder) == 1
    living.write(CANARY)
    arrived = living.end()
    assert sweep_parts(blobs.folder) == 0
    arrived.keep()
    arrived.discard()
    assert arrived.measured.name in blobs


def test_a_part_is_locked_as_long_as_it_may_be_kept(blobs: Blobs) -> None:
    arrived = BlobWriter(blobs).end()
    [part] = on_disk(blobs)
    with part.open("rb") as file, pytest.raises(BlockingIOError):
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    arrived.discard()
