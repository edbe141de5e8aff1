"""Chats of several messengers, in several languages and orders of dates: one part a message."""

import json

import pytest

from isthmus.files.document.chat_dates import order_of
from isthmus.files.document.chat_lines import is_chat
from isthmus.files.document.chats import chat, chat_zip, messenger_json, telegram_html, telegram_json
from tests.files.document.office_files import archive
from tests.files.document.told import told_by


@pytest.mark.parametrize(
    ("line", "label", "text"),
    [
        ("31.12.23, 23:59 - Анна Ж.: Привет: да", "Анна Ж., 31.12.23, 23:59", "Привет: да"),
        ("12/31/23, 11:59 PM - Ann: hi", "Ann, 12/31/23, 11:59 PM", "hi"),
        (
            "[12/31/23, 11:59:59\u202fPM] Ann: \u200eimage omitted",
            "Ann, 12/31/23, 11:59:59 PM",
            "image omitted",
        ),
        ("\u200e[31.12.2023, 23:59:59] Ann B.: hi", "Ann B., 31.12.2023, 23:59:59", "hi"),
        ("31/12/2023 23:59 - +995 555 00 00 00: hi", "+995 555 00 00 00, 31/12/2023, 23:59", "hi"),
        ("31/12/23 11:59 p. m. - Ana: hola", "Ana, 31/12/23, 11:59 p. m.", "hola"),
        ("31/12/2023, 23:59 - გია: გამარჯობა", "გია, 31/12/2023, 23:59", "გამარჯობა"),
        ("\u200f٣١\u200f/١٢\u200f/٢٠٢٣، ١١:٥٩ م - سالم: مرحبا", "سالم, ٣١/١٢/٢٠٢٣, ١١:٥٩ م", "مرحبا"),
        ("۱۴۰۲/۱۰/۱۰،\u200f ۲۳:۵۹ - رضا: سلام", "رضا, ۱۴۰۲/۱۰/۱۰, ۲۳:۵۹", "سلام"),
        ("[31.12.2023, 23:59:59] \u202bדנה\u202c: שלום", "דנה, 31.12.2023, 23:59:59", "שלום"),
        ("2023/12/31 下午11:59 - 王: 你好", "王, 2023/12/31, 下午11:59", "你好"),
        ("2023년 12월 31일 오후 11:59, 홍 : 안녕", "홍, 2023년 12월 31일, 오후 11:59", "안녕"),
        ("2023. 12. 31. 23:59, 홍 : 안녕", "홍, 2023. 12. 31., 23:59", "안녕"),
        ("[11:59 PM, 12/31/2023] Ann: hi", "Ann, 12/31/2023, 11:59 PM", "hi"),
        ("[2023-12-31 23:59] Ann: hi", "Ann, 2023-12-31, 23:59", "hi"),
        ("2023-12-31 23:59:59 Ann: hi", "Ann, 2023-12-31, 23:59:59", "hi"),
        ("31.12.23, 23:59 - Messages are encrypted.", "31.12.23, 23:59", "Messages are encrypted."),
        ("31.12.23, 23:59 - Ann: <Media omitted>", "Ann, 31.12.23, 23:59", "<Media omitted>"),
        (
            "31.12.23, 23:59 - Ann: This message was deleted",
            "Ann, 31.12.23, 23:59",
            "This message was deleted",
        ),
        (
            "31.12.23, 23:59 - Ann: yes <This message was edited>",
            "Ann, 31.12.23, 23:59",
            "yes <This message was edited>",
        ),
        (
            "31.12.23, 23:59 - Ann: IMG-1.jpg (file attached)",
            "Ann, 31.12.23, 23:59",
            "IMG-1.jpg (file attached)",
        ),
        (
            "[31/12/23, 23:59:59] Ann: \u200e<attached: 0001-PHOTO.jpg>",
            "Ann, 31/12/23, 23:59:59",
            "<attached: 0001-PHOTO.jpg>",
        ),
    ],
)
def test_a_message_is_told_with_who_and_when_as_written(line, label, text):
    told = told_by(chat, f"{line}\nsecond line\n\nafter a blank one: yes\n{line}\n".encode())
    assert told.kind == "message"
    assert told.labels == [label, label]
    assert told.texts == [f"{text}\nsecond line\n\nafter a blank one: yes", text]


def test_what_was_copied_from_telegram_is_told_likewise():
    told = told_by(chat, b"Anna, [31.12.2023 23:59]\nHello\nthere\n\nBob B, [31.12.2023 23:59]:\nYes\n")
    assert told.labels == ["Anna, 31.12.2023, 23:59", "Bob B, 31.12.2023, 23:59"]
    assert told.texts == ["Hello\nthere", "Yes"]


