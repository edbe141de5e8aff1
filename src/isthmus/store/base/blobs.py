"""Blobs: age files named by a keyed digest of their content, so that a name says nothing about it."""

import errno
import hmac
import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from secrets import token_hex
from threading import Thread
from typing import BinaryIO

from pyrage import x25519

from isthmus.core.messages import Message, MessageError
from isthmus.files.age.opened_file import OpenedFile
from isthmus.files.age.streams import AgeDamaged, decrypt_stream, encrypt_stream
from isthmus.store.base.errors import StoreError

__all__ = ["BlobDamaged", "Blobs", "ContentMeasure", "MeasuredContent", "blobs_set_aside", "stray_files"]

# As much as age encrypts at a time.
PIECE = 64 * 1024
NAME = re.compile("[0-9a-f]{64}")
_LEAVING = ".leaving"
PLACE = re.compile("[0-9a-f]{2}")


class BlobDamaged(StoreError):
    """A stored file does not decrypt to what its name stands for."""


def is_blob(path: Path) -> bool:
    """Return whether a path is where a blob would lie; whatever else lies between blobs is somebody else's."""
    named = NAME.fullmatch(path.stem) and path.suffix == ".age" and path.parent.name == path.stem[:2]
    return bool(named) and path.is_file() and not path.is_symlink()


def stray_files(folder: Path) -> Iterator[Path]:
    """Yield what lies in a folder of blobs and is neither a blob, nor a folder of blobs, nor a part of one."""
    for path in sorted(folder.rglob("*")):
        of_ours = (
            path.is_dir() and not path.is_symlink() and path.parent == folder and PLACE.fullmatch(path.name)
        )
        if not (of_ours or is_blob(path) or path.name.endswith((".part", _LEAVING))):
            yield path


def blobs_set_aside(folder: Path) -> list[str]:
    """Return the names of blobs in a folder that were being removed."""
    found = (path.name[1:].removesuffix(_LEAVING) for path in sorted(folder.glob(f".*{_LEAVING}")))
    return [name for name in found if NAME.fullmatch(name)]


@dataclass(frozen=True, slots=True)
class MeasuredContent:
    """What a blob holds, as measured while it passed: the blob's name, SHA-256 in hexadecimal, size in bytes.

    `sealed` is the SHA-256 of the encrypted file, where that was read.
    """

    name: str
    sha256: str
    size: int
    sealed: bytes = b""


class ContentMeasure:
    """A target that keeps nothing of what is written to it but its measures."""

    def __init__(self, name_key: bytes) -> None:
        self._named = hmac.new(name_key, digestmod="sha256")
        self._digest = sha256()
        self._size = 0

    def write(self, piece: bytes) -> int:
        """Count a piece."""
        self._named.update(piece)
        self._digest.update(piece)
        self._size += len(piece)
        return len(piece)

    def flush(self) -> None:
        """Do nothing: all is counted already."""

    def result(self) -> MeasuredContent:
        """Return the measures of what was written."""
        return MeasuredContent(self._named.hexdigest(), self._digest.hexdigest(), self._size)

    def passing(self, pieces: Iterable[bytes]) -> Iterator[bytes]:
        """Yield the pieces, counted."""
        for piece in pieces:
            self.write(piece)
            yield piece


