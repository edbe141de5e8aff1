"""Archives that are opened only if they unpack to what a table may hold."""

import zlib
from collections.abc import Sequence
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from isthmus.core.messages import Message
from isthmus.files.table.errors import TableFault

__all__ = ["BROKEN", "check_parts", "check_paths", "check_sizes", "open_archive", "swells"]

BROKEN = (BadZipFile, EOFError, KeyError, NotImplementedError, OSError, RuntimeError, ValueError, zlib.error)
"""What reading a damaged archive, or one of a kind that we do not know, raises."""

_MOST_UNPACKED = 4 << 30
_MOST_SHARED = 512 << 20
_MOST_PARTS = 10_000
_SUSPICIOUS_SIZE = 64 << 20
_MOST_RATIO = 200


def open_archive(stream: IO[bytes]) -> ZipFile | None:
    """Return the archive in the stream, or `None` where it is none."""
    try:
        return ZipFile(stream)
    except BROKEN:
        return None


def check_sizes(archive: ZipFile) -> None:
    """Raise `TableFault` where an archive unpacks to more than a table ever holds, or cannot be unpacked."""
    parts = archive.infolist()
    if len(parts) > _MOST_PARTS:
        raise _refused(Message("archive.parts", most=_MOST_PARTS))
    if any(part.file_size > _MOST_SHARED for part in parts if part.filename.endswith("sharedStrings.xml")):
        raise _refused(Message("archive.shared_texts", most=_MOST_SHARED >> 20))
    check_parts(parts)


def check_parts(parts: Sequence[ZipInfo], most: int = _MOST_UNPACKED) -> None:
    """Raise `TableFault` where parts of an archive unpack to more than `most` bytes, or cannot be unpacked."""
    if sum(part.file_size for part in parts) > most:
        raise _refused(Message("archive.size", most=most >> 30))
    if any(map(swells, parts)):
        raise _refused(Message("archive.ratio", most=_MOST_RATIO))
    if any(part.flag_bits & 1 for part in parts):
        raise _refused(Message("archive.locked"))
    if any(part.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for part in parts):
        raise _refused(Message("archive.packing"))


def check_paths(parts: Sequence[ZipInfo]) -> None:
    """Raise `TableFault` where a part says that it lies outside of its archive: nobody packs such a file by chance."""
    for part in parts:
        steps = part.filename.replace("\\", "/").split("/")
        if ".." in steps or not steps[0] or ":" in steps[0]:
            raise _refused(Message("archive.path"))


def swells(part: ZipInfo) -> bool:
    """Return whether a part unpacks to so much more than it takes that it is made to fill a disk."""
    return part.file_size > _SUSPICIOUS_SIZE and part.file_size > _MOST_RATIO * max(part.compress_size, 1)


def _refused(rule: Message) -> TableFault:
    return TableFault(rule, Message("archive.fix"))
