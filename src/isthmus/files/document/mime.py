"""The parts of a mail as they stand in its bytes.

The standard library reads headers and their parameters; bodies are cut out here and not written again, so that a mail
or a file within one is the one that was sent, to the byte. Nothing is nested deeper than is read.
"""

import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from email.parser import BytesHeaderParser

from isthmus.files.document.charset import decoded, known_codec
from isthmus.files.document.guessed_charset import letters_of

__all__ = ["MailPart", "header_text", "parse_part"]

_END_OF_HEADERS = re.compile(rb"\r?\n[ \t]*\r?\n|\r[ \t]*\r(?!\n)")
_MOST_HEADERS = 1 << 20  # bytes; what is longer is cut off: nobody writes to so many
_LONGEST_VALUE = 100_000
_LONGEST_PARAMETERS = 4_000
_NO_DIGIT = re.compile(rb"[^A-Za-z0-9+/]")
_ENCODED = re.compile(r"=\?([^?\s]{1,60})\?([bBqQ])\?([^?]*)\?=")
_BETWEEN_ENCODED = re.compile(r"(\?=)[ \t\r\n]+(?==\?[^?\s]{1,60}\?[bBqQ]\?)")
_FOLDS = re.compile("\r?\n[ \t]*|\r")
_UUENCODED = re.compile(rb"^begin [0-7]{3,4} [^\r\n]*\r?\n", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class MailPart:
    """Headers, and the bytes after them."""

    headers: Message
    raw: bytes
    start: int

    @property
    def body(self) -> bytes:
        """Return the bytes of the body as they stand."""
        return self.raw[self.start :]

    @property
    def kind(self) -> str:
        """Return the declared type."""
        return self.headers.get_content_type()

    @property
    def name(self) -> str:
        """Return the name of the file that it is, as it was written and is read; empty where it has none."""
        try:
            return header_text(self.headers.get_filename() or "")
        except (LookupError, ValueError):  # of a charset that is none
            return ""

    @property
    def is_sent_as_file(self) -> bool:
        """Return whether it says that it is a file beside the text."""
        return self.headers.get_content_disposition() == "attachment"

    @property
    def is_attached(self) -> bool:
        """Return whether it is a file beside the text, as it says or as its name tells."""
        return self.is_sent_as_file or bool(self.name)

    def parameter(self, name: str) -> str:
        """Return a parameter of the type."""
        value = self.headers.get_param(name)
        if isinstance(value, tuple):
            value = value[2]
        return str(value or "")

    def text(self, name: str) -> str:
        """Return a header in letters; empty where there is none. One that stands twice is read twice."""
        return ", ".join(header_text(str(each)) for each in self.headers.get_all(name, [])[:20])

    def content(self) -> bytes:
        """Return the bytes of the body as they were before they were sent."""
        how = str(self.headers.get("content-transfer-encoding", "")).strip().lower()
        if how == "base64":
            return _from_base64(self.body)
        if how == "quoted-printable":
            return binascii.a2b_qp(self.body)
        if how in ("x-uuencode", "uuencode", "x-uue"):
            return _from_uuencode(self.body)
        return self.body

    def parts(self) -> Iterator["MailPart"]:
        """Yield the parts between the boundaries; nothing where there is no boundary."""
        for part in self._cut():
            if self.kind == "multipart/digest":
                part.headers.set_default_type("message/rfc822")
            yield part

    def _cut(self) -> Iterator["MailPart"]:
        boundary = self.parameter("boundary").rstrip().encode("ascii", "surrogateescape")
        if not boundary:
            return
        line = re.compile(rb"(?:^|\r?\n|\r)--" + re.escape(boundary) + rb"(--)?[ \t]*(?=\r|\n|$)")
        begin = None
        for mark in line.finditer(self.raw, max(self.start - 1, 0)):
            if begin is not None:
                yield parse_part(self.raw[begin : mark.start()])
            begin = None if mark[1] else _after_line(self.raw, mark.end())
            if mark[1]:
                return
        if begin is not None:  # cut off: what is there is read
            yield parse_part(self.raw[begin:])


def _after_line(raw: bytes, at: int) -> int:
    return at + (2 if raw.startswith(b"\r\n", at) else 1)


def parse_part(raw: bytes) -> MailPart:
    """Return a mail, or a part of one."""
    if raw[:1] in (b"\r", b"\n"):
        end = _after_line(raw, 0)
        return MailPart(_headers(b""), raw, end)
    found = _END_OF_HEADERS.search(raw)
    end = found.end() if found else len(raw)
    return MailPart(_headers(raw[: min(found.start() if found else len(raw), _MOST_HEADERS)]), raw, end)


def _headers(raw: bytes) -> Message:
    made = Message()
    for name, value in BytesHeaderParser().parsebytes(raw + b"\n\n").raw_items():
        # What takes parameters apart takes time with the square of their length.
        most = _LONGEST_PARAMETERS if name.lower().startswith("content-") else _LONGEST_VALUE
        made.set_raw(name, _without_bytes(str(value)[:most]))
    return made


def _without_bytes(value: str) -> str:
    """Return a header in letters where some of it was bytes: as UTF-8, the only thing allowed, else as guessed."""
    if value.isascii():
        return value
    raw = value.encode("utf-8", "surrogateescape")
    letters = letters_of(raw)
    return letters.text if letters else decoded(raw, None)[0]


def _from_base64(body: bytes) -> bytes:
    """Return what is there, also where the end is cut off."""
    digits = _NO_DIGIT.sub(b"", body.partition(b"=")[0])
    rest = len(digits) % 4
    return binascii.a2b_base64(digits[:-1] if rest == 1 else digits + b"=" * (-rest % 4))


def _from_uuencode(body: bytes) -> bytes:
    found = _UUENCODED.search(body)
    pieces = list[bytes]()
    for line in body[found.end() if found else 0 :].splitlines():
        if line.strip() in (b"end", b""):
            break
        try:
            pieces.append(binascii.a2b_uu(line))
        except binascii.Error:
            break
    return b"".join(pieces)


def header_text(value: str) -> str:
    """Return a header as it is read: unfolded, and its encoded words in letters."""
    value = _FOLDS.sub(" ", value[:_LONGEST_VALUE])
    if "=?" not in value:
        return value.strip()
    value = _BETWEEN_ENCODED.sub(r"\1", value)
    pieces, at = list[str | tuple[str, bytes]](), 0
    for word in _ENCODED.finditer(value):
        if word.start() > at:
            pieces.append(value[at : word.start()])
        at = word.end()
        charset, content = word[1].partition("*")[0].lower(), _encoded_bytes(word[2], word[3])
        last = pieces[-1] if pieces else ""
        # A letter of several bytes may be cut in two by programs that count bytes.
        if isinstance(last, tuple) and last[0] == charset and known_codec(charset) != "iso2022_jp":
            pieces[-1] = (charset, last[1] + content)
        else:
            pieces.append((charset, content))
    pieces.append(value[at:])
    return "".join(each if isinstance(each, str) else decoded(each[1], each[0])[0] for each in pieces).strip()


def _encoded_bytes(how: str, word: str) -> bytes:
    raw = word.encode("ascii", "replace")
    if how in "bB":
        return _from_base64(raw)
    return binascii.a2b_qp(raw.replace(b"_", b"=20"))
