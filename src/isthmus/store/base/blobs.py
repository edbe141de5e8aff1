"""Blobs: age files named by a keyed digest of their content, so that a name says nothing about it."""

import errno
import hmac
import os
import re
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from secrets import token_hex
from typing import IO

from pyrage import x25519

from isthmus.core.messages import Message, MessageError
from isthmus.files.age.streams import AgeDamaged, decrypt, decrypt_stream, encrypt
from isthmus.store.base.errors import StoreError

__all__ = ["BlobDamaged", "Blobs", "stray_files"]

NAME = re.compile("[0-9a-f]{64}")
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
        if not (of_ours or is_blob(path) or path.name.endswith(".part")):
            yield path


class _Digest:
    """What is written to it goes into a digest, and nowhere else."""

    def __init__(self, digest: hmac.HMAC) -> None:
        self.hash = digest

    def write(self, data: bytes) -> int:
        self.hash.update(data)
        return len(data)

    def flush(self) -> None:
        """Nothing is held back."""


class _DigestOfFile:
    """A file that is read from its start, and the digest of what was read."""

    def __init__(self, file: IO[bytes]) -> None:
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

    def check(self, name: str) -> bytes:
        """Read a blob in pieces; return the SHA-256 of its file. Raises FileNotFoundError or BlobDamaged."""
        digest = _Digest(hmac.new(self._name_key, digestmod="sha256"))
        with self.path(name).open("rb") as file:
            sealed = _DigestOfFile(file)
            try:
                decrypt_stream(sealed, digest, self.identity)
            except AgeDamaged as error:
                raise BlobDamaged(Message("store.blob_altered")) from error
        if not hmac.compare_digest(digest.hash.hexdigest(), name):
            raise BlobDamaged(Message("store.blob_misnamed"))
        return sealed.hash.digest()

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

    def add(self, content: bytes) -> str:
        """Store the content and return its name. Written aside, then renamed: whole or not there."""
        name = self.name_of(content)
        target = self.path(name)
        if target.is_file():
            return name
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        part = target.parent / f".{token_hex(8)}.part"
        try:
            self._write(part, encrypt(content, self.identity.to_public()))
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)
        return name

    def _write(self, part: Path, sealed: bytes) -> None:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(sealed)
            file.flush()
            os.fsync(file.fileno())

    def read(self, name: str) -> bytes:
        """The content; raises FileNotFoundError, or BlobDamaged when it is not what the name stands for."""
        sealed = self.path(name).read_bytes()
        try:
            content = decrypt(sealed, self.identity)
        except AgeDamaged as error:
            raise BlobDamaged(Message("store.blob_altered")) from error
        if not hmac.compare_digest(self.name_of(content), name):
            raise BlobDamaged(Message("store.blob_misnamed"))
        return content

    def remove(self, name: str) -> None:
        """Destroy a blob; no error when it is gone already."""
        self.path(name).unlink(missing_ok=True)
