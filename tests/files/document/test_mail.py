"""Mails as they are read, and what was sent with them, to the byte."""

import io
from base64 import b64encode
from email.message import EmailMessage
from email.policy import SMTP

import pytest

from isthmus.files.document.compressed_rtf import unpacked
from isthmus.files.document.mail import eml, mbox
from isthmus.files.document.msg import msg
from tests.files.document.ole_files import compound_file, msg_of
from tests.files.document.told import told_by

TEN = {
    "utf-8": "Привет ამბავი مرحبا",
    "windows-1251": "Привет",
    "koi8-r": "Привет",
    "iso-8859-1": "café “quoted”",
    "iso-8859-2": "łódź",
    "windows-1256": "مرحبا",
    "iso-8859-8-i": "שלום",
    "gb2312": "你好",
    "iso-2022-jp": "日本語",
    "euc-kr": "안녕",
    "big5": "你好",
    "utf-16": "Привет",
    "utf-7": "Привет",
}
CODECS = {"iso-8859-1": "cp1252", "iso-8859-8-i": "iso-8859-8"}


def mail_of(*lines: str, body: bytes = b"Words.\r\n") -> bytes:
    return "\r\n".join(["From: a@example.org", "Subject: One", *lines, "", ""]).encode() + body


@pytest.mark.parametrize("charset", TEN)
def test_a_mail_of_each_charset_is_read(charset):
    raw = TEN[charset].encode(CODECS.get(charset, charset))
    encoded = b64encode(raw).decode()
    subject = f"=?{charset}?B?{encoded}?="
    told = told_by(
        eml,
        f"From: a@example.org\nSubject: {subject}\nContent-Type: text/plain; charset={charset}\n"
        f"Content-Transfer-Encoding: base64\n\n{encoded}\n".encode(),
    )
    assert told.text == f"From: a@example.org\nSubject: {TEN[charset]}\n\n{TEN[charset]}"
    assert (told.notes, told.fault, told.kind) == ([], "", "whole")


def test_a_mail_that_the_library_writes_is_read():
    mail = EmailMessage()
    mail["From"], mail["To"] = "Анна Ж. <a@example.org>", "b@example.org, c@example.org"
    mail["Cc"], mail["Date"] = "d@example.org", "Mon, 01 Jan 2024 10:00:00 +0400"
    mail["Subject"] = "О событиях в деревне, о которых шла речь в прошлом письме и в других письмах"
    mail.set_content("Первый абзац.\n\nВторой абзац.\n")
    mail.add_alternative("<p>Первый абзац.<p>Второй.<img src='http://example.org/x'>", subtype="html")
    mail.add_attachment(b"%PDF-", maintype="application", subtype="pdf", filename="Отчёт за год.pdf")
    told = told_by(eml, mail.as_bytes(policy=SMTP))
    assert told.text == (
        "From: Анна Ж. <a@example.org>\nTo: b@example.org, c@example.org\nCc: d@example.org\n"
        "Date: Mon, 01 Jan 2024 10:00:00 +0400\n"
        "Subject: О событиях в деревне, о которых шла речь в прошлом письме и в других письмах\n\n"
        "Первый абзац.\n\nВторой абзац."
    )
    assert told.files == [("Отчёт за год.pdf", b"%PDF-")]
    assert told.notes == ["document.remote_pictures"]


def test_a_letter_that_is_cut_in_two_by_encoded_words_is_whole():
    told = told_by(eml, b"From: a\nSubject: =?utf-8?B?0J8=?= \n =?utf-8?B?0Q==?= =?utf-8?B?gNC4?= end\n\nx")
    assert "Subject: При end" in told.text


@pytest.mark.parametrize(
    ("lines", "body", "text"),
    [
        (["Content-Type: text/html"], b"<p>One<p>Two", "One\n\nTwo"),
        (["Content-Type: text/plain; charset=us-ascii"], "Привет".encode(), "Привет"),
        (
            ["Content-Type: text/plain; charset=windows-1251", "Content-Transfer-Encoding: quoted-printable"],
            b"=CF=F0=E8=\r\n=E2",
            "Прив",
        ),
        (
            ["Content-Type: text/plain; format=flowed"],
            b"One \r\nline.\r\n> quoted \r\n> more\r\n-- \r\nsig\r\n",
            "One line.\n> quoted more\n--\nsig",
        ),
        (["Content-Type: text/plain; format=flowed; delsp=yes"], "日 \r\n本\r\n".encode(), "日本"),
        (["Content-Transfer-Encoding: base64"], b"V29yZHMuCg==\r\n", "Words."),
        (["Content-Transfer-Encoding: base64"], b"V29yZ", "Wor"),
        (["Content-Type: multipart/mixed"], b"no boundary", "no boundary"),
        (["Content-Type: text/plain; charset=nonsense"], "Привет".encode(), "Привет"),
        (["Content-Type: multipart/mixed; boundary=x"], b"--x\r\n\r\nOne\r\n--x\r\n\r\nTwo", "One\n\nTwo"),
        (
            ["Content-Type: multipart/alternative; boundary=x"],
            b"--x\nContent-Type: text/plain\n\n \n--x\nContent-Type: text/html\n\n<p>Only here\n--x--",
            "Only here",
        ),
    ],
)
def test_bodies_are_read_however_they_were_sent(lines, body, text):
    told = told_by(eml, mail_of(*lines, body=body))
    assert (told.text, told.fault) == (f"From: a@example.org\nSubject: One\n\n{text}", "")


