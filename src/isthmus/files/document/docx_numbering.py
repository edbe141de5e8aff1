"""The numbers of lists, headings and numbered paragraphs in a DOCX, counted as Word counts them."""

import re
from dataclasses import dataclass, field

from isthmus.files.document.list_labels import bullet, numbered
from isthmus.files.document.zipped import XmlHandler

__all__ = ["ListNumbers", "NumberingHandler"]

_LEVELS = 9
_LONGEST_PATTERN = 100  # what stands before an item is short; each item repeats it
_PLACE = re.compile("%([1-9])")


@dataclass(slots=True)
class _Level:
    start: int = 1
    kind: str = "decimal"
    pattern: str = ""
    restarts_after: int | None = None


@dataclass
class ListNumbers:
    """The lists of a document, and how far each has been counted."""

    levels: dict[str, dict[int, _Level]] = field(default_factory=dict)  # by abstract list
    lists: dict[str, str] = field(default_factory=dict)  # list -> abstract list
    overridden: dict[tuple[str, int], int] = field(default_factory=dict)  # where a list begins otherwise
    _counts: dict[str, list[int | None]] = field(default_factory=dict)
    _begun: set[tuple[str, int]] = field(default_factory=set)

    def label(self, listed: str, level: int) -> tuple[str, bool] | None:
        """Return the next number of a list, and whether it is one of signs; `None` where there is no such list."""
        abstract = self.lists.get(listed)
        levels = self.levels.get(abstract or "", {})
        if abstract is None or level not in levels:
            return None
        counts = self._counts.setdefault(abstract, [None] * _LEVELS)
        if (listed, level) in self.overridden and (listed, level) not in self._begun:
            counts[level] = self.overridden[listed, level] - 1
        self._begun.add((listed, level))
        before = counts[level]
        counts[level] = levels[level].start if before is None else before + 1
        for deeper in range(level + 1, _LEVELS):
            after = levels[deeper].restarts_after if deeper in levels else None
            if after is None or level < after:
                counts[deeper] = None
        return _written(levels, counts, level)


def _written(levels: dict[int, _Level], counts: list[int | None], level: int) -> tuple[str, bool]:
    kind, pattern = levels[level].kind, levels[level].pattern
    if kind == "bullet":
        return bullet(pattern), True

    def number(place: re.Match[str]) -> str:
        at = int(place[1]) - 1
        known = levels.get(at, _Level())
        count = counts[at]
        return numbered(known.start if count is None else count, known.kind)

    return ("" if kind == "none" and "%" not in pattern else _PLACE.sub(number, pattern).strip()), False


class NumberingHandler(XmlHandler):
    """Reads the definitions of lists."""

    def __init__(self, numbers: ListNumbers) -> None:
        self._numbers = numbers
        self._abstract = self._list = ""
        self._level, self._at = _Level(), 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take in the beginning of an element."""
        value = attributes.get("w:val", "")
        number = int(value) if value.isdecimal() and len(value) < 8 else None
        match name:
            case "w:abstractNum":
                self._abstract, self._list = attributes.get("w:abstractNumId", ""), ""
            case "w:num":
                self._list = attributes.get("w:numId", "")
            case "w:abstractNumId":
                self._numbers.lists[self._list] = value
            case "w:lvl" | "w:lvlOverride":
                at = attributes.get("w:ilvl", "")
                self._at = min(int(at), _LEVELS - 1) if at.isdecimal() and len(at) < 8 else 0
                if name == "w:lvl":
                    self._begin_level()
            case "w:start" if number is not None:
                self._level.start = number
            case "w:startOverride" if number is not None:
                self._numbers.overridden[self._list, self._at] = number
            case _:
                self._of_level(name, value, number)

    def _begin_level(self) -> None:
        self._level = _Level()
        abstract = self._abstract
        if (
            self._list
        ):  # a list that writes a level otherwise than the one that it stands on gets one of its own
            shared = self._numbers.lists.get(self._list, "")
            abstract = f"{shared}/{self._list}"
            self._numbers.levels[abstract] = dict(self._numbers.levels.get(shared, {}))
            self._numbers.lists[self._list] = abstract
        self._numbers.levels.setdefault(abstract, {})[self._at] = self._level

    def _of_level(self, name: str, value: str, number: int | None) -> None:
        match name:
            case "w:numFmt":
                self._level.kind = value
            case "w:lvlText":
                self._level.pattern = value[:_LONGEST_PATTERN]
            case "w:lvlRestart":
                self._level.restarts_after = number
