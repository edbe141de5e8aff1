"""Pictures of all kinds are pages: turned as their files say, and drawn anew without what these say of themselves."""

import base64
import io
import struct
import zipfile
from io import BytesIO

import pytest
from PIL import ExifTags, Image
from PIL.TiffImagePlugin import TiffImageFile

from isthmus.files.document import pictures
from isthmus.files.document.errors import DocumentFault
from isthmus.files.document.picture_pages import pages_file
from isthmus.files.document.pictures import picture, picture_grey, picture_page
from isthmus.files.document.reading import draw_page, draw_page_in_grey, read
from isthmus.files.in_memory import stream_in_memory
from tests.files.document.printed_pages import saved
from tests.walls import reads_foreign_kinds

CORNER = (200, 30, 30)


def scene(mode="RGB", size=(60, 40)):
    """A white picture, red in its upper left quarter."""
    found = Image.new("RGB", size, "white")
    found.paste(CORNER, (0, 0, size[0] // 2, size[1] // 2))
    return found.convert(mode)


def deep(grey):
    """The same shades, each of 16 bits."""
    return Image.frombytes(
        "I;16", grey.size, bytes(each for shade in grey.tobytes() for each in (shade, shade))
    )


def exif(**tags):
    found = Image.Exif()
    for name, value in tags.items():
        found[ExifTags.Base[name]] = value
    return found


def drawn(content, number=1, width=60):
    """The part and the picture of one page."""
    answers = list(picture_page(BytesIO(content), str(number), str(width)))
    assert answers[-1] == ["end"], answers
    part, (_, *size, coded), _ = answers
    return part, Image.frombytes("RGB", tuple(size), base64.b64decode(coded))


def told(content):
    return list(picture(BytesIO(content)))


def is_red(image, at):
    red, green, blue = image.getpixel(at)
    return red > 150 and green < 90 and blue < 90


@pytest.mark.parametrize("form", ["PNG", "JPEG", "TIFF", "WEBP", "GIF", "HEIF", "AVIF"])
@pytest.mark.parametrize("mode", ["RGB", "L", "P", "RGBA", "1", "CMYK", "I;16", "LA"])
def test_every_form_and_mode_is_a_page(form, mode):
    try:
        content = saved(deep(scene("L")) if mode == "I;16" else scene(mode), form)
        assert mode != "I;16" or form in ("PNG", "TIFF")
    except (AssertionError, OSError, ValueError, KeyError):
        pytest.skip(f"{form} has no {mode}")
    assert [each[0] for each in told(content)] == ["reading", "part", "end"]
    part, image = drawn(content)
    assert part[4] == [60.0, 40.0]
    assert image.getpixel((50, 35))[0] > 200  # white stays white
    assert image.getpixel((5, 5))[1] < 140  # and the corner is darker


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_is_turned_as_its_file_says(orientation):
    """How a camera was held stands in its file (Exif 2.3, tag 274): each of eight ways brings the corner back."""
    undone = {
        1: [],
        2: [Image.Transpose.FLIP_LEFT_RIGHT],
        3: [Image.Transpose.ROTATE_180],
        4: [Image.Transpose.FLIP_TOP_BOTTOM],
        5: [Image.Transpose.TRANSPOSE],
        6: [Image.Transpose.ROTATE_90],
        7: [Image.Transpose.TRANSVERSE],
        8: [Image.Transpose.ROTATE_270],
    }
    held = scene(size=(600, 400))
    for each in undone[orientation]:
        held = held.transpose(each)
    content = saved(held, "JPEG", exif=exif(Orientation=orientation), quality=95)
    notes = [each[1] for each in told(content) if each[0] == "note"]
    assert notes == (["document.picture_turned"] if orientation > 1 else [])
    for width in (600, 60):
        part, image = drawn(content, width=width)
        assert part[4] == [600.0, 400.0]
        assert image.size == (width, width * 400 // 600)
        assert is_red(image, (width // 8, width // 8))
        assert not is_red(image, (width * 7 // 8, width // 8))


def test_what_the_file_says_of_itself_is_told_and_does_not_leave_with_the_page():
    tags = exif(Make="Maker", Model="A\x00 phone", DateTime="2017:03:05 12:00:00", Software="<b>program</b>")
    place = tags.get_ifd(ExifTags.IFD.GPSInfo)
    place[ExifTags.GPS.GPSLatitude], place[ExifTags.GPS.GPSLatitudeRef] = (43.0, 19.0, 12.0), "S"
    place[ExifTags.GPS.GPSLongitude], place[ExifTags.GPS.GPSLongitudeRef] = (45.0, 41.0, 24.0), "E"
    content = saved(scene(), "JPEG", exif=tags)
    about = {each[1]: each[2] for each in told(content) if each[0] == "about"}
    assert about["taken"] == "2017:03:05 12:00:00"
    assert about["camera"].startswith("A")
    assert about["program"] == "<b>program</b>"
    assert about["place"] == "-43.32000, 45.69000"
    _part, image = drawn(content)
    assert not image.getexif()
    assert b"phone" not in image.tobytes()


def tiff_of(pages: int, *, looped: bool = False) -> bytes:
    """Pages of one white point, each a directory; `looped`: after the last comes the first again."""
    size = 2 + 12 * 9 + 4
    content = b"II*\0" + struct.pack("<I", 8)
    tags = ((256, 1), (257, 1), (258, 8), (259, 1), (262, 1), (273, 4), (277, 1), (278, 1), (279, 1))
    for page in range(pages):
        content += struct.pack("<H", len(tags)) + b"".join(struct.pack("<HHII", t, 4, 1, v) for t, v in tags)
        content += struct.pack("<I", 8 + size * (page + 1) if page + 1 < pages else 8 * looped)
    return content


def test_a_tiff_whose_pages_are_without_end_or_very_many_is_counted_no_further(monkeypatch):
    assert [each[0] for each in told(tiff_of(3, looped=True))] == ["reading", *["part"] * 3, "end"]
    monkeypatch.setattr(pictures, "MOST_PICTURES", 5)
    assert len(told(tiff_of(5))) == 1 + 5 + 1
    counted = []
    monkeypatch.setattr(
        TiffImageFile,
        "seek",
        lambda page, number, seek=TiffImageFile.seek: counted.append(seek(page, number)),
    )
    assert told(tiff_of(100))[-1] == ["fault", "document.too_many_pages", {"most": 5}]
    assert len(counted) <= 6


def test_pages_of_a_tiff_and_pictures_of_a_zip_are_pages_in_their_order():
    shades = [Image.new("L", (50, 80), shade) for shade in (10, 120, 230)]
    several = saved(shades[0], "TIFF", save_all=True, append_images=shades[1:])
    together = pages_file([saved(shade, "PNG") for shade in shades])
    for content in (several, together):
        assert [each[0] for each in told(content)].count("part") == 3
        for number, shade in enumerate((10, 120, 230), start=1):
            assert drawn(content, number, 50)[1].getpixel((20, 20))[0] == shade
        assert list(picture_page(BytesIO(content), "4", "50"))[-1][1] == "document.no_page"


def test_a_page_that_is_damaged_does_not_take_the_others_with_it():
    good, bad = saved(scene(), "PNG"), saved(scene(), "JPEG")[:50]
    answers = told(pages_file([good, bad, good]))
    assert [each[0] for each in answers] == ["reading", "part", "note", "part", "part", "end"]


def test_a_moving_picture_shows_its_first():
    content = saved(scene(), "GIF", save_all=True, append_images=[scene("L")])
    assert ["note", "document.first_picture_alone"] in told(content)


def test_what_a_person_looks_at_and_what_is_recognised_are_bounded():
    content = saved(Image.new("L", (9_000, 5_000), 200), "JPEG")
    [answer, _] = list(picture_grey(BytesIO(content), "1", "0"))
    assert answer[1] * answer[2] < 40_000_000
    assert drawn(content, width=1200)[1].size[0] == 1200


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (saved(Image.new("1", (30_000, 30_000)), "PNG"), "document.picture_too_large"),
        (saved(Image.new("1", (30_000, 30_000)), "TIFF", compression="group4"), "document.picture_too_large"),
        (b"\xff\xd8\xff" + b"no picture" * 20, "document.damaged"),
        (b"", "document.damaged"),
    ],
)
def test_bombs_and_ruins_are_refused_in_words(content, code):
    assert told(content)[-1][:2] == ["fault", code]
    assert list(picture_page(BytesIO(content), "1", "100"))[-1][0] == "fault"


def test_a_picture_that_breaks_off_is_refused_when_it_is_drawn():
    content = saved(scene(), "PNG")[:60]
    assert list(picture_page(BytesIO(content), "1", "100"))[-1][:2] == ["fault", "document.damaged"]
    assert list(picture_grey(BytesIO(content), "1", "0"))[-1][:2] == ["fault", "document.damaged"]


def test_a_zip_whose_entry_unpacks_to_far_more_is_refused():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("001.png", bytes(80 << 20))
    assert told(stream.getvalue())[-1][:2] == ["fault", "document.bomb"]


@reads_foreign_kinds
@pytest.mark.parametrize("form", ["JPEG", "TIFF", "HEIF", "AVIF", "WEBP"])
def test_behind_the_walls_it_is_the_same(form):
    with stream_in_memory(saved(scene(size=(600, 400)), form)) as file:
        found = read(file, "image/jpeg")
        assert [part.size for part in found.reading.parts] == [(600.0, 400.0)]
        assert draw_page(file, "image/jpeg", 1, 300).width == 300
        assert draw_page_in_grey(file, "image/jpeg", 1, turned=90).width > 600


@reads_foreign_kinds
def test_behind_the_walls_a_bomb_is_refused():
    with (
        stream_in_memory(saved(Image.new("1", (30_000, 30_000)), "PNG")) as file,
        pytest.raises(DocumentFault) as refused,
    ):
        read(file, "image/png")
    assert refused.value.rule.code == "document.picture_too_large"
