"""Letters and answers, sealed and opened: exact sizes, exact texts; what does not fit is refused with its number."""

import json
from dataclasses import replace
from datetime import date

import pyrage
import pytest
from hypothesis import given
from hypothesis import strategies as st

from isthmus.core.seal.age_file import SealingChance, public_half
from isthmus.core.seal.armour import armoured
from isthmus.core.seal.faults import SealRefused
from isthmus.core.seal.letters import answer_mac, plaintext, room_left, seal_answer, seal_letter
from isthmus.core.seal.line import answer_line, letter_line
from isthmus.core.seal.sizes import HEADER, LetterSize
from isthmus.core.seal.values import Answer, AttachedFile, Attachments, Letter, ReadAnswer, Reply
from isthmus.core.unseal.armour import sealed_bytes
from isthmus.core.unseal.faults import UnsealRefused
from isthmus.core.unseal.letters import ReceivedAnswer, open_letter, read_plaintext
from tests.core.seal.bech32_letters import letters_of

DAY = date(2026, 11, 28)
IDENTITY = bytes(range(32))
CHANCE = SealingChance.of(bytes(range(64)))
FULL = Letter(
    "",
    bytes(range(16)),
    "ru",
    DAY,
    Reply(bytes(range(32)), bytes(range(32, 64))),
    ReadAnswer(12, bytes(range(8))),
)
FILES = Attachments(
    bytes(32), (AttachedFile("снимок.jpg", 5 * 10**9, bytes(32)), AttachedFile("../x", 0, bytes(32)))
)
ANSWER = Answer("Мы получили ваше письмо.", bytes(32), bytes(range(16)), DAY, 1, date(2026, 12, 1))
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=300)


def sealed(letter, size=LetterSize.FILE):
    return seal_letter(letter, size, public_half(IDENTITY), CHANCE)


def letters():
    return st.builds(
        Letter,
        texts,
        st.binary(min_size=16, max_size=16),
        st.sampled_from(["ru", "en", "ce", "zh-Hant", "sr-Latn-RS"]),
        st.dates(),
        st.none() | st.builds(Reply, *[st.binary(min_size=32, max_size=32)] * 2),
        st.none() | st.builds(ReadAnswer, st.integers(0, 10**6 - 1), st.binary(min_size=8, max_size=8)),
        st.none() | st.just(FILES),
    )


@given(letters())
def test_a_letter_opens_exactly(letter):
    file = sealed(letter)
    assert len(file) == LetterSize.FILE
    opened = open_letter(sealed_bytes(armoured(file).encode()), [bytes(31) + b"\1", IDENTITY])
    assert (opened.content, opened.identity, opened.stanzas) == (letter, 1, 1)


@given(texts, st.integers(0, 10**6 - 1))
def test_an_answer_opens_and_is_proved_by_the_key_of_its_letter_alone(text, number):
    answer, key = replace(ANSWER, text=text, number=number), b"k" * 32
    file = seal_answer(answer, key, LetterSize.FILE, public_half(IDENTITY), CHANCE)
    found = open_letter(file, [IDENTITY]).content
    assert found == ReceivedAnswer(answer, answer_mac(answer, key))
    assert found.is_proved_by(key)
    assert not found.is_proved_by(b"l" * 32)
    assert not replace(found, answer=replace(answer, text=text + ".")).is_proved_by(key)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        "\n\n\n",
        "ends in a line\n",
        'a false line\n{"v":1,"id":"AAAAAAAAAAAAAAAAAAAAAA"}',
        'a false line\n{"v":1,"id":"AAAAAAAAAAAAAAAAAAAAAA"}\n',
        "NUL\0 within, and at the end\0\0",
        "\u2028\u2029\u0085\x0b\x0c\x1b[31m\r\r\n",
        "\ufeffa mark at the beginning",
        "مرحبا \u202e dlrow",
    ],
)
def test_texts_that_end_oddly_open_to_the_byte(text):
    letter = replace(FULL, text=text)
    assert open_letter(sealed(letter), [IDENTITY]).content == letter


def test_a_letter_of_codes_holds_901_bytes_of_text_and_500_cyrillic_letters_mostly():
    assert room_left(FULL, LetterSize.CODES) == 901
    assert len(sealed(replace(FULL, text="a" * 901), LetterSize.CODES)) == LetterSize.CODES


@pytest.mark.parametrize(
    ("text", "over", "count"), [("a" * 902, 1, 1), ("я" * 451, 1, 1), ("a" * 1000, 99, 99)]
)
def test_a_text_too_long_is_refused_with_how_much(text, over, count):
    with pytest.raises(SealRefused) as refused:
        sealed(replace(FULL, text=text), LetterSize.CODES)
    assert refused.value.message.values == {"bytes": over, "letters": count}
    assert room_left(replace(FULL, text=text), LetterSize.CODES) == -over


def test_half_a_pair_of_surrogates_is_refused_with_its_place():
    with pytest.raises(SealRefused) as refused:
        sealed(replace(FULL, text="ab\ud83d"))
    assert (refused.value.message.code, refused.value.message.values) == ("letters.surrogate", {"at": 3})


