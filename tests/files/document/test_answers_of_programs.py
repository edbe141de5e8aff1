"""What a program answers that somebody took over: however much it is, little is held of it, and nothing is believed."""

import itertools
from base64 import b64encode
from collections.abc import Callable, Iterator

import pytest

from isthmus.files.document import answers, program
from isthmus.files.document.answers import archived_files, drawn_page, grey_page, read_document
from isthmus.files.document.errors import DocumentFault
from tests.files.document.told import told_by

READING = ["reading", "page", "x", "1", ""]
PART = ["part", "some words", "", None, [100.0, 200.0], []]
FILE = ["file", "a.bin", b64encode(b"x" * 3_000).decode()]


def part(text: str = "some words", size: object = None, boxes: object = ()) -> list[object]:
    return ["part", text, "", None, size, list(boxes)]  # type: ignore[call-overload]


@pytest.mark.parametrize("read", [drawn_page, grey_page])
def test_of_answers_without_end_for_one_page_no_more_are_taken_than_a_page_has(
    read: Callable[..., object],
) -> None:
    taken = []

    def without_end() -> Iterator[object]:
        for number in itertools.count():
            taken.append(number)
            yield PART

    with pytest.raises(DocumentFault):
        read(without_end())
    assert len(taken) == 3


@pytest.mark.parametrize("answer", [["note", "document.comments"], ["about", "camera", "x"], FILE, PART])
def test_what_is_answered_of_a_document_without_end_is_refused(
    answer: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answers, "MOST_PARTS", 1_000)
    told = itertools.chain([READING], itertools.repeat(answer))
    with pytest.raises(DocumentFault):
        read_document(told)
    assert len(list(itertools.islice(told, 1))) == 1  # it was left, and not waited for


def test_files_that_are_too_much_together_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers, "MOST_ATTACHED_TOGETHER", 8_000)
    with pytest.raises(DocumentFault):
        read_document([READING, FILE, FILE, FILE, ["end"]])
    assert len(read_document([READING, FILE, FILE, ["end"]]).attachments) == 2


def test_files_of_an_archive_that_are_too_much_together_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers, "MOST_UNPACKED", 8_000)
    member = ["member", *FILE[1:]]
    with pytest.raises(DocumentFault):
        list(archived_files([member] * 3 + [["end"]]))
    assert len(list(archived_files([member, member, ["end"]]))) == 2


def test_a_program_leaves_files_out_that_would_be_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(program, "MOST_ATTACHED_TOGETHER", 10)
    from isthmus.files.document.mail import eml

    part = b"--x\nContent-Type: a/b\n\n1234\n"
    told = told_by(eml, b"From: a\nContent-Type: multipart/mixed; boundary=x\n\n" + part * 5)
    assert told.notes == ["document.attachments_left_out"]
    assert len(told.files) == 1


@pytest.mark.parametrize(
    "answer",
    [
        part(boxes=[[0, 1, 0, 0, 10, 10]] * 11),
        part(boxes=[[0, 1, 10**4_000, 0, 10, 10]]),
        part(boxes=[[0, 1, 0, 0, 10, -(10**9)]]),
        part(size=[10**4_000, 1]),
        part(size=[1e300, 1]),
        part(size=[float("nan"), 1]),
        part("\ud800"),
        part("a\0b"),
    ],
)
def test_a_part_that_no_page_is_is_refused(answer: object) -> None:
    with pytest.raises(DocumentFault):
        read_document([READING, answer, ["end"]])


def test_names_of_files_are_as_plain_as_those_of_parts() -> None:
    found = read_document([READING, ["file", "a\nb\u202e\0c", FILE[2]], ["end"]])
    assert found.attachments[0].name == "a bc"
