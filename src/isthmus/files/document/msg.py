"""MSG, the mails of Outlook: a compound file whose properties olefile finds.

extract-msg brings ten packages for what are a dozen properties ([MS-OXMSG], [MS-OXPROPS]).
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from io import BytesIO
from typing import IO

from olefile import OleFileIO

from isthmus.files.document.charset import decoded, known_codec
from isthmus.files.document.compressed_rtf import unpacked
from isthmus.files.document.html import html_charset, page_text
from isthmus.files.document.mail import HEADERS, MOST_NESTED
from isthmus.files.document.mime import parse_part
from isthmus.files.document.program import (
    ProgramFault,
    attached,
    noted,
    part_of,
    read_all,
    reading_of,
    within_limits,
)
from isthmus.files.document.rtf import rtf_reader
from isthmus.files.document.zipped import OLE_MARK

__all__ = ["msg"]

_FIXED = "__properties_version1.0"
_ATTACHMENT = re.compile(r"__attach_version1\.0_#[0-9A-F]{8}", re.IGNORECASE)
_SENT, _RECEIVED, _CODE_PAGE, _BODY_CODE_PAGE = 0x0039, 0x0E06, 0x3FFD, 0x3FDE
_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)
_LATEST = 2_650_467_743_999_999_999  # hundreds of nanoseconds to the end of the year 9999
_BODY, _HTML, _RTF, _HEADERS = "1000", "1013", "1009", "007D"


def msg(stream: IO[bytes]) -> Iterator[list[object]]:
    """Answer for a mail of Outlook."""
    return within_limits(lambda: _answers(read_all(stream)))


def _answers(content: bytes) -> Iterator[list[object]]:
    yield reading_of("whole", "msg")
    if not content.startswith(OLE_MARK):
        raise ProgramFault("document.not_mail")
    with OleFileIO(BytesIO(content)) as ole:
        mail = _Mail(ole)
        if not ole.exists(_FIXED):
            raise ProgramFault("document.not_mail")
        yield part_of("\n\n".join(mail.texts([], 0)))
        for code in mail.notes:
            yield noted(code)
        for name, file in mail.files:
            yield attached(name, file)


class _Mail:
    """The mail, those within it, and their files."""

    def __init__(self, ole: OleFileIO) -> None:
        self._ole = ole
        self.notes: list[str] = []
        self.files: list[tuple[str, bytes]] = []

    def texts(self, at: list[str], depth: int) -> Iterator[str]:
        """Yield header lines and body of a mail, and of the mails in it after it."""
        if depth >= MOST_NESTED:
            self.notes.append("document.nested_too_deep")
            return
        fixed = self._fixed(at, 32 if not at else 24)
        codec = known_codec(f"cp{fixed.get(_BODY_CODE_PAGE, 0)}") or known_codec(
            f"cp{fixed.get(_CODE_PAGE, 0)}"
        )
        yield "\n".join(f"{name}: {value}" for name, value in self._headers(at, fixed, codec) if value)
        yield self._body(at, codec)
        for folder in self._attachments(at):
            inner = [*at, folder, "__substg1.0_3701000D"]
            if self._ole.exists([*inner, _FIXED]):
                yield from self.texts(inner, depth + 1)
            else:
                self._keep([*at, folder], codec)

    def _headers(self, at: list[str], fixed: dict[int, int], codec: str | None) -> list[tuple[str, str]]:
        """Return the header lines that the mail came with; where it never was sent, what Outlook knows."""
        sent = parse_part(self._text(at, _HEADERS, codec).encode("utf-8", "replace"))
        if any(name in sent.headers for name in ("From", "Date", "Subject")):
            return [(name, sent.text(name)) for name in HEADERS]
        name = self._text(at, "0C1A", codec)
        address = self._text(at, "5D01", codec) or self._text(at, "0C1F", codec)
        sender = f"{name} <{address}>" if name and "@" in address and name != address else name or address
        time = fixed.get(_SENT) or fixed.get(_RECEIVED) or 0
        when = format_datetime(_EPOCH + timedelta(microseconds=time // 10)) if 0 < time < _LATEST else ""
        return [
            ("From", sender),
            ("To", self._text(at, "0E04", codec)),
            ("Cc", self._text(at, "0E03", codec)),
            ("Date", when),
            ("Subject", self._text(at, "0037", codec)),
        ]

    def _body(self, at: list[str], codec: str | None) -> str:
        plain = self._text(at, _BODY, codec)
        if plain.strip():
            return plain
        page = self._bytes(at, _HTML, "0102")
        text = decoded(page, html_charset(page) or codec)[0] if page else self._text(at, _HTML, codec)
        if text.strip():
            words, remote = page_text(text)
            if remote:
                self.notes.append("document.remote_pictures")
            return words
        packed = self._bytes(at, _RTF, "0102")
        return rtf_reader(unpacked(packed)).text() if packed else ""

    def _keep(self, at: list[str], codec: str | None) -> None:
        name = self._text(at, "3707", codec) or self._text(at, "3704", codec) or self._text(at, "3001", codec)
        self.files.append((name or str(len(self.files) + 1), self._bytes(at, "3701", "0102")))

    def _attachments(self, at: list[str]) -> list[str]:
        found = {
            path[len(at)]: None
            for path in self._ole.listdir(streams=True, storages=True)
            if len(path) > len(at) and path[: len(at)] == at and _ATTACHMENT.fullmatch(path[len(at)])
        }
        return list(found)

    def _text(self, at: list[str], number: str, codec: str | None) -> str:
        wide = self._bytes(at, number, "001F")
        if wide:
            return wide.decode("utf-16-le", "replace").rstrip("\0")
        return decoded(self._bytes(at, number, "001E"), codec or "")[0].rstrip("\0")

    def _bytes(self, at: list[str], number: str, kind: str) -> bytes:
        path = [*at, f"__substg1.0_{number}{kind}"]
        if not self._ole.exists(path) or self._ole.get_type(path) != 2:  # which is that of a stream
            return b""
        with self._ole.openstream(path) as stream:
            content: bytes = stream.read()
        return content

    def _fixed(self, at: list[str], header: int) -> dict[int, int]:
        """Return the properties of eight bytes that stand in one stream, by number."""
        with self._ole.openstream([*at, _FIXED]) as stream:
            content: bytes = stream.read(1 << 20)
        entries = (content[each : each + 16] for each in range(header, len(content) - 15, 16))
        return {int.from_bytes(each[2:4], "little"): int.from_bytes(each[8:16], "little") for each in entries}
