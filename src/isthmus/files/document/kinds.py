"""Which kinds of file are read as documents, and by which program of the parsing process."""

from collections.abc import Mapping
from dataclasses import dataclass

__all__ = ["CHAT", "OTHER_CHARSET", "PROGRAMS_OF", "TELEGRAM", "TELEGRAM_PAGE", "DocumentProgram"]

# Exports of messengers have no media type of their own.
CHAT = "text/x-chat"
TELEGRAM = "application/x-telegram+json"
TELEGRAM_PAGE = "text/x-telegram+html"
# A plain text in another charset than UTF-8, of which the file does not say which.
OTHER_CHARSET = "text/x-other-charset"


@dataclass(frozen=True, slots=True)
class DocumentProgram:
    """A program of the parsing process, and the package without which it does not run, where it needs one.

    `asks`: it takes what a person chose of how the file is read.
    """

    name: str
    package: str = ""
    asks: bool = False


PROGRAMS_OF: Mapping[str, DocumentProgram] = {
    "application/pdf": DocumentProgram("pdf", "pypdfium2"),
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
    TELEGRAM: DocumentProgram("telegram_json"),
    TELEGRAM_PAGE: DocumentProgram("telegram_html"),
    "application/zip": DocumentProgram("chat_zip", asks=True),
}
"""By media type, as `kind_of` tells it by content."""
