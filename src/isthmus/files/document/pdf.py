"""The programs of the parsing process for PDF, by pdfium: the text layer with its places, and pages as pictures.

`["reading", …]` first, then a part for each page, and `["scan", number]` after one that a picture covers; what is wrong
is `["fault", code, values]`, and the last answer.
"""

import base64
from collections.abc import Generator, Iterator
from ctypes import c_float, create_string_buffer
from dataclasses import replace
from typing import IO

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image

from isthmus.core.reading.page_order import page_text
from isthmus.core.reading.plain_letters import plain_letters
from isthmus.core.reading.stretches import PlacedWord
from isthmus.files.document.levelling import evened, levelled
from isthmus.files.document.pdf_letters import lines_of

__all__ = ["MOST_PAGES", "pdf", "pdf_grey", "pdf_page"]

MOST_PAGES = 20_000
# A picture of a page: as wide as a screen shows it; more only makes it slow.
MOST_PIXELS = 12_000_000
# Letters are recognised best at 300 points an inch: A4 then has nine million, A2 more than is drawn.
_READ_SCALE = 300 / 72
_MOST_READ_PIXELS = 36_000_000
_SCALE = 10_000
# A scan is one picture, or a few strips; where it has words, they stand before it or after it.
_MOST_OBJECTS = 500
_MOST_OF_PAGE = 0.6
_SOFT_HYPHEN = "\u00ad"


def pdf(stream: IO[bytes]) -> Iterator[object]:
    """Answer with the text of each page, and where its words stand."""
    document = yield from _opened(stream)
    if document is None:
        return
    yield ["reading", "page", "pdfium", str(pypdfium2.PDFIUM_INFO.build), ""]
    notes: set[str] = set()
    says_right_to_left = _direction(document) == b"R2L"
    for number in range(len(document)):
        page = _page(document, number)
        if page is None:
            notes.add("document.page_damaged")
            yield ["part", "", "", None, [1.0, 1.0], []]
            continue
        yield _part(page, says_right_to_left=says_right_to_left)
        if _is_over_picture(page):
            yield ["scan", number + 1]
        page.close()
    yield from (["note", code] for code in sorted(notes))
    yield ["end"]


def pdf_page(stream: IO[bytes], number: str, width: str, turned: str = "0") -> Iterator[object]:
    """Answer with one page, from 1: its part as `pdf` tells it, then, drawn so many pixels wide, the picture.

    `["picture", width, height, pixels]`: red, green and blue of each pixel, in base64. `turned`: to the right, degrees.
    """
    found = yield from _opened_at(stream, int(number))
    if found is None:
        return
    document, page = found
    yield _part(page, says_right_to_left=_direction(document) == b"R2L")
    yield _picture(page, int(width), int(turned))
    yield ["end"]


def pdf_grey(stream: IO[bytes], number: str, turned: str) -> Iterator[object]:
    """Answer with one page, from 1, in shades of grey, turned to the right by degrees, as letters are recognised best.

    `["grey", width, height, tilt, pixels]`, in base64; `tilt`: by how many degrees more it was turned to the left,
    about its middle, so that lines are level.
    """
    found = yield from _opened_at(stream, int(number))
    if found is None:
        return
    _document, page = found
    drawn = _rendered(page, _READ_SCALE, _MOST_READ_PIXELS, pdfium.FPDFBitmap_Gray, int(turned))
    level, tilt = levelled(evened(Image.frombytes("L", (drawn.width, drawn.height), _rows(drawn, 1))))
    yield ["grey", *level.size, tilt, base64.b64encode(level.tobytes()).decode()]
    yield ["end"]


def _picture(page: pypdfium2.PdfPage, width: int, turned: int) -> list[object]:
    across = page.get_height() if turned % 180 else page.get_width()
    drawn = _rendered(page, width / max(across, 1.0), MOST_PIXELS, pdfium.FPDFBitmap_BGR, turned)
    return ["picture", drawn.width, drawn.height, base64.b64encode(_rows(drawn, 3)).decode()]


