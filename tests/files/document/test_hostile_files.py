"""Files that are made to do harm, and such as are damaged anywhere: each is read, or is a fault with a code."""

import io
import random
import struct
from collections.abc import Callable
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isthmus.core.reading.plain_letters import without_controls
from isthmus.files.document import program, zipped
from isthmus.files.document.answers import MOST_ATTACHMENTS
from isthmus.files.document.chats import chat, chat_zip, messenger_json, telegram_html, telegram_json
from isthmus.files.document.clean import cleaned
from isthmus.files.document.docx import docx
from isthmus.files.document.errors import DocumentFault
from isthmus.files.document.html import html
from isthmus.files.document.mail import eml, mbox
from isthmus.files.document.msg import msg
from isthmus.files.document.odt import odt
from isthmus.files.document.reading import read
from isthmus.files.document.rtf import rtf
from isthmus.files.document.subtitles import srt, vtt
from isthmus.files.in_memory import stream_in_memory
from isthmus.files.parsing_process.launching import LONGEST_ANSWER
from tests.files.document.office_files import archive, docx_of, odt_of, paragraph
from tests.files.document.ole_files import compound_file, msg_of
from tests.files.document.told import told_by
from tests.walls import reads_foreign_kinds

LAUGHS = '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
DEEP = 30_000


@pytest.mark.parametrize("prologue", [LAUGHS, OUTSIDE])
@pytest.mark.parametrize(
    ("reader", "name"),
    [(docx, "word/document.xml"), (docx, "_rels/.rels"), (odt, "content.xml"), (odt, "styles.xml")],
)
def test_entities_are_refused(prologue, reader, name):
    assert told_by(
        reader, archive({name: f"{prologue}<a>&a;</a>", "content.xml": f"{prologue}<a>&a;</a>"})
    ).fault == ("document.bomb")


@pytest.mark.parametrize(
    ("reader", "name"), [(docx, "word/document.xml"), (odt, "content.xml"), (chat_zip, "_chat.txt")]
)
def test_an_archive_that_swells_is_refused(reader, name):
    assert told_by(reader, archive({name: b" " * (32 << 20)})).fault == "document.bomb"


def test_an_archive_that_says_that_it_is_small_is_read_only_so_far():
    content = archive({"word/document.xml": b"<a>" + b"x" * (1 << 20) + b"</a>"}).getvalue()
    size = struct.pack("<I", (1 << 20) + 7)
    assert content.count(size) >= 2
    assert told_by(docx, content.replace(size, struct.pack("<I", 10))).fault == "document.damaged"


def test_an_archive_of_too_many_parts_is_refused(monkeypatch):
    monkeypatch.setattr(zipped, "MOST_MEMBERS", 10)
    assert told_by(docx, archive({str(n): "" for n in range(11)})).fault == "document.bomb"


def test_parts_that_together_are_too_large_are_refused(monkeypatch):
    monkeypatch.setattr(zipped, "MOST_UNPACKED", 2_000)
    assert told_by(docx, docx_of(paragraph("x" * 3_000))).fault == "document.bomb"


def test_an_archive_under_a_password_says_so():
    content = bytearray(docx_of(paragraph("x")).getvalue())
    with ZipFile(io.BytesIO(content)) as made:
        offsets = [each.header_offset for each in made.infolist()]
    for at in offsets:
        content[at + 6] |= 1
    at = -1
    while (at := content.find(b"PK\x01\x02", at + 1)) >= 0:
        content[at + 8] |= 1
    assert told_by(docx, bytes(content)).fault == "document.locked"


