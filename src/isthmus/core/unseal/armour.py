"""Armour as it arrives: wrapped anew, quoted, with text around it, or without its marks."""

import base64
import binascii
import re

from isthmus.core.messages import Message
from isthmus.core.seal.age_file import VERSION
from isthmus.core.seal.armour import BEGIN, END
from isthmus.core.unseal.faults import UnsealRefused

__all__ = ["sealed_bytes"]

# What messengers and mail put between the letters of base64, or before a line that is quoted.
_BETWEEN = re.compile(r"[\s>\u00a0\u200b-\u200f\u2028-\u202f\u2060\ufeff]+")
_LETTERS = re.compile(r"[A-Za-z0-9+/]*={0,2}")
_ENDED = re.compile(r"={1,2}")
# The version line of an age file, in base64: with it a message without marks begins.
_START = base64.b64encode(VERSION[:21]).decode()


def sealed_bytes(arrived: bytes) -> bytes:
    """Return an age file from what arrived: itself, or its armour in any state that loses no letter.

    Raises UnsealRefused where there is none, or more than one.
    """
    if arrived.startswith(VERSION):
        return arrived
    try:
        text = arrived.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UnsealRefused(Message("letters.no_age_file")) from None
    letters = _BETWEEN.sub("", _within(text))
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
    beginnings = text.count(BEGIN)
    if beginnings > 1:
        raise UnsealRefused(Message("letters.several", n=beginnings))
    if beginnings:
        return text.partition(BEGIN)[2].partition(END)[0]
    start = text.find(_START)
    rest = text[max(start, 0) :]
    ended = _ENDED.search(rest)
    return rest[: ended.end()] if ended and start >= 0 else rest
