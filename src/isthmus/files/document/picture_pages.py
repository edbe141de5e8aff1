"""Pages that were photographed one by one, as one file: a ZIP of the pictures, in their order, byte for byte.

Its first entry is called `mimetype` and holds the media type, stored, as in files of OpenDocument: so it is told by its
first bytes. The pictures follow as `001.jpg`, `002.png` …, stored: pictures do not pack further.
"""

import io
from collections.abc import Sequence
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from isthmus.files.picture_kinds import picture_ending

__all__ = ["MOST_PAGES", "PAGES", "pages_file"]

PAGES = "application/x-pages+zip"
# Nobody photographs more pages one by one; names stay in their order.
MOST_PAGES = 999
_FIRST = "mimetype"
# Equal pictures make an equal file: no moment stands in it. It is the first one that a ZIP can hold.
_MOMENT = (1980, 1, 1, 0, 0, 0)


def pages_file(files: Sequence[bytes]) -> bytes:
    """Return one file of pictures, a page each, in this order. Raises ValueError for none, or for too many."""
    if not 0 < len(files) <= MOST_PAGES:
        raise ValueError(len(files))
    target = io.BytesIO()
    with ZipFile(target, "w", ZIP_STORED) as archive:
        archive.writestr(_entry(_FIRST), PAGES)
        for number, content in enumerate(files, 1):
            archive.writestr(_entry(f"{number:03}.{picture_ending(content)}"), content)
    return target.getvalue()


def _entry(name: str) -> ZipInfo:
    return ZipInfo(name, _MOMENT)
