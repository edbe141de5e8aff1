"""What a file says, as a tool read it: one text in the order in which it is read, and where each part of it begins."""

from isthmus.core.reading.places import WHOLE_TEXT, Places
from isthmus.core.reading.stored import StoredText
from isthmus.core.reading.times import TimeStretch, time_stretch
from isthmus.core.reading.values import Box, PartKind, ReadPart, TextReading, WordPlaces

__all__ = [
    "WHOLE_TEXT",
    "Box",
    "PartKind",
    "Places",
    "ReadPart",
    "StoredText",
    "TextReading",
    "TimeStretch",
    "WordPlaces",
    "time_stretch",
]
