"""A ZIP of documents, each handed on as a file of its own: within bounds, and nothing of it is written anywhere.

The answers are `["chat"]` alone, where all of it is one chat with what was sent in it; else for each file
`["member", name, base64]`, or `["left", name, code, values]` with what is wrong with it; last `["end"]` or a fault.
"""

import re
from base64 import b64encode
from collections.abc import Iterator
from contextlib import suppress
from typing import IO
from zipfile import ZipFile, ZipInfo

from isthmus.files.document.bounds import MOST_MEMBERS, MOST_UNPACKED
from isthmus.files.document.chats import holds_chat
from isthmus.files.document.clean import cleaned
from isthmus.files.document.program import DAMAGED, MOST_ATTACHED, ProgramFault, within_limits
from isthmus.files.document.zipped import check_member, open_archive

__all__ = ["archive_files", "is_of_the_system"]

_NUMBERS = re.compile(r"(\d+)")
_UTF_8 = 0x800
# What systems put beside the files of people.
_OF_THE_SYSTEM = {".ds_store", "thumbs.db", "desktop.ini"}


def archive_files(stream: IO[bytes]) -> Iterator[list[object]]:
    """Answer for a ZIP of documents."""
    return within_limits(lambda: _answers(stream))


def is_of_the_system(name: str) -> bool:
    """Return whether a file is one that a system keeps beside those of people."""
    *folders, last = name.replace("\\", "/").split("/")
    return "__MACOSX" in folders or last.startswith("._") or last.casefold() in _OF_THE_SYSTEM


def _answers(stream: IO[bytes]) -> Iterator[list[object]]:
    archive = open_archive(stream)
    members = [
        each for each in archive.infolist() if not each.is_dir() and not is_of_the_system(each.filename)
    ]
    if len(members) > MOST_MEMBERS:
        raise ProgramFault("document.too_many_files", most=MOST_MEMBERS)
    if sum(each.file_size for each in members) > MOST_UNPACKED:
        raise ProgramFault("document.bomb")
    if holds_chat(archive, members):
        yield ["chat"]
        return
    for member in sorted(members, key=lambda each: _in_order(_name(each))):
        yield _answer(archive, member)


def _answer(archive: ZipFile, member: ZipInfo) -> list[object]:
    name = _name(member)
    try:
        check_member(member)
        _check_size(member)
        return ["member", name, b64encode(archive.read(member)).decode("ascii")]
    except ProgramFault as fault:
        return ["left", name, fault.code, fault.values]
    except DAMAGED:
        return ["left", name, "document.damaged", {}]


def _check_size(member: ZipInfo) -> None:
    if member.file_size > MOST_ATTACHED:
        raise ProgramFault("document.file_too_large", most=MOST_ATTACHED >> 20)


def _name(member: ZipInfo) -> str:
    """Return the name of a file with its folders, and no way out of them: it is shown, and never a path."""
    name = member.filename
    if not member.flag_bits & _UTF_8:  # many programs write UTF-8 and do not say so
        with suppress(UnicodeError):
            name = name.encode("cp437").decode("utf-8")
    steps = (each.strip() for each in name.replace("\\", "/").split("/"))
    return " ".join(cleaned("/".join(each for each in steps if each not in ("", ".", ".."))).split())


def _in_order(name: str) -> list[tuple[int, int, str]]:
    """Return a key by which numbers in names stand in their order: page 2 before page 10."""
    parts = (each for each in _NUMBERS.split(name.casefold()) if each)
    return [(0, int(each), "") if each.isdecimal() else (1, 0, each) for each in parts]
