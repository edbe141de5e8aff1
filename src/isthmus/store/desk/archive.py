"""The backup file: a tar of the wrapped keys and of one age file, in which lies a tar of everything else."""

import errno
import os
import re
import tarfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import IO

from pyrage import x25519

from isthmus.core.messages import Message
from isthmus.files.age.streams import AgeDamaged, decrypt_stream, encrypt_stream
from isthmus.store.base.errors import StoreError

__all__ = ["ENVELOPE", "PAYLOAD", "BackupDamaged", "Member", "read_envelope", "unpack", "write_archive"]

ENVELOPE = "workspace.json"
PAYLOAD = "payload.tar.age"
MOST_ENVELOPE = 64 * 1024
BLOCK = tarfile.BLOCKSIZE
NAMES = re.compile(r"head\.txt|manifest\.json|register\.db|scratch\.db|blobs/[0-9a-f]{2}/[0-9a-f]{64}\.age")
_PIECE = 1 << 20


class BackupDamaged(StoreError):
    """A backup file is cut off, altered, or none."""

    def __init__(self, fact: Message) -> None:
        super().__init__(Message("backup.damaged", fact=fact))


@dataclass(frozen=True, slots=True)
class Member:
    """A file for the backup: its name inside, and where its bytes are."""

    name: str
    content: Path | bytes


def write_archive(
    target: IO[bytes],
    envelope: bytes,
    members: Iterable[Member],
    recipient: x25519.Recipient,
) -> None:
    """Write a whole backup to a seekable file. The size of the payload is filled in at the end."""
    target.write(_header(ENVELOPE, len(envelope)) + envelope + _padding(len(envelope)))
    place = target.tell()
    target.write(bytes(BLOCK))
    encrypt_stream(_inner(members), target, recipient)
    end = target.tell()
    size = end - place - BLOCK
    target.write(_padding(size) + bytes(2 * BLOCK))
    target.seek(place)
    target.write(_header(PAYLOAD, size))


def _inner(members: Iterable[Member]) -> Iterator[bytes]:
    for member in members:
        yield from _packed(member)
    yield bytes(2 * BLOCK)


def _packed(member: Member) -> Iterator[bytes]:
    with member.content.open("rb") if isinstance(member.content, Path) else BytesIO(member.content) as source:
        size = source.seek(0, os.SEEK_END)
        source.seek(0)
        yield _header(member.name, size)
        left = size
        while left:
            piece = source.read(min(left, _PIECE))
            if not piece:
                raise StoreError(Message("backup.shrank", name=member.name))
            left -= len(piece)
            yield piece
        yield _padding(size)


def _header(name: str, size: int) -> bytes:
    info = tarfile.TarInfo(name)
    info.size, info.mode = size, 0o600
    return info.tobuf(tarfile.GNU_FORMAT)


def _padding(size: int) -> bytes:
    return bytes(-size % BLOCK)


def read_envelope(source: IO[bytes]) -> bytes:
    """workspace.json of a backup; leaves `source` at the payload's header. Raises BackupDamaged."""
    size = _read_header(source, ENVELOPE)
    if size > MOST_ENVELOPE:
        raise BackupDamaged(Message("backup.none"))
    envelope = source.read(size)
    if len(envelope) != size or source.read(-size % BLOCK) != _padding(size):
        raise BackupDamaged(Message("backup.altered"))
    return envelope


def unpack(
    source: IO[bytes], folder: Path, identity: x25519.Identity, progress: Callable[[int, int], None]
) -> None:
    """Write the payload's files into `folder`; raises BackupDamaged."""
    size = _read_header(source, PAYLOAD)
    window = _Window(source, size)
    inner = folder / ".payload.part"
    try:
        # What is inside is encrypted once more, file by file: this holds no plaintext of a register.
        with inner.open("w+b") as tar:
            decrypt_stream(window, tar, identity)  # type: ignore[arg-type]
            if window.read(1) or source.read(-size % BLOCK + 2 * BLOCK) != _padding(size) + bytes(2 * BLOCK):
                raise BackupDamaged(Message("backup.end"))
            if source.read(1):
                raise BackupDamaged(Message("backup.appended"))
            tar.seek(0)
            _extract(tar, folder, progress)
    except (AgeDamaged, tarfile.TarError) as error:
        raise BackupDamaged(Message("backup.altered")) from error
    finally:
        inner.unlink(missing_ok=True)


def _read_header(source: IO[bytes], name: str) -> int:
    try:
        info = tarfile.TarInfo.frombuf(source.read(BLOCK), "utf-8", "strict")
    except (tarfile.TarError, UnicodeError) as error:
        raise BackupDamaged(Message("backup.none_or_cut_off")) from error
    if info.name != name or not info.isreg() or info.size < 0:
        raise BackupDamaged(Message("backup.none"))
    return info.size


def _extract(tar: IO[bytes], folder: Path, progress: Callable[[int, int], None]) -> None:
    total = tar.seek(0, os.SEEK_END)
    tar.seek(0)
    with tarfile.open(fileobj=tar, mode="r:") as archive:
        for info in archive:
            if not info.isreg() or not NAMES.fullmatch(info.name):
                raise BackupDamaged(Message("backup.stranger"))
            _write(archive.extractfile(info), folder / info.name)
            progress(info.offset_data + info.size, total)


def _write(source: IO[bytes] | None, path: Path) -> None:
    path.parent.mkdir(mode=0o700, exist_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as target:
        while source and (piece := source.read(_PIECE)):
            target.write(piece)
        target.flush()
        os.fsync(target.fileno())


class _Window:
    """The next `size` bytes of a file as a file of their own."""

    def __init__(self, source: IO[bytes], size: int) -> None:
        self._source = source
        self._start = source.tell()
        self._size = size

    def read(self, size: int = -1, /) -> bytes:
        left = self._start + self._size - self._source.tell()
        return self._source.read(left if size < 0 else min(size, left))

    def seek(self, offset: int, whence: int = os.SEEK_SET, /) -> int:
        if (offset, whence) != (0, os.SEEK_SET):
            raise OSError(errno.EINVAL, "seek")
        self._source.seek(self._start)
        return 0
