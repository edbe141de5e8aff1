"""The text of a DOCX, element after element, as it is read on paper."""

from collections.abc import Callable

from isthmus.files.document.blocks import Blocks
from isthmus.files.document.docx_fields import FieldStack
from isthmus.files.document.docx_numbering import ListNumbers
from isthmus.files.document.docx_parts import WordRelations, WordStyles, switched_on
from isthmus.files.document.list_labels import numbered
from isthmus.files.document.symbols import symbol
from isthmus.files.document.zipped import XmlHandler

__all__ = ["DocxBody"]

_TEXTS = frozenset(("w:t", "m:t", "a:t"))
_UNREAD = frozenset(
    [
        "w:moveFrom",
        "w:sdtPr",
        "w:tblPr",
        "w:tblGrid",
        "w:rubyPr",
        "w:delText",
        "w:pPrChange",
        "w:rPrChange",
        "w:tblPrChange",
        "w:tcPrChange",
        "w:trPrChange",
        "w:sectPrChange",
        "w:numberingChange",
        "w:delInstrText",
        "w:footnotePr",
        "w:endnotePr",
    ]
)
_CHANGES = frozenset(("w:ins", "w:del", "w:moveFrom", "w:moveTo"))
_BEFORE = {"m:den": "/", "m:sup": "^", "m:sub": "_", "m:rad": "√", "w:rt": "(", "w:tab": "\t", "w:ptab": "\t"}
_BEFORE |= {"w:noBreakHyphen": "\u2011", "w:softHyphen": ""}
_STARTS = {
    "w:tbl": Blocks.open_table,
    "w:tr": Blocks.open_row,
    "w:tc": Blocks.open_cell,
    "w:br": Blocks.break_line,
    "w:cr": Blocks.break_line,
}
_ENDS = {
    "w:tbl": Blocks.close_table,
    "w:tr": Blocks.close_row,
    "w:tc": Blocks.close_cell,
    "w:hyperlink": Blocks.close_link,
    "a:p": Blocks.break_line,
}
_SEPARATORS = frozenset(("separator", "continuationSeparator", "continuationNotice"))


