"""Files and folders that appear whole or not at all."""

import os
import shutil
from collections.abc import Collection, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from tempfile import NamedTemporaryFile, mkdtemp
from typing import BinaryIO

from isthmus.core.messages import Message, MessageError
from isthmus.files.left_behind import prefix

__all__ = [
    "UNFINISHED",
    "FolderExists",
    "holds_exactly",
    "refuse_filled",
    "restore_set_aside",
    "whole_file",
    "whole_folder",
    "written",
]


UNFINISHED = ".isthmus"  # how the names of unfinished files begin


class FolderExists(MessageError):
    """What would be written is there already."""


def written(target: Path | BinaryIO) -> AbstractContextManager[BinaryIO]:
    """Return the stream itself, or one whose bytes become the file at the end."""
    return whole_file(target) if isinstance(target, Path) else nullcontext(target)


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """Yield a stream whose bytes become the file at the end; on any error nothing is left, and what was there stays."""
    with NamedTemporaryFile(dir=path.parent, prefix=prefix(UNFINISHED), delete=False) as stream:
        unfinished = Path(stream.name)
        try:
            yield stream  # type: ignore[misc]
            stream.flush()
            os.fsync(stream.fileno())
            unfinished.replace(path)
        except BaseException:
            unfinished.unlink(missing_ok=True)
            raise


def refuse_filled(path: Path, replaced: Collection[frozenset[str]] = ()) -> None:
    """Raise `FolderExists` where a folder would be written over something.

    A folder that holds exactly one set of files of `replaced` is no reason.
    """
    if not path.exists() or (path.is_dir() and not any(path.iterdir())):
        return
    if not replaced:
        raise FolderExists(Message("workbook.exists", path=str(path)))
    if not holds_exactly(path, replaced):
        raise FolderExists(Message("results.others", path=str(path)))


def holds_exactly(path: Path, sets: Collection[frozenset[str]]) -> bool:
    """Return whether a folder holds the files of one of these sets of names and nothing else."""
    if not path.is_dir():
        return False
    found = list(path.iterdir())
    return {each.name for each in found} in sets and all(
        each.is_file() and not each.is_symlink() for each in found
    )


@contextmanager
def whole_folder(path: Path, replaced: Collection[frozenset[str]] = ()) -> Iterator[Path]:
    """Yield a folder that takes its name at the end. Raises `FolderExists` over one that holds anything.

    One that holds exactly one set of files of `replaced` is replaced at the end; on any error it stays as it was.
    """
    refuse_filled(path, replaced)
    unfinished = Path(mkdtemp(dir=path.parent, prefix=prefix(UNFINISHED)))
    try:
        yield unfinished
        refuse_filled(path, replaced)  # it may have been filled meanwhile
        _put_in_place(unfinished, path)
    except BaseException:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise


def _put_in_place(made: Path, path: Path) -> None:
    if not path.exists() or not any(path.iterdir()):
        made.replace(path)
        return
    aside = _aside(path)
    try:
        path.rename(aside)
        made.rename(path)
    except BaseException:
        restore_set_aside(path)
        raise
    shutil.rmtree(aside, ignore_errors=True)


def restore_set_aside(path: Path) -> None:
    """Put back the folder that a killed run had set aside to replace it; remove it where the new one is in its place.

    No system renames a folder over one that holds files: for a moment the old one has another name.
    """
    aside = _aside(path)
    if not aside.is_dir() or aside.is_symlink():
        return
    if path.exists():
        shutil.rmtree(aside, ignore_errors=True)
    else:
        aside.rename(path)


def _aside(path: Path) -> Path:
    return path.with_name(f"{UNFINISHED}-replaced-{path.name}")