def test_a_line_in_another_form_within_a_message_begins_none():
    told = told_by(
        chat,
        b"[31.12.23, 10:00:00] Ann: he wrote\n30.12.23, 09:00 - Bob: no\n[31.12.23, 10:01:00] Bob: yes\n",
    )
    assert told.texts == ["he wrote\n30.12.23, 09:00 - Bob: no", "yes"]


@pytest.mark.parametrize(
    ("dates", "order"),
    [
        (["3/1/24", "4/1/24"], "day-month-open"),
        (["12/3/23", "12/4/23"], "day-month-open"),
        (["3/1/24", "13/1/24"], "day-first"),
        (["1/3/24", "1/13/24"], "month-first"),
        (["3/12/23", "4/12/23", "1/1/24"], "day-month-open"),
        (["11/12/23", "12/12/23", "1/1/24"], "day-month-open"),
        (["30/11/23", "1/12/23"], "day-first"),
        (["1/2/24", "1/3/24", "2/1/24"], "month-first"),
        (["5/5/24"], "day-first"),
        (["3.1.24", "4.1.24"], "day-first"),
        (["2024-01-03"], "year-first"),
        (["13/1/24", "1/13/24"], "day-month-open"),
        ([], ""),
    ],
)
def test_the_order_of_day_and_month_is_what_all_dates_together_tell(dates, order):
    assert order_of(dates) == order


def test_where_the_order_is_open_it_is_noted_and_dates_stay_as_written():
    told = told_by(chat, b"3/1/24, 10:00 - Ann: a\n4/1/24, 10:00 - Bob: b\n")
    assert told.notes == ["document.day_month_open"]
    assert told.parameters == "day-month-open"
    assert told.labels == ["Ann, 3/1/24, 10:00", "Bob, 4/1/24, 10:00"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "words",
        "1/2/2023 in a text\n" + "and more words\n" * 50,
        "31.12.23, 23:59\n",
        "a: b\nc: d\n",
        "[x] y: z\n",
    ],
)
def test_a_text_that_is_no_chat_is_none(text):
    assert not is_chat(text)
    assert told_by(chat, text.encode()).fault == "document.not_chat"


def test_two_hundred_thousand_messages_are_read():
    lines = "".join(
        f"{n % 28 + 1:02}/{n // 28 % 12 + 1:02}/2023, 12:00 - Name {n % 3}: m {n}\n" for n in range(200_000)
    )
    assert len(told_by(chat, lines.encode()).texts) == 200_000


TELEGRAM = {
    "name": "x",
    "messages": [
        {
            "type": "service",
            "date": "2023-12-31T23:00:00",
            "actor": "Ann",
            "action": "pin_message",
            "text": "",
        },
        {
            "type": "message",
            "date": "2023-12-31T23:59:59",
            "from": "Ann",
            "forwarded_from": "Cid",
            "edited": "2024-01-01T00:00:00",
            "file": "files/a.pdf",
            "text": [
                "see ",
                {"type": "text_link", "text": "this", "href": "https://example.org/a"},
                {"type": "bold", "text": "!"},
            ],
        },
        {
            "type": "message",
            "date": "2024-01-01T00:00:00",
            "from": None,
            "text": "x",
            "location_information": {"latitude": 1.5, "longitude": 2.5},
        },
        {
            "type": "message",
            "date": "2024-01-01T00:00:00",
            "from": "Bob",
            "text": "",
            "poll": {"question": "Go?", "answers": [{"text": "yes"}]},
        },
        "no message",
    ],
}


@pytest.mark.parametrize("export", [TELEGRAM, {"chats": {"list": [TELEGRAM]}}])
def test_what_telegram_exports_for_machines_is_told(export):
    told = told_by(telegram_json, json.dumps(export).encode())
    assert told.labels[:2] == ["Ann, 2023-12-31, 23:00:00", "Ann, 2023-12-31, 23:59:59"]
    assert told.texts == [
        "[pin_message]",
        "↪ Cid\nsee this ⟨https://example.org/a⟩!\n[files/a.pdf]\n✎ 2024-01-01 00:00:00",
        "x\n1.5, 2.5",
        "Go?\n• yes",
    ]


def as_bytes_in_letters(text):
    """A text as the older form has it: each byte of UTF-8 as a letter."""
    return text.encode().decode("latin-1")


