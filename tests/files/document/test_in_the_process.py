"""The programs where they run: shut in, on a file that is their standard input."""

from pathlib import Path

import pytest

from isthmus.files.parsing_process import ParsingFailed, parsing
from tests.files.document.office_files import docx_of, paragraph
from tests.files.document.ole_files import compound_file, msg_of
from tests.files.document.told import told_of
from tests.walls import reads_foreign_kinds

pytestmark = reads_foreign_kinds

FILES = {
    "docx": (docx_of(paragraph("Привет ٢٠١٧")).getvalue(), ["Привет ٢٠١٧"]),
    "rtf": (rb"{\rtf1\ansi\u1071?\'e9}", ["Яé"]),
    "html": ("<p>Привет\ud83d".encode("utf-8", "surrogatepass"), None),
    "eml": (b"From: a\n\nOne", ["From: a\n\nOne"]),
    "mbox": (b"From a Mon Jan  1 10:00:00 2024\nFrom: a\n\nOne", ["From: a\n\nOne"]),
    "msg": (compound_file(msg_of({"0037": "S", "1000": "x"})), ["Subject: S\n\nx"]),
    "vtt": (b"00:01.000 --> 00:02.000\nOne", ["One"]),
    "chat": ("31.12.23, 23:59 - Анна: Да".encode(), ["Да"]),
    "messenger_json": (b'{"participants": [], "messages": [{"text": "\\ud83d x"}]}', ["\ufffd x"]),
    "telegram_json": (b'{"messages": [{"date": "", "text": "\\ud83d x"}]}', ["\ufffd x"]),
}


@pytest.mark.parametrize("program", FILES)
def test_a_program_answers_out_of_the_process(tmp_path: Path, program: str) -> None:
    content, texts = FILES[program]
    (tmp_path / "file").write_bytes(content)
    with (tmp_path / "file").open("rb") as file, parsing(program, file) as answers:
        told = told_of(answers)
    assert (told.texts, told.fault) == (texts, "") if texts else told.fault == "document.charset"


def test_what_takes_too_long_there_fails(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"x")
    with (
        (tmp_path / "file").open("rb") as file,
        pytest.raises(ParsingFailed),
        parsing("no_program", file) as answers,
    ):
        list(answers)
