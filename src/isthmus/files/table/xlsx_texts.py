"""XLSX as a stream of tags: what it calls by its tags, its shared texts, and how texts are written in it.

Read here and not with openpyxl, which holds a cell of any length in memory, alters texts that look like its escapes
(`x005F_`), and takes ten times as long.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import IO
from xml.parsers.expat import ExpatError, ParserCreate, XMLParserType

from isthmus.core.messages import Message
from isthmus.core.workbook.cells import LONGEST_CELL
from isthmus.files.table.errors import TableFault

__all__ = ["TagReader", "UnreadableXlsx", "escaped", "shared_texts", "unescaped"]

_PIECE = 1 << 18
_LONGEST_TAG = 4 << 20
_NAMESPACES = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)
_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")
_TO_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)|\r")


class UnreadableXlsx(TableFault):
    """The file is no XLSX that a spreadsheet program writes."""

    def __init__(self) -> None:
        super().__init__(Message("table.xlsx"), Message("table.spreadsheet_fix"))


def escaped(text: str) -> str:
    """The text as OOXML writes it: a carriage return, which XML would drop, and what looks like such an escape."""
    return _TO_ESCAPE.sub(lambda found: "_x000D_" if found[0] == "\r" else "_x005F_", text)


def unescaped(text: str) -> str:
    """Return the text that such escapes stand for."""
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


class TagReader:
    """Calls a method of its own for each tag that it knows, and collects text; of an endless text only the start."""

    def __init__(self) -> None:
        self.on_start: dict[str, Callable[[Mapping[str, str]], None]] = {}
        self.on_end: dict[str, Callable[[], None]] = {}
        self.collecting = False
        self.texts: list[str] = []
        self.length = 0

    def read(self, stream: IO[bytes]) -> Iterator[None]:
        """Read on, and pause after every piece. Raises `UnreadableXlsx`."""
        parser = self._parser()
        fed = 0
        try:
            while piece := stream.read(_PIECE):
                parser.Parse(piece, False)
                fed += len(piece)
                if fed - parser.CurrentByteIndex > _LONGEST_TAG:
                    raise UnreadableXlsx
                yield
            parser.Parse(b"", True)
        except (
            ExpatError,
            LookupError,
            ValueError,
        ):  # the last two: an encoding that is unknown, or no XML's
            raise UnreadableXlsx from None
        yield

    def _parser(self) -> XMLParserType:
        parser = ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        starts = {f"{space} {name}": call for name, call in self.on_start.items() for space in _NAMESPACES}
        ends = {f"{space} {name}": call for name, call in self.on_end.items() for space in _NAMESPACES}
        parser.StartElementHandler = lambda name, attributes: (
            starts[name](attributes) if name in starts else None
        )
        parser.EndElementHandler = lambda name: ends[name]() if name in ends else None
        parser.CharacterDataHandler = self._collect
        parser.StartDoctypeDeclHandler = _refuse_entities
        return parser

    def _collect(self, text: str) -> None:
        if self.collecting and self.length <= LONGEST_CELL:
            self.texts.append(text)
            self.length += len(text)

    def start_text(self, _: Mapping[str, str] | None = None) -> None:
        """Collect what stands from here on."""
        self.collecting = True

    def end_text(self) -> None:
        """Collect no more."""
        self.collecting = False

    def forget(self) -> None:
        """Forget what was collected."""
        self.texts, self.length = [], 0


def _refuse_entities(*_: object) -> None:
    raise UnreadableXlsx


class _SharedTexts(TagReader):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.struck: set[int] = set()
        self.phonetic = False
        self.on_start = {"t": self.start_shared, "rPh": self.start_phonetic, "strike": self.start_strike}
        self.on_end = {"t": self.end_text, "rPh": self.end_phonetic, "si": self.end_item}

    def start_shared(self, _: Mapping[str, str]) -> None:
        self.collecting = not self.phonetic

    def start_strike(self, _: Mapping[str, str]) -> None:
        self.struck.add(len(self.found))

    def start_phonetic(self, _: Mapping[str, str]) -> None:
        self.phonetic = True

    def end_phonetic(self) -> None:
        self.phonetic = False

    def end_item(self) -> None:
        self.found.append(unescaped("".join(self.texts)))
        self.forget()


def shared_texts(stream: IO[bytes]) -> tuple[list[str], frozenset[int]]:
    """The texts that cells point to by number, and which of them are struck out in part. Raises `UnreadableXlsx`."""
    reader = _SharedTexts()
    for _ in reader.read(stream):
        pass
    return reader.found, frozenset(reader.struck)
