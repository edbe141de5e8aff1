"""Files as they come: broken, endless, hostile. Each is reported at its place, in bounded memory, and never crashes."""

import io
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook as Book
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH

from isthmus.cli.problems import problem_lines
from isthmus.core.workbook.problems import Problem
from isthmus.core.workbook.rows import Place, Workbook
from isthmus.files.workbook import read_partial, write_xlsx
from isthmus.language import english

HEADER = "id,name,parent,latitude,longitude,precision,gazetteer\n"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def problems_in(path: Path) -> list[Problem]:
    return read_partial(path)[1].first


def folder(tmp_path: Path, **sheets: bytes) -> Path:
    for name, content in sheets.items():
        (tmp_path / f"{name}.csv").write_bytes(content)
    return tmp_path


def test_broken_utf8_is_reported_at_its_cell_and_other_rows_are_read(tmp_path: Path) -> None:
    folder(tmp_path, places=(HEADER + "p1,caf").encode() + b"\xe9\np2,x\n")
    workbook, problems = read_partial(tmp_path)
    assert [(p.row, p.column, english(p.rule)) for p in problems.first] == [
        (2, "name", "The text is not valid UTF-8.")
    ]
    assert [place.id for place in workbook.places] == ["p2"]
    assert "\n".join(problem_lines(problems)).encode()


def test_utf16_is_read_and_without_a_mark_is_reported(tmp_path: Path) -> None:
    folder(tmp_path, places=(HEADER + "p1,x\n").encode("utf-16"))
    assert [place.name for place in read_partial(tmp_path)[0].places] == ["x"]
    folder(tmp_path, places=(HEADER + "p1,x\n").encode("utf-16-le"))
    assert [(p.sheet, p.row, english(p.rule)) for p in problems_in(tmp_path)] == [
        ("places", None, "The file is not UTF-8 text. It may be UTF-16, or not a text file.")
    ]


def test_a_byte_order_mark_windows_lines_and_missing_last_line_end_do_no_harm(tmp_path: Path) -> None:
    folder(
        tmp_path,
        places=b"\xef\xbb\xbf" + HEADER.replace("\n", "\r\n").encode() + b'p1,"two\r\nlines"\r\n\r\np2,x',
    )
    workbook, problems = read_partial(tmp_path)
    assert not problems
    assert workbook.places == (Place("p1", "two\r\nlines"), Place("p2", "x"))


def test_an_unclosed_quote_is_reported_once_and_makes_nothing_dangle(tmp_path: Path) -> None:
    folder(tmp_path, places=(HEADER + 'p1,x,p2\np2,"y\np3,z\n').encode())
    assert [(p.sheet, p.row, english(p.rule)[:16]) for p in problems_in(tmp_path)] == [
        ("places", 3, "A quotation mark")
    ]


def test_files_that_are_no_sheets_are_named_only_if_they_look_like_one(tmp_path: Path) -> None:
    folder(tmp_path, places=(HEADER + "p1,x\n").encode(), people=b"id\n")
    for name in ("README.txt", ".~lock.places.csv#", ".hidden.csv"):
        (tmp_path / name).write_bytes(b"anything")
    assert [(p.sheet, english(p.rule)) for p in problems_in(tmp_path)] == [
        ("people", "A workbook has no sheet of this name.")
    ]


def test_an_empty_folder_is_no_workbook(tmp_path: Path) -> None:
    assert [english(p.rule) for p in problems_in(tmp_path)] == ["A workbook has at least one sheet."]


@pytest.mark.parametrize(
    "content", [b"", b"id,name\np1,x\n", b"\xd0\xcf\x11\xe0" + bytes(600), b"PK\x03\x04" + bytes(99)]
)
def test_a_file_that_is_no_workbook_says_what_one_is(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "w.xlsx").write_bytes(content)
    found = problems_in(tmp_path / "w.xlsx")
    assert [english(p.rule) for p in found] == [
        "A workbook is a folder of CSV files, a ZIP of them, or one XLSX, ODS or XLS file."
    ]


