"""What a tool read in the file of a draft: kept with the draft, and later as a copy beside the document."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from isthmus.core.messages import Message
from isthmus.core.reading import Places, StoredText, TextReading

__all__ = ["FileReading", "reading_cells", "unread_cells"]


@dataclass(frozen=True, slots=True)
class FileReading:
    """A text with its places, and what read it."""

    stored: StoredText
    tool: str
    version: str
    parameters: str = ""
    language: str = ""

    @classmethod
    def of(cls, reading: TextReading) -> "FileReading":
        """Return a reading as it is kept."""
        stored = StoredText(reading.text, Places.of(reading))
        return cls(stored, reading.tool, reading.version, reading.parameters, reading.language)

    @classmethod
    def of_draft(cls, text: str, cells: Mapping[str, Any]) -> "FileReading | None":
        """Return what was read in the file of a draft; None where its file is the text, or none was read."""
        if "tool" not in cells:
            return None
        stored = StoredText(text, Places.from_json(cells["places"]))
        return cls(stored, cells["tool"], cells["version"], cells["parameters"], cells["language"])


def reading_cells(reading: TextReading) -> dict[str, Any]:
    """Return what a draft keeps of a reading beside its text, as JSON holds it."""
    return {
        "tool": reading.tool,
        "version": reading.version,
        "parameters": reading.parameters,
        "language": reading.language,
        "places": Places.of(reading).as_json(),
        "notes": list(reading.notes),
    }


def unread_cells(*why: Message) -> dict[str, Any]:
    """Return what a draft keeps where its file was not read: the fact, and what to do."""
    return {"unread": [each.as_json() for each in why]}
