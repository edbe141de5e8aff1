"""A list as an XLSX file, written as its rows come: texts stay texts, numbers are numbers, nothing is run."""

import io
from collections.abc import Iterator
from zipfile import ZipFile

from openpyxl import load_workbook

from isthmus.files.table.xlsx_writing import LONGEST_XLSX_CELL, list_pieces


def cells(rows: list[tuple[str | int | None, ...]]) -> list[tuple[object, ...]]:
    content = b"".join(list_pieces("list", ("a", "b"), iter(rows)))
    page = load_workbook(io.BytesIO(content)).worksheets[0]
    assert page.title == "list"
    return list(page.iter_rows(min_row=2, values_only=True, max_col=2))


def test_texts_stay_texts_and_numbers_are_numbers() -> None:
    rows: list[tuple[str | int | None, ...]] = [
        ("=1+1", 7),
        ("<b>&", None),
        ("007", ""),
        ("a\nb", 0),
    ]
    assert cells(rows) == [("=1+1", 7), ("<b>&", None), ("007", None), ("a\nb", 0)]
    content = b"".join(list_pieces("list", ("a", "b"), iter(rows)))
    with ZipFile(io.BytesIO(content)) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")


def test_a_text_that_no_spreadsheet_holds_is_cut_and_shows_it() -> None:
    [(cut, _)] = cells([("\U0001f600" * LONGEST_XLSX_CELL, 1)])
    assert isinstance(cut, str)
    assert cut.startswith("… \U0001f600")
    assert len(cut.encode("utf-16-le")) // 2 <= LONGEST_XLSX_CELL


def test_signs_that_no_xml_holds_are_replaced() -> None:
    assert cells([("a\x00b\x0bc", 1)]) == [("a\ufffdb\ufffdc", 1)]


def test_rows_are_written_as_they_come() -> None:
    taken = []

    def rows() -> Iterator[tuple[int, str]]:
        for number in range(3_000):
            taken.append(number)
            yield number, "x"

    pieces = list_pieces("list", ("a", "b"), rows())
    next(pieces)
    assert len(taken) < 1_000
