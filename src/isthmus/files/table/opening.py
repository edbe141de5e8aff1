"""Opening what is a file, and nothing that never ends: no pipe, no device, no folder."""

import os
import stat
from errno import EISDIR, ELOOP
from io import BufferedReader
from pathlib import Path

__all__ = ["NotAFile", "open_file"]

# Opening a pipe waits for who writes into it, but for this. Windows has no such pipes and no such flags.
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)


class NotAFile(OSError):
    """A folder, a pipe, a device, or a link where none is followed."""


def open_file(path: Path, *, follow_links: bool = True) -> BufferedReader:
    """Open a file to read its bytes. Raises `NotAFile` where it is something else, and `OSError`."""
    if not follow_links and path.is_symlink():
        raise NotAFile(ELOOP, os.strerror(ELOOP), str(path))
    descriptor = os.open(path, _FLAGS | (0 if follow_links else _NO_LINK))
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise NotAFile(EISDIR, os.strerror(EISDIR), str(path))
    return os.fdopen(descriptor, "rb")
