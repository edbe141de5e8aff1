"""Where a run works that memory does not hold: files that have no name while anything of a record is in them."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir

from isthmus.files.left_behind import prefix, remove_left

__all__ = ["remove_left_behind", "unnamed_spill", "working_folder"]

KIND = "isthmus-link"
SECONDS_BETWEEN_LOOKS = 0.002


@contextmanager
def working_folder() -> Iterator[Path]:
    """Yield a folder that only its owner reads, in the place for temporary files, which is removed at the end."""
    with TemporaryDirectory(prefix=prefix(KIND), ignore_cleanup_errors=True) as folder:
        yield Path(folder)


def remove_left_behind() -> list[Path]:
    """Remove the working folders of runs that were killed; return them."""
    return remove_left(Path(gettempdir()), KIND)


@contextmanager
def unnamed_spill(folder: Path) -> Iterator[None]:
    """Within this, put an empty file in the place of each one that a database spills to, as soon as it is there.

    The database goes on with the file that it opened, which has no name any more and ends with the process; it wants
    to remove a file of that name at the end, so one stays.
    """
    ended = threading.Event()
    watching = threading.Thread(target=_watch, args=(folder, ended), daemon=True)
    watching.start()
    try:
        yield
    finally:
        ended.set()
        watching.join()


def _watch(folder: Path, ended: threading.Event) -> None:
    empty = folder.with_name("empty")
    while not ended.wait(SECONDS_BETWEEN_LOOKS):
        with suppress(OSError), os.scandir(folder) as found:
            for each in found:
                # Blocks of odd sizes are opened again by name, so they keep theirs: only a very long text makes one.
                if "_storage_" in each.name and each.stat().st_size:
                    empty.touch()
                    os.replace(empty, each.path)  # noqa: PTH105  (the name that was listed)
