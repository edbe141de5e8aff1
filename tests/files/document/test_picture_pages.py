"""Pictures as the pages of one file."""

import io
from zipfile import ZIP_STORED, ZipFile

import pytest

from isthmus.actions.desk.file_kinds import kind_of
from isthmus.files.document.picture_pages import MOST_PAGES, PAGES, pages_file

JPEG, PNG = b"\xff\xd8\xff\xe0 a photo", b"\x89PNG\r\n\x1a\n a scan"
ODT = "application/vnd.oasis.opendocument.text"


def test_pages_stand_in_their_order_byte_for_byte():
    made = pages_file([JPEG, PNG, JPEG])
    with ZipFile(io.BytesIO(made)) as archive:
        assert archive.namelist() == ["mimetype", "001.jpg", "002.png", "003.jpg"]
        assert archive.read("mimetype") == PAGES.encode()
        assert [archive.read(name) for name in archive.namelist()[1:]] == [JPEG, PNG, JPEG]
        assert {each.compress_type for each in archive.infolist()} == {ZIP_STORED}
    assert kind_of(made) == PAGES


def test_each_picture_is_called_by_what_it_is():
    phone = b"\0\0\0\x18ftypheic\0\0\0\0heicmif1 a photo"
    tiff, webp, unknown = b"II*\0 pages", b"RIFF\x10\0\0\0WEBPVP8 ", b"GIF80a no picture"
    with ZipFile(io.BytesIO(pages_file([phone, tiff, webp, unknown]))) as archive:
        assert archive.namelist()[1:] == ["001.heic", "002.tif", "003.webp", "004.bin"]


def test_the_same_pages_make_the_same_file():
    assert pages_file([JPEG, PNG]) == pages_file([JPEG, PNG])
    assert pages_file([JPEG, PNG]) != pages_file([PNG, JPEG])


def test_no_page_and_too_many_are_refused():
    for files in ([], [JPEG] * (MOST_PAGES + 1)):
        with pytest.raises(ValueError, match=str(len(files))):
            pages_file(files)


def test_a_file_that_only_begins_like_it_is_another_kind():
    target = io.BytesIO()
    with ZipFile(target, "w") as archive:
        archive.writestr("mimetype", ODT)
    assert kind_of(target.getvalue()) == ODT
    target = io.BytesIO()
    with ZipFile(target, "w") as archive:
        archive.writestr("mimetype", PAGES + "x")
        archive.writestr("001.jpg", JPEG)
    assert kind_of(target.getvalue()) == "application/zip"