def test_attachments_are_whole_and_their_names_as_written():
    inner = b"Subject: Inner \r\nX: y\r\n  folded\r\n\r\nBody\r\n\r\n"
    parts = [
        (
            b'Content-Type: application/pdf\r\nContent-Disposition: attachment; filename="../x"\r\n'
            b"Content-Transfer-Encoding: base64\r\n\r\nJVBERi0="
        ),
        (
            b"Content-Type: application/ms-tnef\r\nContent-Disposition:"
            b" attachment; filename=winmail.dat\r\n\r\nx\x9f\x3e\x22"
        ),
        b"Content-Type: image/png\r\nContent-ID: <a>\r\n\r\n\x89PNG",
        (
            b"Content-Type: text/plain\r\nContent-Disposition: attachment;\r\n"
            b" filename*0*=utf-8''%D0%9F; filename*1*=%D1%80.txt"
            b"\r\n\r\nattached"
        ),
        b"Content-Type: message/rfc822\r\n\r\n" + inner,
        b"Content-Type: text/plain; name=\xd0\x9f.txt\r\n\r\nraw name",
        b"Content-Type: application/x; name*=zip''x\r\n\r\nno charset",
    ]
    body = b"".join(b"--x\r\n" + part + b"\r\n" for part in [b"\r\nWords.", *parts]) + b"--x--\r\n"
    told = told_by(eml, mail_of("Content-Type: multipart/mixed; boundary=x", body=body))
    assert told.text.endswith("Words.")
    assert [name for name, _ in told.files[:6]] == [
        "../x",
        "winmail.dat",
        "3.png",
        "Пр.txt",
        "Inner.eml",
        "П.txt",
    ]
    assert [content for _, content in told.files] == [
        b"%PDF-",
        b"x\x9f\x3e\x22",
        b"\x89PNG",
        b"attached",
        inner,
        b"raw name",
        b"no charset",
    ]
    assert told.notes == ["document.winmail"]


def test_parts_are_nested_only_so_deep_and_the_rest_is_kept():
    raw = b"From: a\nSubject: deep\n"
    raw += b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(1000))
    told = told_by(eml, raw + b"Content-Type: text/plain\n\nhello\n")
    assert (told.notes, len(told.files)) == (["document.nested_too_deep"], 1)
    assert told.files[0][1].endswith(b"hello\n")


def test_alternatives_in_alternatives_are_each_read_once():
    raw = b"Content-Type: text/html\n\n\n"
    for n in range(19):
        raw = (
            b"Content-Type: multipart/alternative; boundary=b%d\n\n" % n + (b"--b%d\n" % n + raw + b"\n") * 2
        )
    assert len(raw) > 1 << 20  # two to the nineteenth: each is read once, not once for each way to it
    assert told_by(eml, b"From: a\n" + raw[: 1 << 18]).fault == ""


@pytest.mark.parametrize(
    "content",
    [b"", b"words only", b"\x00" * 100, b"PK\x03\x04", b"Content-Type: text/plain\n\nx"],
)
def test_what_is_no_mail_is_a_fault(content):
    assert told_by(eml, content).fault == "document.not_mail"
    assert told_by(mbox, content).fault == "document.not_mail"
    assert told_by(msg, content).fault == "document.not_mail"


def test_a_mail_that_does_not_say_its_charset_is_asked_about():
    told = told_by(eml, mail_of(body="Привет".encode("cp1251")))
    assert "Привет" in told.text
    assert told.parameters == "charset=windows-1251 guessed"
    assert told_by(eml, mail_of(body=b"\xff\x00\x01\x02")).fault == "document.charset"


def test_each_mail_of_an_mbox_is_a_message_labelled_by_sender_and_date():
    content = (
        b"From a@example.org Mon Jan  1 10:00:00 2024\nFrom: Anna"
        b" <a@example.org>\nDate: Mon, 1 Jan 2024 10:00:00 +0000\n"
        b"Subject: 1\n\nOne\n>From here on\nFrom the road at 10:00 we saw it\n\n"
        b"From b@example.org Mon Jan  1 11:00:00 2024\nFrom: b@example.org\n\n\xcf\xf0\n"
    )
    told = told_by(mbox, content)
    assert told.kind == "message"
    assert told.labels == ["Anna <a@example.org>, Mon, 1 Jan 2024 10:00:00 +0000", "b@example.org"]
    assert told.texts[0].endswith("One\nFrom here on\nFrom the road at 10:00 we saw it")
    assert told.parameters == "charset=windows-1251 guessed"


PROPERTIES = {
    "0037": "О деле",
    "0C1A": "Anna",
    "0C1F": "a@example.org",
    "0E04": "Bob; Cid",
    "1000": "Words.\r\n\r\nMore.",
}
SENT = {0x0039: 133_485_408_000_000_000}  # when the year 2024 began, in UTC


