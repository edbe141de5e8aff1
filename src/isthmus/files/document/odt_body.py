"""The text of an ODT, element after element, as it is read on paper."""

import re

from isthmus.files.document.blocks import Blocks
from isthmus.files.document.odt_styles import OdtStyles, whole_number
from isthmus.files.document.zipped import XmlHandler

__all__ = ["OdtBody"]

# What holds words that are not on paper, and what is noted where it is there.
_UNREAD = {
    "text:tracked-changes": "document.tracked_changes",
    "office:annotation": "document.comments",
    "text:hidden-text": "document.hidden_text",
    "text:note-citation": "",
    "text:number": "",
    "office:scripts": "",
    "office:forms": "",
    "office:styles": "",
    "office:automatic-styles": "",
    "draw:image": "",
    "draw:object": "",
    "draw:object-ole": "",
    "svg:title": "",
    "svg:desc": "",
    "text:table-of-content-source": "",
    "text:index-title-template": "",
}
_RUNS = re.compile("[ \t\r\n]+")
_PAGE_NUMBERS = frozenset(("text:page-number", "text:page-count"))
# A writer who sets words apart by blanks sets no more; a file may claim any number of them.
_MOST_BLANKS = 100
_MOST_REPEATED_CELLS = 64
_MOST_HEADINGS = 10  # levels of them, as the format has