def test_a_missing_path_is_an_error_of_the_system(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_partial(tmp_path / "nothing")


def _a_folder(path: Path) -> None:
    path.mkdir()


def _a_link(path: Path) -> None:
    path.symlink_to("/dev/zero")


def _a_link_to_a_file(path: Path) -> None:
    (path.parent / "elsewhere").write_bytes(b"id,name,kind\n")
    path.symlink_to(path.parent / "elsewhere")


@pytest.mark.parametrize("make", [_a_folder, os.mkfifo, _a_link, _a_link_to_a_file])
def test_what_is_named_like_a_sheet_and_is_no_file_is_refused_at_once(
    tmp_path: Path, make: Callable[[Path], None]
) -> None:
    folder(tmp_path, places=(HEADER + "p1,x\n").encode())
    make(tmp_path / "sources.csv")
    workbook, problems = read_partial(tmp_path)
    assert [(p.sheet, english(p.rule)) for p in problems.first] == [
        ("sources", "A sheet is a file that can be read: no folder, link, pipe or device.")
    ]
    assert [place.id for place in workbook.places] == ["p1"]


@pytest.mark.parametrize("make", [os.mkfifo, _a_link])
def test_a_workbook_that_is_no_file_is_refused_at_once(tmp_path: Path, make: Callable[[Path], None]) -> None:
    make(tmp_path / "w.xlsx")
    assert [english(p.rule) for p in problems_in(tmp_path / "w.xlsx")] == [
        "A workbook is a folder of CSV files, a ZIP of them, or one XLSX, ODS or XLS file."
    ]


def archive(tmp_path: Path, *parts: tuple[str, bytes]) -> Path:
    with ZipFile(tmp_path / "w.zip", "w", ZIP_DEFLATED) as written:
        for name, content in parts:
            written.writestr(name, content)
    return tmp_path / "w.zip"


def test_a_zip_is_read_from_its_uppermost_folder(tmp_path: Path) -> None:
    sheet = (HEADER + "p1,x\n").encode()
    path = archive(
        tmp_path, ("case/places.csv", sheet), ("__MACOSX/case/._places.csv", b"x"), ("case/files/x.csv", b"x")
    )
    workbook, problems = read_partial(path)
    assert not problems
    assert [place.id for place in workbook.places] == ["p1"]


def test_a_zip_bomb_is_refused_unopened(tmp_path: Path) -> None:
    path = archive(tmp_path, ("places.csv", b"x" * (80 << 20)))
    assert [english(p.rule) for p in problems_in(path)] == [
        "No part of an archive unpacks to more than 200 times its size."
    ]


@pytest.mark.parametrize("byte", range(0, 60, 3))
def test_a_damaged_zip_of_csv_is_refused_or_read(tmp_path: Path, byte: int) -> None:
    path = archive(tmp_path, ("places.csv", (HEADER + "p1,x\n" * 50).encode()))
    content = bytearray(path.read_bytes())
    content[byte] ^= 0x55
    path.write_bytes(content)
    read_partial(path)


def xlsx(tmp_path: Path, change: Callable[[str, bytes], bytes]) -> Path:
    """A small XLSX with one place, each of its parts changed."""
    stream = io.BytesIO()
    write_xlsx(Workbook(places=(Place("p1", "NAME"),)), stream)
    with ZipFile(stream) as read, ZipFile(tmp_path / "w.xlsx", "w", ZIP_DEFLATED) as written:
        for name in read.namelist():
            written.writestr(name, change(name, read.read(name)))
    return tmp_path / "w.xlsx"


def _in_places(old: bytes, new: bytes) -> Callable[[str, bytes], bytes]:
    return lambda name, part: part.replace(old, new) if name == "xl/worksheets/sheet2.xml" else part


CELL = b'<c r="B2" s="1" t="inlineStr"><is><t xml:space="preserve">NAME</t></is></c>'
UNREADABLE = "The XLSX file cannot be read."


@pytest.mark.parametrize(
    ("cell", "rule"),
    [
        (b'<c r="B2"><f>1+1</f><v>2</v></c>', "This cell holds a formula, not a text."),
        (
            b'<c r="B2" t="str"><f>CONCAT("a")</f><v>a</v></c>',
            "This cell holds a formula, not a text.",
        ),
        (b'<c r="B2"><f t="shared" si="0"/></c>', "This cell holds a formula, not a text."),
        (b'<c r="B2" t="s"><v>7</v></c>', UNREADABLE),
        (b'<c r="XFE2" t="s"><v>0</v></c>', UNREADABLE),
        (b'<c r="B2"><v>1</v></c><c r="A2"><v>1</v></c>', UNREADABLE),
        (b'<c r="B2"', UNREADABLE),
        (b'</row><row r="99999999"><c r="B2"><v>1</v></c>', UNREADABLE),
    ],
)
def test_a_bad_cell_of_an_xlsx_is_reported(tmp_path: Path, cell: bytes, rule: str) -> None:
    found = problems_in(xlsx(tmp_path, _in_places(CELL, cell)))
    assert [(p.sheet, english(p.rule)) for p in found][:1] == [("places", rule)]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (b'<c r="B2"><v>1.0</v></c>', "1"),
        (b'<c r="B2"><v>1E3</v></c>', "1000"),
        (b'<c r="B2"><v>43.25</v></c>', "43.25"),
        (b'<c r="B2" t="b"><v>1</v></c>', "yes"),
        (b'<c r="B2" t="d"><v>2017-03-01T00:00:00</v></c>', "2017-03-01"),
        (b'<c r="B2" t="inlineStr"><is><r><t>two </t></r><r><t>runs</t></r></is></c>', "two runs"),
        (b'<c t="inlineStr"><is><t>NAME</t></is></c>', "NAME"),
        (b'<c r="B2" t="inlineStr"><is><t>a_x000D_b</t></is></c>', "a\rb"),
    ],
)
def test_what_a_spreadsheet_turned_into_something_else_is_turned_back(
    tmp_path: Path, cell: bytes, text: str
) -> None:
    first = b'<c r="A2" s="1" t="inlineStr"><is><t xml:space="preserve">p1</t></is></c>'
    workbook, problems = read_partial(xlsx(tmp_path, _in_places(first + CELL, first + cell)))
    assert problems.first == []
    assert workbook.places[0].name == text


