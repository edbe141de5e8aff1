"""A blob that is written as it comes: hashed and encrypted on the way, aside, and kept or thrown away at the end."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from queue import Queue
from secrets import token_hex
from threading import Thread
from typing import BinaryIO

from isthmus.files.age.opened_file import OpenedFile
from isthmus.files.age.streams import encrypt_stream
from isthmus.store.base.blobs import Blobs, MeasuredContent

__all__ = ["ArrivedFile", "BlobWriter", "sweep_parts"]

# Between who writes and who encrypts: as many pieces as keep both at work.
_MOST_WAITING = 8


class BlobWriter:
    """Takes content in pieces, hashes and encrypts it beside the blobs. What `end` gives may be kept as one.

    The age library reads what it encrypts, and what comes in is handed over: a thread stands between.
    """

    def __init__(self, blobs: Blobs) -> None:
        self._blobs = blobs
        self._measure = blobs.measure()
        self._waiting: Queue[bytes | None] = Queue(_MOST_WAITING)
        self._has_ended = False
        self._error: BaseException | None = None
        blobs.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._part = blobs.folder / f".{token_hex(8)}.part"
        self._file: BinaryIO = os.fdopen(
            os.open(self._part, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b"
        )
        fcntl.flock(self._file, fcntl.LOCK_EX)  # as long as somebody writes, or may still keep it
        self._thread = Thread(target=self._encrypt, name="isthmus-blob", daemon=True)
        self._thread.start()

    def write(self, piece: bytes) -> None:
        """Take a piece. Raises OSError where the disk is full or fails; nothing is left then."""
        self._measure.write(piece)
        self._waiting.put(piece)
        self._refuse_failed()

    def end(self) -> "ArrivedFile":
        """Return what was written: whole, aside. Raises OSError as `write` does."""
        self._stop()
        self._refuse_failed()
        return ArrivedFile(self._blobs, self._measure.result(), self._part, self._file)

    def discard(self) -> None:
        """Leave nothing of what was written."""
        self._stop()
        self._part.unlink(missing_ok=True)
        self._file.close()

    def _stop(self) -> None:
        if self._thread.is_alive():
            self._waiting.put(None)
            self._thread.join()

    def _refuse_failed(self) -> None:
        if self._error is not None:
            self.discard()
            raise self._error

    def _encrypt(self) -> None:
        try:
            encrypt_stream(self._pieces(), self._file, self._blobs.identity.to_public())
            self._file.flush()
            os.fsync(self._file.fileno())
        except BaseException as error:  # noqa: BLE001  (raised to whoever writes)
            self._error = error
            for _ in self._pieces():  # whoever writes must not wait for room
                pass

    def _pieces(self) -> Iterator[bytes]:
        """Yield what is written, until its end; after that nothing."""
        while not self._has_ended:
            piece = self._waiting.get()
            if piece is None:
                self._has_ended = True
            else:
                yield piece


@dataclass(frozen=True)
class ArrivedFile:
    """A whole file that came in: measured, encrypted, beside the blobs until it is kept as one or discarded."""

    blobs: Blobs
    measured: MeasuredContent
    _part: Path
    _file: BinaryIO

    @property
    def size(self) -> int:
        """Return how many bytes it has."""
        return self.measured.size

    def opened(self) -> OpenedFile:
        """Return its content, to be read from any place."""
        self._file.seek(0)
        return self.blobs.opened(self._file)

    def read(self, most: int | None = None) -> bytes:
        """Return its content, or as much of its beginning."""
        return b"".join(self.opened().read(0, self.size if most is None else min(most, self.size)))

    def keep(self) -> None:
        """Make it a blob; the same content is stored once."""
        target = self.blobs.path(self.measured.name)
        if not target.is_file():
            target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._part.replace(target)

    def discard(self) -> None:
        """Leave nothing of it but the blob that it was kept as; to do it twice does no harm."""
        self._part.unlink(missing_ok=True)
        self._file.close()


def sweep_parts(folder: Path) -> int:
    """Remove what processes that were killed had begun to write into a folder of blobs; return how many there were.

    A part that somebody writes is locked by its writer.
    """
    swept = 0
    for part in folder.glob(".*.part"):
        with suppress(OSError), part.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            part.unlink()
            swept += 1
    return swept
