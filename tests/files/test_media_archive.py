"""The files of submissions in a ZIP: found by folder and name, bounded, and never unpacked to a disk."""

import io
from collections.abc import Mapping
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from isthmus.files.media_archive import DamagedMedia, SeveralFiles, open_media
from isthmus.files.table import TableError, TablePlace, open_table, sheet_names
from tests.english import told

ONE, OTHER = "11111111-2222-4333-8444-555555555555", "99999999-2222-4333-8444-555555555555"


def zipped(folder: Path, files: Mapping[str, bytes], name: str = "media.zip") -> Path:
    path = folder / name
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for each, content in files.items():
            archive.writestr(each, content)
    return path


def content(path: Path, key: str, name: str) -> bytes | None:
    with open_media(path) as media:
        part = media.find(key, name)
        return b"".join(media.pieces(part)) if part else None


def test_a_file_is_found_in_the_folder_of_its_submission(tmp_path: Path) -> None:
    files = {f"who/attachments/form/{ONE}/a_b.jpg": b"one", f"who/attachments/form/{OTHER}/a_b.jpg": b"other"}
    path = zipped(tmp_path, files)
    assert content(path, ONE, "a b.jpg") == b"one"
    assert content(path, f"uuid:{OTHER}", "a b.jpg") == b"other"
    assert content(path, ONE, "c.jpg") is None


def test_without_a_folder_it_is_found_by_its_name_if_no_other_has_it(tmp_path: Path) -> None:
    path = zipped(tmp_path, {"media/one.jpg": b"one", "media/x/two.jpg": b"", "media/y/two.jpg": b""})
    assert content(path, ONE, "one.jpg") == b"one"
    with open_media(path) as media, pytest.raises(SeveralFiles):
        media.find(ONE, "two.jpg")


def test_what_systems_add_is_no_file(tmp_path: Path) -> None:
    files = {"__MACOSX/media/._one.jpg": b"", "media/.DS_Store": b"", "media/one.jpg": b"one"}
    with open_media(zipped(tmp_path, files)) as media:
        assert media.size == 1


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "/etc/passwd", "a/../../b.jpg", "C:/b.jpg", "..\\b.jpg"]
)
def test_a_path_that_leads_out_refuses_the_whole(tmp_path: Path, name: str) -> None:
    with pytest.raises(TableError) as refused, open_media(zipped(tmp_path, {name: b"x"})):
        pass
    assert "lies outside" in told(refused.value)
    with pytest.raises(TableError) as refused:
        sheet_names(zipped(tmp_path, {name: b"x", "form.csv": b"KEY\n1\n"}))
    assert "lies outside" in told(refused.value)


def test_what_unpacks_to_far_more_than_it_takes_is_refused(tmp_path: Path) -> None:
    path = zipped(tmp_path, {"media/bomb.jpg": bytes(80 << 20)})
    with pytest.raises(TableError) as refused, open_media(path):
        pass
    assert "200 times" in told(refused.value)
    with pytest.raises(TableError) as refused:
        sheet_names(zipped(tmp_path, {"form.csv": b"KEY\n" + bytes(80 << 20)}))
    assert "200 times" in told(refused.value)


def test_a_damaged_file_is_told_apart_from_one_that_is_not_there(tmp_path: Path) -> None:
    path = tmp_path / "media.zip"
    with ZipFile(path, "w") as archive:
        archive.writestr("media/one.jpg", b"the words of the file")
    path.write_bytes(path.read_bytes().replace(b"words", b"wards"))
    with pytest.raises(DamagedMedia):
        content(path, ONE, "one.jpg")


def test_what_is_no_zip_is_said(tmp_path: Path) -> None:
    path = tmp_path / "media.zip"
    path.write_text("no archive", encoding="utf-8")
    with pytest.raises(TableError) as refused, open_media(path):
        pass
    assert "This is no ZIP file." in told(refused.value)


def test_the_tables_of_a_zip_are_its_sheets(tmp_path: Path) -> None:
    files = {
        "out/form.csv": b"KEY,a\n1,x\n",
        "out/form-people.csv": b"PARENT_KEY,KEY\n1,2\n",
        "out/media/a.csv": b"",
    }
    path = zipped(tmp_path, files)
    assert sheet_names(path) == ("form", "form-people")
    with open_table(path, place=TablePlace("form-people")) as table:
        assert table.names == ("PARENT_KEY", "KEY")
        assert [row for _, rows in table.rows() for row in rows] == [["1", "2"]]
    with pytest.raises(TableError) as refused, open_table(path):
        pass
    assert "form and form-people" in told(refused.value)


def test_two_tables_of_one_name_are_refused(tmp_path: Path) -> None:
    with pytest.raises(TableError) as refused:
        sheet_names(zipped(tmp_path, {"a/form.csv": b"KEY\n1\n", "b/form.csv": b"KEY\n2\n"}))
    assert "Two tables of the archive are named “form”." in told(refused.value)


def test_a_damaged_table_is_said_and_no_traceback(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with ZipFile(stream, "w") as archive:
        archive.writestr("form.csv", b"KEY,name\n1,Amba Arnov\n")
    path = tmp_path / "odk.zip"
    path.write_bytes(stream.getvalue().replace(b"Arnov", b"Arnow"))
    with pytest.raises(TableError) as refused, open_table(path) as table:
        list(table.rows())
    assert "cannot be read" in told(refused.value)