def test_a_real_date_cell_becomes_the_date_and_shared_texts_are_found(tmp_path: Path) -> None:
    book = Book()
    page = book.active
    assert page is not None
    page.title = " Statuses "
    page.append(["ID", "Statement", "mention", "Status", "date", None])
    page.append(["u1", "t1", "m1", "held", date(2017, 3, 15)])
    page.append([2, "t1", "m1", "held", datetime(2017, 3, 15, 10, 30)])  # noqa: DTZ001
    book.create_sheet("Sheet2")
    book.create_sheet("read me").append(["anything"])
    book.save(tmp_path / "w.xlsx")
    found = problems_in(tmp_path / "w.xlsx")
    assert {(p.row, p.column) for p in found} == {
        (2, "statement"),
        (2, "mention"),
        (3, "statement"),
        (3, "mention"),
    }


DAYS = [date(1900, 3, 1), date(2017, 3, 15), datetime(2017, 3, 15, 10, 30, 5), date(9999, 12, 31)]  # noqa: DTZ001


@pytest.mark.parametrize("epoch", [WINDOWS_EPOCH, MAC_EPOCH])
def test_a_day_in_a_cell_becomes_the_same_day_as_text(tmp_path: Path, epoch: datetime) -> None:
    days = [day for day in DAYS if day.year > epoch.year]
    book = Book()
    book.epoch = epoch
    page = book.active
    assert page is not None
    page.title = "places"
    page.append(["id", "name"])
    for number, day in enumerate(days):
        page.append([f"p{number}", day])
    page.append(["p9", 12.5])
    page.cell(page.max_row, 2).number_format = '0.00 "days"'
    book.save(tmp_path / "w.xlsx")
    names = [place.name for place in read_partial(tmp_path / "w.xlsx")[0].places]
    assert names == [*(day.isoformat() for day in days), "12.5"]


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet2.xml"])
def test_an_xlsx_with_entities_of_its_own_is_not_read(tmp_path: Path, part: str) -> None:
    bomb = b'?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
    path = xlsx(tmp_path, lambda name, content: content.replace(b"?>", bomb, 1) if name == part else content)
    assert [english(p.rule) for p in problems_in(path)] == [UNREADABLE]


