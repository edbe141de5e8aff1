"""Documents that are archives of XML: opened within bounds, read as a stream of elements, no entity ever resolved."""

import zlib
from typing import IO
from xml.parsers.expat import ExpatError, ParserCreate
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from isthmus.files.document.program import ProgramFault

__all__ = ["OLE_MARK", "DocumentArchive", "XmlHandler", "check_member", "open_archive", "read_xml"]

OLE_MARK = bytes.fromhex("d0cf11e0a1b11ae1")
MOST_UNPACKED = (
    512 << 20
)  # bytes of all parts that are read: the most letters that are read, with their marks
MOST_MEMBERS = 20_000
MOST_DEPTH = 2_000
_PIECE = 1 << 18
# Of what is small when unpacked, any ratio is harmless; no text that somebody wrote packs to a two-hundredth.
_SUSPICIOUS_SIZE = 16 << 20
_MOST_RATIO = 200
# Names in a compound file are of two-byte letters; this one holds an Office document under a password.
_LOCKED = "EncryptedPackage".encode("utf-16-le")


class XmlHandler:
    """What takes in elements; names are `prefix:name` where the prefix is known, else the name alone."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take in the beginning of an element."""

    def end(self, name: str) -> None:
        """Take in the end of an element."""

    def words(self, text: str) -> None:
        """Take in words between elements."""


def open_archive(stream: IO[bytes]) -> ZipFile:
    """Return the archive. Raises `ProgramFault` where it is none, or has more parts than a document."""
    stream.seek(0)
    if stream.read(len(OLE_MARK)) == OLE_MARK:
        stream.seek(0)
        code = "document.locked" if _LOCKED in stream.read(MOST_UNPACKED) else "document.damaged"
        raise ProgramFault(code)
    stream.seek(0)
    archive = ZipFile(stream)
    if len(archive.infolist()) > MOST_MEMBERS:
        raise ProgramFault("document.bomb")
    return archive


def check_member(member: ZipInfo) -> None:
    """Raise `ProgramFault` where a part of an archive is locked, swells, or is packed in a way that is not read."""
    if member.flag_bits & 1:
        raise ProgramFault("document.locked")
    if member.file_size > _SUSPICIOUS_SIZE and member.file_size > _MOST_RATIO * max(member.compress_size, 1):
        raise ProgramFault("document.bomb")
    if member.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise ProgramFault("document.damaged")


class DocumentArchive:
    """The parts of a document, and how many bytes of them may still be unpacked."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._archive, self._left = open_archive(stream), MOST_UNPACKED
        self._members = {member.filename.lower(): member for member in self._archive.infolist()}

    def has(self, name: str) -> bool:
        """Return whether there is such a part."""
        return name.lower() in self._members

    def read(self, name: str, handler: XmlHandler, prefixes: dict[str, str]) -> None:
        """Let a handler take in a part. Raises `ProgramFault` where it is not there, or not well-formed."""
        member = self._members.get(name.lower())
        if member is None:
            raise ProgramFault("document.damaged")
        check_member(member)
        self._left -= member.file_size  # zipfile gives no byte more than is said
        if self._left < 0:
            raise ProgramFault("document.bomb")
        try:
            with self._archive.open(member) as stream:
                read_xml(stream, handler, prefixes)
        except (EOFError, zlib.error):
            raise ProgramFault("document.damaged") from None


def read_xml(stream: IO[bytes], handler: XmlHandler, prefixes: dict[str, str]) -> None:
    """Let a handler take in XML. Raises `ProgramFault` where it declares entities, or is not well-formed."""
    parser = ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    names = _Names(prefixes)
    depth = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > MOST_DEPTH:
            raise ProgramFault("document.too_deep")
        handler.start(names[name], {names[each]: value for each, value in attributes.items()})

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        handler.end(names[name])

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = handler.words
    parser.EntityDeclHandler = _refuse_entities
    try:
        while piece := stream.read(_PIECE):
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    except (ExpatError, LookupError, UnicodeError):
        raise ProgramFault("document.damaged") from None


def _refuse_entities(*_: object) -> None:
    raise ProgramFault("document.bomb")


class _Names(dict[str, str]):
    """The short name of each element and attribute, by what the parser calls it; each is found out once."""

    def __init__(self, prefixes: dict[str, str]) -> None:
        super().__init__()
        self._prefixes = prefixes

    def __missing__(self, full: str) -> str:
        space, _, name = full.rpartition(" ")
        prefix = self._prefixes.get(space)
        short = f"{prefix}:{name}" if prefix else name
        if len(self) < 10_000:  # a document that makes up a name for each element fills no memory with them
            self[full] = short
        return short