class OdtBody(XmlHandler):
    """Takes in the text, or in the part of styles what stands in the margins of pages."""

    def __init__(self, blocks: Blocks, styles: OdtStyles) -> None:
        self._blocks, self._styles = blocks, styles
        self._path: list[str] = []
        self._unread = 0
        self._texts = (
            0  # paragraphs and headings that are open, in each other where a box or a note is between
        )
        self._lists: list[_OdtList] = []
        self._ended: dict[str, list[int]] = {}
        self._raised: list[bool] = []
        self._notes = {"footnote": 0, "endnote": 0}
        self._repeats: list[int] = []
        self._outline = [0] * _MOST_HEADINGS
        self.in_margin = False
        self.margins: list[tuple[str, str]] = []
        self.found = set[str]()

    def text(self) -> str:
        """Return what was read."""
        return self._blocks.text()

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take in the beginning of an element."""
        self._path.append(name)
        if self._unread or self._is_unread(name, attributes):
            self._unread += 1
            return
        match name:
            case "text:p" | "text:h":
                self._begin_paragraph(name, attributes)
            case "text:span":
                self._raised.append(self._blocks.raised)
                self._blocks.raised |= self._styles.raises(attributes.get("text:style-name", ""))
            case "text:s":
                self._blocks.write(" " * min(whole_number(attributes.get("text:c", ""), 1), _MOST_BLANKS))
            case "text:tab":
                self._blocks.write("\t")
            case "text:line-break":
                self._blocks.break_line()
            case "text:a" | "draw:a":
                self._blocks.open_link(attributes.get("xlink:href", ""))
            case "text:ruby-text":
                self._blocks.write("(")
            case _:
                self._structure(name, attributes)

    def _structure(self, name: str, attributes: dict[str, str]) -> None:
        match name:
            case "text:list":
                self._open_list(attributes)
            case "text:list-item" | "text:list-header":
                self._item(name, attributes)
            case "text:note":
                kind = attributes.get("text:note-class", "footnote")
                self._notes[kind] = self._notes.get(kind, 0) + 1
                self._blocks.open_note(f"{'i' if kind == 'endnote' else ''}{self._notes[kind]}")
            case "draw:text-box":
                self._blocks.open_box()
            case "table:table":
                self._blocks.open_table()
            case "table:table-row":
                self._blocks.open_row()
            case "table:table-cell" | "table:covered-table-cell":
                repeats = whole_number(attributes.get("table:number-columns-repeated", ""), 1)
                self._repeats.append(min(repeats, _MOST_REPEATED_CELLS))
                self._blocks.open_cell()

    def end(self, name: str) -> None:
        """Take in the end of an element."""
        self._path.pop()
        if self._unread:
            self._unread -= 1
            return
        match name:
            case "text:p" | "text:h":
                self._texts -= 1
                self._blocks.end_paragraph()
            case "text:span":
                self._blocks.raised = self._raised.pop()
            case "text:a" | "draw:a":
                self._blocks.close_link()
            case "text:ruby-text":
                self._blocks.write(")")
            case "text:list":
                self._close_list()
            case "text:list-item" | "text:list-header":
                self._blocks.end_item()
            case "text:note":
                self._blocks.close_note()
            case "draw:text-box":
                self._blocks.close_box()
            case _:
                self._end_structure(name)

    def _end_structure(self, name: str) -> None:
        match name:
            case "table:table":
                self._blocks.close_table()
            case "table:table-row":
                self._blocks.close_row()
            case "table:table-cell" | "table:covered-table-cell":
                self._blocks.close_cell()
                for _ in range(self._repeats.pop() - 1):
                    self._blocks.open_cell()
                    self._blocks.close_cell()
            case "style:header" | "style:footer" | "style:header-first" | "style:footer-first" if (
                self.in_margin
            ):
                text = self._blocks.text()
                self._blocks = Blocks()
                if any(map(str.isalpha, text)):
                    self.margins.append((name[6:12], text))

    def words(self, text: str) -> None:
        """Take in words between elements."""
        if self._texts and not self._unread:
            # Blanks that are meant are elements; a break of a line in the XML is none in the text.
            self._blocks.write(_RUNS.sub(" ", text))

    def _is_unread(self, name: str, attributes: dict[str, str]) -> bool:
        if name in _UNREAD:
            if _UNREAD[name]:
                self.found.add(_UNREAD[name])
            return True
        if name in _PAGE_NUMBERS:
            return self.in_margin
        style = attributes.get("text:style-name", "")
        hidden = (
            attributes.get("text:display") == "none"
            or (name == "text:span" and self._styles.hides("text", style))
            or (name in ("text:p", "text:h") and self._styles.hides("paragraph", style))
        )
        if hidden:
            self.found.add("document.hidden_text")
        return hidden

    def _begin_paragraph(self, name: str, attributes: dict[str, str]) -> None:
        self._texts += 1
        if not self.in_margin or any(
            each.startswith(("style:header", "style:footer")) for each in self._path
        ):
            self._blocks.end_paragraph()
        if name != "text:h":
            return
        label = self._lists[-1].take() if self._lists else self._heading(attributes)
        if label:
            self._blocks.end_item()
            self._blocks.write(f"{label} ")

    def _heading(self, attributes: dict[str, str]) -> str:
        """Return the number of a heading that is in no list."""
        level = whole_number(attributes.get("text:outline-level", ""), 1)
        if attributes.get("text:is-list-header") == "true" or not 0 < level <= _MOST_HEADINGS:
            return ""
        self._outline[level - 1] += 1
        self._outline[level:] = [0] * (_MOST_HEADINGS - level)
        return self._styles.heading(self._outline[:level])

    def _open_list(self, attributes: dict[str, str]) -> None:
        above = self._lists[-1] if self._lists else None
        style = attributes.get("text:style-name") or (above.style if above else "")
        counts = [*above.counts] if above else []
        first = self._styles.start(style, len(counts) + 1) - 1
        goes_on = attributes.get("text:continue-numbering") == "true" or "text:continue-list" in attributes
        if not above and goes_on and style in self._ended:
            first = self._ended[style][-1]
        self._lists.append(_OdtList(style, [*counts, first]))

    def _close_list(self) -> None:
        closed = self._lists.pop() if self._lists else None
        if closed and len(closed.counts) == 1:
            self._ended[closed.style] = closed.counts
        if self._lists:
            self._blocks.begin_item("")

    def _item(self, name: str, attributes: dict[str, str]) -> None:
        label = ""
        if self._lists and name == "text:list-item":
            counts = self._lists[-1].counts
            counts[-1] = whole_number(attributes.get("text:start-value", ""), counts[-1] + 1)
            label = self._styles.label(self._lists[-1].style, counts)
            self._lists[-1].label = label
        self._blocks.begin_item(label)


class _OdtList:
    """A list that is open: its style, and the numbers of the items that its item lies in."""

    def __init__(self, style: str, counts: list[int]) -> None:
        self.style, self.counts, self.label = style, counts, ""

    def take(self) -> str:
        """Return the label of the item, once."""
        label, self.label = self.label, ""
        return label
