"""Texts that are not UTF-8 and do not say so: guessed, and read again as somebody chose."""

from collections.abc import Callable, Iterator
from typing import IO

import pytest

from isthmus.actions.desk.file_kinds import kind_of
from isthmus.files.document.charset import known_codec
from isthmus.files.document.chats import chat
from isthmus.files.document.guessed_charset import CHARSETS, guessed_charset, letters_of
from isthmus.files.document.html import html
from isthmus.files.document.kinds import CHAT, OTHER_CHARSET
from isthmus.files.document.mail import eml, mbox
from isthmus.files.document.plain import plain
from isthmus.files.document.subtitles import srt
from tests.files.document.told import told_by

RUSSIAN = (
    "По словам адвоката, 12 мая 2017 года в селе задержали 27 человек. Их Отпустили «в июне» – без протокола."
)
UKRAINIAN = "За словами адвоката, у травні затримали двадцять сім людей. Їхні ім'я невідомі."
ARABIC = "قال المحامي إن سبعة وعشرين رجلا اعتقلوا في القرية في مايو ٢٠١٧، ولم يطلق سراحهم."
FRENCH = "Selon l'avocat, vingt-sept hommes ont été arrêtés au village en mai ; leurs familles n'ont pas été prévenues."
POLISH = "Według adwokata w maju we wsi zatrzymano dwadzieścia siedem osób, które później zwolniono po przesłuchaniu."
TURKISH = "Avukata göre mayıs ayında köyde yirmi yedi kişi gözaltına alındı, haziranda serbest bırakıldı."
GREEK = "Σύμφωνα με τον δικηγόρο, τον Μάιο συνελήφθησαν στο χωριό είκοσι επτά άνδρες."
HEBREW = "לדברי עורך הדין נעצרו בכפר בחודש מאי עשרים ושבעה גברים ושוחררו אחר כך."
CHINESE = "据律师说，二〇一七年五月在村里有二十七人被拘留，后来被释放。"
JAPANESE = "弁護士によると、五月に村で二十七人の男性が拘束され、のちに釈放された。"
KOREAN = "변호사에 따르면 오월에 마을에서 스물일곱 명의 남성이 체포되었다가 석방되었다."

WRITTEN = [
    (RUSSIAN, "cp1251", "windows-1251"),
    (RUSSIAN, "koi8-r", "koi8-r"),
    (RUSSIAN, "cp866", "ibm866"),
    (RUSSIAN, "iso8859-5", "iso-8859-5"),
    (RUSSIAN, "mac-cyrillic", "x-mac-cyrillic"),
    (RUSSIAN.upper(), "cp1251", "windows-1251"),
    (UKRAINIAN, "cp1251", "windows-1251"),
    (ARABIC, "cp1256", "windows-1256"),
    (FRENCH, "cp1252", "windows-1252"),
    (POLISH, "cp1250", "windows-1250"),
    (TURKISH, "cp1254", "windows-1254"),
    (GREEK, "cp1253", "windows-1253"),
    (HEBREW, "cp1255", "windows-1255"),
    (RUSSIAN, "utf-16-le", "utf-16le"),
    (ARABIC, "utf-16-be", "utf-16be"),
    (FRENCH, "utf-16-le", "utf-16le"),
    (CHINESE, "gb18030", "gb18030"),
    (JAPANESE, "cp932", "shift_jis"),
    (KOREAN, "cp949", "euc-kr"),
]


def asked(program: Callable[..., Iterator[object]], *chosen: str) -> Callable[[IO[bytes]], Iterator[object]]:
    return lambda stream: program(stream, *chosen)


@pytest.mark.parametrize(("text", "codec", "charset"), WRITTEN)
def test_a_charset_is_guessed_and_its_text_is_read(text: str, codec: str, charset: str) -> None:
    content = text.encode(codec, "ignore")
    assert guessed_charset(content) == charset
    assert kind_of(content) == OTHER_CHARSET
    told = told_by(plain, content)
    assert told.text == content.decode(codec)
    assert told.parameters == f"charset={charset} guessed"


@pytest.mark.parametrize("content", [b"\x00\x01\x02\xff", bytes(range(256)), b"\xff\xfb\x90\x00\x00\x10"])
def test_what_is_no_text_is_not_guessed(content: bytes) -> None:
    assert guessed_charset(content) is None
    assert kind_of(content) == "application/octet-stream"


