"""Mail: EML, one mail a file, and MBOX, one after the other in a file; attachments whole, as they were sent.

The text of a mail are its header lines as written, and its body: the plain text where there is one, else what its
HTML shows. Nothing that it names is fetched.
"""

import mimetypes
import re
from collections.abc import Iterator
from itertools import chain, islice
from typing import IO

from isthmus.files.document.choices import Choices
from isthmus.files.document.flowed import unfolded
from isthmus.files.document.guessed_charset import LettersRead, declared_or_guessed
from isthmus.files.document.html import html_charset, page_text
from isthmus.files.document.mime import MailPart, parse_part
from isthmus.files.document.program import (
    ProgramFault,
    attached,
    noted,
    part_of,
    read_all,
    reading_of,
    within_limits,
)

__all__ = ["HEADERS", "MOST_NESTED", "MailText", "eml", "mbox"]

HEADERS = ("From", "To", "Cc", "Bcc", "Date", "Subject")
MOST_NESTED = 20
_MOST_PARTS = 5_000  # in one part; a mail with more was made by a program to be opened by one
# As many as tell whether a file of mails leaves its charset open.
_MOST_LOOKED_AT = 200
# Python's own list of kinds of file: the machine's is not seen where this runs.
_KINDS = mimetypes.MimeTypes()
_SENT = re.compile(rb"^From \S.*\d\d:\d\d.*$", re.MULTILINE)
_ESCAPED_FROM = re.compile(rb"^>(>*From )", re.MULTILINE)
_LOCKED = frozenset(("multipart/encrypted", "application/pgp-encrypted"))
_TNEF = frozenset(("application/ms-tnef", "application/vnd.ms-tnef"))


def eml(stream: IO[bytes], *asked: str) -> Iterator[list[object]]:
    """Answer for a mail."""
    return within_limits(lambda: _mail(read_all(stream), Choices.of(asked)))


def mbox(stream: IO[bytes], *asked: str) -> Iterator[list[object]]:
    """Answer for a file of mails."""
    return within_limits(lambda: _mails(read_all(stream), Choices.of(asked)))


def _mail(content: bytes, choices: Choices) -> Iterator[list[object]]:
    mail = MailText(parse_part(_without_envelope(content)), choices)
    yield reading_of("whole", "eml", mail.parameters)
    if mail.is_unclear:
        raise ProgramFault("document.charset")
    if not any(
        name in mail.part.headers for name in ("From", "To", "Subject", "Date", "Received", "Message-ID")
    ):
        raise ProgramFault("document.not_mail")
    yield part_of(mail.text())
    yield from mail.beside()


def _mails(content: bytes, choices: Choices) -> Iterator[list[object]]:
    mails = _each_mail(content, choices)
    first = list(islice(mails, _MOST_LOOKED_AT))
    yield reading_of("message", "mbox", next((each.parameters for each in first if each.parameters), ""))
    if not first:
        raise ProgramFault("document.not_mail")
    for mail in chain(first, mails):
        label = ", ".join(each for each in (mail.part.text("From"), mail.part.text("Date")) if each)
        yield part_of(mail.text(), label)
        yield from mail.beside()


def _each_mail(content: bytes, choices: Choices) -> "Iterator[MailText]":
    begins = [
        mark.start()
        for mark in _SENT.finditer(content)
        if mark.start() == 0
        or content[max(mark.start() - 4, 0) : mark.start()].endswith((b"\n\n", b"\n\r\n", b"\r\r"))
    ]
    for begin, end in zip(begins, [*begins[1:], len(content)] if begins else [], strict=True):
        raw = _ESCAPED_FROM.sub(rb"\1", _without_envelope(content[begin:end]))
        yield MailText(parse_part(raw), choices)


def _without_envelope(raw: bytes) -> bytes:
    if raw.startswith(b"\xef\xbb\xbf"):
        raw = raw[3:]
    raw = raw.lstrip(b"\r\n")
    if raw.startswith((b"From ", b">From ")):
        return raw.partition(b"\n")[2]
    return raw


