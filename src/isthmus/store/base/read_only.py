"""Reading a database where nothing may be written: a copy on a read-only disk, or somebody else's folder."""

import atexit
import os
import shutil
from pathlib import Path
from tempfile import mkdtemp
from urllib.parse import quote

__all__ = ["may_write", "readable_in_place"]


def may_write(path: Path) -> bool:
    """Return whether this process may change a file, or what lies in a folder."""
    return os.access(path, os.W_OK)


def readable_in_place(path: Path) -> str:
    """Return the address under which SQLite reads a database without writing beside it.

    Where its write-ahead log holds pages, they must be read with it: then both are read as a copy, which is as
    encrypted as they are, and is removed when this program ends.
    """
    log = path.with_name(f"{path.name}-wal")
    if log.is_file() and log.stat().st_size:
        return str(_copied(path, log))
    return f"file:{quote(str(path.resolve()))}?immutable=1"


def _copied(path: Path, log: Path) -> Path:
    folder = Path(mkdtemp(prefix="isthmus-reading-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    for each in (path, log):
        shutil.copyfile(each, folder / each.name)
        (folder / each.name).chmod(0o600)
    return folder / path.name
