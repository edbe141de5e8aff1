"""What styles of an ODT say of its text: which hide it, which raise it, and how lists are numbered."""

from dataclasses import dataclass, field

from isthmus.files.document.list_labels import bullet, numbered
from isthmus.files.document.zipped import XmlHandler

__all__ = ["OUTLINE", "PREFIXES", "OdtListLevel", "OdtStyles", "OdtStylesHandler", "whole_number"]

_ODF = "urn:oasis:names:tc:opendocument:xmlns"
PREFIXES = {
    f"{_ODF}:office:1.0": "office",
    f"{_ODF}:text:1.0": "text",
    f"{_ODF}:table:1.0": "table",
    f"{_ODF}:style:1.0": "style",
    f"{_ODF}:drawing:1.0": "draw",
    f"{_ODF}:manifest:1.0": "manifest",
    f"{_ODF}:svg-compatible:1.0": "svg",
    "http://www.w3.org/1999/xlink": "xlink",
}
OUTLINE = "/outline"  # the list of headings, under a name that no other list has
_LONGEST_CHAIN = 32  # of styles that stand on others; a longer one is a loop
_KINDS = {
    "1": "decimal",
    "a": "lowerLetter",
    "A": "upperLetter",
    "i": "lowerRoman",
    "I": "upperRoman",
    "": "none",
}
_MOST_LEVELS = 10


def whole_number(text: str, usual: int) -> int:
    """Return a number of up to seven digits; `usual` for anything else."""
    return int(text) if text.isdecimal() and len(text) < 8 else usual


@dataclass(slots=True)
class OdtListLevel:
    """How items of one level are numbered."""

    kind: str = "none"
    before: str = ""
    after: str = ""
    sign: str = ""
    start: int = 1
    shown: int = 1


@dataclass(slots=True)
class _TextStyle:
    parent: str = ""
    listed: str = ""
    hidden: bool | None = None
    raised: bool = False


@dataclass
class OdtStyles:
    """All styles by name."""

    texts: dict[tuple[str, str], _TextStyle] = field(default_factory=dict)
    lists: dict[str, dict[int, OdtListLevel]] = field(default_factory=dict)

    def hides(self, family: str, name: str) -> bool:
        """Return whether a style hides its text."""
        return next((each.hidden for each in self._chain(family, name) if each.hidden is not None), False)

    def raises(self, name: str) -> bool:
        """Return whether a style of words sets them above the line."""
        return any(each.raised for each in self._chain("text", name))

    def listed(self, name: str) -> str:
        """Return the list that a style's paragraphs are numbered by."""
        return next((each.listed for each in self._chain("paragraph", name) if each.listed), "")

    def label(self, name: str, counts: list[int]) -> str:
        """Return what stands before an item, by the numbers of the items that it lies in, its own last."""
        levels = self.lists.get(name, {})
        level = levels.get(len(counts), OdtListLevel(kind="bullet"))
        if level.kind == "bullet":
            return bullet(level.sign)
        first = max(len(counts) - level.shown, 0)
        written = [
            numbered(count, levels[at].kind)
            for at, count in enumerate(counts, 1)
            if at > first and at in levels
        ]
        joined = ".".join(each for each in written if each)
        return f"{level.before}{joined}{level.after}".strip() if joined else ""

    def heading(self, counts: list[int]) -> str:
        """Return what stands before a heading, by the numbers of those that it lies under, its own last."""
        known = len(counts) in self.lists.get(OUTLINE, {})
        return self.label(OUTLINE, counts) if known else ""

    def start(self, name: str, level: int) -> int:
        """Return the number of the first item of a level."""
        known = self.lists.get(name, {}).get(level)
        return known.start if known else 1

    def _chain(self, family: str, name: str) -> list[_TextStyle]:
        chain = list[_TextStyle]()
        while (family, name) in self.texts and len(chain) < _LONGEST_CHAIN:
            chain.append(self.texts[family, name])
            name = chain[-1].parent
        return chain


class OdtStylesHandler(XmlHandler):
    """Reads the styles of a part."""

    def __init__(self, styles: OdtStyles) -> None:
        self._styles, self._style = styles, _TextStyle()
        self._levels: dict[int, OdtListLevel] = {}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take in the beginning of an element."""
        named = attributes.get("style:name", "")
        match name:
            case "style:style":
                self._style = _TextStyle(
                    attributes.get("style:parent-style-name", ""), attributes.get("style:list-style-name", "")
                )
                self._styles.texts[attributes.get("style:family", ""), named] = self._style
            case "style:text-properties":
                if "text:display" in attributes:
                    self._style.hidden = attributes["text:display"] == "none"
                self._style.raised |= attributes.get("style:text-position", "").startswith(
                    ("super", "3", "2", "1")
                )
            case "text:list-style" | "text:outline-style":
                outline = name == "text:outline-style"
                self._levels = self._styles.lists.setdefault(OUTLINE if outline else named, {})
            case "text:list-level-style-number" | "text:outline-level-style":
                self._level(attributes, _KINDS.get(attributes.get("style:num-format", ""), "decimal"))
            case "text:list-level-style-bullet" | "text:list-level-style-image":
                self._level(attributes, "bullet")

    def _level(self, attributes: dict[str, str], kind: str) -> None:
        at = whole_number(attributes.get("text:level", ""), 1)
        if at <= _MOST_LEVELS:
            self._levels[at] = OdtListLevel(
                kind,
                attributes.get("style:num-prefix", "")[:40],
                attributes.get("style:num-suffix", "")[:40],
                attributes.get("text:bullet-char", "")[:4],
                whole_number(attributes.get("text:start-value", ""), 1),
                whole_number(attributes.get("text:display-levels", ""), 1),
            )