class MailText:
    """A mail as it is read: its text, its files, and what the reader should know."""

    def __init__(self, part: MailPart, choices: Choices) -> None:
        self.part, self._choices = part, choices
        self.parameters, self.is_unclear = "", False
        self._files: list[tuple[str, bytes]] = []
        self._notes: list[str] = []
        self._bodies = [each for each in self._read(part, 0) if each.strip()]

    def text(self) -> str:
        """Return header lines and body."""
        lines = [f"{name}: {value}" for name in HEADERS if (value := self.part.text(name))]
        return "\n\n".join(["\n".join(lines), *self._bodies])

    def beside(self) -> Iterator[list[object]]:
        """Yield the answers for notes and files."""
        for code in self._notes:
            yield noted(code)
        for name, content in self._files:
            yield attached(name, content)

    def _read(self, part: MailPart, depth: int) -> Iterator[str]:
        """Yield the texts of a part; what is beside them is kept."""
        if depth >= MOST_NESTED:
            self._notes.append("document.nested_too_deep")
            self._keep(part)
        elif part.kind in _LOCKED:
            self._notes.append("document.encrypted_part")
            self._keep_all(part)
        elif part.headers.get_content_maintype() == "multipart":
            yield from self._read_parts(part, depth)
        elif part.kind in ("text/plain", "text/html") and not (
            part.is_attached if depth else part.is_sent_as_file
        ):
            yield self._words(part)
        else:
            self._keep(part)

    def _read_parts(self, part: MailPart, depth: int) -> Iterator[str]:
        parts = list(islice(part.parts(), _MOST_PARTS))
        if not parts:
            yield self._words(part)
        elif part.kind == "multipart/alternative":
            yield from self._read_alternative(parts, depth)
        else:
            for each in parts:
                yield from self._read(each, depth + 1)

    def _read_alternative(self, parts: list[MailPart], depth: int) -> Iterator[str]:
        """Yield the plain form, or else the last one that has words. Files of the other forms are kept."""
        read = [(each.kind, [*filter(str.strip, self._read(each, depth + 1))]) for each in parts]
        best_first = [texts for kind, texts in read if kind == "text/plain"]
        best_first += [texts for _, texts in reversed(read)]
        yield from next(filter(None, best_first), ())

    def _words(self, part: MailPart) -> str:
        content, charset = part.content(), part.parameter("charset")
        if part.kind == "text/html":
            charset = charset or html_charset(content) or ""
        letters = declared_or_guessed(content, charset, self._choices.charset)
        self.is_unclear |= letters is None
        if letters is None:
            letters = LettersRead(content.decode("utf-8", "replace"), has_lost=True)
        self.parameters = self.parameters or letters.parameters
        if letters.has_lost:
            self._notes.append("document.letters_lost")
        text = letters.text
        if part.kind == "text/html":
            text, remote = page_text(text)
            if remote:
                self._notes.append("document.remote_pictures")
            return text
        if part.parameter("format").lower() == "flowed":
            return unfolded(text, delete_blank=part.parameter("delsp").lower() == "yes")
        return text

    def _keep(self, part: MailPart) -> None:
        """Keep a part as a file."""
        name = part.name
        if part.kind == "message/rfc822":
            content = part.content()
            name = name or f"{parse_part(content).text('Subject') or 'mail'}.eml"
        else:
            content = part.content() if part.headers.get_content_maintype() != "multipart" else part.raw
        if part.kind in _TNEF or name.lower() == "winmail.dat":
            name = name or "winmail.dat"
            self._notes.append("document.winmail")
        if part.kind.startswith("application/") and "pkcs7-mime" in part.kind:
            self._notes.append("document.encrypted_part")
        readable = part.headers.get_content_maintype() in ("text", "message")
        ending = _KINDS.guess_extension(part.kind) or (".txt" if readable else "")
        self._files.append((name or f"{len(self._files) + 1}{ending}", content))

    def _keep_all(self, part: MailPart) -> None:
        for each in part.parts():
            self._keep(each)
