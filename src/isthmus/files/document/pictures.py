"""The programs of the parsing process for pictures, by Pillow: pages photographed or scanned, drawn anew.

A file is one picture, a TIFF of several pages, or a ZIP of pictures that were photographed one by one. What comes back
are pixels: nothing that the file says of itself (place, camera, time) leaves with them; it is told apart, as
`["about", what, value]`. A picture is turned as its file says before anything else is done with it.
"""

import base64
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from io import BytesIO
from typing import IO, Any
from zipfile import ZipFile

import pillow_heif
from PIL import AvifImagePlugin, ExifTags, Image, ImageOps
from PIL import __version__ as pillow_version

from isthmus.files.document.clean import cleaned
from isthmus.files.document.levelling import evened, levelled
from isthmus.files.document.program import ProgramFault, noted, within_limits

__all__ = ["MOST_PICTURES", "opened_picture", "picture", "picture_grey", "picture_page"]

# What phones, scanners and programs for drawing write. Pillow tries no other.
_FORMATS = ("JPEG", "PNG", "TIFF", "WEBP", "GIF", "HEIF", "AVIF")
# The largest scans and phone pictures have 200 million pixels; in colour they take 0.8 GB, of the 6 GB a process has.
MOST_MEGAPIXELS = 250
MOST_PICTURES = 2_000
# A picture in a ZIP of pictures; the largest of a phone are a third of it.
_MOST_BYTES = 64 << 20
_SHOWN_PIXELS = 12_000_000
# Letters are recognised best on A4 at 300 dpi, which is 3,508 pixels high; small pictures are enlarged towards it.
_READ_SIDE = 3_600
_SMALL_SIDE = 2_000
# What a file of a camera says of itself, and what it is called here.
_ABOUT: Mapping[str, tuple[int, ...]] = {
    "taken": (ExifTags.Base.DateTimeOriginal, ExifTags.Base.DateTime),
    "camera": (ExifTags.Base.Model, ExifTags.Base.Make),
    "program": (ExifTags.Base.Software,),
}
_UPRIGHT = 1
# Where the upper of 16 bits stand in a mode of Pillow; `I` holds them in 32 bits.
_UPPER_BYTES = {"I;16": (1, 2), "I;16L": (1, 2), "I;16B": (0, 2), "I": (1, 4)}

Image.init()  # all that reads a form is loaded before the process limits itself
Image.MAX_IMAGE_PIXELS = None  # the bound is asked for before anything is unpacked, and said in words
pillow_heif.register_heif_opener()
pillow_heif.options.DECODE_THREADS = AvifImagePlugin.DEFAULT_MAX_THREADS = 1  # other work waits for the cores


def picture(stream: IO[bytes]) -> Iterator[object]:
    """Answer with a part for each page: without words, which nobody has read yet, and as large as it is."""
    return within_limits(lambda: _told(stream))


def picture_page(stream: IO[bytes], number: str, width: str, turned: str = "0") -> Iterator[object]:
    """Answer with one page, from 1: its part, then the picture, at most so many pixels wide, in three colours.

    `turned`: by how many degrees it is turned to the right before.
    """
    return within_limits(lambda: _drawn(stream, int(number), int(width), int(turned)))


def picture_grey(stream: IO[bytes], number: str, turned: str) -> Iterator[object]:
    """Answer with one page, from 1, in shades of grey, as large as letters are recognised best.

    `turned`: by how many degrees it is turned to the right before. `["grey", width, height, tilt, pixels]`, in base64;
    `tilt`: by how many degrees more it was turned to the left, about its middle, so that lines are level.
    """
    return within_limits(lambda: _grey(stream, int(number), int(turned)))


def _told(stream: IO[bytes]) -> Iterator[list[object]]:
    yield ["reading", "page", "Pillow", pillow_version, ""]
    for number, page in enumerate(_pages(stream), start=1):
        try:
            with _understood(), page() as found:
                turned = ImageOps.exif_transpose(found) if _is_turned(found) else found
                size, about = turned.size, list(_about(found))
                if _is_turned(found):
                    yield noted("document.picture_turned")
                if getattr(found, "is_animated", False) and found.format != "TIFF":
                    yield noted("document.first_picture_alone")
        except _DamagedPicture:
            yield noted("document.page_damaged")
            yield ["part", "", "", None, [1.0, 1.0], []]
            continue
        yield ["part", "", "", None, [float(each) for each in size], []]
        for what, value in about:
            yield ["about", what, value if number == 1 else f"{number}: {value}"]


