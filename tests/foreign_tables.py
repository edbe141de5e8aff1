"""Spreadsheets as people really make them: each has something that no cell's words say, or that may be two things."""

import io
import re
from collections.abc import Callable, Mapping
from datetime import date
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.worksheet import Worksheet

from tests.tables import ods_of

__all__ = ["FOREIGN", "HEADER", "PEOPLE", "book_of", "edited", "saved"]

HEADER = ("no", "name", "age", "date", "place", "remark")
PEOPLE = (
    (1, "Amba Arnov", 31, "2017-03-05", "Hill Village", "by shelling"),
    (2, "Belo Bexley", 24, "2017-03-06", "Hill Village", ""),
    (3, "Cita Corrin", 58, "2017-03-09", "River Village", ""),
    (4, "Dorun Dastan", 7, "2017-03-11", "River Village", ""),
    (5, "Emo Erlow", 44, "2017-03-15", "River Village", ""),
)
_RED = PatternFill("solid", fgColor="FFFF0000")


def saved(book: Workbook) -> bytes:
    """Return a workbook as a file."""
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def edited(file: bytes, part: str, old: str, new: str) -> bytes:
    """Return an XLSX file in one part of which words are others, as no library writes them."""
    stream = io.BytesIO()
    with ZipFile(io.BytesIO(file)) as before, ZipFile(stream, "w", ZIP_DEFLATED) as after:
        for each in before.namelist():
            content = before.read(each).decode() if each == part else before.read(each)
            after.writestr(each, re.sub(old, new, content) if isinstance(content, str) else content)
    return stream.getvalue()


def book_of() -> tuple[Workbook, Worksheet]:
    """Return a plain list of five people, and its sheet."""
    book = Workbook()
    page = book.active
    assert isinstance(page, Worksheet)
    page.append(HEADER)
    for row in PEOPLE:
        page.append(row)
    return book, page


def _made(change: Callable[[Worksheet], None]) -> Callable[[], bytes]:
    def make() -> bytes:
        book, page = book_of()
        change(page)
        return saved(book)

    return make


def _merged_places(page: Worksheet) -> None:
    page.merge_cells("E2:E3")
    page.merge_cells("E4:E6")


def _merged_heading(page: Worksheet) -> None:
    page.insert_rows(4)
    page["A4"] = "March, second week"
    page.merge_cells("A4:F4")


def _colours(page: Worksheet) -> None:
    for place in ("B3", "B5"):
        page[place].fill = _RED
    page["F2"].font = Font(color="FFFF0000")
    page["B6"].font = Font(strike=True)


def _hidden(page: Worksheet) -> None:
    page.row_dimensions[3].hidden = True
    page.row_dimensions[5].hidden = True
    page.column_dimensions["C"].hidden = True


def _filtered(page: Worksheet) -> None:
    page.auto_filter.ref = "A1:F6"
    page.auto_filter.add_filter_column(4, ["River Village"])
    for row in (2, 3):
        page.row_dimensions[row].hidden = True


def _notes(page: Worksheet) -> None:
    page["B2"].comment = Comment("also called Little Amba", "somebody")
    page["D4"].comment = Comment("or the day after", "somebody")


def _two_headers(page: Worksheet) -> None:
    page.insert_rows(1)
    page["A1"], page["B1"], page["D1"] = "no", "victim", "death"
    page.merge_cells("A1:A2")
    page.merge_cells("B1:C1")
    page.merge_cells("D1:E1")


def _links(page: Worksheet) -> None:
    page["F3"], page["F3"].hyperlink = "report", "https://outlet.example/report"
    page["F4"] = '=HYPERLINK("https://outlet.example/other","other")'


def _linked() -> bytes:
    return edited(_made(_links)(), "xl/worksheets/sheet1.xml", r"(other\"\)</f>)<v ?/>", r"\1<v>other</v>")


def _formulas() -> bytes:
    book, page = book_of()
    page["C2"], page["C3"] = "=30+1", "=A1"
    made = edited(saved(book), "xl/worksheets/sheet1.xml", r"(<f>30\+1</f>)<v ?/>", r"\1<v>31</v>")
    return edited(
        made,
        "xl/worksheets/sheet1.xml",
        r'<c r="C3"><f>A1</f><v ?/>',
        r'<c r="C3" t="e"><f>A1</f><v>#REF!</v>',
    )


def _no_value(page: Worksheet) -> None:
    page["C2"] = "=30+1"


def _totals(page: Worksheet) -> None:
    page.insert_rows(4)
    page["B4"] = "Subtotal: 2"
    page.append(("", "Total", 5))
    page.append(HEADER)
    page.append((7,))
    page.append((8,))


def _two_orders(page: Worksheet) -> None:
    for row, cell in enumerate(("3.4.2017", "25.4.2017", "4/3/2017", "4/25/2017", "4/28/2017"), start=2):
        page.cell(row, 4).value = cell


def _serials(page: Worksheet) -> None:
    for row in range(2, 7):
        page.cell(row, 4).value = 42_799 + row


def _mac() -> bytes:
    book, page = book_of()
    book.epoch = CALENDAR_MAC_1904
    for row in range(2, 7):
        page.cell(row, 4).value = date(2017, 3, row)
    return saved(book)


def _two_people(page: Worksheet) -> None:
    page["B2"], page["B3"], page["B4"] = (
        "Amba Arnov and Ida Arnov",
        "Belo Bexley; Fero Fexley",
        "Cita, Gord Corrin",
    )
    page["B5"] = "Dorun Dastan\nHana Dastan"


