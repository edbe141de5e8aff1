"""A file that is in memory alone: what an upload holds is read as a file, and never lies on a disk in clear."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from isthmus.core.messages import Message, MessageError

__all__ = ["NoFilesInMemory", "file_in_memory", "stream_in_memory"]


class NoFilesInMemory(MessageError):
    """The system has no files in memory; says what to do."""


@contextmanager
def file_in_memory(content: bytes) -> Iterator[Path]:
    """Yield the path of a file that holds this and is gone afterwards, or with the process."""
    if not hasattr(os, "memfd_create"):
        raise NoFilesInMemory(Message("file.no_memory"))
    descriptor = os.memfd_create("list", os.MFD_CLOEXEC)
    try:
        with os.fdopen(os.dup(descriptor), "wb") as stream:
            stream.write(content)
        yield Path(f"/proc/self/fd/{descriptor}")
    finally:
        os.close(descriptor)


@contextmanager
def stream_in_memory(content: bytes) -> Iterator[IO[bytes]]:
    """Yield such a file, opened to be read."""
    with file_in_memory(content) as path, path.open("rb") as stream:
        yield stream
