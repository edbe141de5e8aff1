"""Which part of a file a browser asks for (RFC 9110, 14.1): one stretch of bytes, or all of it."""

import re
from dataclasses import dataclass

__all__ = ["ByteRange", "NoSuchRange", "asked_range"]

# As many digits as a file of any size needs: a longer number is no place in one.
_RANGE = re.compile(r"bytes=[ \t]*([0-9]{0,18})-([0-9]{0,18})[ \t]*", re.ASCII)


class NoSuchRange(ValueError):
    """What is asked for does not lie in the file, or is more than one stretch of it."""


@dataclass(frozen=True, slots=True)
class ByteRange:
    """From a byte up to, and without, another one."""

    start: int
    end: int


def asked_range(header: str, size: int) -> ByteRange | None:
    """Return the stretch that a Range header asks for in a file of a size; None for all of it. Raises NoSuchRange.

    Several stretches are refused: no player asks for them, and each may be the whole file. Units that nobody knows are
    passed over, as the standard says.
    """
    if not header.startswith("bytes="):
        return None
    found = _RANGE.fullmatch(header)
    if found is None or not any(found.groups()):
        raise NoSuchRange
    first, last = found.groups()
    if not first:
        start, end = max(size - int(last), 0), size
    else:
        start, end = int(first), min(int(last) + 1, size) if last else size
    if start >= end:
        raise NoSuchRange
    return ByteRange(start, end)