def _nothing(page: Worksheet) -> None:
    page["C2"], page["E2"], page["D3"], page["E4"], page["F5"] = "—", "N/A", "n.a.", "unknown", "-"


def _others(page: Worksheet) -> None:
    assert page.parent is not None
    second = page.parent.create_sheet("Old")
    second.append(HEADER)
    second.append(PEOPLE[0])
    second.sheet_state = "veryHidden"


def _with_parts(*parts: str) -> Callable[[], bytes]:
    def make() -> bytes:
        book, _ = book_of()
        stream = io.BytesIO(saved(book))
        with ZipFile(stream, "a") as archive:
            for each in parts:
                archive.writestr(each, b"x")
        return stream.getvalue()

    return make


def _long(page: Worksheet) -> None:
    page["F2"] = "x"


def _long_cell() -> bytes:
    return edited(_made(_long)(), "xl/worksheets/sheet1.xml", "<t>x</t>", f"<t>{'x' * 10_000_000}</t>")


def _wide() -> bytes:
    rows = [[*HEADER, *(f"c{number}" for number in range(16_000))]]
    rows += [[*map(str, row), *(["x"] * 16_000)] for row in PEOPLE]
    return "\n".join(map(",".join, rows)).encode()


def _text(encoding: str, sign: str = ";") -> Callable[[], bytes]:
    def make() -> bytes:
        rows = (("№", "ФИО", "возраст", "дата", "место"), (1, "Амба Арнов", 31, "05.03.2017", "Горное"))
        return "".join(f"{sign.join(map(str, row))}\n" for row in rows).encode(encoding)

    return make


def _title(page: Worksheet) -> None:
    page.insert_rows(1)
    page["A1"] = "Register of deaths"
    page.merge_cells("A1:F1")


def _formulas_as_words() -> bytes:
    link = '"=HYPERLINK(""https://outlet.example/1"",""Outlet"")"'
    rows = ("no,name,date,source", f"1,Amba Arnov,2017-03-05,{link}", "2,=Sheet2!A1,2017-03-06,Outlet")
    return "\n".join(rows).encode()


_ANNOTATION = "<office:annotation><text:p>called Little</text:p></office:annotation>"
_ODS_ROWS = (
    ("no", "name", "date", "place"),
    ("1", f"{_ANNOTATION}|Amba Arnov", "2017-03-05", ' table:number-rows-spanned="2"|Hill'),
    ("2", "Belo Bexley", "2017-03-06", ""),
    ("3", "Cita Corrin", "2017-03-07", '|<text:a xlink:href="https://outlet.example/">River</text:a>'),
)


def _ods_cell(cell: str) -> str:
    more, _, words = cell.rpartition("|")
    attributes, inside = ("", more) if more.startswith("<") else (more, "")
    start = f'<table:table-cell office:value-type="string"{attributes}>'
    return f"{start}{inside}<text:p>{words}</text:p></table:table-cell>" if cell else "<table:table-cell/>"


def _ods() -> bytes:
    hidden = {2: ' table:visibility="filter"'}
    rows = "".join(
        f"<table:table-row{hidden.get(at, '')}>{''.join(map(_ods_cell, row))}</table:table-row>"
        for at, row in enumerate(_ODS_ROWS)
    )
    columns = '<table:table-column/><table:table-column table:visibility="collapse"/>'
    space = "urn:oasis:names:tc:opendocument:xmlns"
    return ods_of(
        f'<office:document-content xmlns:office="{space}:office:1.0" xmlns:table="{space}:table:1.0"'
        f' xmlns:text="{space}:text:1.0" xmlns:xlink="http://www.w3.org/1999/xlink"><office:body>'
        f'<office:spreadsheet><table:table table:name="List">{columns}{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )


def _half_way() -> bytes:
    lines = [sign.join(map(str, row)) for row, sign in zip((HEADER, *PEOPLE), ",,,;;;", strict=True)]
    return "\n".join(lines).encode()


FOREIGN: Mapping[str, Callable[[], bytes]] = {
    "merged.xlsx": _made(_merged_places),
    "heading.xlsx": _made(_merged_heading),
    "colours.xlsx": _made(_colours),
    "hidden.xlsx": _made(_hidden),
    "filtered.xlsx": _made(_filtered),
    "notes.xlsx": _made(_notes),
    "headers.xlsx": _made(_two_headers),
    "links.xlsx": _linked,
    "formulas.xlsx": _formulas,
    "no_value.xlsx": _made(_no_value),
    "totals.xlsx": _made(_totals),
    "orders.xlsx": _made(_two_orders),
    "serials.xlsx": _made(_serials),
    "mac.xlsx": _mac,
    "people.xlsx": _made(_two_people),
    "nothing.xlsx": _made(_nothing),
    "sheets.xlsx": _made(_others),
    "macros.xlsx": _with_parts("xl/vbaProject.bin"),
    "external.xlsx": _with_parts("xl/externalLinks/externalLink1.xml"),
    "long.xlsx": _long_cell,
    "wide.csv": _wide,
    "cyrillic.csv": _text("cp1251"),
    "utf16.csv": _text("utf-16"),
    "half.csv": _half_way,
    "title.xlsx": _made(_title),
    "words.csv": _formulas_as_words,
    "list.ods": _ods,
}
