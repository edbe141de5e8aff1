"""Of which kind a file is: by what it holds, never by what it is called."""

import pytest

from isthmus.actions.desk.file_kinds import kind_of
from isthmus.files.document.kinds import CHAT, MESSENGER, PROGRAMS_OF, TELEGRAM, TELEGRAM_PAGE
from isthmus.files.parsing_process.worker import PROGRAMS

MAIL = b"Received: from a by b\r\nSubject: News\r\nFrom: a@example.org\r\n\r\nText.\r\n"
CHAT_LINES = "".join(f"[0{n}/03/2017, 14:0{n}:00] Person {n}: text {n}\n" for n in range(1, 8)).encode()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7\n", "application/pdf"),
        (b"{\\rtf1\\ansi text}", "application/rtf"),
        (b"PK\x03\x04" + b"\0" * 30 + b"word/document.xml", next(k for k in PROGRAMS_OF if "wordproc" in k)),
        (
            b"PK\x03\x04" + b"\0" * 26 + b"mimetypeapplication/vnd.oasis.opendocument.text",
            "application/vnd.oasis.opendocument.text",
        ),
        (b"PK\x03\x04" + b"\0" * 99, "application/zip"),
        (b"<!DOCTYPE html>\n<p>text", "text/html"),
        (b"<!-- saved -->\r\n<html lang=ru>", "text/html"),
        ("<html><p>текст".encode("cp1251"), "text/html"),
        (b'<html><div class="message default clearfix" id="message1">', TELEGRAM_PAGE),
        (b'{\n  "participants": [\n    {\n', MESSENGER),
        (b'{\n "name": "Group",\n "type": "private_group",\n "id": 1,\n "messages": [\n', TELEGRAM),
        (MAIL, "message/rfc822"),
        (b"From: a@example.org\nX-Note: long\n and longer\nto: b@example.org\n\nText.", "message/rfc822"),
        (b"Date: Mon, 6 Mar 2017\r\nFrom: a@example.org\r\n\r\nText.", "message/rfc822"),
        (b"Return-Path: <a@example.org>\r\nX: y\r\n\r\nText.", "message/rfc822"),
        (
            b"From: Contact (+1)\nType: incoming\nSent: Mon, 6 Mar 2017\nReceived: Mon, 6 Mar 2017\n\nText.",
            "text/plain",
        ),
        (b"From a@example.org Mon Mar  6 10:00:00 2017\n" + MAIL, "application/mbox"),
        (b"WEBVTT\n\n00:01.000 --> 00:02.000\nWords", "text/vtt"),
        (b"\xef\xbb\xbf1\r\n00:00:01,000 --> 00:00:02,000\r\nWords", "application/x-subrip"),
        (CHAT_LINES, CHAT),
        (b"Dear all: on Monday we met.\nFrom there we went home.", "text/plain"),
        (b"Title: a note\nIt says nothing of anybody.", "text/plain"),
        (b"", "text/plain"),
        (b"text\0more", "application/octet-stream"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99, "application/x-ole-storage"),
    ],
)
def test_the_kind_is_told_by_content(content: bytes, kind: str) -> None:
    assert kind_of(content) == kind


def test_every_kind_that_is_read_has_its_program() -> None:
    assert {each.name for each in PROGRAMS_OF.values()} <= PROGRAMS.keys()