class DocxBody(XmlHandler):
    """Takes in the main part, or one of notes, a header or a footer."""

    def __init__(
        self, blocks: Blocks, related: WordRelations, styles: WordStyles, numbers: ListNumbers
    ) -> None:
        self._blocks, self._related, self._styles, self._numbers = blocks, related, styles, numbers
        self._fields = FieldStack(blocks)
        self._path: list[str] = []
        self._unread = 0
        self._choices: list[bool] = []
        self._paragraphs: list[_Paragraph] = [_Paragraph()]
        self._run = _Run()
        self._references = {"footnotes": 0, "endnotes": 0}
        self._marks: dict[tuple[str, str], str] = {}
        self._note = ""
        self.note_texts: dict[str, dict[str, str]] = {}
        self.diagram: Callable[[str], str] | None = None
        self.separate: dict[str, str] = {}
        self.margins: list[tuple[str, str, str]] = []
        self.has_title_page = False
        self.found = set[str]()

    @property
    def in_margin(self) -> bool:
        """Return whether this is a header or a footer, where numbers of pages are not read."""
        return self._fields.without_pages

    @in_margin.setter
    def in_margin(self, value: bool) -> None:
        self._fields.without_pages = value

    def text(self) -> str:
        """Return what was read."""
        return self._blocks.text()

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take in the beginning of an element."""
        parent = self._path[-1] if self._path else ""
        self._path.append(name)
        if name in _CHANGES:
            self.found.add("document.tracked_changes")
        if self._unread or self._is_unread(name, parent, attributes):
            self._unread += 1
            return
        if name in _BEFORE and parent not in ("w:tabs", "w:pPr"):
            self._write(_BEFORE[name])
        elif parent in ("w:rPr", "w:pPr", "w:numPr"):
            self._property(name, attributes)
        else:
            self._element(name, attributes)

    def end(self, name: str) -> None:
        """Take in the end of an element."""
        self._path.pop()
        if self._unread:
            self._unread -= 1
            return
        if name in _ENDS:
            _ENDS[name](self._blocks)
        match name:
            case "w:pPr":
                self._begin_paragraph()
            case "w:p":
                self._end_paragraph()
            case "w:r":
                self._run = _Run()
                self._blocks.raised = False
            case "w:txbxContent":
                self._blocks.close_box()
                self._paragraphs.pop()
            case "w:rt":
                self._write(")")
            case "mc:AlternateContent":
                self._choices.pop()
            case "w:footnote" | "w:endnote":
                self.separate[self._note] = self._blocks.text()
                self._blocks = self._fields.blocks = Blocks()

    def words(self, text: str) -> None:
        """Take in words between elements."""
        if not self._unread and self._path and self._path[-1] in _TEXTS:
            self._write(text)
        elif not self._unread and self._path and self._path[-1] == "w:instrText":
            self._fields.instruct(text)

    def _is_unread(self, name: str, parent: str, attributes: dict[str, str]) -> bool:
        match name:
            case "w:del":
                if parent == "w:rPr":  # of the paragraph's end: what follows is in the same paragraph
                    self._paragraphs[-1].goes_on = True
                return True
            case "mc:AlternateContent":
                self._choices.append(False)
                return False
            case "mc:Choice" | "mc:Fallback" if self._choices:
                taken, self._choices[-1] = self._choices[-1], True
                return taken
            case "w:fldSimple":
                return self._fields.is_page(attributes.get("w:instr", ""))
            case "w:footnote" | "w:endnote":
                return attributes.get("w:type") in _SEPARATORS
        return name in _UNREAD

    def _write(self, text: str) -> None:
        paragraph = self._paragraphs[-1]
        hidden = self._run.hidden
        if hidden is None:
            hidden = self._styles.hides(self._run.style) or self._styles.hides(paragraph.style)
        if hidden and text.strip():
            self.found.add("document.hidden_text")
        if not hidden and not self._fields.hides:
            self._blocks.write(text)

    def _property(self, name: str, attributes: dict[str, str]) -> None:
        value, paragraph = attributes.get("w:val", ""), self._paragraphs[-1]
        match name:
            case "w:pStyle":
                paragraph.style = value
            case "w:outlineLvl":
                paragraph.heading = value != "9"
            case "w:numId":
                paragraph.listed = value
            case "w:ilvl":
                paragraph.level = int(value) if value.isdecimal() and len(value) < 3 else 0
            case "w:rStyle":
                self._run.style = value
            case "w:vanish" if "w:pPr" not in self._path[-3:]:
                self._run.hidden = switched_on(attributes)
            case "w:vertAlign" if "w:pPr" not in self._path[-3:]:
                self._blocks.raised = value == "superscript"
            case "w:sectPr" | "w:numPr":
                pass

    def _element(self, name: str, attributes: dict[str, str]) -> None:
        if name in _STARTS:
            _STARTS[name](self._blocks)
        match name:
            case "w:p":
                self._new_paragraph()
            case "w:txbxContent":
                self._blocks.open_box()
                self._paragraphs.append(_Paragraph())
            case "w:hyperlink":
                self._blocks.open_link(self._related.address(attributes.get("r:id", "")))
            case "w:sym":
                self._write(symbol(attributes.get("w:font", ""), attributes.get("w:char", "")))
            case "w:footnoteReference" | "w:endnoteReference":
                self._refer(f"{name[2:-9]}s", attributes.get("w:id", ""))
            case "w:footnote" | "w:endnote":
                self._note = attributes.get("w:id", "")
            case "w:headerReference" | "w:footerReference":
                kind = name[2:8]
                self.margins.append((kind, attributes.get("w:type", ""), attributes.get("r:id", "")))
            case "w:titlePg":
                self.has_title_page |= switched_on(attributes)
            case _:
                self._drawing(name, attributes)

    def _drawing(self, name: str, attributes: dict[str, str]) -> None:
        match name:
            case "w:fldChar":
                self._fields.turn(attributes.get("w:fldCharType", ""))
            case "w:checked" | "w:default":
                self._fields.check(switched_on(attributes))
            case "w:commentReference":
                self.found.add("document.comments")
            case "w:altChunk":
                self.found.add("document.part_not_read")
            case "v:textpath":
                self._box(attributes.get("string", ""))
            case "dgm:relIds" | "c:chart" if self.diagram:
                self._box(self.diagram(attributes.get("r:dm") or attributes.get("r:id", "")))
            case "a:blip" | "v:imagedata":
                links = (attributes.get(each, "") for each in ("r:link", "r:href"))
                if any(
                    self._related.address(each).lower().startswith(("http", "//", "\\\\")) for each in links
                ):
                    self.found.add("document.remote_pictures")

    def _box(self, text: str) -> None:
        self._blocks.open_box()
        for each in text.split("\n\n"):
            self._blocks.write(each)
            self._blocks.end_paragraph()
        self._blocks.close_box()

    def _refer(self, kind: str, note: str) -> None:
        texts = self.note_texts.get(kind, {})
        if self._fields.hides or self._run.hidden or note not in texts:
            return
        if (kind, note) in self._marks:
            self._blocks.write(f"[{self._marks[kind, note]}]")
            return
        self._references[kind] += 1
        mark = numbered(self._references[kind], "decimal" if kind == "footnotes" else "lowerRoman")
        self._marks[kind, note] = mark
        self._blocks.open_note(mark)
        for each in texts[note].split("\n\n"):
            self._blocks.write(each)
            self._blocks.end_paragraph()
        self._blocks.close_note()

    def _new_paragraph(self) -> None:
        before = self._paragraphs[-1]
        if not before.goes_on:
            self._blocks.end_paragraph()
        self._paragraphs[-1] = _Paragraph(continued=before.goes_on)

    def _begin_paragraph(self) -> None:
        """Number a paragraph whose properties are known now."""
        paragraph = self._paragraphs[-1]
        listed, level = paragraph.listed, paragraph.level
        if listed is None:
            listed, level = self._styles.number(paragraph.style) or ("0", 0)
        label = self._numbers.label(listed, level) if listed != "0" and not paragraph.continued else None
        if label is None:
            return
        written, signs = label
        if not signs and (paragraph.heading or self._styles.is_heading(paragraph.style)):
            self._blocks.write(f"{written} " if written else "")
        else:
            self._blocks.begin_item(written)

    def _end_paragraph(self) -> None:
        if not self._paragraphs[-1].goes_on:
            self._blocks.end_item()


class _Paragraph:
    """What is known of a paragraph before its words."""

    def __init__(self, *, continued: bool = False) -> None:
        self.style, self.level = "", 0
        self.listed: str | None = None
        self.heading = self.goes_on = False
        self.continued = continued


class _Run:
    """What is known of a stretch of words of one form; `hidden` is `None` where its style says it."""

    def __init__(self) -> None:
        self.style = ""
        self.hidden: bool | None = None
