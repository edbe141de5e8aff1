"""Tables in files: every form, every fault, and files that are meant to do harm, refused in one message and soon."""

import csv
import io
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isthmus.core.workbook.cells import LONGEST_CELL
from isthmus.files.table import TableError, TableFault, column_texts, open_table
from isthmus.files.table.careful import careful_records
from isthmus.files.table.text import Dialect, dialect_of, text_chunks
from tests.english import told
from tests.tables import FORMS, Rows, ods, ods_of, suffix, written, xls, xlsx
from tests.walls import reads_foreign_kinds

ROWS: Rows = [
    ["id", "name", "n"],
    ["007", 'Али; "Umarov", x', 1],
    ["2", "two\nlines", 43.25],
    ["3", "", 12],
    ["4", "x", ""],
]
TEXT = [[str(cell) for cell in row] for row in ROWS[1:]]


def cells(path: Path, encoding: str = "") -> list[list[str]]:
    with open_table(path, encoding) as table:
        return [row for _, rows in table.rows() for row in rows]


def refusal(path: Path, encoding: str = "") -> str:
    before = time.process_time()
    with pytest.raises(TableError) as raised:
        cells(path, encoding)
    assert time.process_time() - before < 20
    return told(raised.value)


def file(folder: Path, content: bytes, name: str = "t.csv") -> Path:
    (folder / name).write_bytes(content)
    return folder / name


@pytest.mark.parametrize("form", FORMS)
def test_each_form_gives_the_same_cells(tmp_path: Path, form: str) -> None:
    assert cells(file(tmp_path, written(form, ROWS), f"t.{suffix(form)}")) == TEXT


@pytest.mark.parametrize("encoding", ["windows-1251", "utf-16-le", "utf-8", "UTF-16-BE", "iso8859-5"])
def test_another_encoding_is_read_where_it_is_named(tmp_path: Path, encoding: str) -> None:
    path = file(tmp_path, "имя;n\nАли;1\n".encode(encoding))
    assert cells(path, encoding) == [["Али", "1"]]


def test_a_mark_at_the_beginning_is_believed_before_the_encoding_that_was_named(tmp_path: Path) -> None:
    assert cells(file(tmp_path, "имя\nАли\n".encode("utf-8-sig")), "windows-1251") == [["Али"]]


@pytest.mark.parametrize("name", ["no-such", "rot13", "hex", "undefined", "\0"])
def test_an_encoding_that_is_none_is_refused(tmp_path: Path, name: str) -> None:
    assert "There is no text encoding" in refusal(file(tmp_path, b"a\n1\n"), name)


@pytest.mark.parametrize(
    ("line", "sign"), [("sep=;", ";"), ('"sep=|"', "|"), ("SEP=\t", "\t"), ("sep=,", ","), ("sep=^", "^")]
)
def test_a_first_line_that_says_the_sign_is_believed_and_is_no_row(
    tmp_path: Path, line: str, sign: str
) -> None:
    path = file(tmp_path, f"{line}\r\na{sign}b\r\n1{sign}2\r\n3\r\n".encode())
    assert "row" not in line
    assert "row 3" in refusal(path)
    assert cells(file(tmp_path, f"{line}\na{sign}b\n1{sign}2\n".encode())) == [["1", "2"]]


def test_blank_rows_are_passed_over_and_keep_their_numbers(tmp_path: Path) -> None:
    with open_table(file(tmp_path, b"\n,\na,b\n\n1,2\n,\n3,4\n")) as table:
        assert (table.names, table.row) == (("a", "b"), 3)
        assert [(list(numbers), rows) for numbers, rows in table.rows()] == [
            ([5, 7], [["1", "2"], ["3", "4"]])
        ]
        assert table.passed == [4, 6]


@reads_foreign_kinds
def test_a_spreadsheet_with_several_tables_is_refused_with_their_names(tmp_path: Path) -> None:
    for name, write in (("t.xlsx", xlsx), ("t.ods", ods), ("t.xls", xls)):
        assert "Sheet1 and Other" in refusal(file(tmp_path, write(ROWS, Other=[["x"]]), name))
        assert cells(file(tmp_path, write(ROWS, Other=[]), name)) == TEXT


def test_a_formula_is_its_last_value_and_one_without_is_refused(tmp_path: Path) -> None:
    start = xlsx([["id", "n"], ["1", 8.5]])
    for cell, found in (
        (b"<f>4+4.5</f><v>8.5</v>", "8.5"),
        (b"<f>4+4.5</f>", None),
        (b"<f>4+4.5</f><v></v>", None),
    ):
        stream = io.BytesIO()
        with ZipFile(io.BytesIO(start)) as read, ZipFile(stream, "w") as archive:
            for name in read.namelist():
                archive.writestr(name, read.read(name).replace(b"<v>8.5</v>", cell))
        path = file(tmp_path, stream.getvalue(), "t.xlsx")
        if found is None:
            assert "t.xlsx, row 2: This row has a formula without a value." in refusal(path)
        else:
            assert cells(path) == [["1", found]]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "The file is empty."),
        (b"\xef\xbb\xbf \r\n", "The file is empty."),
        ("a,b\n".encode("utf-16-le"), "The file is not UTF-8 text. It may be UTF-16"),
        ("a,b\n".encode("utf-32"), "The file is not UTF-8 text."),
        (b"\x1f\x8b\x08rest", "A table cannot be read from a gzip file."),
        (b"%PDF-1.7", "A table cannot be read from a PDF file."),
        (b"PK\x03\x04rest", "The file cannot be read as XLSX."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "The file cannot be read as XLS."),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "locked with a password",
        ),
        (b"PAR1rest", "The file begins as Parquet and cannot be read"),
        (b"a,b\n1,2\n3\n", "in row 3 there are more or fewer."),
        (b"a,b\n" + b"1\n" * 12, "in rows 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 and 2 more"),
        (b'a,b\n1,"2\n3,4\n', "row 2: A quotation mark opens in this row and is not closed"),
        (b'a,b\n1,"2"3\n', "row 2: From this row on the file cannot be read as CSV"),
        (b"a,b\n1," + b"x" * (LONGEST_CELL + 1) + b"\n", "row 2: A cell holds at most 1,000,000 characters."),
        (b"," * 1_000_000 + b"x\n1\n", "A table has at most 16,384 columns; this one has 1,000,001."),
        ("имя\n".encode("windows-1251"), "The names of the columns are not UTF-8."),
    ],
)
def test_what_is_no_table_is_refused_in_one_message(tmp_path: Path, content: bytes, said: str) -> None:
    assert said in refusal(file(tmp_path, content))