@pytest.mark.parametrize(
    ("reader", "content", "fault"),
    [
        (docx, docx_of("<w:sdt>" * DEEP + "</w:sdt>" * DEEP), "document.too_deep"),
        (odt, odt_of("<text:span>" * DEEP + "</text:span>" * DEEP), "document.too_deep"),
        (docx, docx_of("<w:tbl><w:tr><w:tc>" * 600 + paragraph("x") + "</w:tc></w:tr></w:tbl>" * 600), ""),
        (odt, odt_of("<text:p><text:s text:c='999999999'/>x</text:p>"), ""),
        (
            odt,
            odt_of("<text:p><text:s text:c='-1'/>x</text:p>" + "<text:list>" * 500 + "</text:list>" * 500),
            "",
        ),
        (rtf, b"{\\rtf1" + b"{" * DEEP + b"x" + b"}" * DEEP, ""),
        (rtf, b"{\\rtf1 x" + b"}" * DEEP, ""),
        (rtf, b"{\\rtf1 \\bin999999999 x}", ""),
        (rtf, b"{\\rtf1 \\u9999999999?\\u-9999999999?\\u55296?x\\uc-5\\u65?y\\fs9999999999\\'", ""),
        (html, b"<div>" * 20_000 + b"x", ""),
        (html, b"<table><tr><td>" * 20_000 + b"x", ""),
        (html, b"<!--" * DEEP, ""),
        (html, b"<a b='" * DEEP, ""),
        (html, b"<p>&#" + b"9" * 10_000 + b";", ""),
        (html, b"<ol start=99999999999999999999><li value=-5>x<li>y", ""),
        (eml, b"From: " + b'"' * DEEP + b"\n\nx", ""),
        (eml, b"From: a\nContent-Type: text/plain; " + b'a=";' * DEEP + b"\n\nx", ""),
        (eml, b"From: a\n" + b"X: y\n" * DEEP + b"\nx", ""),
        (eml, b"From: a\nSubject: " + b"=?utf-8?q?x?= " * 7_000 + b"\n\nx", ""),
        (eml, b"From: a\nContent-Type: multipart/mixed; boundary=x\n\n" + b"--x\n" * DEEP, ""),
        (eml, b"From: a\nContent-Type: message/rfc822\n\n" + b"Content-Type: message/rfc822\n\n" * DEEP, ""),
        (eml, b"From: a\nContent-Type: text/plain; format=flowed\n\n" + b"words \n" * 200_000, ""),
        (srt, b"1\n00:00:01,000 --> 00:00:02,000\n" + b"<" * DEEP + b"{\\" * DEEP, ""),
        (vtt, b"00:01.000 --> 00:02.000\n" + b"<v " * DEEP, ""),
        (chat, b"[" * DEEP + b"\n" + b"1/" * DEEP + b"\n" + b"31.12.23, 23:59 - A: x\n" * 500, ""),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_what_is_nested_repeated_or_counted_without_end_is_bounded(reader, content, fault):
    assert told_by(reader, content).fault == fault


def test_styles_and_lists_that_stand_on_themselves_end():
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{a}"><w:basedOn w:val="{b}"/></w:style>'
        for a, b in (("A", "B"), ("B", "A"))
    )
    body = paragraph("x", '<w:pStyle w:val="A"/><w:numPr><w:ilvl w:val="99"/><w:numId w:val="5"/></w:numPr>')
    assert told_by(docx, docx_of(body, {"styles": f"<w:styles>{styles}</w:styles>"})).text == "x"
    looped = '<style:style style:name="A" style:family="text" style:parent-style-name="A"/>'
    assert (
        told_by(odt, odt_of("<text:p><text:span text:style-name='A'>x</text:span></text:p>", looped)).text
        == "x"
    )


def test_a_compound_file_whose_chain_is_a_loop_ends():
    content = bytearray(compound_file(msg_of({"0037": "S", "1000": "x" * 5_000})))
    fat = 512 * (1 + struct.unpack_from("<I", content, 76)[0])
    for n in range(128):
        struct.pack_into("<I", content, fat + 4 * n, 0)
    assert told_by(msg, bytes(content)).fault in ("document.damaged", "document.not_mail", "")


def test_more_text_or_parts_than_are_read_are_a_fault(monkeypatch):
    monkeypatch.setattr(program, "MOST_LETTERS", 1_000)
    monkeypatch.setattr(program, "MOST_PARTS", 3)
    assert told_by(html, b"x" * 1_001).fault == "document.too_long"
    assert told_by(chat, b"31.12.23, 23:59 - A: x\n" * 4).fault == "document.too_many_parts"


def test_an_answer_is_never_longer_than_one_that_is_taken(monkeypatch):
    assert program.MOST_OF_A_LINE + 1_000 < LONGEST_ANSWER
    assert program.MOST_ATTACHED * 4 // 3 <= program.MOST_OF_A_LINE
    monkeypatch.setattr(program, "MOST_ATTACHED", 1_000)
    large = b"From: a\nContent-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: a/b\n\n"
    told = told_by(eml, large + b"x" * (program.MOST_ATTACHED + 1))
    assert (told.notes, told.files) == (["document.attachment_too_large"], [])


def test_more_files_than_are_taken_are_left_in_the_file_and_noted():
    assert program.MOST_FILES <= MOST_ATTACHMENTS
    part = b"--x\nContent-Type: a/b\n\nx\n"
    mail = b"From: a\nContent-Type: multipart/mixed; boundary=x\n\n" + part * (program.MOST_FILES + 5)
    told = told_by(eml, mail)
    assert (told.notes, len(told.files)) == (["document.attachments_left_out"], program.MOST_FILES)


@given(st.text(st.characters(codec=None), max_size=200))
def test_letters_are_those_that_are_taken_whatever_they_were(text):
    clean = cleaned(text)
    assert without_controls(clean) == clean == cleaned(clean)
    clean.encode()  # as an answer is


WHOLE: dict[Callable[..., object], bytes] = {
    docx: docx_of(paragraph("One") + f"<w:tbl><w:tr><w:tc>{paragraph('a')}</w:tc></w:tr></w:tbl>").getvalue(),
    odt: odt_of(
        "<text:p>One<text:s/></text:p><text:list><text:list-item><text:p>x</text:p></text:list-item></text:list>"
    ).getvalue(),
    rtf: rb"{\rtf1\ansi{\fonttbl{\f0\fcharset204 A;}}One\par\trowd\intbl a\cell\row{\footnote n}{\header h}\u1071?}",
    html: "<meta charset=utf-8><p>One<table><tr><td>a</table><ul><li>Привет".encode(),
    eml: (
        b"From: =?utf-8?b?0J8=?=\nContent-Type: multipart/mixed;"
        b" boundary=x\n\n--x\n\nOne\n--x\nContent-Type: a/b\n\nx\n--x--\n"
    ),
    mbox: b"From a Mon Jan  1 10:00:00 2024\nFrom: a\n\nOne\n\nFrom b Mon Jan  1 10:00:00 2024\nFrom: b\n\nTwo\n",
    msg: compound_file(msg_of({"0037": "S", "1000": "x"}, {0x39: 133_485_408_000_000_000})),
    srt: b"1\n00:00:01,000 --> 00:00:02,000\nOne\n",
    vtt: b"WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ann>One\n",
    chat: b"31.12.23, 23:59 - Ann: One\ntwo\n",
    chat_zip: archive({"_chat.txt": "31.12.23, 23:59 - Ann: One\n", "a.jpg": b"x"}).getvalue(),
    messenger_json: (
        b'{"participants": [], "messages": [{"sender_name": "A", "timestamp_ms": 1510650060000,'
        b' "content": "x", "photos": [{"uri": "y"}]}]}'
    ),
    telegram_json: (
        b'{"messages": [{"type": "message", "date": "2023-12-31T23:59:59",'
        b' "from": "A", "text": ["x", {"text": "y"}]}]}'
    ),
    telegram_html: (
        b'<div class="message default"><div class="date" title="1.1.2024'
        b' 10:00"></div><div class="from_name">A</div>x</div>'
    ),
}


@pytest.mark.parametrize("reader", WHOLE, ids=lambda reader: reader.__name__)
def test_a_file_that_is_whole_is_read(reader):
    assert told_by(reader, WHOLE[reader]).fault == ""


@pytest.mark.parametrize("reader", WHOLE, ids=lambda reader: reader.__name__)
def test_a_file_that_is_damaged_anywhere_is_read_or_is_a_fault(reader):
    chance, whole = random.Random(16), WHOLE[reader]
    for _ in range(150):
        content = bytearray(whole)
        for _ in range(chance.randint(1, 4)):
            at = chance.randrange(len(content))
            content[at : at + chance.choice((0, 1, 1, 1, 5))] = chance.randbytes(chance.choice((1, 1, 1, 5)))
        told_by(reader, bytes(content))
    for end in range(0, len(whole), max(1, len(whole) // 40)):
        told_by(reader, whole[:end])
    for other in WHOLE.values():
        told_by(reader, other)


@pytest.mark.parametrize(("reader", "name"), [(docx, "word/document.xml"), (odt, "content.xml")])
def test_xml_that_is_damaged_anywhere_is_read_or_is_a_fault(reader, name):
    chance = random.Random(16)
    with ZipFile(io.BytesIO(WHOLE[reader])) as whole:
        xml = whole.read(name)
        others = {each: whole.read(each) for each in whole.namelist() if each != name}
    for _ in range(100):
        content = bytearray(xml)
        at = chance.randrange(len(content))
        content[at : at + chance.choice((0, 1, 8))] = chance.choice(
            (b"", b"<", b"/", b"w:p", b"&#0;", b"\xff")
        )
        stream = io.BytesIO()
        with ZipFile(stream, "w", ZIP_DEFLATED) as made:
            for each, part in {**others, name: bytes(content)}.items():
                made.writestr(each, part)
        told_by(reader, stream)


def test_what_takes_more_memory_than_there_is_is_told_so():
    def hungry():
        yield ["reading", "page", "x", "1", ""]
        raise MemoryError

    assert list(program.within_limits(hungry))[-1] == ["fault", "document.took_too_much", {}]


@reads_foreign_kinds
def test_a_pdf_whose_forms_draw_each_other_twice_each_is_told_as_what_takes_too_much():
    """Thirty of them are a thousand million; the file has seven kilobytes."""
    forms = [
        b"<</Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</A %d 0 R>>>>/Length 10>>stream\n/A Do/A Do\nendstream"
        % (number + 1)
        for number in range(4, 34)
    ]
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Resources<</XObject<</A 4 0 R>>>>/Contents 4 0 R>>",
        *forms,
        b"<</Subtype/Form/BBox[0 0 9 9]/Length 10>>stream\n0 0 9 9 re\nendstream",
    ]
    numbered = b"".join(b"%d 0 obj%s endobj\n" % (at, each) for at, each in enumerate(objects, start=1))
    with (
        stream_in_memory(b"%PDF-1.4\n" + numbered + b"trailer<</Root 1 0 R>>\n") as stream,
        pytest.raises(DocumentFault) as raised,
    ):
        read(stream, "application/pdf")
    assert raised.value.rule.code == "document.took_too_much"
