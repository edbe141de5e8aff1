"""Which kinds of file are read as documents, and by which program of the parsing process."""

from collections.abc import Mapping
from dataclasses import dataclass

__all__ = ["CHAT", "PROGRAMS_OF", "TELEGRAM", "TELEGRAM_PAGE", "DocumentProgram"]

# Exports of messengers have no media type of their own.
CHAT = "text/x-chat"
TELEGRAM = "application/x-telegram+json"
TELEGRAM_PAGE = "text/x-telegram+html"


@dataclass(frozen=True, slots=True)
class DocumentProgram:
    """A program of the parsing process, and the package without which it does not run, where it needs one."""

    name: str
    package: str = ""


PROGRAMS_OF: Mapping[str, DocumentProgram] = {
    "application/pdf": DocumentProgram("pdf", "pypdfium2"),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": DocumentProgram("docx"),
    "application/vnd.oasis.opendocument.text": DocumentProgram("odt"),
    "application/rtf": DocumentProgram("rtf"),
    "text/html": DocumentProgram("html"),
    "message/rfc822": DocumentProgram("eml"),
    "application/mbox": DocumentProgram("mbox"),
    "application/vnd.ms-outlook": DocumentProgram("msg", "olefile"),
    "application/x-subrip": DocumentProgram("srt"),
    "text/vtt": DocumentProgram("vtt"),
    CHAT: DocumentProgram("chat"),
    TELEGRAM: DocumentProgram("telegram_json"),
    TELEGRAM_PAGE: DocumentProgram("telegram_html"),
    "application/zip": DocumentProgram("chat_zip"),
}
"""By media type, as `kind_of` tells it by content."""
