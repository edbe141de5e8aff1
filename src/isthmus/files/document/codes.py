"""The program of the parsing process that reads the QR codes of a picture: `["code", base64]` for each."""

import base64
from collections.abc import Iterator
from typing import IO

import zxingcpp
from PIL import Image, ImageOps

from isthmus.files.document.pictures import opened_picture
from isthmus.files.document.program import within_limits

__all__ = ["picture_codes"]

# Dots on a side: a code of 97 modules has more than ten to each where it fills a quarter of so large a picture.
_MOST_SIDE = 4_000


def picture_codes(stream: IO[bytes]) -> Iterator[object]:
    """Answer with the bytes of each code."""
    return within_limits(lambda: _codes(stream))


def _codes(stream: IO[bytes]) -> Iterator[list[object]]:
    with opened_picture(stream) as found:
        grey = ImageOps.exif_transpose(found).convert("L")
        grey.thumbnail((_MOST_SIDE, _MOST_SIDE), Image.Resampling.LANCZOS)
    for each in zxingcpp.read_barcodes(grey, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)):
        yield ["code", base64.b64encode(each.bytes).decode()]
