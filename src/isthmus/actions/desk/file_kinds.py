"""Of which kind a file is, told by what it holds and never by what it is called."""

import re

from isthmus.files.document.chat_lines import is_chat
from isthmus.files.document.guessed_charset import letters_of
from isthmus.files.document.kinds import CHAT, MESSENGER, OTHER_CHARSET, TELEGRAM, TELEGRAM_PAGE
from isthmus.files.document.picture_pages import PAGES
from isthmus.files.picture_kinds import picture_kind
from isthmus.files.recordings import recording_kind
from isthmus.store.base.blob_writer import ArrivedFile

__all__ = ["MOST_READ", "UNKNOWN", "kind_of", "kind_of_file"]

# As much of a file as is looked through, or parsed, in memory.
MOST_READ = 64 << 20
# What is kept as it is, and not read.
UNKNOWN = "application/octet-stream"
# As much of a larger one as shows of which kind it is.
_BEGINNING = 64 << 10

# Beginnings that their formats define; the place at which each stands.
_BEGINNINGS = (
    (0, b"%PDF-", "application/pdf"),
    (0, b"{\\rtf", "application/rtf"),
    (30, b"mimetypeapplication/vnd.oasis.opendocument.text", "application/vnd.oasis.opendocument.text"),
    (30, b"mimetype" + PAGES.encode() + b"PK", PAGES),
    (0, b"PK\x03\x04", "application/zip"),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
)
# Kinds within others: the first bytes say which archive it is, names in it what it holds.
_WORD = b"word/document.xml"
_WORD_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
# The storage in which Outlook keeps the properties of a mail, as compound files write names: in UTF-16.
_MAIL = "__properties_version1.0".encode("utf-16-le")
# As much of a text as shows what it is.
_HEAD = 4_096
_DECLARING = ("text/html", "message/rfc822", "application/mbox")
_TELEGRAM_MESSAGE = b'class="message'
_HEADERS = r"(?:[A-Z][A-Z-]*:.*\n(?:[ \t].*\n)*)*"
_TEXTS = (
    (re.compile(r"WEBVTT(\s|$)"), "text/vtt"),
    (re.compile(r"\s*\d+\s*\n\d+:\d\d:\d\d[,.]\d+ *-->"), "application/x-subrip"),
    (
        re.compile(
            r"\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*<(!doctype\s+html|html)[\s>]", re.IGNORECASE | re.DOTALL
        ),
        "text/html",
    ),
    (re.compile(r"\s*\{\s*\"participants\"\s*:\s*\["), MESSENGER),
    (re.compile(r"\s*\{(?=[^}]*\"type\":)(?=[^}]*\"messages\":\s*\[)"), TELEGRAM),
    (re.compile(r"From \S+.*\n([A-Z][A-Za-z-]*:|>From )"), "application/mbox"),
    (
        re.compile(
            rf"{_HEADERS}(?:Return-Path:|Received:\s+(?:from|by)\s)"
            rf"|(?={_HEADERS}From:){_HEADERS}(?:To|Cc|Date|Subject|Message-ID|MIME-Version|Content-Type):",
            re.IGNORECASE,
        ),
        "message/rfc822",
    ),
)
"""How texts begin that are of a kind; `message/rfc822` has header lines of a mail among its first ones.

A sender alone is none: other texts, chats say, begin their messages so, and what a mail does not know was left out.
"""


def kind_of(content: bytes) -> str:
    """Return the media type of a file: by its first bytes, of a text by its first lines; else only that it is one.

    A plain text that is not UTF-8 is of a kind of its own, where it is likely a text at all; HTML and mail say
    themselves how they are written.
    """
    for at, beginning, kind in _BEGINNINGS:
        if content[at : at + len(beginning)] == beginning:
            return _within(kind, content)
    if kind := picture_kind(content[:_HEAD]) or recording_kind(content[:_HEAD]):
        return kind
    is_utf_8 = _is_text(content)
    head = _head(content, is_utf_8=is_utf_8).replace("\r\n", "\n")
    kind = _kind_of_text(head)
    if kind in _DECLARING:
        return TELEGRAM_PAGE if kind == "text/html" and _TELEGRAM_MESSAGE in content else kind
    if not is_utf_8 and not _has_letters(content):
        return UNKNOWN
    if kind != "text/plain":
        return kind
    return CHAT if is_chat(head) else "text/plain" if is_utf_8 else OTHER_CHARSET


def _head(content: bytes, *, is_utf_8: bool) -> str:
    """Return the beginning of a text in letters."""
    letters = None if is_utf_8 else letters_of(content[:_HEAD])
    return letters.text if letters else content[:_HEAD].decode("utf-8-sig", "replace")


def kind_of_file(file: ArrivedFile) -> str:
    """Return the media type of a file that came in: of a large one by its beginning alone."""
    return kind_of(file.read(None if file.size <= MOST_READ else _BEGINNING))


def _within(kind: str, content: bytes) -> str:
    if kind == "application/zip" and _WORD in content:
        return _WORD_KIND
    if kind == "application/x-ole-storage" and _MAIL in content:
        return "application/vnd.ms-outlook"
    return kind


def _kind_of_text(head: str) -> str:
    return next((kind for begins, kind in _TEXTS if begins.match(head)), "text/plain")


def _has_letters(content: bytes) -> bool:
    letters = letters_of(content)
    return letters is not None and "\0" not in letters.text


def _is_text(content: bytes) -> bool:
    try:
        return "\0" not in content.decode("utf-8")
    except UnicodeDecodeError:
        return False
