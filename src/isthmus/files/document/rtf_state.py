"""What holds at a place of an RTF: in a group, and in a table."""

from dataclasses import dataclass

__all__ = ["GroupState", "RtfTablePlace"]


@dataclass(slots=True)
class GroupState:
    """What holds within a group: where words go, how they are coded, and whether they are read."""

    goes: str = "text"
    skipped: bool = False
    hidden: bool = False
    deleted: bool = False
    raised: bool = False
    alternative: int = 1  # how many letters stand after a Unicode one for programs that know none
    font: int = -1
    closes: str = ""  # what ends with the group


@dataclass(slots=True)
class RtfTablePlace:
    """Where in a table words go, if they do; boxes and notes have a place of their own."""

    in_row: bool = False
    table: bool = False
    cell: bool = False
