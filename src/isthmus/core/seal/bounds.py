"""What a letter and an answer may hold, checked before sealing and after opening alike."""

import re
from collections.abc import Iterator

from isthmus.core.messages import Message
from isthmus.core.seal.values import Answer, Attachments, Letter

__all__ = ["MOST_FILES", "fault_of_answer", "fault_of_letter"]

IDENTIFIER, KEY, SHORT_MAC = 16, 32, 8
# Numbers of answers stay below a million; sizes below what a browser counts exactly.
MOST_ANSWERS = 10**6
MOST_SIZE = 2**53
# With as many names of usual length the line still leaves half of a letter to its text.
MOST_FILES = 64
_LONGEST_NAME = 255
# A tag of BCP 47 as pages have it: a language, and at most a few subtags.
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")


def fault_of_letter(letter: Letter) -> Message | None:
    """Return what of a letter does not fit the format, or None."""
    return next(_of_letter(letter), None)


def fault_of_answer(answer: Answer) -> Message | None:
    """Return what of an answer does not fit the format, or None."""
    return next(_of_answer(answer), None)


def _of_letter(letter: Letter) -> Iterator[Message]:
    yield from _text(letter.text)
    yield from _bytes("id", letter.id, IDENTIFIER)
    if not _LANGUAGE.fullmatch(letter.lang):
        yield Message("letters.language")
    if letter.reply:
        yield from _bytes("to", letter.reply.recipient, KEY)
        yield from _bytes("key", letter.reply.key, KEY)
    if letter.read:
        yield from _number("read", letter.read.number, MOST_ANSWERS)
        yield from _bytes("read", letter.read.mac, SHORT_MAC)
    if letter.attached:
        yield from _attached(letter.attached)


def _of_answer(answer: Answer) -> Iterator[Message]:
    yield from _text(answer.text)
    yield from _bytes("id", answer.organisation, KEY)
    yield from _bytes("re", answer.letter, IDENTIFIER)
    yield from _number("n", answer.number, MOST_ANSWERS)


def _attached(attached: Attachments) -> Iterator[Message]:
    yield from _bytes("att", attached.identity, KEY)
    if not 0 < len(attached.files) <= MOST_FILES:
        yield Message("letters.files", n=len(attached.files), most=MOST_FILES)
    for each in attached.files:
        yield from _text(each.name)
        if not 0 < len(each.name) <= _LONGEST_NAME:
            yield Message("letters.name", n=len(each.name), most=_LONGEST_NAME)
        yield from _number("att", each.size, MOST_SIZE)
        yield from _bytes("att", each.sha256, KEY)


def _text(text: str) -> Iterator[Message]:
    """Half of a pair of surrogates is no letter, and UTF-8 has no bytes for it."""
    at = next((at for at, letter in enumerate(text) if "\ud800" <= letter <= "\udfff"), None)
    if at is not None:
        yield Message("letters.surrogate", at=at + 1)


def _bytes(field: str, value: bytes, size: int) -> Iterator[Message]:
    if len(value) != size:
        yield Message("letters.bytes", field=field, n=len(value), size=size)


def _number(field: str, value: int, most: int) -> Iterator[Message]:
    if not 0 <= value < most:
        yield Message("letters.number", field=field, n=value, most=most - 1)