def test_utf_8_and_what_a_mark_says_are_not_guessed() -> None:
    for content in (RUSSIAN.encode(), RUSSIAN.encode("utf-8-sig"), RUSSIAN.encode("utf-16")):
        letters = letters_of(content)
        assert letters is not None
        assert (letters.text.lstrip("\ufeff"), letters.parameters) == (RUSSIAN, "")


def test_a_long_text_that_is_cut_within_a_letter_is_still_utf_8() -> None:
    text = "а" + "я" * 5_000
    assert kind_of(text.encode()) == "text/plain"
    assert kind_of(b" " + text.encode()) == "text/plain"


@pytest.mark.parametrize("charset", CHARSETS)
def test_what_is_chosen_is_read_so_and_said(charset: str) -> None:
    told = told_by(asked(plain, f"charset={charset}"), RUSSIAN.encode("cp1251"))
    assert told.parameters == f"charset={charset} chosen"
    assert (told.text == RUSSIAN) == (charset == "windows-1251")


def test_what_cannot_be_chosen_is_not_taken() -> None:
    told = told_by(asked(plain, "charset=unicode_escape"), RUSSIAN.encode("cp1251"))
    assert told.parameters == "charset=windows-1251 guessed"


def test_pages_mails_chats_and_subtitles_without_a_charset_are_guessed() -> None:
    page = f"<html><p>{RUSSIAN}</p></html>".encode("cp1251")
    mail = b"From: a@example.org\nSubject: News\n\n" + RUSSIAN.encode("koi8-r", "ignore")
    lines = f"31.12.23, 23:59 - Анна: {RUSSIAN}\n".encode("cp1251")
    cues = f"1\n00:00:01,000 --> 00:00:02,000\n{ARABIC}\n".encode("cp1256", "ignore")
    for program, content, words, charset in (
        (html, page, RUSSIAN, "windows-1251"),
        (eml, mail, RUSSIAN, "koi8-r"),
        (mbox, b"From a@example.org Mon Mar  6 10:00:00 2017\n" + mail, RUSSIAN, "koi8-r"),
        (chat, lines, RUSSIAN, "windows-1251"),
        (srt, cues, ARABIC[:50], "windows-1256"),
    ):
        told = told_by(program, content)
        assert words[:50] in told.texts[0]
        assert f"charset={charset} guessed" in told.parameters
        chosen = told_by(asked(program, "charset=windows-1252"), content)
        assert words[:50] not in chosen.texts[0]
        assert "charset=windows-1252 chosen" in chosen.parameters
    assert kind_of(lines) == CHAT
    assert kind_of(cues) == "application/x-subrip"


def test_what_a_page_declares_is_not_chosen_otherwise() -> None:
    page = f"<html><meta charset=windows-1251><p>{RUSSIAN}</p></html>".encode("cp1251")
    told = told_by(asked(html, "charset=koi8-r"), page)
    assert RUSSIAN in told.text
    assert told.parameters == ""


def test_the_order_of_day_and_month_is_asked_and_each_message_has_its_day() -> None:
    lines = b"03/04/2021, 10:00 - Ann: a\n05/04/21, 10:00 - Bob: b\n"
    assert told_by(chat, lines).parameters == "day-month-open"
    for order, days in (
        ("day-first", ("2021-04-03", "2021-04-05")),
        ("month-first", ("2021-03-04", "2021-05-04")),
    ):
        told = told_by(asked(chat, f"order={order}"), lines)
        assert told.parameters == f"{order} chosen"
        assert told.labels == [f"Ann, 03/04/2021 ({days[0]}), 10:00", f"Bob, 05/04/21 ({days[1]}), 10:00"]
        assert told.notes == []


def test_an_order_that_is_known_is_not_chosen_otherwise() -> None:
    told = told_by(asked(chat, "order=month-first"), b"23/04/2021, 10:00 - Ann: a\n")
    assert (told.parameters, told.labels) == ("day-first", ["Ann, 23/04/2021, 10:00"])


@pytest.mark.parametrize(
    "name",
    [
        "unicode_escape",
        "Unicode-Escape",
        "raw_unicode_escape",
        "idna",
        "punycode",
        "undefined",
        "zlib",
        "rot13",
    ],
)
def test_what_is_no_charset_of_texts_is_not_taken_for_one(name: str) -> None:
    assert known_codec(name) is None
