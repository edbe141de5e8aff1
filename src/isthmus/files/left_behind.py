"""Unfinished files and folders bear the process that makes them, so that what a killed one left is known as such."""

import os
import shutil
from hashlib import sha256
from pathlib import Path
from socket import gethostname

__all__ = ["is_in_use_elsewhere", "left_in", "prefix", "remove_left"]


def prefix(kind: str) -> str:
    """Return how the name of an unfinished file or folder of this process begins."""
    return f"{_of_this_machine(kind)}{os.getpid()}-"


def left_in(folder: Path, kind: str) -> list[Path]:
    """Return what processes of this machine and person left in a folder when they were killed."""
    begins = _of_this_machine(kind)
    return [each for each in sorted(folder.glob(f"{begins}*")) if _is_left(each, begins)]


def remove_left(folder: Path, kind: str) -> list[Path]:
    """Remove what killed processes left in a folder; return what it was."""
    left = left_in(folder, kind)
    for each in left:
        if each.is_dir():
            shutil.rmtree(each, ignore_errors=True)
        else:
            each.unlink(missing_ok=True)
    return left


def is_in_use_elsewhere(path: Path, kind: str) -> bool:
    """Return whether another process that runs on this machine made a file."""
    process = _process_of(path, _of_this_machine(kind))
    return process is not None and process != os.getpid() and _runs(process)


def _of_this_machine(kind: str) -> str:
    # Folders may be shared: a process of another machine cannot be asked for.
    return f"{kind}-{sha256(gethostname().encode()).hexdigest()[:8]}-"


def _is_left(path: Path, begins: str) -> bool:
    process = _process_of(path, begins)
    try:
        mine = not path.is_symlink() and path.stat().st_uid == os.getuid()
    except OSError:
        return False
    return mine and process is not None and not _runs(process)


def _process_of(path: Path, begins: str) -> int | None:
    """Return the process that made a file; None for a file of another machine, or of another kind."""
    process = path.name.removeprefix(begins).partition("-")[0] if path.name.startswith(begins) else ""
    return int(process) if process.isdecimal() else None


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True