def _rendered(
    page: pypdfium2.PdfPage, scale: float, most: int, form: int, turned: int = 0
) -> pypdfium2.PdfBitmap:
    points = max(page.get_width(), 1.0) * max(page.get_height(), 1.0)
    return page.render(
        scale=min(scale, (most / points) ** 0.5),
        rotation=turned,
        rev_byteorder=form == pdfium.FPDFBitmap_BGR,
        may_draw_forms=False,
        force_bitmap_format=form,
    )


def _rows(drawn: pypdfium2.PdfBitmap, bytes_a_point: int) -> bytes:
    pixels, row = bytes(drawn.buffer), drawn.width * bytes_a_point
    return b"".join(pixels[at : at + row] for at in range(0, drawn.height * drawn.stride, drawn.stride))


def _opened(stream: IO[bytes]) -> Generator[object, None, pypdfium2.PdfDocument | None]:
    """Return the document, or None after the fault was told."""
    try:
        document = pypdfium2.PdfDocument(stream)
        pages = len(document)
    except pypdfium2.PdfiumError as error:
        locked = getattr(error, "err_code", None) == pdfium.FPDF_ERR_PASSWORD
        yield ["fault", "document.locked" if locked else "document.damaged", {}]
        return None
    if pages > MOST_PAGES:
        yield ["fault", "document.too_many_pages", {"most": MOST_PAGES}]
        return None
    return document


def _opened_at(
    stream: IO[bytes], number: int
) -> Generator[object, None, tuple[pypdfium2.PdfDocument, pypdfium2.PdfPage] | None]:
    """Return the document and one page of it, from 1, or None after the fault was told."""
    document = yield from _opened(stream)
    if document is None:
        return None
    page = _page(document, number - 1) if 0 < number <= len(document) else None
    if page is None:
        yield ["fault", "document.no_page", {}]
        return None
    return document, page


def _page(document: pypdfium2.PdfDocument, number: int) -> pypdfium2.PdfPage | None:
    try:
        return document.get_page(number)
    except pypdfium2.PdfiumError:
        return None


def _direction(document: pypdfium2.PdfDocument) -> bytes:
    said = create_string_buffer(8)
    pdfium.FPDF_VIEWERREF_GetName(document, b"Direction", said, len(said))
    return said.value


def _part(page: pypdfium2.PdfPage, *, says_right_to_left: bool) -> list[object]:
    size = page.get_size()
    text = page.get_textpage()
    lines, from_right = lines_of(text, size[1], says_right_to_left=says_right_to_left)
    text.close()
    words = [[replace(word, text=_plain(word.text)) for word in line] for line in lines]
    written, places = page_text(words, right_to_left=from_right)
    boxes = [[start, end, *_scaled(word, size)] for start, end, word in places]
    return ["part", written, "", None, [round(each, 1) for each in size], boxes]


def _is_over_picture(page: pypdfium2.PdfPage) -> bool:
    """Return whether a picture covers most of a page: what words are there besides, somebody's program put under it."""
    width, height = page.get_size()
    for at in range(min(pdfium.FPDFPage_CountObjects(page), _MOST_OBJECTS)):
        found = pdfium.FPDFPage_GetObject(page, at)
        if pdfium.FPDFPageObj_GetType(found) != pdfium.FPDF_PAGEOBJ_IMAGE:
            continue
        left, bottom, right, top = (c_float() for _ in range(4))
        if pdfium.FPDFPageObj_GetBounds(found, left, bottom, right, top):
            covered = (right.value - left.value) * (top.value - bottom.value)
            if covered >= _MOST_OF_PAGE * width * height:
                return True
    return False


def _plain(word: str) -> str:
    """Return a word without forms of printing; a hyphen at the end of a line stays until lines are joined."""
    return plain_letters(word) + _SOFT_HYPHEN * word.endswith(_SOFT_HYPHEN)


def _scaled(word: PlacedWord, size: tuple[float, float]) -> list[int]:
    width, height = size
    return [
        round(word.left / width * _SCALE),
        round(word.top / height * _SCALE),
        round((word.right - word.left) / width * _SCALE),
        round((word.bottom - word.top) / height * _SCALE),
    ]
