"""Where a draft stands in the queue of its owner, and in what its file came."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.utils import timezone

__all__ = ["NOTES_OF_FILE", "TOO_LARGE", "WITHIN_DIGEST", "QueuePlace"]

# What is noted of a file when it comes, and stays however often it is read.
TOO_LARGE = "too_large"
WITHIN_DIGEST = "within_digest"
NOTES_OF_FILE = ("within", "unpacked", "choices", TOO_LARGE, WITHIN_DIGEST)


@dataclass(frozen=True, slots=True)
class QueuePlace:
    """A place in the queue: `place` is beneath that of the mail in which a file came, `within` the draft of that mail.

    `note` says of the file what its reading does not: the name of what it came in, and whether that was unpacked.
    `is_asked`: of pictures it is asked first whether they are pages of one document.
    """

    came: datetime = field(default_factory=timezone.now)
    place: str = ""
    came_with: UUID = field(default_factory=uuid4)
    within: UUID | None = None
    note: dict[str, object] = field(default_factory=dict)
    is_asked: bool = False

    def columns(self, kind: str) -> dict[str, Any]:
        """Return what a draft of a file of a kind has in its row."""
        return {
            "came": self.came,
            "place": self.place,
            "came_with": self.came_with,
            "within": self.within,
            "reading": self.note,
            "is_asked": self.is_asked and kind.startswith("image/"),
        }