@pytest.mark.parametrize(
    "change",
    [
        {"id": bytes(15)},
        {"lang": "Russian"},
        {"lang": ""},
        {"reply": Reply(bytes(31), bytes(32))},
        {"reply": Reply(bytes(32), bytes(33))},
        {"read": ReadAnswer(10**6, bytes(8))},
        {"read": ReadAnswer(-1, bytes(8))},
        {"read": ReadAnswer(1, bytes(7))},
        {"attached": Attachments(bytes(32), ())},
        {"attached": Attachments(bytes(31), FILES.files)},
        {"attached": Attachments(bytes(32), (AttachedFile("", 1, bytes(32)),))},
        {"attached": Attachments(bytes(32), (AttachedFile("x" * 256, 1, bytes(32)),))},
        {"attached": Attachments(bytes(32), (AttachedFile("x", 2**53, bytes(32)),))},
        {"attached": Attachments(bytes(32), (AttachedFile("x\udc00", 1, bytes(32)),))},
        {"attached": Attachments(bytes(32), tuple(FILES.files) * 33)},
    ],
)
def test_what_does_not_fit_the_format_is_not_sealed(change):
    with pytest.raises(SealRefused):
        sealed(replace(FULL, **change))


@pytest.mark.parametrize("recipient", [b"", bytes(31), bytes(33), bytes(32), b"\1" + bytes(31)])
def test_what_is_no_recipient_is_refused(recipient):
    with pytest.raises(SealRefused):
        seal_letter(FULL, LetterSize.CODES, recipient, CHANCE)


def test_sizes_and_headers_tell_nothing():
    files = [
        sealed(replace(FULL, text=text, reply=reply, attached=attached))
        for text in ("", "longer " * 400)
        for reply in (None, FULL.reply)
        for attached in (None, FILES)
    ]
    assert {len(file) for file in files} == {LetterSize.FILE}
    assert {file[: HEADER - 200] for file in files}
    assert {file[:HEADER].count(b"\n") for file in files} == {4}
    assert {file[:32] for file in files} == {b"age-encryption.org/v1\n-> X25519 "}


@pytest.mark.parametrize("size", LetterSize)
def test_another_program_opens_it(size):
    """pyrage is the age library in Rust."""
    identity = pyrage.x25519.Identity.from_str(letters_of("age-secret-key-", IDENTITY).upper())
    opened = pyrage.decrypt(sealed(replace(FULL, text="Привет"), size), [identity])
    assert opened.startswith("Привет\n{".encode())
    assert opened == plaintext("Привет", letter_line(replace(FULL, text="Привет")), size)


LINE = letter_line(FULL)


def with_line(line):
    return b"text\n" + line.encode("utf-8", "surrogatepass") + b"\n\0\0"


@pytest.mark.parametrize(
    "line",
    [
        LINE + " ",
        " " + LINE,
        LINE.replace(",", ", "),
        LINE.replace('"v":1', '"v":1.0'),
        LINE.replace('"v":1', '"v":true'),
        LINE.replace('"v":1', '"v":1,"v":1'),
        LINE.replace('"v":1', '"v":0'),
        LINE.replace('"lang":"ru",', ""),
        LINE.replace('"lang":"ru"', '"lang":null'),
        LINE.replace('"lang":"ru"', '"lang":"\\u0072u"'),
        LINE.replace("12,", "NaN,"),
        LINE.replace("12,", "-0,"),
        LINE.replace("12,", "12e0,"),
        LINE.replace("12,", "9007199254740993,"),
        LINE.replace("12,", f"{'9' * 5000},"),
        LINE.replace("2026-11-28", "2026-11-31"),
        LINE.replace("2026-11-28", "20261128"),
        LINE.replace("2026-11-28", "2026-W48-6"),
        LINE[:-1] + ',"mailbox":"x"}',
        LINE.replace(LINE[7:38], ""),
        json.dumps(dict(reversed(json.loads(LINE).items())), separators=(",", ":")),
        '{"v":1,"id":' + "[" * 16_000,
        '{"v":1}',
        "{}",
        "[]",
        "null",
        "",
        LINE.replace('"ru"', '"\ud800"'),
        answer_line(ANSWER),
        answer_line(ANSWER, bytes(32)).replace('"n":1', '"n":1000000'),
        answer_line(ANSWER, bytes(31)) + " ",
    ],
)
def test_a_line_that_is_not_as_it_would_be_written_is_refused(line):
    with pytest.raises(UnsealRefused):
        read_plaintext(with_line(line))


@pytest.mark.parametrize(
    "content", [b"", b"\0", b"text", b"text\n", b"\xff\n" + LINE.encode() + b"\n", LINE.encode() + b"\n"]
)
def test_what_is_no_letter_is_refused(content):
    with pytest.raises(UnsealRefused):
        read_plaintext(content)


def test_of_a_later_version_the_text_is_shown():
    found = read_plaintext(b"text\nmore\n" + b'{"v":2,"id":{"new":[1.5]}}' + b"\n\0")
    assert (found.text, found.version) == ("text\nmore", 2)


def test_there_is_no_letter_without_its_line():
    assert read_plaintext(b"\n" + LINE.encode() + b"\n").text == ""
