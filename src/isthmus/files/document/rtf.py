"""RTF by a reader of our own.

The kept library (striprtf 0.0.35) drops footnotes and boxes of text, shows hidden and deleted words, and takes the
letters of every font for those of one code page, which makes Russian beside Georgian unreadable.
"""

import re
from collections.abc import Iterator
from typing import IO

from isthmus.files.document.program import ProgramFault, noted, part_of, read_all, reading_of, within_limits
from isthmus.files.document.rtf_text import RtfText

__all__ = ["MOST_RTF", "rtf", "rtf_reader"]

# Pictures are in it as digits, which are passed over; what is left is short.
MOST_RTF = 256 << 20
_TOKEN = re.compile(
    rb"\\(?:([a-zA-Z]{1,40})(-?\d{1,10})? ?|'([0-9a-fA-F]{2})|([^a-zA-Z']|'))|([{}])|[\r\n\x00]+|([^\\{}\r\n\x00]+)|\\",
    re.DOTALL,
)
_BEGINNING = re.compile(rb"(?:\xef\xbb\xbf)?\s*\{\\rtf")


def rtf(stream: IO[bytes]) -> Iterator[list[object]]:
    """Answer for a document of RTF."""
    return within_limits(lambda: _answers(read_all(stream, MOST_RTF)))


def _answers(content: bytes) -> Iterator[list[object]]:
    yield reading_of("whole", "rtf")
    read = rtf_reader(content)
    yield part_of(read.text())
    for note in sorted(read.found):
        yield noted(note)


def rtf_reader(content: bytes) -> RtfText:
    """Return what was read. Raises `ProgramFault` where it is no RTF."""
    beginning = _BEGINNING.match(content)
    if not beginning:
        raise ProgramFault("document.damaged")
    read, at, end = RtfText(), beginning.start(), len(content)
    while at < end and not read.ended:
        token = _TOKEN.match(content, at)
        if token is None:
            break
        at = token.end()
        if token[1] == b"bin":  # so many bytes of anything
            at += max(int(token[2] or 0), 0)
        _take(read, token)
    if not read.ended:
        read.found.add("document.cut_off")
    return read


def _take(read: RtfText, token: re.Match[bytes]) -> None:
    word, number, digits, sign, brace, text = token.groups()
    if text:
        read.words(text)
    elif word:
        read.control(word.decode("ascii"), int(number) if number else None)
    elif digits:
        read.letter(int(digits, 16))
    elif brace == b"{":
        read.open_group()
    elif brace:
        read.close_group()
    elif sign:
        read.sign(sign)
