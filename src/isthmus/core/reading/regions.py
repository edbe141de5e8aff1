"""A part of a page's picture, as a locator names it: `p. 3, xywh=percent:12,30.5,40,10`.

The numbers are those of a media fragment (W3C Media Fragments URI 1.0, section 4.2.2): left, top, width and height, in
hundredths of the picture.
"""

import re
from dataclasses import dataclass

__all__ = ["PageRegion", "page_named", "page_region"]

_NUMBER = r"(\d{1,3}(?:\.\d{1,3})?)"
_REGION = re.compile(rf"p\. (\d{{1,5}}), xywh=percent:{_NUMBER},{_NUMBER},{_NUMBER},{_NUMBER}")
_PAGE = re.compile(r"p\. ?(\d{1,5})\b")
_WHOLE = 100


@dataclass(frozen=True, slots=True)
class PageRegion:
    """A part of a page, counted from 1: its upper left corner and its size, in hundredths of the page's picture."""

    page: int
    left: float
    top: float
    width: float
    height: float

    @property
    def locator(self) -> str:
        """Return what it is called."""
        numbers = ",".join(f"{each:.1f}".rstrip("0").rstrip(".") for each in self._numbers)
        return f"p. {self.page}, xywh=percent:{numbers}"

    @property
    def _numbers(self) -> tuple[float, float, float, float]:
        return self.left, self.top, self.width, self.height


def page_region(locator: str) -> PageRegion | None:
    """Return the part of a page that a locator names; None for any other place, and for one beyond the page."""
    found = _REGION.fullmatch(locator.strip())
    if found is None:
        return None
    left, top, width, height = map(float, found.groups()[1:])
    is_within = left + width <= _WHOLE and top + height <= _WHOLE and width > 0 and height > 0
    return PageRegion(int(found[1]), left, top, width, height) if is_within and int(found[1]) else None


def page_named(locator: str) -> int | None:
    """Return the page that a locator begins with, from 1; None where it names none."""
    found = _PAGE.match(locator.strip())
    return (int(found[1]) or None) if found else None