def test_a_mail_of_outlook_is_read_with_its_files_and_the_mails_in_it():
    inner = msg_of({"0037": "Inner", "1000": "Within."}, inner=True)
    attachment = {
        "__substg1.0_3707001F": "../large.bin".encode("utf-16-le"),
        "__substg1.0_37010102": b"x" * 9000,
    }
    folders = {
        "__attach_version1.0_#00000000": attachment,
        "__attach_version1.0_#00000001": {"__substg1.0_3701000D": inner},
    }
    told = told_by(msg, compound_file({**msg_of(PROPERTIES, SENT), **folders}))
    assert told.text == (
        "From: Anna <a@example.org>\nTo: Bob; Cid\nDate: Mon, 01 Jan 2024 00:00:00 +0000\nSubject: О деле\n\n"
        "Words.\n\nMore.\n\nSubject: Inner\n\nWithin."
    )
    assert told.files == [("../large.bin", b"x" * 9000)]


def test_a_mail_of_outlook_that_was_sent_has_the_headers_that_it_came_with():
    headers = "Received: x\r\nFrom: =?utf-8?Q?=D0=90?= <a@example.org>\r\nDate: 1 Jan 2024 10:00\r\nSubject: S\r\n\r\n"
    told = told_by(msg, compound_file(msg_of({**PROPERTIES, "007D": headers})))
    assert told.text.startswith("From: А <a@example.org>\nDate: 1 Jan 2024 10:00\nSubject: S\n\nWords.")


@pytest.mark.parametrize(
    ("body", "text", "notes"),
    [
        (
            {"10130102": b"<p>One<img src=http://example.org/x><p>Two"},
            "One\n\nTwo",
            ["document.remote_pictures"],
        ),
        ({"10090102": b"\x2a\0\0\0\x1a\0\0\0MELA\0\0\0\0{\\rtf1 One\\par Two}"}, "One\n\nTwo", []),
        ({"1000001E": "Привет".encode("cp1251")}, "Привет", []),
        ({}, "", []),
    ],
)
def test_bodies_of_outlook_are_read_in_each_form(body, text, notes):
    told = told_by(msg, compound_file(msg_of({"0037": "S", **body}, {0x3FFD: 1251})))
    assert (told.text, told.notes) == (f"Subject: S\n\n{text}".strip(), notes)


def test_packed_rtf_is_unpacked_as_the_format_shows():
    # The two examples of [MS-OXRTFCP].
    simple = bytes.fromhex(
        "2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0"
    )
    assert unpacked(simple) == b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n"
    repeated = bytes.fromhex("1a0000001c0000004c5a4675e2d44b51410004205758595a0d6e7d010eb0")
    assert unpacked(repeated) == b"{\\rtf1 WXYZWXYZWXYZWXYZWXYZ}"


@pytest.mark.parametrize("program", [eml, mbox, msg])
def test_a_mail_that_is_cut_off_anywhere_is_read_or_is_a_fault(program):
    whole = {
        eml: mail_of(
            "Content-Type: multipart/mixed; boundary=x",
            body=b"--x\r\n\r\nOne\r\n--x\r\nContent-Type: a/b\r\n\r\nTwo\r\n--x--",
        ),
        mbox: b"From a Mon Jan  1 10:00:00 2024\nFrom: a\n\nOne\n",
        msg: compound_file(msg_of(PROPERTIES, SENT)),
    }[program]
    for end in range(0, len(whole), max(len(whole) // 60, 1)):
        told_by(program, io.BytesIO(whole[:end]))


def test_a_body_with_a_name_is_read_and_one_that_is_sent_as_a_file_is_kept():
    assert told_by(eml, mail_of('Content-Type: text/plain; name="x.txt"')).text.endswith("Words.")
    sent = told_by(
        eml, mail_of("Content-Type: text/plain", "Content-Disposition: attachment; filename=x.txt")
    )
    assert (sent.text, sent.files) == ("From: a@example.org\nSubject: One", [("x.txt", b"Words.\r\n")])


def test_what_is_encrypted_is_kept_and_said():
    body = b"--x\r\nContent-Type: application/pgp-encrypted\r\n\r\nVersion: 1\r\n--x\r\nContent-Type: application/x;"
    body += b' name="encrypted.asc"\r\n\r\n-----BEGIN PGP MESSAGE-----\r\n--x--'
    told = told_by(eml, mail_of('Content-Type: multipart/encrypted; boundary="x"', body=body))
    assert told.notes == ["document.encrypted_part"]
    assert told.files[-1] == ("encrypted.asc", b"-----BEGIN PGP MESSAGE-----")


def test_the_parts_of_a_digest_are_mails():
    body = b"--x\n\nSubject: One\n\nFirst.\n--x\n\nSubject: Two\n\nSecond.\n--x--\n"
    told = told_by(eml, mail_of("Content-Type: multipart/digest; boundary=x", body=body))
    assert told.files == [("One.eml", b"Subject: One\n\nFirst."), ("Two.eml", b"Subject: Two\n\nSecond.")]
