"""The files that were sent with the submissions of a form: a ZIP with a folder for each submission, or one for all.

A file is found by the folder that its submission names and by its name, else by its name alone where no other file of
the archive has it. Nothing is unpacked to a disk: what is asked for is read in pieces.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from zipfile import ZipFile, ZipInfo

from isthmus.core.messages import Message
from isthmus.files.table.archives import BROKEN, check_parts, check_paths, open_archive
from isthmus.files.table.csv_archive import csv_parts
from isthmus.files.table.errors import TableError, TableFault
from isthmus.files.table.opening import open_file

__all__ = ["DamagedMedia", "MediaArchive", "SeveralFiles", "open_media"]

_MOST_FILES = 200_000
_MOST_UNPACKED = 64 << 30
_MOST_OF_ONE = 2 << 30
_PIECE = 1 << 20
_IGNORED = ("__MACOSX/", "/.", "Thumbs.db")


class SeveralFiles(Exception):
    """More than one file has the name that is looked for."""


class DamagedMedia(Exception):
    """A file of the archive cannot be read, or is too large."""


class MediaArchive:
    """The files of an archive, by folder and name; `used` are those that were found so far."""

    def __init__(self, archive: ZipFile) -> None:
        self._archive = archive
        self._in_folder: dict[tuple[str, str], list[ZipInfo]] = defaultdict(list)
        self._named: dict[str, list[ZipInfo]] = defaultdict(list)
        self.used: set[int] = set()
        self.size = 0
        tables = {part.header_offset for part in csv_parts(archive).values()}
        for part in archive.infolist():
            if part.is_dir() or part.header_offset in tables or _is_ignored(part.filename):
                continue
            *folders, name = part.filename.replace("\\", "/").split("/")
            self.size += 1
            self._named[_plain(name)].append(part)
            for folder in folders:
                self._in_folder[_key(folder), _plain(name)].append(part)

    def find(self, key: str, name: str) -> ZipInfo | None:
        """Return the file of that name of the submission with this key, or None. Raises `SeveralFiles`."""
        plain = _plain(name.replace("\\", "/").rpartition("/")[2])
        found = self._in_folder.get((_key(key), plain)) or self._named.get(plain, [])
        if len(found) > 1:
            raise SeveralFiles
        for part in found:
            self.used.add(part.header_offset)
        return found[0] if found else None

    def pieces(self, part: ZipInfo) -> Iterator[bytes]:
        """Yield a file in pieces. Raises `DamagedMedia`."""
        if part.file_size > _MOST_OF_ONE:
            raise DamagedMedia
        try:
            with self._archive.open(part) as stream:
                while piece := stream.read(_PIECE):
                    yield piece
        except BROKEN:
            raise DamagedMedia from None


@contextmanager
def open_media(path: Path) -> Iterator[MediaArchive]:
    """Open an archive of files. Raises `TableError` where it is none, or none that can be trusted."""
    try:
        with open_file(path) as stream, _archive(stream) as archive:
            yield MediaArchive(archive)
    except TableFault as fault:
        raise TableError(path.name, fault) from None
    except OSError as error:
        rule = Message("table.unreadable", reason=error.strerror or "")
        raise TableError(path.name, TableFault(rule, Message("table.unreadable_fix"))) from None


def _archive(stream: object) -> ZipFile:
    archive = open_archive(stream)  # type: ignore[arg-type]  # a file that is read
    if archive is None:
        raise TableFault(Message("media.none"), Message("media.none_fix"))
    parts = archive.infolist()
    if len(parts) > _MOST_FILES:
        raise TableFault(Message("archive.parts", most=_MOST_FILES), Message("archive.fix"))
    check_paths(parts)
    check_parts(parts, _MOST_UNPACKED)
    return archive


def _is_ignored(name: str) -> bool:
    return name.startswith(_IGNORED[0]) or any(each in f"/{name}" for each in _IGNORED[1:])


def _key(text: str) -> str:
    """Return the key of a submission as a folder is named after it."""
    return text.strip().casefold().removeprefix("uuid:").removeprefix("uuid")


def _plain(name: str) -> str:
    """Return the name of a file as servers keep it: blanks are underscores, and most other signs are gone."""
    return re.sub(r"[^-\w.]", "", name.strip().replace(" ", "_")).casefold()