@pytest.mark.parametrize(
    "make",
    [
        Path.mkdir,
        os.mkfifo,
        lambda path: path.symlink_to("/dev/zero"),
        lambda path: path.symlink_to("/dev/tty"),
    ],
)
def test_what_is_no_file_is_refused_at_once(tmp_path: Path, make: Callable[[Path], None]) -> None:
    make(tmp_path / "t.csv")
    assert refusal(tmp_path / "t.csv").startswith("t.csv: ")
    assert "The file cannot be opened" in refusal(tmp_path / "none.csv")


def test_a_bomb_of_a_spreadsheet_is_refused_soon(tmp_path: Path) -> None:
    sheets = "".join(f'<sheet name="s{at}" sheetId="{at}" r:id="r"/>' for at in range(1, 100_001))
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    parts = {
        "[Content_Types].xml": "<Types/>",
        "xl/workbook.xml": f'<workbook xmlns:r="{relation}"><sheets>{sheets}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<R><Relationship Id="r" Type="{relation}/worksheet" Target="s.xml"/></R>',
        "xl/s.xml": "<worksheet/>",
    }
    stream = io.BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    path = file(tmp_path, stream.getvalue(), "t.xlsx")
    assert path.stat().st_size < 1 << 20
    assert "A spreadsheet has at most 255 sheets; this one has 100,000." in refusal(path)


@reads_foreign_kinds
@pytest.mark.parametrize("rows", [1, 1_000_000])
def test_an_ods_of_a_few_bytes_that_stands_for_billions_of_cells_is_refused_soon(
    tmp_path: Path, rows: int
) -> None:
    columns = f'table:number-columns-repeated="{16_384 if rows > 1 else 1_000_000_000}"'
    body = f'<table:table-cell office:value-type="string" {columns}><text:p>x</text:p></table:table-cell>'
    content = ods([["x"]])
    with ZipFile(io.BytesIO(content)) as archive:
        sound = archive.read("content.xml").decode()
    row = f'<table:table-row table:number-rows-repeated="{rows}">{body}</table:table-row>'
    bomb = ods_of(sound.replace("</table:table>", row + "</table:table>"))
    assert "The spreadsheet has more than 20,000,000 cells." in refusal(file(tmp_path, bomb, "t.ods"))


def test_without_the_extra_a_message_says_what_to_install(tmp_path: Path) -> None:
    path = file(tmp_path, ods(ROWS), "t.ods")
    program = (
        "import sys\nsys.modules['python_calamine'] = None\nfrom isthmus.cli import main\n"
        f"main(['names', 'compare', {str(path)!r}])\n"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert ran.returncode == 1
    assert "pip install 'isthmus[tables]'" in ran.stderr
    assert "Traceback" not in ran.stderr


def test_columns_are_found_in_whatever_case_and_others_are_passed_over(tmp_path: Path) -> None:
    path = file(tmp_path, b" Left ;x;RIGHT\n a ;?; b\n")
    assert [each.cells for each in column_texts(path, ("right", "left"))] == [(["b"], ["a"])]


def of_text(content: str) -> tuple[list[list[str]], str]:
    """What the fast reader makes of a text, with what stopped it."""
    found: list[list[str]] = []
    try:
        for _, rows in text_chunks(io.BytesIO(content.encode()), Dialect("utf-8-sig", ",", False)):
            found += rows
    except TableFault as fault:
        return found, f"{fault.rule.code} {fault.row}"
    return found, ""


def carefully(content: str) -> tuple[list[list[str]], str]:
    found: list[list[str]] = []
    try:
        found.extend(careful_records(io.StringIO(content, newline=""), ","))
    except TableFault as fault:
        return found, f"{fault.rule.code} {fault.row}"
    return found, ""


@given(st.text(alphabet='a,"\n\r é', max_size=60))
def test_the_fast_and_the_careful_reader_read_the_same(content: str) -> None:
    assert of_text(content) == carefully(content)


@given(st.lists(st.text(alphabet='a,"\n\r é', max_size=9), min_size=1, max_size=9), st.integers(1, 30))
def test_where_pieces_of_a_text_end_makes_no_difference(row: list[str], size: int) -> None:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows([row] * 9)
    whole = of_text(text.getvalue())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("isthmus.files.table.text._BLOCK", size)
        assert of_text(text.getvalue()) == whole


def test_the_sign_is_found_in_the_names_of_columns() -> None:
    for header, sign in (
        ("a,b;c,d", ","),
        ("a;b", ";"),
        ('"a;b",c', ","),
        ("a\tb,c\td", "\t"),
        ("id", ","),
        ("a|b", "|"),
    ):
        assert dialect_of(io.BytesIO(f"\n{header}\n1\n".encode())).delimiter == sign
