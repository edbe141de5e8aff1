"""The parts of a DOCX beside its text: what is related to what, which styles hide or number, what is switched on."""

from dataclasses import dataclass, field
from posixpath import normpath

from isthmus.files.document.zipped import XmlHandler

__all__ = [
    "PREFIXES",
    "RelationsHandler",
    "SettingsHandler",
    "StylesHandler",
    "WordRelations",
    "WordStyles",
    "switched_on",
]

_OLD = "http://schemas.openxmlformats.org"
_STRICT = "http://purl.oclc.org/ooxml"
PREFIXES = {
    f"{_OLD}/wordprocessingml/2006/main": "w",
    f"{_STRICT}/wordprocessingml/main": "w",
    f"{_OLD}/officeDocument/2006/relationships": "r",
    f"{_STRICT}/officeDocument/relationships": "r",
    f"{_OLD}/officeDocument/2006/math": "m",
    f"{_STRICT}/officeDocument/math": "m",
    f"{_OLD}/markup-compatibility/2006": "mc",
    f"{_OLD}/drawingml/2006/main": "a",
    f"{_STRICT}/drawingml/main": "a",
    f"{_OLD}/drawingml/2006/diagram": "dgm",
    f"{_OLD}/drawingml/2006/chart": "c",
    "urn:schemas-microsoft-com:vml": "v",
}
_LONGEST_CHAIN = 32  # of styles that stand on others; a longer one is a loop


def switched_on(attributes: dict[str, str]) -> bool:
    """Return whether an element that is a switch is on, which it is where nothing is said."""
    return attributes.get("w:val", "on") not in ("0", "false", "off")


class WordRelations:
    """What a part refers to, by name and by kind."""

    def __init__(self) -> None:
        self._parts: dict[str, str] = {}
        self._addresses: dict[str, str] = {}
        self._kinds: dict[str, list[str]] = {}

    def add(self, name: str, kind: str, target: str, *, outside: bool) -> None:
        """Take in a relation. `target` is the path of a part, or an address outside."""
        if outside:
            self._addresses[name] = target
        else:
            self._parts[name] = target
            self._kinds.setdefault(kind, []).append(target)

    def part(self, name: str) -> str | None:
        """Return the path of a part."""
        return self._parts.get(name)

    def address(self, name: str) -> str:
        """Return the address of a link."""
        return self._addresses.get(name, "")

    def first(self, kind: str) -> str | None:
        """Return the path of the first part of a kind."""
        return next(iter(self._kinds.get(kind, ())), None)


class RelationsHandler(XmlHandler):
    """Reads the relations of a part that lies in a folder."""

    def __init__(self, folder: str) -> None:
        self._folder, self.relations = folder, WordRelations()

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take in the beginning of an element."""
        if name != "Relationship":
            return
        target, outside = attributes.get("Target", ""), attributes.get("TargetMode") == "External"
        if not outside:
            target = target.lstrip("/") if target.startswith("/") else normpath(self._folder + target)
        kind = attributes.get("Type", "").rpartition("/")[2]
        self.relations.add(attributes.get("Id", ""), kind, target, outside=outside)


@dataclass(slots=True)
class _Style:
    parent: str = ""
    hidden: bool | None = None
    number: tuple[str, int] | None = None
    heading: bool = False


@dataclass
class WordStyles:
    """What styles say of text that is read: whether it is hidden, and which list numbers it."""

    styles: dict[str, _Style] = field(default_factory=dict)
    usual: str = ""

    def hides(self, name: str) -> bool:
        """Return whether a style, or one that it stands on, hides its text."""
        for style in self._chain(name):
            if style.hidden is not None:
                return style.hidden
        return False

    def is_heading(self, name: str) -> bool:
        """Return whether a style, or one that it stands on, has a place in the outline."""
        return any(style.heading for style in self._chain(name))

    def number(self, name: str) -> tuple[str, int] | None:
        """Return the list and level that number a style's paragraphs."""
        level = None
        for style in self._chain(name or self.usual):
            if style.number:
                listed, own = style.number
                level = own if level is None and own >= 0 else level
                if listed:
                    return listed, max(level or 0, 0)
        return None

    def _chain(self, name: str) -> list[_Style]:
        chain = list[_Style]()
        while name in self.styles and len(chain) < _LONGEST_CHAIN:
            chain.append(self.styles[name])
            name = chain[-1].parent
        return chain


class StylesHandler(XmlHandler):
    """Reads the styles."""

    def __init__(self, styles: WordStyles) -> None:
        self._styles, self._style = styles, _Style()
        self._list, self._level = "", -1

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take in the beginning of an element."""
        value = attributes.get("w:val", "")
        match name:
            case "w:style":
                self._style, self._list, self._level = _Style(), "", -1
                named = attributes.get("w:styleId", "")
                self._styles.styles[named] = self._style
                if attributes.get("w:type") == "paragraph" and attributes.get("w:default") in ("1", "true"):
                    self._styles.usual = named
            case "w:basedOn":
                self._style.parent = value
            case "w:vanish":
                self._style.hidden = switched_on(attributes)
            case "w:outlineLvl":
                self._style.heading = value != "9"  # which is body text
            case "w:numId":
                self._list = value
            case "w:ilvl":
                self._level = int(value) if value.isdecimal() else 0

    def end(self, name: str) -> None:
        """Take in the end of an element."""
        if name == "w:numPr":
            self._style.number = (self._list, self._level)


class SettingsHandler(XmlHandler):
    """Reads what is switched on for the whole document."""

    def __init__(self) -> None:
        self.even_and_odd = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take in the beginning of an element."""
        if name == "w:evenAndOddHeaders":
            self.even_and_odd = switched_on(attributes)
