"""A letter and an answer, as values."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

__all__ = ["Answer", "AttachedFile", "Attachments", "Letter", "ReadAnswer", "Reply"]


@dataclass(frozen=True, slots=True)
class Reply:
    """Where answers to a letter go: a recipient, which is its thread, and the key that proves them; 32 bytes each."""

    recipient: bytes
    key: bytes


@dataclass(frozen=True, slots=True)
class ReadAnswer:
    """The last answer that the writer read: its number, and the first 8 bytes of its MAC."""

    number: int
    mac: bytes


@dataclass(frozen=True, slots=True)
class AttachedFile:
    """A file that goes with a letter: its name and size in bytes, and the SHA-256 of the age file it is sealed in."""

    name: str
    size: int
    sha256: bytes


@dataclass(frozen=True, slots=True)
class Attachments:
    """The files of a letter, and the identity, made for this letter alone, that opens them; 32 bytes."""

    identity: bytes
    files: Sequence[AttachedFile]


@dataclass(frozen=True, slots=True)
class Letter:
    """A report. `id`: 16 bytes, the same whenever the same text is sent again; `lang`: BCP 47."""

    text: str
    id: bytes
    lang: str
    day: date
    reply: Reply | None = None
    read: ReadAnswer | None = None
    attached: Attachments | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer of an organisation (its id, 32 bytes) to a letter, by id and day: the `number`th of its thread."""

    text: str
    organisation: bytes
    letter: bytes
    letter_day: date
    number: int
    day: date
