"""The texts of documents that lie beside the sheets of a workbook."""

from pathlib import Path
from typing import IO
from zipfile import ZipFile

from isthmus.files.table import NotAFile, open_file
from isthmus.files.table.archives import BROKEN

__all__ = ["decoded_text", "text_in_archive", "text_in_folder"]

# What is larger is no text that somebody quotes from by hand.
_LARGEST = 20_000_000
_MARKS = (b"\xff\xfe", b"\xfe\xff")


def text_in_folder(folder: Path, path: str) -> str | None:
    """Return the text of a file in the folder; nothing where it is not there, leads out of it, or is no text."""
    wanted = folder / path
    try:
        if not wanted.resolve().is_relative_to(folder.resolve()):
            return None
        with open_file(wanted, follow_links=False) as stream:
            return _text_of(stream)
    except (OSError, NotAFile, ValueError):
        return None


def text_in_archive(archive: ZipFile, path: str) -> str | None:
    """Return the text of a file in an archive; nothing where it is not there or is no text."""
    try:
        with archive.open(path) as stream:
            return _text_of(stream)
    except (KeyError, OSError, *BROKEN):
        return None


def _text_of(stream: IO[bytes]) -> str | None:
    content = stream.read(_LARGEST + 1)
    return decoded_text(content) if len(content) <= _LARGEST else None


def decoded_text(content: bytes) -> str | None:
    """Return plain text in UTF-8, or in UTF-16 that says so; nothing for anything else, such as a PDF or a page."""
    try:
        text = content.decode("utf-16" if content.startswith(_MARKS) else "utf-8-sig")
    except UnicodeDecodeError:
        return None
    start = text.lstrip()[:5]
    return None if "\0" in text or start.startswith(("%PDF", "<", "{\\rtf")) else text
