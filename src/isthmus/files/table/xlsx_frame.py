"""What an XLSX sheet says beside its rows: hidden columns, merged cells, a filter, notes and links."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from posixpath import basename, dirname, join, normpath
from typing import IO
from xml.etree import ElementTree as ET
from xml.parsers.expat import ExpatError, ParserCreate
from zipfile import ZipFile

from isthmus.files.table.archives import BROKEN
from isthmus.files.table.features import CellPlace, CellRange, SheetFrame
from isthmus.files.table.xlsx_texts import UnreadableXlsx

__all__ = ["read_frame"]

_PIECE = 1 << 20
_LARGEST = 64 << 20  # of what is no row: a million merged cells take less
_MOST = 200_000  # merged cells, links or notes that are looked at: a list of more is no list
_LONGEST = 20_000  # letters of a note, or of an address
_ROWS_START = re.compile(rb"<(?:\w+:)?sheetData(?:\s[^>]*)?>")
_ROWS_END = re.compile(rb"</(?:\w+:)?sheetData\s*>")
_OVERLAP = 64  # bytes in which an end may stand that a piece cuts in two
_CELL = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")


def read_frame(archive: ZipFile, part: str, read_small: Callable[[str], ET.Element]) -> SheetFrame:
    """Return the frame of the sheet in a part. Raises `TableFault`. `read_small`: reads a small part of the archive."""
    found = _Frame()
    try:
        with archive.open(part) as stream:
            found.read(found.without_rows(stream))
    except BROKEN:
        raise UnreadableXlsx from None
    related = _related(archive, part, read_small)
    links = {place: related[of].target for place, of in found.linked.items() if of in related}
    notes: dict[CellPlace, str] = {}
    for each in related.values():
        if each.kind == "comments" and each.part in archive.namelist():
            notes |= _notes(read_small(each.part))
    links |= found.within
    return SheetFrame(found.hidden, found.merged, found.filtered, notes, links, found.links_in_rows)


@dataclass(slots=True)
class _Frame:
    hidden: list[tuple[int, int]] = field(default_factory=list)
    merged: list[CellRange] = field(default_factory=list)
    filtered: bool = False
    linked: dict[CellPlace, str] = field(default_factory=dict)
    within: dict[CellPlace, str] = field(default_factory=dict)
    links_in_rows: bool = False

    def without_rows(self, stream: IO[bytes]) -> Iterator[bytes]:
        """Yield a sheet but for what stands between the tags around its rows, in which links are looked for."""
        held, within = b"", False
        while piece := stream.read(_PIECE):
            held += piece
            if not within and (start := _ROWS_START.search(held)) and not start[0].endswith(b"/>"):
                yield held[: start.end()]
                held, within = held[start.end() :], True
            end = _ROWS_END.search(held) if within else None
            if within:
                self.links_in_rows |= b"HYPERLINK(" in held[: end.start() if end else None]
                held = held[end.start() if end else -_OVERLAP :]
            elif len(held) > _LARGEST:
                raise UnreadableXlsx
            if end:
                yield held
                yield from iter(lambda: stream.read(_PIECE), b"")
                return
        if within:
            raise UnreadableXlsx
        yield held

    def read(self, pieces: Iterator[bytes]) -> None:
        """Read the tags. Raises `UnreadableXlsx`."""
        parser = ParserCreate(namespace_separator=" ")
        parser.StartElementHandler = self._start
        parser.StartDoctypeDeclHandler = _refuse_entities
        fed = 0
        try:
            for piece in pieces:
                fed += len(piece)
                if fed > _LARGEST:
                    raise UnreadableXlsx
                parser.Parse(piece, False)
            parser.Parse(b"", True)
        except (ExpatError, LookupError, ValueError):
            raise UnreadableXlsx from None

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        match name.rpartition(" ")[2]:
            case "col" if attributes.get("hidden") in ("1", "true"):
                self.hidden.append((_whole(attributes.get("min")), _whole(attributes.get("max"))))
            case "mergeCell" if (found := _range(attributes.get("ref", ""))) and len(self.merged) < _MOST:
                self.merged.append(found)
            case "filterColumn":
                self.filtered = True
            case "hyperlink" if (found := _range(attributes.get("ref", ""))) and len(self.linked) < _MOST:
                self._link((found.top, found.left), attributes)

    def _link(self, place: CellPlace, attributes: Mapping[str, str]) -> None:
        target = next((value for key, value in attributes.items() if key.endswith(" id")), "")
        if target:
            self.linked[place] = target
        elif location := attributes.get("location", ""):
            self.within[place] = f"#{location[:_LONGEST]}"


@dataclass(frozen=True, slots=True)
class _Relation:
    kind: str
    target: str
    part: str


def _related(archive: ZipFile, part: str, read_small: Callable[[str], ET.Element]) -> dict[str, _Relation]:
    """Return what a sheet refers to, by the name that it has in the sheet."""
    name = join(dirname(part), "_rels", f"{basename(part)}.rels")
    if name not in archive.namelist():
        return {}
    found = {}
    for each in read_small(name):
        target = each.get("Target", "")[:_LONGEST]
        kind = each.get("Type", "").rpartition("/")[2]
        within = normpath(join("/", dirname(part), target)).lstrip("/")
        found[each.get("Id", "")] = _Relation(kind, target, within)
    return found


def _notes(root: ET.Element) -> dict[CellPlace, str]:
    found: dict[CellPlace, str] = {}
    for note in root.iterfind(".//{*}comment"):
        place = _range(note.get("ref", ""))
        text = "".join(each.text or "" for each in note.iterfind(".//{*}t"))
        if place and text.strip() and len(found) < _MOST:
            found[place.top, place.left] = text.strip()[:_LONGEST]
    return found


def _range(text: str) -> CellRange | None:
    """Return the cells that such a reference names: `B2`, `B2:C5`."""
    ends = [_CELL.fullmatch(each) for each in text.split(":")]
    if len(ends) > 2 or not all(ends):
        return None
    (left, top), (right, bottom) = [
        (_column(each[1]), int(each[2])) for each in (ends[0], ends[-1]) if each is not None
    ]
    return CellRange(min(top, bottom), min(left, right), max(top, bottom), max(left, right))


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _whole(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 8 else 0


def _refuse_entities(*_: object) -> None:
    raise UnreadableXlsx
