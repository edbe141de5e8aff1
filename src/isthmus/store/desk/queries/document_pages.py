"""Pages of a document as they are printed: drawn in the parsing process when somebody looks, kept in memory alone."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

from isthmus.core.reading import ReadPart
from isthmus.files.document.kinds import PAGED
from isthmus.files.document.png import as_png
from isthmus.files.document.reading import draw_page
from isthmus.files.in_memory import stream_in_memory

__all__ = ["PAGED", "PrintedPage", "forget_pages", "printed_page"]

# A page that was looked at is asked for twice at once: by the page of the desk, and for its picture.
_MOST_KEPT = 12


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """One page: its text with the places of the words, and its picture as PNG."""

    part: ReadPart
    width: int
    height: int
    picture: bytes


_KEPT: OrderedDict[tuple[str, int, int], PrintedPage] = OrderedDict()
_LOCK = Lock()


def printed_page(
    name: str, kind: str, number: int, content: Callable[[], bytes], turned: int = 0
) -> PrintedPage:
    """Return a page, from 1, of a file of a kind; `name` says which, `content` gives it.

    `turned`: by how many degrees the page is turned to the right. Raises DocumentFault.
    """
    asked = name, number, turned
    with _LOCK:
        found = _KEPT.get(asked)
        if found is None:
            found = _KEPT[asked] = _drawn(content(), kind, number, turned)
        _KEPT.move_to_end(asked)
        if len(_KEPT) > _MOST_KEPT:
            _KEPT.popitem(last=False)
    return found


def forget_pages() -> None:
    """Forget the pages that are kept: their file was destroyed, or whoever looked is done."""
    with _LOCK:
        _KEPT.clear()


def _drawn(content: bytes, kind: str, number: int, turned: int) -> PrintedPage:
    with stream_in_memory(content) as stream:
        drawn = draw_page(stream, kind, number, turned=turned)
    return PrintedPage(drawn.part, drawn.width, drawn.height, as_png(drawn))
