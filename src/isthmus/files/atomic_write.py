"""Files and folders that appear whole or not at all."""

import os
import shutil
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from tempfile import NamedTemporaryFile, mkdtemp
from typing import BinaryIO

from isthmus.core.messages import Message, MessageError
from isthmus.files.left_behind import prefix

__all__ = ["UNFINISHED", "FolderExists", "refuse_filled", "whole_file", "whole_folder", "written"]


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


def refuse_filled(path: Path) -> None:
    """Raise `FolderExists` where a folder would be written over something."""
    if path.exists() and (not path.is_dir() or any(path.iterdir())):
        raise FolderExists(Message("workbook.exists", path=str(path)))


@contextmanager
def whole_folder(path: Path) -> Iterator[Path]:
    """Yield a folder that takes its name at the end. Raises `FolderExists` over one that holds anything."""
    refuse_filled(path)
    unfinished = Path(mkdtemp(dir=path.parent, prefix=prefix(UNFINISHED)))
    try:
        yield unfinished
        unfinished.replace(path)
    except BaseException:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise
