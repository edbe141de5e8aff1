"""What makes an archive unsafe to open: sizes that unpack to far more than they weigh, and cells without end."""

import re
from collections.abc import Iterator
from typing import IO
from zipfile import BadZipFile, ZipFile, ZipInfo

from isthmus.core.workbook.cells import LONGEST_CELL
from isthmus.core.workbook.problems import Problem

__all__ = ["endless_cells", "oversized"]

_MOST_UNPACKED = 2 << 30
_MOST_SHARED = 512 << 20
_SUSPICIOUS_SIZE = 64 << 20
_MOST_RATIO = 200
_PIECE = 1 << 20
_LONGEST_RUN = 16 * LONGEST_CELL
_CELL = re.compile(rb'<(?:\w+:)?c [^<>]*?r="([A-Z]{1,3})(\d{1,7})"[^<>]*>[^c]*?$', re.DOTALL)


def oversized(archive: ZipFile) -> Problem | None:
    """The problem of an archive that unpacks to more than a workbook ever holds, if it is one."""
    parts = archive.infolist()
    if sum(part.file_size for part in parts) > _MOST_UNPACKED:
        return _too_much(f"An archive unpacks to at most {_MOST_UNPACKED >> 30} GiB.")
    if any(part.file_size > _MOST_SHARED for part in parts if part.filename.endswith("sharedStrings.xml")):
        return _too_much(f"The texts of an XLSX file unpack to at most {_MOST_SHARED >> 20} MiB.")
    if any(_swells(part) for part in parts):
        return _too_much(f"No part of an archive unpacks to more than {_MOST_RATIO} times its size.")
    return None


def _swells(part: ZipInfo) -> bool:
    return part.file_size > _SUSPICIOUS_SIZE and part.file_size > _MOST_RATIO * max(part.compress_size, 1)


def _too_much(rule: str) -> Problem:
    return Problem("", None, "", "", rule, "Check where the file comes from; send a large register as a folder of CSV.")


def endless_cells(archive: ZipFile) -> Iterator[Problem]:
    """The problems of cells so long that reading them would take the memory; found without unpacking them whole."""
    for part in archive.infolist():
        if part.filename.startswith("xl/") and part.filename.endswith(".xml"):
            with archive.open(part) as stream:
                before = _before_endless_run(stream)
            if before is not None:
                yield _endless(part.filename, before)


def _before_endless_run(stream: IO[bytes]) -> bytes | None:
    """What stands just before a run without any tag that is longer than a cell may be, if there is one."""
    run, before = 0, b""
    while piece := stream.read(_PIECE):
        if b"<" in piece:
            before, run = piece[: piece.rfind(b"<") + 1024], 0
        else:
            run += len(piece)
        if run > _LONGEST_RUN:
            return before
    return None


def _endless(part: str, before: bytes) -> Problem:
    cell = _CELL.search(before[-4096:])
    rule = f"A cell holds at most {LONGEST_CELL:,} characters."
    mend = "Put the text in a file and name that."
    if cell is None:
        return Problem("", None, "", f"(in {part})", rule, mend)
    return Problem("", int(cell[2]), cell[1].decode(), f"(in {part})", rule, mend)


def opened(stream: IO[bytes]) -> ZipFile | None:
    """The archive in the stream, or `None` where it is none."""
    try:
        return ZipFile(stream)
    except (BadZipFile, OSError, ValueError):
        return None
