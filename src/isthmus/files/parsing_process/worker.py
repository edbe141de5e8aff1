"""What runs in the process that parses: it limits itself, then lets one program parse its standard input."""

import json
import os
import resource
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from shutil import which
from typing import NoReturn

__all__ = ["EXECUTED", "OTHERS_LIMITS", "PROGRAMS", "THREADED", "Limits", "execute", "limit", "main"]

MOST_OPEN_FILES = 32
# More than a user has on a busy machine, and a quarter of what a machine of the least kind can hold (32,768).
_MOST_THREADS = 8_192
NOBODY = 65_534  # on every Linux


@dataclass(frozen=True, slots=True)
class Limits:
    """How much memory a program may take, in bytes, and how many seconds it may compute."""

    memory: int
    seconds: int


# A sheet of 20 million cells, the most that is read, takes calamine some gigabytes; a minute or two on a slow machine.
OF_SHEETS = Limits(6 << 30, 300)
# The longest documents that are read take pdfium a hundred megabytes and a minute. Several may be read at once.
OF_DOCUMENTS = Limits(3 << 30, 300)
# A page takes a second or two, with its letters up to ten. Somebody waits for it, and others for their turn.
OF_PAGES = Limits(3 << 30, 60)
# Of the largest picture that is shown, 250 million points in four colours, WEBP holds three copies.
OF_PICTURES, OF_PICTURE_PAGES = Limits(4 << 30, 300), Limits(4 << 30, 60)

type Program = Callable[..., Iterator[object]]
"""A function of the file, and of what else it is asked."""

PROGRAMS = {
    "xls": ("isthmus.files.table.foreign_sheets", "isthmus.files.table.calamine"),
    "ods": ("isthmus.files.table.foreign_sheets", "isthmus.files.table.calamine"),
    "pdf": ("isthmus.files.document.pdf", "pypdfium2"),
    "pdf_page": ("isthmus.files.document.pdf", "pypdfium2"),
    "pdf_grey": ("isthmus.files.document.pdf", "pypdfium2"),
    "picture": ("isthmus.files.document.pictures", "PIL"),
    "picture_page": ("isthmus.files.document.pictures", "PIL"),
    "picture_grey": ("isthmus.files.document.pictures", "PIL"),
    "picture_codes": ("isthmus.files.document.codes", "zxingcpp"),
    "parquet": ("isthmus.files.table.foreign_sheets", "isthmus.files.table.parquet"),
    "docx": ("isthmus.files.document.docx", "isthmus.files.document.docx_body"),
    "odt": ("isthmus.files.document.odt", "isthmus.files.document.odt_body"),
    "rtf": ("isthmus.files.document.rtf", "isthmus.files.document.rtf_text"),
    "html": ("isthmus.files.document.html", "isthmus.files.document.html_tokens"),
    "eml": ("isthmus.files.document.mail", "email.parser"),
    "mbox": ("isthmus.files.document.mail", "email.parser"),
    "msg": ("isthmus.files.document.msg", "olefile"),
    "srt": ("isthmus.files.document.subtitles", "re"),
    "vtt": ("isthmus.files.document.subtitles", "re"),
    "chat": ("isthmus.files.document.chats", "re"),
    "chat_zip": ("isthmus.files.document.chats", "zipfile"),
    "archive_files": ("isthmus.files.document.archive_files", "zipfile"),
    "plain": ("isthmus.files.document.plain", "re"),
    "messenger_json": ("isthmus.files.document.chats", "json"),
    "telegram_json": ("isthmus.files.document.chats", "json"),
    "telegram_html": ("isthmus.files.document.chats", "isthmus.files.document.html_tokens"),
}
"""By name, which is also that of the function: its module, and the one of its parser, imported before any limit."""

OTHERS_LIMITS = {
    **dict.fromkeys(("xls", "ods", "parquet"), OF_SHEETS),
    **dict.fromkeys(("pdf_page", "pdf_grey", "tesseract"), OF_PAGES),
    **dict.fromkeys(("picture_page", "picture_grey", "picture_codes"), OF_PICTURE_PAGES),
    "picture": OF_PICTURES,
}
"""Limits of programs that do not read documents."""

THREADED = ("picture", "picture_page", "picture_grey", "picture_codes")
"""Programs whose parser starts threads whatever it is told: the one that unpacks HEIC."""

EXECUTED = ("tesseract",)
"""Programs that are not written in Python: they take the place of this process, behind its walls and limits."""
# Where programs lie that a machine installs. One core: a thread more the process may not start.
_PROGRAMS_LIE_IN = "/usr/local/bin:/usr/bin"
_THEIR_ENVIRONMENT = {"OMP_THREAD_LIMIT": "1", "LC_ALL": "C.UTF-8"}


def main() -> None:
    """Answer for the program that is named, a line of JSON each."""
    sys.path.insert(0, str(Path(__file__).parents[3]))  # which an isolated start leaves out
    name, *asked = sys.argv[1:]
    if name in EXECUTED:
        execute(name, asked)
    module, _parser = map(import_module, PROGRAMS[name])
    program: Program = getattr(module, name)
    limit(OTHERS_LIMITS.get(name, OF_DOCUMENTS), threads=name in THREADED)
    for answer in program(sys.stdin.buffer, *asked):
        sys.stdout.write(json.dumps(answer, ensure_ascii=False, separators=(",", ":")) + "\n")


def execute(name: str, asked: Sequence[str]) -> NoReturn:
    """Become another program. It reads the standard input, and answers as it does."""
    found = which(name, path=_PROGRAMS_LIE_IN)
    limit(OTHERS_LIMITS[name])
    if found is None:
        raise SystemExit(1)
    os.execve(found, [found, *asked], _THEIR_ENVIRONMENT)  # noqa: S606  no shell is wanted


def limit(limits: Limits = OF_SHEETS, *, threads: bool = False) -> None:
    """Take from this process what parsing does not need: rights, more memory and time, written files, children.

    `threads`: it may start some. The kernel may count them together with all processes of the user, so that no small
    number holds; that no process is started holds by the filter of calls.
    """
    if os.geteuid() == 0:
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)
    for what, most in (
        (resource.RLIMIT_AS, limits.memory),
        (resource.RLIMIT_CPU, limits.seconds),
        (resource.RLIMIT_NOFILE, MOST_OPEN_FILES),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NPROC, _MOST_THREADS if threads else 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))


if __name__ == "__main__":
    main()
