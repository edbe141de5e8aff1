"""What is written is read back exactly, in every format, whatever the text."""

import io
from codecs import BOM_UTF8
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from openpyxl import load_workbook

from isthmus.core.workbook.canonical import canonical_csv, digest
from isthmus.core.workbook.formula_guard import unguarded
from isthmus.core.workbook.problems import UnsoundWorkbook
from isthmus.core.workbook.rows import Place, Source, Workbook
from isthmus.core.workbook.schema import SHEETS
from isthmus.files.sample import sample_path
from isthmus.files.workbook import (
    FolderExists,
    TooLargeForXlsx,
    read_partial,
    read_workbook,
    write_csv,
    write_template,
    write_xlsx,
    write_zip,
)
from isthmus.files.workbook.writing import TEMPLATE
from isthmus.language import english
from tests.core.workbook.random_books import TRICKY, workbooks
from tests.english import told
from tests.house.template import template


@given(workbooks())
@settings(max_examples=50)
def test_a_folder_of_csv_gives_back_what_was_written(workbook: Workbook) -> None:
    with TemporaryDirectory() as folder:
        write_csv(workbook, Path(folder) / "w")
        assert read_workbook(Path(folder) / "w") == workbook


@given(workbooks())
@settings(max_examples=100)
def test_a_zip_and_an_xlsx_give_back_what_was_written(workbook: Workbook) -> None:
    for write in (write_zip, write_xlsx):
        stream = io.BytesIO()
        write(workbook, stream)
        assert read_workbook(stream) == workbook


def test_the_sample_survives_every_format(tmp_path: Path) -> None:
    sample = read_workbook(sample_path())
    write_csv(sample, tmp_path / "csv")
    write_zip(sample, tmp_path / "w.zip")
    write_xlsx(sample, tmp_path / "w.xlsx")
    assert {digest(read_workbook(tmp_path / name)) for name in ("csv", "w.zip", "w.xlsx")} == {digest(sample)}


def test_a_written_folder_of_ascii_is_the_canonical_form_after_a_mark_for_spreadsheets(
    tmp_path: Path,
) -> None:
    workbook = Workbook(places=(Place("p1", 'a "b", c'),))
    write_csv(workbook, tmp_path / "w")
    files = [(tmp_path / "w" / f"{sheet.name}.csv").read_bytes() for sheet in SHEETS[:8]]
    assert all(each.startswith(BOM_UTF8) for each in files)
    written = b"".join(each.removeprefix(BOM_UTF8) for each in files)
    assert written == b"".join(canonical_csv(workbook))


def test_the_same_workbook_gives_the_same_bytes() -> None:
    sample = read_workbook(sample_path())
    for write in (write_zip, write_xlsx):
        first, second = io.BytesIO(), io.BytesIO()
        write(sample, first)
        write(sample, second)
        assert first.getvalue() == second.getvalue()


def test_a_spreadsheet_library_reads_every_cell_as_the_text_it_is() -> None:
    plain = [text for text in TRICKY if "\r" not in text and "_x" not in text and unguarded(text) == text]
    places = tuple(Place(f"p{i:02}", text) for i, text in enumerate(plain))
    stream = io.BytesIO()
    write_xlsx(Workbook(places=places), stream)
    sheet = load_workbook(stream)["places"]
    assert [row[1].value for row in sheet.iter_rows(min_row=2)] == plain
    assert {(row[1].data_type, row[1].number_format) for row in sheet.iter_rows(min_row=2)} == {("s", "@")}


def test_what_a_spreadsheet_would_cut_off_is_refused_and_nothing_is_left(tmp_path: Path) -> None:
    with pytest.raises(TooLargeForXlsx) as raised:
        write_xlsx(Workbook(sources=(Source("s1", "x", "outlet", note="🙂" * 16_384),)), tmp_path / "w.xlsx")
    assert "sources H2" in told(raised.value)
    assert list(tmp_path.iterdir()) == []
    write_xlsx(Workbook(sources=(Source("s1", "x", "outlet", note="x" * 32_767),)), tmp_path / "w.xlsx")
    assert len(read_workbook(tmp_path / "w.xlsx").sources[0].note) == 32_767


