"""One desk at a time on one workspace."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from isthmus.core.messages import Message
from isthmus.store.base.errors import StoreError

__all__ = ["LOCK", "WorkspaceInUse", "holder", "locked"]

LOCK = "desk.lock"


class WorkspaceInUse(StoreError):
    """Another desk has this workspace open."""


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the workspace for one desk; raises WorkspaceInUse.

    The kernel lets go when the process ends, however it ends: a lock file left behind locks nothing.
    """
    handle = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        _take(handle, folder)
        os.truncate(handle, 0)
        os.pwrite(handle, f"{os.getpid()}\n".encode(), 0)
        yield
    finally:
        os.close(handle)


def _take(handle: int, folder: Path) -> None:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        pid = os.pread(handle, 20, 0).decode(errors="replace").strip()
        raise WorkspaceInUse(Message("store.in_use", folder=str(folder), process=pid or "?")) from None


def holder(folder: Path) -> int | None:
    """The process whose desk has the workspace open, or None."""
    try:
        handle = os.open(folder / LOCK, os.O_RDONLY | os.O_CLOEXEC)
    except FileNotFoundError:
        return None
    try:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return int(os.pread(handle, 20, 0).decode(errors="replace").strip() or 0)
    finally:
        os.close(handle)
    return None
