"""Armour as it arrives: wrapped anew, quoted, with text around it, or without its marks."""

import base64
import binascii
import re

from isthmus.core.messages import Message
from isthmus.core.seal.age_file import VERSION
from isthmus.core.seal.armour import BEGIN, END
from isthmus.core.unseal.faults import UnsealRefused

__all__ = ["MOST_ARRIVED", "sealed_bytes"]

MOST_ARRIVED = 1 << 20
"""Bytes in which a letter is looked for: a message has far fewer, and its armour is at most 44,000 letters."""

# What messengers and mail put between the letters of base64, or before a line that is quoted.
_BETWEEN = re.compile(r"[\s>\u00a0\u200b-\u200f\u2028-\u202f\u2060\ufeff]+")
_LETTERS = re.compile(r"[A-Za-z0-9+/]*={0,2}")
_BEGIN, _END = BEGIN.replace(" ", ""), END.replace(" ", "")
_ENDED = re.compile(r"={1,2}")
# The version line of an age file, in base64: with it a message without marks begins.
_START = base64.b64encode(VERSION[:21]).decode()


def sealed_bytes(arrived: bytes) -> bytes:
    """Return an age file from what arrived: itself, or its armour in any state that loses no letter.

    Raises UnsealRefused where there is none, or more than one.
    """
    if arrived.startswith(VERSION):
        return arrived
    if len(arrived) > MOST_ARRIVED:
        raise UnsealRefused(Message("letters.too_large", n=len(arrived), most=MOST_ARRIVED))
    try:
        text = arrived.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UnsealRefused(Message("letters.no_age_file")) from None
    letters = _within(_BETWEEN.sub("", text))
    try:
        if not _LETTERS.fullmatch(letters):
            raise UnsealRefused(Message("letters.armour"))
        sealed = base64.b64decode(letters + "=" * (-len(letters) % 4), validate=True)
    except binascii.Error:
        raise UnsealRefused(Message("letters.armour")) from None
    if not sealed.startswith(VERSION):
        raise UnsealRefused(Message("letters.no_age_file"))
    return sealed


def _within(text: str) -> str:
    """Return what stands between the marks; without them, from where an age file begins to where base64 ends."""
    beginnings = text.count(_BEGIN)
    if beginnings > 1:
        raise UnsealRefused(Message("letters.several", n=beginnings))
    if beginnings:
        return text.partition(_BEGIN)[2].partition(_END)[0]
    start = text.find(_START)
    ended = _ENDED.search(text, max(start, 0))
    return text[max(start, 0) : ended.end() if ended and start >= 0 else None]
