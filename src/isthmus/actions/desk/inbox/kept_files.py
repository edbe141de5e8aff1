"""Attachments as they are kept: each a file of its own under the key of its item, never among the stored files.

There equal content is one file, and its name tells that it is equal; here nothing does.
"""

import os
from collections.abc import Collection, Iterator
from contextlib import suppress
from datetime import UTC, datetime, time
from pathlib import Path

from isthmus.core.seal.age_file import age_chunks, derived, public_half
from isthmus.core.seal.sizes import CHUNK, NONCE, TAG
from isthmus.core.unseal.age_file import file_key_of, open_chunk
from isthmus.core.unseal.age_header import MOST_HEADER, age_header
from isthmus.files.atomic_write import UNFINISHED, whole_file
from isthmus.files.letters import chance
from isthmus.store.desk.django_setup import current_workspace
from isthmus.store.desk.workspace import LETTERS

__all__ = ["file_of", "forget_files", "forget_unfinished", "keep_file", "kept_items", "read_file"]


def file_of(item: bytes) -> Path:
    """Return where the file of an item lies."""
    return current_workspace().folder / LETTERS / item.hex()[:2] / f"{item.hex()}.age"


def keep_file(item: bytes, key: bytes, pieces: Iterator[bytes]) -> None:
    """Keep what comes in pieces, sealed as it comes: nothing of it lies in the clear."""
    path = file_of(item)
    for folder in (path.parent.parent, path.parent):  # made by `parents` the first would be open to others
        folder.mkdir(mode=0o700, exist_ok=True)
    with whole_file(path) as stream:
        for chunk in age_chunks(pieces, public_half(key), chance()):
            stream.write(chunk)
    day = datetime.combine(datetime.now(UTC), time(), UTC).timestamp()
    os.utime(path, (day, day))  # nothing of the inbox has a time


def read_file(item: bytes, key: bytes) -> Iterator[bytes]:
    """Yield the content of a kept file in pieces. Raises UnsealRefused where it was altered, FileNotFoundError."""
    with file_of(item).open("rb") as stream:
        size = stream.seek(0, os.SEEK_END)
        stream.seek(0)
        header = age_header(stream.read(MOST_HEADER))
        _, file_key = file_key_of(header, [key])
        stream.seek(header.end)
        payload = derived(file_key, b"payload", salt=stream.read(NONCE))
        last = max(-(-(size - header.end - NONCE) // (CHUNK + TAG)) - 1, 0)
        for number in range(last + 1):
            yield open_chunk(stream.read(CHUNK + TAG), payload, number, is_last=number == last)


def kept_items() -> list[bytes]:
    """Return the items of which a file is here."""
    return [bytes.fromhex(path.stem) for path in (current_workspace().folder / LETTERS).glob("??/*.age")]


def forget_unfinished() -> None:
    """Remove what a killed desk had begun to write; nobody writes meanwhile."""
    for path in (current_workspace().folder / LETTERS).glob(f"??/{UNFINISHED}*"):
        path.unlink(missing_ok=True)


def forget_files(items: Collection[bytes]) -> None:
    """Remove files; those that are gone are no error. Their keys are destroyed: nothing need be overwritten."""
    for item in items:
        path = file_of(item)
        path.unlink(missing_ok=True)
        with suppress(OSError):  # others lie in it
            path.parent.rmdir()
