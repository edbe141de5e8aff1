"""What a program of the parsing process answered of a document, checked: it read what is not trusted."""

import base64
import binascii
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import isfinite

from isthmus.core.messages import Message
from isthmus.core.reading import Box, PartKind, ReadPart, TextReading
from isthmus.core.reading.plain_letters import without_controls
from isthmus.files.document.bounds import MOST_LETTERS, MOST_MEMBERS, MOST_PARTS
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
_LONGEST_LABEL = 300


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
    """A document that was read, the files within it, and what the file says of itself: a word for what, and it."""

    reading: TextReading
    attachments: tuple[Attachment, ...] = ()
    about: tuple[tuple[str, str], ...] = ()


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
    return ReadDocument(reading, tuple(read.attachments), tuple(read.about))


def archived_files(answers: Iterable[object]) -> Iterator[Attachment | MemberFault]:
    """Yield the files of an archive as they are answered. Raises ChatArchive and DocumentFault."""
    for number, answer in enumerate(_checked(answers)):
        match answer:
            case ["chat"] if number == 0:
                raise ChatArchive
            case ["member", str(name), str(coded)] if number < MOST_MEMBERS:
                yield Attachment(_label(name), _bytes(coded))
            case ["left", str(name), str(code), dict(values)] if number < MOST_MEMBERS:
                yield MemberFault(_label(name), _fault(code, values))
            case _:
                raise _unreadable()


def drawn_page(answers: Iterable[object]) -> DrawnPage:
    """Return the page that the answers of a program hold. Raises DocumentFault."""
    match list(_checked(answers)):
        case [part, ["picture", int(width), int(height), str(coded)]] if 0 < width * height <= _MOST_PIXELS:
            read = _Collection()
            read.take(part)
            pixels = _bytes(coded)
            if width > 0 and len(pixels) == width * height * 3 and len(read.parts) == 1:
                return DrawnPage(read.parts[0], width, height, pixels)
    raise _unreadable()


def grey_page(answers: Iterable[object]) -> GreyPage:
    """Return the page in grey that the answers of a program hold. Raises DocumentFault."""
    match list(_checked(answers)):
        case [["grey", int(width), int(height), int() | float() as tilt, str(coded)]] if (
            0 < width * height <= _MOST_GREY_PIXELS and abs(tilt) <= _MOST_TILT
        ):
            pixels = _bytes(coded)
            if width > 0 and len(pixels) == width * height:
                return GreyPage(width, height, pixels, float(tilt))
    raise _unreadable()


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
        self._letters = 0

    def take(self, answer: object) -> None:
        """Take in one answer. Raises DocumentFault."""
        match answer:
            case ["part", str(text), str(label), seconds, size, list(boxes)]:
                self._part(text, label, (seconds, size), boxes)
            case ["about", str(what), str(value)] if what in _ABOUT and len(self.about) < _MOST_ABOUT:
                self.about.append((what, " ".join(without_controls(value).split())[:_LONGEST_LABEL]))
            case ["note", str(code)] if code in NOTES:
                self.notes.append(code)
            case ["file", str(name), str(coded)] if len(self.attachments) < MOST_ATTACHMENTS:
                self.attachments.append(Attachment(name[:_LONGEST_LABEL], _bytes(coded)))
            case _:
                raise _unreadable()

    def _part(self, text: str, label: str, numbers: tuple[object, object], boxes: list[object]) -> None:
        self._letters += len(text)
        if self._letters > MOST_LETTERS or len(self.parts) >= MOST_PARTS:
            raise _fault("document.too_long", {"most": MOST_LETTERS})
        if without_controls(text) != text:
            raise _unreadable()
        seconds, size = (None if each is None else _two(each) for each in numbers)
        placed = tuple(_box(each, len(text)) for each in boxes)
        self.parts.append(ReadPart(text, _label(label), seconds, size, placed))


def _label(text: str) -> str:
    return " ".join(without_controls(text).split())[:_LONGEST_LABEL]


def _two(value: object) -> tuple[float, float]:
    match value:
        case [int() | float() as one, int() | float() as other] if isfinite(one) and isfinite(other):
            return float(one), float(other)
    raise _unreadable()


def _box(value: object, letters: int) -> Box:
    match value:
        case [int(start), int(end), int(left), int(top), int(width), int(height)] if (
            0 <= start < end <= letters
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
