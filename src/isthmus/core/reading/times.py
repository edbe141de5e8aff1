"""A stretch of time of a recording, as a locator names it: `0:12:04-0:12:31`, or where it begins alone."""

import re
from dataclasses import dataclass

from isthmus.core.reading.places import time_code

__all__ = ["TimeStretch", "time_stretch"]

# As people type it, too: minutes and seconds alone, parts of a second, any dash, digits of any script.
_TIME = r"(?:(\d{1,3}):)?(\d{1,3}):(\d{1,2})(?:[.,]\d{1,6})?"
_STRETCH = re.compile(rf"\s*{_TIME}(?:\s*[-\u2010-\u2015\u2212]\s*{_TIME})?\s*")


@dataclass(frozen=True, slots=True, order=True)
class TimeStretch:
    """From one second to another; `end` is None where only its beginning is known."""

    start: int
    end: int | None = None

    @property
    def locator(self) -> str:
        """Return what it is called: `0:12:04-0:12:31`."""
        return time_code(self.start) + (f"-{time_code(self.end)}" if self.end is not None else "")

    @property
    def fragment(self) -> str:
        """Return what an address of the recording ends with, by which a browser plays this stretch: `#t=724,751`.

        A stretch of no length is heard for a second.
        """
        if self.end is None:
            return f"#t={self.start}"
        return f"#t={self.start},{max(self.end, self.start + 1)}"


def time_stretch(locator: str) -> TimeStretch | None:
    """Return the stretch that a locator names; None for any other place, and for one that ends before it begins."""
    found = _STRETCH.fullmatch(locator)
    if found is None:
        return None
    start, end = _seconds(*found.groups()[:3]), found.groups()[3:]
    if end[1] is None:
        return TimeStretch(start)
    stretch = TimeStretch(start, _seconds(*end))
    return stretch if (stretch.end or 0) >= start else None


def _seconds(hours: str | None, minutes: str | None, seconds: str | None) -> int:
    return int(hours or 0) * 3600 + int(minutes or 0) * 60 + int(seconds or 0)
