"""What a program of the parsing process answered of a document, checked: it read what is not trusted."""

import base64
import binascii
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from isthmus.core.messages import Message
from isthmus.core.reading import Box, PartKind, ReadPart, TextReading
from isthmus.core.reading.plain_letters import plain_name, without_controls
from isthmus.files.document.bounds import (
    MOST_ATTACHED_TOGETHER,
    MOST_LETTERS,
    MOST_MEMBERS,
    MOST_PARTS,
    MOST_UNPACKED,
)
from isthmus.files.document.errors import DocumentFault
from isthmus.files.document.faults import FAULTS, NOTES

__all__ = [
    "Attachment",
    "ChatArchive",
    "DrawnPage",
    "GreyPage",
    "MemberFault",
    "ReadDocument",
    "archived_files",
    "drawn_page",
    "grey_page",
    "read_document",
]

MOST_ATTACHMENTS = 1_000
_MOST_PIXELS = 16_000_000
_MOST_GREY_PIXELS = 40_000_000
_MOST_TILT = 45
# What a picture's file may say of itself.
_ABOUT = ("taken", "camera", "program", "place")
_MOST_ABOUT = 200
# No note is told twice, and there are not twenty.
_MOST_NOTES = 100
# A page is ten thousand wide; what is told as a thousand pages beside it is no place.
_FARTHEST = 10_000_000
# Points of a page's side, or seconds: some thousand years.
_LARGEST = 1e11


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file within a file, with its name as it was written there."""

    name: str
    content: bytes


class ChatArchive(Exception):
    """An archive is one chat with its files, and no folder of documents."""


@dataclass(frozen=True, slots=True)
class MemberFault:
    """A file of an archive that is not taken out of it, and why."""

    name: str
    fault: DocumentFault


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """A document that was read, the files within it, and what the file says of itself: a word for what, and it.

    `scans`: the numbers of pages whose words, where there are any, lie over a picture of the page.
    """

    reading: TextReading
    attachments: tuple[Attachment, ...] = ()
    about: tuple[tuple[str, str], ...] = ()
    scans: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class GreyPage:
    """A page in shades of grey, a byte for each point, from the upper left: as letters are recognised on it.

    `tilt`: by how many degrees it was turned to the left, about its middle, so that its lines are level.
    """

    width: int
    height: int
    pixels: bytes
    tilt: float = 0.0


@dataclass(frozen=True, slots=True)
class DrawnPage:
    """A page as text with its places, and as a picture: red, green and blue of each pixel, from the upper left."""

    part: ReadPart
    width: int
    height: int
    pixels: bytes


def read_document(answers: Iterable[object]) -> ReadDocument:
    """Return what the answers of a program say. Raises DocumentFault."""
    answers = _checked(answers)
    match next(answers, None):
        case ["reading", str(kind), str(tool), str(version), str(parameters)] if kind in set(PartKind):
            read = _Collection()
            for answer in answers:
                read.take(answer)
        case _:
            raise _unreadable()
    reading = TextReading(
        PartKind(kind), read.parts, tool, version, parameters, notes=tuple(dict.fromkeys(read.notes))
    )
    return ReadDocument(reading, tuple(read.attachments), tuple(read.about), tuple(read.scans))


def archived_files(answers: Iterable[object]) -> Iterator[Attachment | MemberFault]:
    """Yield the files of an archive as they are answered. Raises ChatArchive and DocumentFault."""
    left = MOST_UNPACKED
    for number, answer in enumerate(_checked(answers)):
        match answer:
            case ["chat"] if number == 0:
                raise ChatArchive
            case ["member", str(name), str(coded)] if number < MOST_MEMBERS:
                content = _bytes(coded)
                left -= len(content)
                if left < 0:
                    raise _unreadable()
                yield Attachment(plain_name(name), content)
            case ["left", str(name), str(code), dict(values)] if number < MOST_MEMBERS:
                yield MemberFault(plain_name(name), _fault(code, values))
            case _:
                raise _unreadable()


def drawn_page(answers: Iterable[object]) -> DrawnPage:
    """Return the page that the answers of a program hold. Raises DocumentFault."""
    match _few(answers):
        case [part, ["picture", int(width), int(height), str(coded)]] if 0 < width * height <= _MOST_PIXELS:
            read = _Collection()
            read.take(part)
            pixels = _bytes(coded)
            if width > 0 and len(pixels) == width * height * 3 and len(read.parts) == 1:
                return DrawnPage(read.parts[0], width, height, pixels)
    raise _unreadable()


def grey_page(answers: Iterable[object]) -> GreyPage:
    """Return the page in grey that the answers of a program hold. Raises DocumentFault."""
    match _few(answers):
        case [["grey", int(width), int(height), int() | float() as tilt, str(coded)]] if (
            0 < width * height <= _MOST_GREY_PIXELS and abs(tilt) <= _MOST_TILT
        ):
            pixels = _bytes(coded)
            if width > 0 and len(pixels) == width * height:
                return GreyPage(width, height, pixels, float(tilt))
    raise _unreadable()


def _few(answers: Iterable[object]) -> list[object]:
    """Return the answers of a program of which no more than two are taken; however many it gives, three are held."""
    return list(islice(_checked(answers), 3))


def _checked(answers: Iterable[object]) -> Iterator[object]:
    """Yield the answers before the end. Raises DocumentFault for a fault, and where the end is missing."""
    for answer in answers:
        match answer:
            case ["end"]:
                return
            case ["fault", str(code), dict(values)]:
                raise _fault(code, values)
            case _:
                yield answer
    raise _unreadable()


class _Collection:
    """What was answered so far."""

    def __init__(self) -> None:
        self.parts: list[ReadPart] = []
        self.notes: list[str] = []
        self.attachments: list[Attachment] = []
        self.about: list[tuple[str, str]] = []
        self.scans: list[int] = []
        self._letters = self._attached = 0

    def take(self, answer: object) -> None:
        """Take in one answer. Raises DocumentFault."""
        match answer:
            case ["part", str(text), str(label), seconds, size, list(boxes)]:
                self._part(text, label, (seconds, size), boxes)
            case ["about", str(what), str(value)] if what in _ABOUT and len(self.about) < _MOST_ABOUT:
                self.about.append((what, plain_name(value)))
            case ["scan", int(number)] if number == len(self.parts) and number not in self.scans[-1:]:
                self.scans.append(number)
            case ["note", str(code)] if code in NOTES and len(self.notes) < _MOST_NOTES:
                self.notes.append(code)
            case ["file", str(name), str(coded)] if len(self.attachments) < MOST_ATTACHMENTS:
                self._attach(name, _bytes(coded))
            case _:
                raise _unreadable()

    def _attach(self, name: str, content: bytes) -> None:
        self._attached += len(content)
        if self._attached > MOST_ATTACHED_TOGETHER:
            raise _unreadable()
        self.attachments.append(Attachment(plain_name(name), content))

    def _part(self, text: str, label: str, numbers: tuple[object, object], boxes: list[object]) -> None:
        self._letters += len(text)
        if self._letters > MOST_LETTERS or len(self.parts) >= MOST_PARTS:
            raise _fault("document.too_long", {"most": MOST_LETTERS})
        if not _is_text(text) or len(boxes) > len(text):  # a letter is in one box
            raise _unreadable()
        seconds, size = (None if each is None else _two(each) for each in numbers)
        placed = tuple(_box(each, len(text)) for each in boxes)
        self.parts.append(ReadPart(text, plain_name(label), seconds, size, placed))


def _is_text(text: str) -> bool:
    """Return whether a text has neither controls nor halves of letters, which no database takes."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return without_controls(text) == text


def _two(value: object) -> tuple[float, float]:
    match value:
        case [int() | float() as one, int() | float() as other] if _is_plain(one) and _is_plain(other):
            return float(one), float(other)
    raise _unreadable()


def _is_plain(number: float) -> bool:
    return abs(number) <= _LARGEST  # which no number that is none is, either


def _box(value: object, letters: int) -> Box:
    match value:
        case [int(start), int(end), int(left), int(top), int(width), int(height)] if (
            0 <= start < end <= letters and all(abs(each) <= _FARTHEST for each in (left, top, width, height))
        ):
            return Box(start, end, left, top, width, height)
    raise _unreadable()


def _bytes(coded: str) -> bytes:
    try:
        return base64.b64decode(coded, validate=True)
    except (binascii.Error, ValueError):
        raise _unreadable() from None


def _fault(code: str, values: Mapping[object, object]) -> DocumentFault:
    if code not in FAULTS:
        return _unreadable()
    fix, names = FAULTS[code]
    said = {name: value if isinstance(value := values.get(name), int) else 0 for name in names}
    return DocumentFault(Message(code, **said), Message(fix))


def _unreadable() -> DocumentFault:
    return DocumentFault(Message("document.damaged"), Message("document.damaged_fix"))
