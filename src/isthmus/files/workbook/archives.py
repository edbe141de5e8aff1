"""Archives that are opened only if they unpack to what a workbook may hold."""

import zlib
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from isthmus.core.workbook.problems import Problem

__all__ = ["BROKEN", "opened", "oversized"]

BROKEN = (BadZipFile, EOFError, KeyError, NotImplementedError, OSError, RuntimeError, ValueError, zlib.error)
"""What reading a damaged archive, or one of a kind that we do not know, raises."""

_MOST_UNPACKED = 4 << 30
_MOST_SHARED = 512 << 20
_SUSPICIOUS_SIZE = 64 << 20
_MOST_RATIO = 200


def opened(stream: IO[bytes]) -> ZipFile | None:
    """The archive in the stream, or `None` where it is none."""
    try:
        return ZipFile(stream)
    except BROKEN:
        return None


def oversized(archive: ZipFile) -> Problem | None:
    """The problem of an archive that unpacks to more than a workbook ever holds, if it is one."""
    parts = archive.infolist()
    if sum(part.file_size for part in parts) > _MOST_UNPACKED:
        return _refused(f"An archive unpacks to at most {_MOST_UNPACKED >> 30} GiB.")
    if any(part.file_size > _MOST_SHARED for part in parts if part.filename.endswith("sharedStrings.xml")):
        return _refused(f"The shared texts of an XLSX file unpack to at most {_MOST_SHARED >> 20} MiB.")
    if any(map(_swells, parts)):
        return _refused(f"No part of an archive unpacks to more than {_MOST_RATIO} times its size.")
    if any(part.flag_bits & 1 for part in parts):
        return _refused("An archive is not locked with a password.")
    if any(part.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for part in parts):
        return _refused("The parts of an archive are stored or deflated.")
    return None


def _swells(part: ZipInfo) -> bool:
    return part.file_size > _SUSPICIOUS_SIZE and part.file_size > _MOST_RATIO * max(part.compress_size, 1)


def _refused(rule: str) -> Problem:
    return Problem(
        "", None, "", "", rule, "Check where the file comes from; send a large register as a folder of CSV."
    )