def test_an_export_never_overwrites_a_folder_with_something_in_it(tmp_path: Path) -> None:
    (tmp_path / "w").mkdir()
    write_csv(Workbook(), tmp_path / "w")
    with pytest.raises(FolderExists) as raised:
        write_csv(Workbook(), tmp_path / "w")
    assert "never overwrite" in told(raised.value)


def test_a_full_disk_is_a_clear_error_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("isthmus.files.workbook.writing.csv_text", full)
    monkeypatch.setattr("isthmus.files.workbook.writing.table_of", full)
    sample = read_workbook(sample_path())
    with pytest.raises(OSError, match="No space left"):
        write_csv(sample, tmp_path / "w")
    with pytest.raises(OSError, match="No space left"):
        write_xlsx(sample, tmp_path / "w.xlsx")
    assert list(tmp_path.iterdir()) == []


def test_a_failed_export_keeps_the_file_that_was_there(tmp_path: Path) -> None:
    (tmp_path / "w.xlsx").write_bytes(b"before")
    with pytest.raises(TooLargeForXlsx):
        write_xlsx(Workbook(sources=(Source("s1", "x" * 40_000, "outlet"),)), tmp_path / "w.xlsx")
    assert (tmp_path / "w.xlsx").read_bytes() == b"before"


def parts(workbook: bytes) -> dict[str, bytes]:
    with ZipFile(io.BytesIO(workbook)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_template_that_is_shipped_is_what_the_sheets_are_now() -> None:
    """`make template` writes it again."""
    assert parts(TEMPLATE.read_bytes()) == parts(template())


def test_an_empty_template_imports_as_an_empty_workbook(tmp_path: Path) -> None:
    write_template(tmp_path / "t.xlsx")
    assert read_workbook(tmp_path / "t.xlsx") == Workbook()


def test_a_filled_template_imports_what_was_filled_in(tmp_path: Path) -> None:
    write_template(tmp_path / "t.xlsx")
    book = load_workbook(tmp_path / "t.xlsx")
    book["sources"].append(["s1", "Newspaper A", "outlet", None, None, True, 1, None])
    book["places"].append([1, "Example Village", None, None, 43.5, -0.25, "settlement", None])
    book["documents"].append(["d1", "An article", "s1", "yes"])
    book.save(tmp_path / "t.xlsx")
    workbook = read_workbook(tmp_path / "t.xlsx")
    assert workbook.sources == (Source("s1", "Newspaper A", "outlet", contact="yes", reliability="01"),)
    assert workbook.places == (Place("1", "Example Village", "", "", "43.5", "-0.25", "settlement"),)


def test_the_template_explains_every_column_and_offers_its_choices(tmp_path: Path) -> None:
    write_template(tmp_path / "t.xlsx")
    book = load_workbook(tmp_path / "t.xlsx")
    assert book.sheetnames == ["Read me", *(sheet.name for sheet in SHEETS)]
    for sheet in SHEETS:
        page = book[sheet.name]
        offered = {
            str(rule.sqref).split("2:")[0]: rule.formula1 for rule in page.data_validations.dataValidation
        }
        for cell, column in zip(page[1], sheet.written, strict=True):
            assert cell.value == column.name
            assert cell.comment is not None
            assert english(column.about) in cell.comment.text
            assert ("Required." in cell.comment.text) == column.required
            assert (cell.column_letter in offered) == bool(column.choices or column.type == "code")
        assert all(len(rule) <= 257 for rule in offered.values())


def test_the_archive_holds_what_a_spreadsheet_expects() -> None:
    stream = io.BytesIO()
    write_xlsx(Workbook(), stream)
    assert ZipFile(stream).namelist()[:2] == ["[Content_Types].xml", "_rels/.rels"]
    assert load_workbook(stream).sheetnames == [sheet.name for sheet in SHEETS]
    assert read_partial(stream) == (Workbook(), read_partial(stream)[1])


def test_an_unsound_workbook_is_not_read() -> None:
    stream = io.BytesIO()
    write_xlsx(Workbook(places=(Place("p1", "x", parent="p9"),)), stream)
    with pytest.raises(UnsoundWorkbook) as found:
        read_workbook(stream)
    assert found.value.problems.first[0].column == "parent"