class _DigestOfFile:
    """A file that is read from its start, and the digest of what was read."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.hash = sha256()

    def read(self, size: int = -1, /) -> bytes:
        data = self._file.read(size)
        self.hash.update(data)
        return data

    def seek(self, offset: int, whence: int = os.SEEK_SET, /) -> int:
        if (offset, whence) != (0, os.SEEK_SET):
            raise OSError(errno.EINVAL, "seek")
        self.hash = sha256()
        return self._file.seek(0)


class Blobs:
    """Content in, name out; the same content gives the same name and is stored once."""

    def __init__(self, folder: Path, name_key: bytes, identity: x25519.Identity) -> None:
        self.folder = folder
        self._name_key = name_key
        self.identity = identity

    def name_of(self, content: bytes) -> str:
        """The name that this content has here: HMAC-SHA256 under the workspace's own key, in hex."""
        return hmac.digest(self._name_key, content, "sha256").hex()

    def path(self, name: str) -> Path:
        """Where the blob of that name lies; raises ValueError for what is no blob's name."""
        if not NAME.fullmatch(name):
            raise MessageError(Message("store.blob_name"))
        return self.folder / name[:2] / f"{name}.age"

    def __contains__(self, name: str) -> bool:
        return self.path(name).is_file()

    def names(self) -> Iterator[str]:
        """Return the names of all stored blobs, in order."""
        return (path.stem for path in sorted(self.folder.glob("[0-9a-f][0-9a-f]/*.age")) if is_blob(path))

    def measure(self) -> "ContentMeasure":
        """Return what measures content as this store names it."""
        return ContentMeasure(self._name_key)

    def opened(self, file: BinaryIO) -> OpenedFile:
        """Return the content of an encrypted file, to be read from any place. Raises BlobDamaged."""
        try:
            return OpenedFile(file, self.identity)
        except AgeDamaged as error:
            raise BlobDamaged(Message("store.blob_altered")) from error

    def add(self, content: bytes) -> str:
        """Store the content and return its name."""
        return self.add_pieces([content]).name

    def add_pieces(self, pieces: Iterable[bytes]) -> MeasuredContent:
        """Store content that comes in pieces, however large. Written aside, then renamed: whole or not there."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        part, measure = self.folder / f".{token_hex(8)}.part", ContentMeasure(self._name_key)
        try:
            with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                encrypt_stream(measure.passing(pieces), file, self.identity.to_public())
                file.flush()
                os.fsync(file.fileno())
            found = measure.result()
            target = self.path(found.name)
            if not target.is_file():
                target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                part.replace(target)
        finally:
            part.unlink(missing_ok=True)
        return found

    def read(self, name: str) -> bytes:
        """Return the content; raises FileNotFoundError, or BlobDamaged when it is not what the name stands for."""
        return b"".join(self.pieces(name))

    def check(self, name: str) -> MeasuredContent:
        """Read the content through and return its measures; raises what `read` raises."""
        measure = ContentMeasure(self._name_key)
        with self.path(name).open("rb") as file:
            sealed = _DigestOfFile(file)
            self.open_into(sealed, measure)  # type: ignore[arg-type]  # read from, and counted, alone
        return replace(self._as_named(name, measure), sealed=sealed.hash.digest())

    def pieces(self, name: str) -> Iterator[bytes]:
        """Yield the content in pieces; raises what `read` raises, at the end where only the end tells."""
        measure = ContentMeasure(self._name_key)
        sealed = self.path(name).open("rb")
        reading, writing = os.pipe()
        worker = _BlobOpener(self, sealed, writing)
        worker.start()
        try:
            with os.fdopen(reading, "rb") as opened:
                yield from measure.passing(iter(lambda: opened.read1(PIECE), b""))
        finally:
            worker.join()
        if worker.error is not None:
            raise worker.error
        self._as_named(name, measure)

    def open_into(self, sealed: BinaryIO, target: BinaryIO) -> None:
        """Write the content of an encrypted file; raises BlobDamaged after having written some of it."""
        try:
            decrypt_stream(sealed, target, self.identity)
        except AgeDamaged as error:
            raise BlobDamaged(Message("store.blob_altered")) from error

    def _as_named(self, name: str, measure: ContentMeasure) -> MeasuredContent:
        found = measure.result()
        if not hmac.compare_digest(found.name, name):
            raise BlobDamaged(Message("store.blob_misnamed"))
        return found

    def remove(self, name: str) -> None:
        """Destroy a blob, set aside or not; no error when it is gone already."""
        self._aside(name).unlink(missing_ok=True)
        self.path(name).unlink(missing_ok=True)

    @contextmanager
    def removal(self, names: Iterable[str]) -> Iterator[None]:
        """Set blobs aside, and destroy them at the end; on any error they are back.

        Cut off in between they stay aside: who opens the workspace next asks whether anything holds them.
        """
        leaving = list(names)
        try:
            for name in leaving:
                with suppress(FileNotFoundError):
                    self.path(name).replace(self._aside(name))
            yield
        except BaseException:
            for name in leaving:
                self.put_back(name)
            raise
        for name in leaving:
            self.remove(name)

    def put_back(self, name: str) -> None:
        """Put a blob that was set aside where it was; no error where it is not aside."""
        with suppress(FileNotFoundError):
            self._aside(name).replace(self.path(name))

    def _aside(self, name: str) -> Path:
        return self.folder / f".{name}{_LEAVING}"


class _BlobOpener(Thread):
    """Decrypts a blob into a pipe, beside whoever reads from its other end."""

    def __init__(self, blobs: Blobs, sealed: BinaryIO, writing: int) -> None:
        super().__init__(daemon=True)
        self._blobs, self._sealed, self._writing = blobs, sealed, writing
        self.error: BaseException | None = None

    def run(self) -> None:
        """Write all of it, or as much as somebody reads."""
        try:
            with self._sealed, os.fdopen(self._writing, "wb") as target:
                self._blobs.open_into(self._sealed, target)
        except BrokenPipeError:
            return
        except BaseException as error:  # noqa: BLE001  (raised to whoever reads)
            self.error = error
