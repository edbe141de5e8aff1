"""What lists show of each item that is kept: a letter, an answer, a thread. Days are whole: no time is kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from isthmus.core.seal.values import ReadAnswer

__all__ = [
    "AnswerHead",
    "Head",
    "KeptFile",
    "LetterHead",
    "ThreadHead",
    "ThreadNote",
    "ThreadState",
    "opening_of",
]

# Letters of the beginning of a text that a list shows: enough to tell a report from what was sent to all the world.
_OPENING = 120


class ThreadState(StrEnum):
    """How far the organisation is with a thread."""

    NEW = "new"
    IN_TOUCH = "in_touch"
    REFERRED = "referred"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class KeptFile:
    """An attachment that a letter names. `item`: where it is kept, 16 bytes; None while it has not come."""

    name: str
    size: int
    sha256: bytes
    item: bytes | None = None


@dataclass(frozen=True, slots=True)
class LetterHead:
    """A letter. `thread`: its answer recipient (32 bytes), or its own id (16) where no answer is wanted.

    `place`: its number in the order in which letters came. `content`: SHA-256 of all that it says; `words`: of its text
    alone. `stanzas`: how many keys it was sealed to.
    """

    thread: bytes
    id: bytes
    day: date | None
    arrived: date
    place: int
    lang: str
    opening: str
    content: bytes
    words: bytes
    key: bytes | None = None
    read: ReadAnswer | None = None
    stanzas: int = 1
    version: int = 1
    files: Sequence[KeptFile] = ()


@dataclass(frozen=True, slots=True)
class AnswerHead:
    """An answer of ours: which letter it answers, its number in the thread, and its MAC (32 bytes).

    `place`: that of the last letter that was there when it was written.
    """

    thread: bytes
    letter: bytes
    letter_day: date
    number: int
    day: date
    mac: bytes
    place: int


@dataclass(frozen=True, slots=True)
class ThreadNote:
    """What somebody of the organisation noted. `by`: the number of an account."""

    day: date
    by: int
    text: str


@dataclass(frozen=True, slots=True)
class ThreadHead:
    """What the organisation knows of a thread. `number`: what it goes by here, which says nothing of its writer.

    `seen`: the items of it that somebody has read, 16 bytes each. `draft`: an answer that is being written. `made`:
    the ids of documents that were begun of it.
    """

    thread: bytes
    number: int
    state: ThreadState = ThreadState.NEW
    assigned: int | None = None
    needs: str = ""
    next_step: str = ""
    destroy_by: date | None = None
    is_unwanted: bool = False
    seen: frozenset[bytes] = frozenset()
    notes: Sequence[ThreadNote] = ()
    draft: str = ""
    made: Sequence[str] = ()


type Head = LetterHead | AnswerHead | ThreadHead


def opening_of(text: str) -> str:
    """Return how a text begins, in one line."""
    line = " ".join(text[: 4 * _OPENING].split())
    return line if len(line) <= _OPENING else f"{line[:_OPENING].rpartition(' ')[0] or line[:_OPENING]}…"