def test_what_messenger_exports_is_told_the_oldest_message_first():
    export = {
        "participants": [{"name": as_bytes_in_letters("Анна")}, {"name": "Bob"}],
        "messages": [
            {
                "sender_name": "Bob",
                "timestamp_ms": 1_510_650_120_000,
                "photos": [{"uri": "your_activity/messages/photos/1.jpg"}],
                "share": {"link": "https://example.org/a"},
            },
            {
                "sender_name": as_bytes_in_letters("Анна"),
                "timestamp_ms": 1_510_650_060_000,
                "content": as_bytes_in_letters("Их увели в 2017. ნახვამდის"),
            },
            {"sender_name": "Bob", "timestamp_ms": 1_510_650_180_000, "is_unsent": True},
            "no message",
        ],
        "title": "x",
    }
    told = told_by(messenger_json, json.dumps(export).encode())
    assert told.labels == [
        "Анна, 2017-11-14, 09:01:00 UTC",
        "Bob, 2017-11-14, 09:02:00 UTC",
        "Bob, 2017-11-14, 09:03:00 UTC",
    ]
    assert told.texts == ["Их увели в 2017. ნახვამდის", "https://example.org/a\n[1.jpg]", "[unsent]"]


def test_the_newer_form_of_messenger_is_told_likewise():
    export = {
        "participants": ["Анна"],
        "messages": [
            {
                "senderName": "Анна",
                "text": "Да, é",
                "timestamp": 1_510_650_060_000,
                "type": "text",
                "media": [],
            },
            {"senderName": "Анна", "text": "", "timestamp": 10**30, "media": [{"uri": "./media/a.mp4"}]},
        ],
    }
    told = told_by(messenger_json, json.dumps(export, ensure_ascii=False).encode())
    assert told.labels == ["Анна, 2017-11-14, 09:01:00 UTC", "Анна"]
    assert told.texts == ["Да, é", "[a.mp4]"]


def test_what_telegram_exports_for_people_is_told():
    page = (
        '<div class="history"><div class="message service"><div class="body details">31 December 2023</div></div>'
        '<div class="message default clearfix"><div class="pull_left userpic_wrap"><div class="userpic"><div'
        ' class="initials">A</div></div></div><div class="body"><div class="pull_right date details"'
        ' title="31.12.2023 23:59:59 UTC+01:00">23:59</div><div'
        ' class="from_name">Ann </div><div class="text">Hi<br>there'
        '</div></div></div><div class="message default clearfix'
        ' joined"><div class="body"><div class="pull_right date details"'
        ' title="01.01.2024 00:00:00 UTC+01:00">00:00</div><div class="forwarded body"><div class="from_name">Bob</div>'
        '<div class="text">forwarded</div></div></div></div></div>'
    )
    told = told_by(telegram_html, page.encode())
    assert told.labels == ["", "Ann, 31.12.2023, 23:59:59 UTC+01:00", "Ann, 01.01.2024, 00:00:00 UTC+01:00"]
    assert told.texts == ["31 December 2023", "Hi\nthere", "Bob\n\nforwarded"]


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", "document.not_chat"),
        (b"{}", "document.not_chat"),
        (b'{"messages": 3}', "document.not_chat"),
        (b'{"messages": [', "document.damaged"),
        (b"[" * 100_000, "document.too_deep"),
        (b'{"messages": [{"date": ' + b"9" * 5000 + b"}]}", "document.damaged"),
        ("Привет".encode("cp1251"), "document.charset"),
    ],
)
def test_json_that_is_no_chat_is_a_fault(content, fault):
    assert told_by(telegram_json, content).fault == fault
    assert told_by(messenger_json, content).fault == fault


def test_a_packed_chat_is_told_with_its_files():
    chat_text = "31.12.23, 23:59 - Ann: IMG-1.jpg (file attached)\n"
    told = told_by(
        chat_zip,
        archive(
            {"notes.txt": "no chat", "WhatsApp Chat with Ann.txt": chat_text, "../IMG-1.jpg": b"\xff\xd8"}
        ),
    )
    assert told.texts == ["IMG-1.jpg (file attached)"]
    assert told.files == [("notes.txt", b"no chat"), ("../IMG-1.jpg", b"\xff\xd8")]
    assert (
        told_by(chat_zip, archive({"result.json": json.dumps(TELEGRAM)})).labels[0]
        == "Ann, 2023-12-31, 23:00:00"
    )
    assert told_by(chat_zip, archive({"a.txt": "no chat"})).fault == "document.not_chat"
    assert told_by(chat_zip, b"PK").fault == "document.damaged"


def test_pages_of_one_export_are_one_chat_in_their_order():
    def page(n: int) -> str:
        return f'<div class="message"><div class="date" title="1.1.2024 10:0{n}"></div>words {n}</div>'

    names = {
        "c/messages2.html": page(2),
        "c/messages10.html": page(3),
        "c/messages.html": page(1),
        "c/style.css": "",
    }
    told = told_by(chat_zip, archive(names))
    assert told.texts == ["words 1", "words 2", "words 3"]
    assert [name for name, _ in told.files] == ["c/style.css"]
