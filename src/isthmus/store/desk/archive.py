"""The backup file: a tar of the wrapped keys and of one age file, in which lies a tar of everything else."""

import errno
import os
import re
import tarfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import IO

from pyrage import x25519

from isthmus.core.messages import Message
from isthmus.core.progress import Progress
from isthmus.files.age.streams import AgeDamaged, Target, decrypt_stream, encrypt_stream
from isthmus.store.base.errors import StoreError

__all__ = [
    "ENVELOPE",
    "PAYLOAD",
    "BackupDamaged",
    "Member",
    "read_back",
    "read_envelope",
    "unpack",
    "write_archive",
]

ENVELOPE = "workspace.json"
PAYLOAD = "payload.tar.age"
MOST_ENVELOPE = 64 * 1024
BLOCK = tarfile.BLOCKSIZE
NAMES = re.compile(
    r"head\.txt|manifest\.json|register\.db|scratch\.db"
    r"|blobs/[0-9a-f]{2}/[0-9a-f]{64}\.age|letters/[0-9a-f]{2}/[0-9a-f]{32}\.age"
)
_PIECE = 1 << 20


class BackupDamaged(StoreError):
    """A backup file is cut off, altered, or none."""

    def __init__(self, fact: Message, *, in_part: bool = False) -> None:
        super().__init__(Message("backup.damaged_in_part" if in_part else "backup.damaged", fact=fact))
        self.fact = fact


@dataclass(frozen=True, slots=True)
class Member:
    """A file for the backup: its name inside, where its bytes are, and their SHA-256 where that was looked at."""

    name: str
    content: Path | bytes
    digest: bytes | None = None


class Digest:
    """The SHA-256 of what passes, or of what is written here."""

    def __init__(self) -> None:
        self._hash = sha256()

    def passing(self, pieces: Iterable[bytes]) -> Iterator[bytes]:
        """Yield the pieces as they are."""
        for piece in pieces:
            self._hash.update(piece)
            yield piece

    def write(self, data: bytes, /) -> int:
        """Take all of it."""
        self._hash.update(data)
        return len(data)

    def flush(self) -> None:
        """Nothing is held back."""

    def value(self) -> bytes:
        """Return the digest of all so far."""
        return self._hash.digest()


def write_archive(
    target: IO[bytes],
    envelope: bytes,
    members: Iterable[Member],
    recipient: x25519.Recipient,
) -> bytes:
    """Write a whole backup to a seekable file, and return the SHA-256 of what is sealed in it.

    The size of the payload is filled in at the end.
    """
    digest = Digest()
    target.write(_header(ENVELOPE, len(envelope)) + envelope + _padding(len(envelope)))
    place = target.tell()
    target.write(bytes(BLOCK))
    encrypt_stream(digest.passing(_inner(members)), target, recipient)
    end = target.tell()
    size = end - place - BLOCK
    target.write(_padding(size) + bytes(2 * BLOCK))
    target.seek(place)
    target.write(_header(PAYLOAD, size))
    return digest.value()


def read_back(source: IO[bytes], identity: x25519.Identity) -> tuple[bytes, bytes]:
    """Return workspace.json of a backup and the SHA-256 of what is sealed in it; raises BackupDamaged."""
    envelope, digest = read_envelope(source), Digest()
    _open_payload(source, digest, identity)
    return envelope, digest.value()


def _inner(members: Iterable[Member]) -> Iterator[bytes]:
    for member in members:
        yield from _packed(member)
    yield bytes(2 * BLOCK)


def _packed(member: Member) -> Iterator[bytes]:
    with member.content.open("rb") if isinstance(member.content, Path) else BytesIO(member.content) as source:
        left = size = source.seek(0, os.SEEK_END)
        source.seek(0)
        digest = sha256()
        yield _header(member.name, size)
        while left:
            piece = source.read(min(left, _PIECE))
            if not piece:
                raise StoreError(Message("backup.shrank", name=member.name))
            left -= len(piece)
            digest.update(piece)
            yield piece
        if member.digest not in (None, digest.digest()):
            raise StoreError(Message("backup.changed", name=member.name))
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
    source: IO[bytes],
    folder: Path,
    identity: x25519.Identity,
    progress: Progress,
    *,
    sound_parts: bool = False,
) -> BackupDamaged | None:
    """Write the payload's files into `folder`; raises BackupDamaged.

    With `sound_parts` the files before the damage are written, and the damage is returned.
    """
    inner = folder / ".payload.part"
    # What is inside is encrypted once more, file by file: this holds no plaintext of a register.
    try:
        with inner.open("w+b") as tar:
            damage = None
            try:
                _open_payload(source, tar, identity)
            except BackupDamaged as error:
                if not sound_parts:
                    raise
                damage = error
            _extract(tar, folder, progress, sound_parts=damage is not None)
            return damage
    finally:
        inner.unlink(missing_ok=True)


def _open_payload(source: IO[bytes], target: Target, identity: x25519.Identity) -> None:
    """Decrypt the payload, and see that the backup ends after it; raises BackupDamaged."""
    size = _read_header(source, PAYLOAD)
    window = _Window(source, size)
    try:
        decrypt_stream(window, target, identity)
    except AgeDamaged as error:
        raise BackupDamaged(Message("backup.altered"), in_part=True) from error
    if window.read(1) or source.read(-size % BLOCK + 2 * BLOCK) != _padding(size) + bytes(2 * BLOCK):
        raise BackupDamaged(Message("backup.end"), in_part=True)
    if source.read(1):
        raise BackupDamaged(Message("backup.appended"), in_part=True)


def _read_header(source: IO[bytes], name: str) -> int:
    try:
        info = tarfile.TarInfo.frombuf(source.read(BLOCK), "utf-8", "strict")
    except (tarfile.TarError, UnicodeError) as error:
        raise BackupDamaged(Message("backup.none_or_cut_off")) from error
    if info.name != name or not info.isreg() or info.size < 0:
        raise BackupDamaged(Message("backup.none"))
    return info.size


def _extract(tar: IO[bytes], folder: Path, progress: Progress, *, sound_parts: bool) -> None:
    total = tar.seek(0, os.SEEK_END)
    tar.seek(0)
    try:
        with tarfile.open(fileobj=tar, mode="r:") as archive:
            for info in archive:
                if not info.isreg() or not NAMES.fullmatch(info.name):
                    raise BackupDamaged(Message("backup.stranger"))
                _write(archive.extractfile(info), folder / info.name)
                progress(info.offset_data + info.size, total)
    except tarfile.TarError as error:
        if not sound_parts:
            raise BackupDamaged(Message("backup.altered"), in_part=True) from error


def _write(source: IO[bytes] | None, path: Path) -> None:
    """Write a member; what the archive does not hold to its end is not written at all."""
    for folder in (path.parent.parent, path.parent):  # made by `parents` the first would be open to others
        folder.mkdir(mode=0o700, exist_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as target:
        try:
            while source and (piece := source.read(_PIECE)):
                target.write(piece)
        except tarfile.TarError:
            path.unlink()
            raise
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
