"""A file replaced whole, whose former content is then overwritten, and the lock under which that happens.

Deleting a file leaves its bytes on the disk: of 499 files replaced on ext4, 132 were found there, and of keyrings none
(benchmarks/letter_keyring_remnants.py). The former file keeps a second name until it is overwritten, so that what a
kill leaves is found and overwritten by whoever comes next.
"""

import errno
import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from isthmus.core.messages import Message
from isthmus.store.base.errors import StoreError
from isthmus.store.desk.manifest import sync_folder

__all__ = [
    "KeyringBusy",
    "clear_left",
    "keyring_lock",
    "left_of",
    "lock_of",
    "overwrite",
    "replace_overwriting",
]

# A write takes milliseconds: who holds the lock so long is stopped, or its disk is.
PATIENCE = 30.0
PAUSE = 0.02
_PIECE = bytes(1 << 20)
# What a folder answers that may be read only: nobody can write to it, so nobody needs the lock.
_READ_ONLY = {errno.EACCES, errno.EPERM, errno.EROFS}


class KeyringBusy(StoreError):
    """Another process holds the lock of the keyring."""

    def __init__(self) -> None:
        super().__init__(Message("letter_keyring.busy"))


def lock_of(path: Path) -> Path:
    """Return the file whose lock guards another."""
    return path.with_name(f"{path.name}.lock")


def left_of(path: Path) -> tuple[Path, Path]:
    """Return the names that a file's next and former content bear while it is replaced."""
    return path.with_name(f".{path.name}.new"), path.with_name(f".{path.name}.old")


@contextmanager
def keyring_lock(path: Path, *, writing: bool) -> Iterator[None]:
    """Hold the lock of a file, alone to write, with others to read. Raises KeyringBusy after half a minute."""
    try:
        handle = os.open(lock_of(path), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    except OSError as error:
        if writing or error.errno not in _READ_ONLY:
            raise
        yield
        return
    try:
        _take(handle, fcntl.LOCK_EX if writing else fcntl.LOCK_SH)
        yield
    finally:
        os.close(handle)


def _take(handle: int, kind: int) -> None:
    until = time.monotonic() + PATIENCE
    while True:
        try:
            fcntl.flock(handle, kind | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > until:
                raise KeyringBusy from None
            time.sleep(PAUSE)
        else:
            return


def replace_overwriting(path: Path, content: bytes) -> None:
    """Replace a file in one step, then overwrite what it held before; its lock is held by the caller.

    On any error before that step the file stays as it was. After a kill it is the old one or the new one.
    """
    new, old = left_of(path)
    clear_left(path)
    former = os.open(path, os.O_RDWR | os.O_CLOEXEC | os.O_NOFOLLOW) if path.exists() else None
    try:
        _write(new, content)
        if former is not None:
            with suppress(OSError):  # not every file system gives a file two names
                os.link(path, old)
        new.replace(path)
        sync_folder(path.parent)
        if former is not None:
            with suppress(OSError):  # it bears its second name still, and is overwritten later
                overwrite(former)
                old.unlink(missing_ok=True)
                sync_folder(path.parent)
    except BaseException:
        clear_left(path)
        raise
    finally:
        if former is not None:
            os.close(former)


def _write(path: Path, content: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def clear_left(path: Path) -> None:
    """Overwrite and remove what a kill left beside a file; its lock is held by the caller."""
    new, old = left_of(path)
    if new.exists():
        _overwrite_at(new)
    # Killed before the step the two names are one file, which is in use; without the file itself it is all there is.
    if old.exists() and path.exists():
        if old.samefile(path):
            old.unlink()
        else:
            _overwrite_at(old)


def _overwrite_at(path: Path) -> None:
    handle = os.open(path, os.O_RDWR | os.O_CLOEXEC | os.O_NOFOLLOW)
    try:
        overwrite(handle)
    finally:
        os.close(handle)
    path.unlink()
    sync_folder(path.parent)


def overwrite(handle: int) -> None:
    """Write zeros over all bytes of an open file, through to the disk."""
    size, at = os.fstat(handle).st_size, 0
    while at < size:
        at += os.pwrite(handle, _PIECE[: size - at], at)
    os.fsync(handle)
