"""ODT, and its form as one file of XML, by a walk of our own: odfpy holds the whole as a tree of its own classes.

Headers come before the text, footers after it; notes with their marks last of the text.
"""

from collections.abc import Iterator
from typing import IO

from isthmus.files.document.blocks import Blocks
from isthmus.files.document.odt_body import OdtBody
from isthmus.files.document.odt_styles import PREFIXES, OdtStyles, OdtStylesHandler
from isthmus.files.document.program import ProgramFault, noted, part_of, reading_of, within_limits
from isthmus.files.document.zipped import DocumentArchive, XmlHandler, read_xml

__all__ = ["odt"]

_FLAT = (b"<?xml", b"<office:document", b"\xef\xbb\xbf<?xml")


def odt(stream: IO[bytes]) -> Iterator[list[object]]:
    """Answer for a document of OpenDocument."""
    return within_limits(lambda: _answers(stream))


def _answers(stream: IO[bytes]) -> Iterator[list[object]]:
    yield reading_of("whole", "odt")
    styles = OdtStyles()
    body = OdtBody(Blocks(), styles)
    stream.seek(0)
    if stream.read(16).startswith(_FLAT):
        stream.seek(0)
        read_xml(stream, _Both(OdtStylesHandler(styles), body), PREFIXES)
        margins = {}
    else:
        margins = _read(DocumentArchive(stream), styles, body)
    headers = [text for kind, text in margins if kind == "header"]
    footers = [text for kind, text in margins if kind == "footer"]
    yield part_of("\n\n".join(each for each in (*headers, body.text(), *footers) if each))
    for note in sorted(body.found):
        yield noted(note)


def _read(archive: DocumentArchive, styles: OdtStyles, body: OdtBody) -> dict[tuple[str, str], None]:
    """Read styles, margins and text of a packed document; return the headers and footers, each once."""
    manifest = _ManifestHandler()
    if archive.has("META-INF/manifest.xml"):
        archive.read("META-INF/manifest.xml", manifest, PREFIXES)
    if manifest.locked:
        raise ProgramFault("document.locked")
    found: dict[tuple[str, str], None] = {}
    if archive.has("styles.xml"):
        margin = OdtBody(Blocks(), styles)
        margin.in_margin = True
        archive.read("styles.xml", _Both(OdtStylesHandler(styles), margin), PREFIXES)
        found = dict.fromkeys(margin.margins)
        body.found |= margin.found
    # What is said of styles may stand after the text that they hide; the text is short to read twice.
    archive.read("content.xml", OdtStylesHandler(styles), PREFIXES)
    archive.read("content.xml", body, PREFIXES)
    return found


class _ManifestHandler(XmlHandler):
    """Reads whether parts are under a password."""

    def __init__(self) -> None:
        self.locked = False

    def start(self, name: str, attributes: dict[str, str]) -> None:  # noqa: ARG002
        self.locked |= name.rpartition(":")[2] == "encryption-data"


class _Both(XmlHandler):
    """Two that take in the same."""

    def __init__(self, first: XmlHandler, second: XmlHandler) -> None:
        self._handlers = (first, second)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        for each in self._handlers:
            each.start(name, attributes)

    def end(self, name: str) -> None:
        for each in self._handlers:
            each.end(name)

    def words(self, text: str) -> None:
        for each in self._handlers:
            each.words(text)