@pytest.mark.parametrize(
    "part", ["xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/worksheets/sheet2.xml"]
)
def test_an_xlsx_with_a_broken_part_is_not_read(tmp_path: Path, part: str) -> None:
    path = xlsx(tmp_path, lambda name, content: content[:-20] if name == part else content)
    assert UNREADABLE in [english(p.rule) for p in problems_in(path)]


def test_whichever_byte_of_an_xlsx_is_changed_it_is_read_or_refused(tmp_path: Path) -> None:
    """The version that a part needs, its flags, its way of packing: each is a byte, and any may be damaged."""
    sound = xlsx(tmp_path, lambda _, content: content).read_bytes()
    heads = [at for at in range(len(sound)) if sound[at : at + 2] == b"PK"]
    frame = [heads[0], heads[2], heads[-3], heads[-1]]  # of parts, of the directory, and the end of it
    for at in sorted({place + more for place in frame for more in range(4, 46) if place + more < len(sound)}):
        for byte in (0x63, 0xFF):
            (tmp_path / "w.xlsx").write_bytes(sound[:at] + bytes([byte]) + sound[at + 1 :])
            read_partial(tmp_path / "w.xlsx")


@pytest.mark.parametrize("encoding", ["UTF-7", "no such one", "utf-32", "idna", "cp037", "shift_jis"])
@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/styles.xml", "xl/worksheets/sheet2.xml"])
def test_an_xlsx_part_in_another_encoding_is_read_or_refused(
    tmp_path: Path, part: str, encoding: str
) -> None:
    def change(name: str, content: bytes) -> bytes:
        return (
            content.replace(b'encoding="UTF-8"', f'encoding="{encoding}"'.encode())
            if name == part
            else content
        )

    assert UNREADABLE in [english(p.rule) for p in problems_in(xlsx(tmp_path, change))]


IN_LITTLE_MEMORY = """
import resource, sys
from pathlib import Path
from isthmus.files.workbook import read_partial
from isthmus.language import english
resource.setrlimit(resource.RLIMIT_AS, (400 << 20, 400 << 20))
for problem in read_partial(Path(sys.argv[1]))[1].first:
    print(problem.sheet, problem.row, problem.column, english(problem.rule), sep="|")
"""


def in_little_memory(path: Path) -> list[str]:
    """What a process that may use 400 MB finds in a workbook that holds more in one cell."""
    done = subprocess.run(
        [sys.executable, "-c", IN_LITTLE_MEMORY, str(path)],
        capture_output=True,
        text=True,
        check=True,
        timeout=300,
    )
    return done.stdout.splitlines()


LARGE = 200 << 20
TOO_LONG = "A cell holds at most 1,000,000 characters."
UNCLOSED = "A quotation mark opens in this row and is not closed; the rest of the sheet was not read."


