"""Letters and answers as values again, from what was opened: exact, or refused."""

import hmac
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Never

from isthmus.core.messages import Message
from isthmus.core.seal.bounds import fault_of_answer, fault_of_letter
from isthmus.core.seal.letters import answer_mac
from isthmus.core.seal.line import FORMAT, answer_line, letter_line, url_base64, url_bytes
from isthmus.core.seal.values import Answer, AttachedFile, Attachments, Letter, ReadAnswer, Reply
from isthmus.core.unseal.age_file import open_age_file
from isthmus.core.unseal.faults import UnsealRefused

__all__ = ["MOST_LETTER", "NewerLetter", "OpenedLetter", "ReceivedAnswer", "open_letter", "read_plaintext"]

MOST_LETTER = 65_536
"""Bytes of a letter at the most: twice the largest size, for a letter that was sealed to several."""
_BEGINS = re.compile(rb'\{"v":([1-9][0-9]{0,5})[,}]')
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True, slots=True)
class NewerLetter:
    """A letter of a later version of the format: its text is as it was written, the rest is not understood."""

    text: str
    version: int


@dataclass(frozen=True, slots=True)
class ReceivedAnswer:
    """An answer, and the MAC that should prove it."""

    answer: Answer
    mac: bytes

    def is_proved_by(self, key: bytes) -> bool:
        """Return whether whoever wrote it had the answer key of the letter that it names."""
        return hmac.compare_digest(answer_mac(self.answer, key), self.mac)


@dataclass(frozen=True, slots=True)
class OpenedLetter:
    """What a sealed letter held. `identity`: the place, among those tried, of the one that opened it.

    `stanzas`: to how many recipients it was sealed; where there are several, others may open it.
    """

    content: Letter | ReceivedAnswer | NewerLetter
    identity: int
    stanzas: int


def open_letter(sealed: bytes, identities: Sequence[bytes]) -> OpenedLetter:
    """Return a letter or an answer opened with one of some identities (32 bytes each). Raises UnsealRefused."""
    if len(sealed) > MOST_LETTER:
        raise UnsealRefused(Message("letters.too_large", n=len(sealed), most=MOST_LETTER))
    opened = open_age_file(sealed, identities)
    return OpenedLetter(read_plaintext(opened.plaintext), opened.identity, opened.stanzas)


def read_plaintext(plaintext: bytes) -> Letter | ReceivedAnswer | NewerLetter:
    """Return what a plaintext says, read from its end, in bytes: a text may hold anything. Raises UnsealRefused.

    The line must be, to the byte, what writing it again gives.
    """
    content = plaintext.rstrip(b"\0")
    text, parted, line = content[:-1].rpartition(b"\n")
    begins = _BEGINS.match(line)
    if not content.endswith(b"\n") or not parted or begins is None:
        raise UnsealRefused(Message("letters.no_line"))
    try:
        words = text.decode()
    except UnicodeDecodeError:
        raise UnsealRefused(Message("letters.no_text")) from None
    if int(begins[1]) != FORMAT:
        return NewerLetter(words, int(begins[1]))
    try:
        return _known(words, line)
    except (ValueError, RecursionError):  # of which binascii's and json's errors are
        raise UnsealRefused(Message("letters.line")) from None


def _known(text: str, line: bytes) -> Letter | ReceivedAnswer:
    """Return what a line of this version says. Raises ValueError."""
    cells = json.loads(line, parse_constant=_no_number)
    if "re" in cells:
        answer, mac = _answer(text, cells)
        fault, written = fault_of_answer(answer), answer_line(answer, mac)
        found: Letter | ReceivedAnswer = ReceivedAnswer(answer, mac)
    else:
        found = _letter(text, cells)
        fault, written = fault_of_letter(found), letter_line(found)
    if fault is not None or written.encode() != line:
        raise ValueError
    return found


def _no_number(name: str) -> Never:
    raise ValueError(name)


def _letter(text: str, cells: Mapping[str, Any]) -> Letter:
    return Letter(
        text,
        _bytes(cells.get("id")),
        _word(cells.get("lang")),
        _day(cells.get("day")),
        Reply(_bytes(cells["to"]), _bytes(cells.get("key"))) if "to" in cells else None,
        _read(cells["read"]) if "read" in cells else None,
        _attached(cells["att"]) if "att" in cells else None,
    )


def _answer(text: str, cells: Mapping[str, Any]) -> tuple[Answer, bytes]:
    answer = Answer(
        text,
        _bytes(cells.get("id")),
        _bytes(cells.get("re")),
        _day(cells.get("reday")),
        _number(cells.get("n")),
        _day(cells.get("day")),
    )
    return answer, _bytes(cells.get("mac"))


def _read(value: object) -> ReadAnswer:
    match value:
        case [number, mac]:
            return ReadAnswer(_number(number), _bytes(mac))
    raise ValueError


def _attached(value: object) -> Attachments:
    match value:
        case {"key": key, "files": list(files)}:
            return Attachments(_bytes(key), tuple(map(_file, files)))
    raise ValueError


def _file(value: object) -> AttachedFile:
    match value:
        case {"name": name, "size": size, "sha256": digest}:
            return AttachedFile(_word(name), _number(size), _bytes(digest))
    raise ValueError


def _word(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError  # noqa: TRY004  (one error for all that is not as it must be)
    return value


def _number(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise ValueError  # noqa: TRY004
    return value


def _day(value: object) -> date:
    if not _DAY.fullmatch(_word(value)):
        raise ValueError
    return date.fromisoformat(_word(value))


def _bytes(value: object) -> bytes:
    data = url_bytes(_word(value))
    if url_base64(data) != value:
        raise ValueError
    return data