def _drawn(stream: IO[bytes], number: int, width: int, turned: int) -> Iterator[list[object]]:
    with _understood_or_fault(), _page(stream, number)() as found:
        part: list[object] = ["part", "", "", None, None, []]
        shape = _shape(found)
        scale = min(1.0, width / shape[bool(turned % 180)], (_SHOWN_PIXELS / (shape[0] * shape[1])) ** 0.5)
        shown = _coloured(_scaled(found, scale)).rotate(-turned, expand=True)
        part[4] = [float(each) for each in shape]
    yield part
    yield ["picture", *shown.size, base64.b64encode(shown.tobytes()).decode()]


def _grey(stream: IO[bytes], number: int, turned: int) -> Iterator[list[object]]:
    with _understood_or_fault(), _page(stream, number)() as found:
        side = max(found.size)
        scale = min(1.0, _READ_SIDE * 1.3 / side) if side >= _SMALL_SIDE else min(2.0, _READ_SIDE / side)
        upright = _coloured(_scaled(found, scale)).convert("L").rotate(-turned, expand=True)
    level, tilt = levelled(evened(upright))
    yield ["grey", *level.size, tilt, base64.b64encode(level.tobytes()).decode()]


@contextmanager
def opened_picture(stream: IO[bytes]) -> Iterator[Image.Image]:
    """Yield the first picture of a file. Raises ProgramFault where it is damaged, or too large."""
    with _understood_or_fault(), _page(stream, 1)() as found:
        yield found


type _Opening = Callable[[], Image.Image]


def _page(stream: IO[bytes], number: int) -> _Opening:
    for at, page in enumerate(_pages(stream), start=1):
        if at == number:
            return page
    raise ProgramFault("document.no_page")


def _pages(stream: IO[bytes]) -> Iterator[_Opening]:
    """Yield what opens each page, in the order of the file."""
    stream.seek(0)
    if stream.read(4) == b"PK\x03\x04":
        yield from _zipped(stream)
        return
    with _understood_or_fault(), _opened(stream) as whole:
        frames = _frames(whole) if whole.format == "TIFF" else 1
    for number in range(frames):
        yield partial(_opened, stream, number)


def _frames(whole: Image.Image) -> int:
    """Return how many pages a TIFF has. Raises ProgramFault where they are too many: Pillow would count for an hour."""
    for number in range(1, MOST_PICTURES + 1):  # it miscounts where one is left out
        try:
            whole.seek(number)
        except EOFError:
            return number
    raise ProgramFault("document.too_many_pages", most=MOST_PICTURES)


def _zipped(stream: IO[bytes]) -> Iterator[_Opening]:
    with ZipFile(stream) as archive:
        if len(archive.infolist()) > MOST_PICTURES + 1:
            raise ProgramFault("document.too_many_pages", most=MOST_PICTURES)
        for entry in archive.infolist():
            if entry.filename == "mimetype" or entry.is_dir():
                continue
            if entry.file_size > _MOST_BYTES:
                raise ProgramFault("document.bomb")
            with archive.open(entry) as content:
                held = content.read(_MOST_BYTES)
            yield partial(_opened, BytesIO(held))


def _opened(stream: IO[bytes], number: int = 0) -> Image.Image:
    """Return a picture of which only the beginning was read. Raises ProgramFault where it is too large."""
    stream.seek(0)
    found = Image.open(stream, formats=_FORMATS)
    if number:
        found.seek(number)
    if found.width * found.height > MOST_MEGAPIXELS * 1_000_000:
        raise ProgramFault("document.picture_too_large", most=MOST_MEGAPIXELS)
    return found


class _DamagedPicture(Exception):
    """The bytes of a picture are not what its beginning says."""