def endless(start: str, piece: bytes, end: str) -> Iterator[bytes]:
    yield (HEADER + start).encode()
    yield from (piece * ((1 << 20) // len(piece)) for _ in range(LARGE >> 20))
    yield end.encode()


@pytest.mark.parametrize(
    ("start", "piece", "end", "expected"),
    [
        (
            "p1,",
            b"x",
            ",\np2,,\n",
            [f"places|2|name|{TOO_LONG}", "places|3|name|This cannot be empty."],
        ),
        (
            'p1,"',
            b'x""\n',
            '",\np2,,\n',
            [f"places|2|name|{TOO_LONG}", "places|3|name|This cannot be empty."],
        ),
        pytest.param(
            'p1,"',
            b"x\n",
            "",
            [f"places|2||{UNCLOSED}", f"places|2|name|{TOO_LONG}"],
            marks=pytest.mark.long,
        ),
        ("p1,x,", b"y", "", [f"places|2|parent|{TOO_LONG}"]),
    ],
    ids=["without a quote", "quoted", "with an unclosed quote", "without a line end"],
)
def test_an_endless_cell_of_a_csv_is_reported_in_little_memory(
    tmp_path: Path, start: str, piece: bytes, end: str, expected: list[str]
) -> None:
    with (tmp_path / "places.csv").open("wb") as stream:
        stream.writelines(endless(start, piece, end))
    assert in_little_memory(tmp_path)[: len(expected)] == expected


def _large_part(target: Path, name: str, start: bytes, end: bytes) -> None:
    with (
        ZipFile(target, "a", ZIP_DEFLATED, compresslevel=1) as written,
        written.open(name, "w", force_zip64=True) as part,
    ):
        part.write(start)
        noise = bytes(33 + (i * 7919 + i // 89) % 80 for i in range(1 << 20)).translate(None, b"<&>")
        for i in range(LARGE >> 20):
            part.write(noise[i * 997 :] + noise[: i * 997])
        part.write(end)


def _frame(tmp_path: Path, without: str) -> Path:
    path = xlsx(tmp_path, lambda name, content: content)
    kept = tmp_path / "kept.xlsx"
    with ZipFile(path) as read, ZipFile(kept, "w", ZIP_DEFLATED) as written:
        for name in read.namelist():
            if name != without:
                written.writestr(name, read.read(name))
    return kept


def test_an_endless_cell_of_an_xlsx_is_reported_in_little_memory(tmp_path: Path) -> None:
    path = _frame(tmp_path, "xl/worksheets/sheet2.xml")
    start = f'<worksheet xmlns="{MAIN}"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>id</t></is></c>'
    start += '<c r="B1" t="inlineStr"><is><t>name</t></is></c></row><row r="2"><c r="A2"><v>1</v></c>'
    start += '<c r="B2" t="inlineStr"><is><t>'
    _large_part(
        path, "xl/worksheets/sheet2.xml", start.encode(), b"</t></is></c></row></sheetData></worksheet>"
    )
    assert in_little_memory(path) == [f"places|2|name|{TOO_LONG}"]


def test_an_endless_shared_text_of_an_xlsx_is_reported_in_little_memory(tmp_path: Path) -> None:
    shared = CELL.replace(b"inlineStr", b"s").replace(
        b'<is><t xml:space="preserve">NAME</t></is>', b"<v>0</v>"
    )
    xlsx(tmp_path, _in_places(CELL, shared))
    _large_part(
        tmp_path / "w.xlsx",
        "xl/sharedStrings.xml",
        f'<sst xmlns="{MAIN}"><si><t>'.encode(),
        b"</t></si></sst>",
    )
    assert in_little_memory(tmp_path / "w.xlsx") == [f"places|2|name|{TOO_LONG}"]


def test_an_endless_tag_of_an_xlsx_is_refused_in_little_memory(tmp_path: Path) -> None:
    path = _frame(tmp_path, "xl/worksheets/sheet2.xml")
    start = f'<worksheet xmlns="{MAIN}"><sheetData><row r="1"><c r="A1" s="'
    _large_part(path, "xl/worksheets/sheet2.xml", start.encode(), b'"/></row></sheetData></worksheet>')
    assert in_little_memory(path)[0].endswith(UNREADABLE)
