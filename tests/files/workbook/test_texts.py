"""Texts that lie beside the sheets of a workbook: quotes are looked for in them, and nowhere else."""

from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pytest

from isthmus.core.workbook.cautions import Cautions
from isthmus.files.workbook import read_partial
from isthmus.files.workbook.texts import decoded_text, text_in_folder

SHEETS = {
    "sources.csv": "id,name,kind\ns0,Radio Valley,outlet\n",
    "documents.csv": "id,title,author,held,file\nd1,A letter,s0,yes,files/letter.txt\n",
    "statements.csv": "id,document,speaker,stance,basis,quote\nt1,d1,s0,asserts,record,taken by day\n",
}


def written(folder: Path, text: bytes) -> Path:
    for name, content in SHEETS.items():
        (folder / name).write_text(content)
    (folder / "files").mkdir()
    (folder / "files" / "letter.txt").write_bytes(text)
    return folder


def asked(path: Path) -> list[tuple[str, int | None, str]]:
    cautions = Cautions(date(2026, 11, 29))
    _, problems = read_partial(path, cautions=cautions)
    assert not problems
    return [(each.sheet, each.row, each.column) for each in cautions.first]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_quote_is_looked_for_in_the_text_of_a_folder(tmp_path, encoding):
    assert asked(written(tmp_path, "taken at night".encode(encoding))) == [("statements", 2, "quote")]
    (tmp_path / "files" / "letter.txt").write_bytes("were taken\nby day".encode(encoding))
    assert asked(tmp_path) == []


def test_a_quote_is_looked_for_in_the_text_of_an_archive(tmp_path):
    archive = tmp_path / "book.zip"
    with ZipFile(archive, "w") as parts:
        for name, content in SHEETS.items():
            parts.writestr(f"book/{name}", content)
        parts.writestr("book/files/letter.txt", "taken at night")
    assert asked(archive) == [("statements", 2, "quote")]


@pytest.mark.parametrize(
    "content", [b"%PDF-1.7 taken", b"<html>taken</html>", b"\x89PNG\r\n\x1a\n\0", b"\xff\xff"]
)
def test_what_is_no_plain_text_is_not_looked_through(tmp_path, content):
    assert decoded_text(content) is None
    assert asked(written(tmp_path, content)) == []


def test_nothing_outside_the_folder_is_read(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("taken")
    folder = tmp_path / "book"
    folder.mkdir()
    (folder / "link.txt").symlink_to(secret)
    (folder / "up").symlink_to(tmp_path)
    assert [
        text_in_folder(folder, path) for path in ("../secret.txt", "link.txt", "up/secret.txt", "x", "")
    ] == [None] * 5
