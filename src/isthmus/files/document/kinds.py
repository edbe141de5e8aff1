"""Which kinds of file are read as documents, and by which program of the parsing process."""

from collections.abc import Mapping
from dataclasses import dataclass

from isthmus.files.document.picture_pages import PAGES

__all__ = [
    "CHAT",
    "MESSENGER",
    "OTHER_CHARSET",
    "PAGED",
    "PICTURES",
    "PROGRAMS_OF",
    "TELEGRAM",
    "TELEGRAM_PAGE",
    "DocumentProgram",
]


@dataclass(frozen=True, slots=True)
class DocumentProgram:
    """A program of the parsing process, and the package without which it does not run, where it needs one.

    `asks`: it takes what a person chose of how the file is read. `has_pages`: its pages are drawn by the program of
    this name with `_page` after it, and in grey with `_grey`.
    """

    name: str
    package: str = ""
    has_pages: bool = False
    asks: bool = False


# Exports of messengers have no media type of their own.
CHAT = "text/x-chat"
MESSENGER = "application/x-messenger+json"
TELEGRAM = "application/x-telegram+json"
TELEGRAM_PAGE = "text/x-telegram+html"
# A plain text in another charset than UTF-8, of which the file does not say which.
OTHER_CHARSET = "text/x-other-charset"
# Pictures, and several of them that were photographed one by one and are the pages of one document.
PICTURES = (
    "image/jpeg",
    "image/png",
    "image/tiff",
    "image/webp",
    "image/gif",
    "image/heic",
    "image/avif",
    PAGES,
)
_PICTURE = DocumentProgram("picture", "PIL", has_pages=True)


PROGRAMS_OF: Mapping[str, DocumentProgram] = {
    "application/pdf": DocumentProgram("pdf", "pypdfium2", has_pages=True),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": DocumentProgram("docx"),
    "application/vnd.oasis.opendocument.text": DocumentProgram("odt"),
    "application/rtf": DocumentProgram("rtf"),
    "text/html": DocumentProgram("html", asks=True),
    "message/rfc822": DocumentProgram("eml", asks=True),
    "application/mbox": DocumentProgram("mbox", asks=True),
    "application/vnd.ms-outlook": DocumentProgram("msg", "olefile"),
    "application/x-subrip": DocumentProgram("srt", asks=True),
    "text/vtt": DocumentProgram("vtt", asks=True),
    OTHER_CHARSET: DocumentProgram("plain", asks=True),
    CHAT: DocumentProgram("chat", asks=True),
    MESSENGER: DocumentProgram("messenger_json"),
    TELEGRAM: DocumentProgram("telegram_json"),
    TELEGRAM_PAGE: DocumentProgram("telegram_html"),
    "application/zip": DocumentProgram("chat_zip", asks=True),
    **dict.fromkeys(PICTURES, _PICTURE),
}
"""By media type, as `kind_of` tells it by content."""

PAGED = frozenset(kind for kind, program in PROGRAMS_OF.items() if program.has_pages)
"""The kinds of file that have pages, which can be looked at as they are."""