@contextmanager
def _understood() -> Iterator[None]:
    """Take whatever Pillow raises for a file that is worse than it thinks possible as one thing."""
    try:
        yield
    except (ProgramFault, MemoryError):
        raise
    except Exception:  # noqa: BLE001  a picture may be worse in any way
        raise _DamagedPicture from None


@contextmanager
def _understood_or_fault() -> Iterator[None]:
    try:
        with _understood():
            yield
    except _DamagedPicture:
        raise ProgramFault("document.damaged") from None


def _is_turned(found: Image.Image) -> bool:
    return bool(found.getexif().get(ExifTags.Base.Orientation, _UPRIGHT) != _UPRIGHT)


def _shape(found: Image.Image) -> tuple[int, int]:
    """Return width and height once it is turned."""
    on_its_side = found.getexif().get(ExifTags.Base.Orientation, _UPRIGHT) in (5, 6, 7, 8)
    return (found.height, found.width) if on_its_side else found.size


def _scaled(found: Image.Image, scale: float) -> Image.Image:
    """Return the picture turned as its file says, and scaled; a large JPEG is unpacked at the size wanted."""
    size = max(round(found.width * scale), 1), max(round(found.height * scale), 1)
    if scale < 1:
        found.draft("RGB", size)
    found.load()
    turned = ImageOps.exif_transpose(_plain(found))
    if turned.size != size:
        wanted = size if (turned.width > turned.height) == (size[0] > size[1]) else size[::-1]
        turned = turned.resize(wanted, Image.Resampling.LANCZOS, reducing_gap=2.0 if scale < 1 else None)
    return turned


def _plain(found: Image.Image) -> Image.Image:
    """Return it in a mode that can be scaled: palettes and single bits hold no shades between two of theirs."""
    if found.mode in ("P", "PA"):
        return found.convert("RGBA")
    if found.mode.startswith("I"):  # 16 bits of grey, of which a screen shows the upper eight
        first, step = _UPPER_BYTES.get(found.mode, (0, 2))
        return Image.frombytes("L", found.size, found.tobytes()[first::step])
    return found.convert("L") if found.mode in ("1", "F") else found


def _coloured(found: Image.Image) -> Image.Image:
    """Return it in three colours; what can be looked through lies on white paper."""
    if found.mode in ("RGBA", "LA", "PA"):
        paper = Image.new("RGBA", found.size, "white")
        paper.alpha_composite(found.convert("RGBA"))
        found = paper
    return found.convert("RGB")


def _about(found: Image.Image) -> Iterator[tuple[str, str]]:
    """Yield what the file says of itself that whoever codes may need: it is the file's word, and can be wrong."""
    exif = found.getexif()
    told: dict[int, Any] = {**exif, **exif.get_ifd(ExifTags.IFD.Exif)}
    for what, tags in _ABOUT.items():
        value = next((_line(told[tag]) for tag in tags if _line(told.get(tag))), "")
        if value:
            yield what, value
    if place := _place(exif.get_ifd(ExifTags.IFD.GPSInfo)):
        yield "place", place


def _line(value: object) -> str:
    return re.sub(r"\s+", " ", cleaned(str(value)))[:200].strip("\0 ") if isinstance(value, str) else ""


def _place(told: Mapping[int, Any]) -> str:
    """Return latitude and longitude in degrees; nothing where they are not both there."""
    try:
        north = _degrees(told[ExifTags.GPS.GPSLatitude]) * (
            -1 if told.get(ExifTags.GPS.GPSLatitudeRef) == "S" else 1
        )
        east = _degrees(told[ExifTags.GPS.GPSLongitude]) * (
            -1 if told.get(ExifTags.GPS.GPSLongitudeRef) == "W" else 1
        )
    except (KeyError, TypeError, ValueError, ZeroDivisionError):
        return ""
    return f"{north:.5f}, {east:.5f}"


def _degrees(parts: tuple[Any, Any, Any]) -> float:
    degrees, minutes, seconds = (float(each) for each in parts)
    return degrees + minutes / 60 + seconds / 3600
