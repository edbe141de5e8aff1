"""The text of an RTF: groups within groups, letters of many code pages, and what of it is read."""

from dataclasses import replace

from isthmus.files.document.blocks import Blocks
from isthmus.files.document.charset import known_codec
from isthmus.files.document.docx_fields import is_page_number, link_address
from isthmus.files.document.rtf_state import GroupState, RtfTablePlace
from isthmus.files.document.rtf_words import CHARSETS, ENDS, LETTERS, READ_GROUPS, UNREAD_GROUPS
from isthmus.files.document.symbols import symbol

__all__ = ["RtfText"]

_MOST_GROUPS = 20_000
_MOST_FONTS = 10_000
_LONGEST_INSTRUCTION = 10_000
_LONGEST_LABEL = 200
_DEFAULT = "cp1252"
_MARGINS = frozenset(("header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf"))


class RtfText:
    """Takes in words, controls and groups one after the other."""

    def __init__(self) -> None:
        self._blocks = Blocks()
        self._state, self._groups = GroupState(), list[GroupState]()
        self._codec, self._usual_font = _DEFAULT, -1
        self._fonts: dict[int, str] = {}
        self._symbols: dict[int, str] = {}
        self._bytes = bytearray()
        self._passed = 0
        self._starred = False
        self._surrogate = 0
        self._notes = 0
        self._instruction = ""
        self._label = ""
        self._place, self._places = RtfTablePlace(), list[RtfTablePlace]()
        self._texts = {"header": list[str](), "footer": list[str]()}
        self._main: Blocks | None = None
        self.found = set[str]()
        self.ended = False

    def text(self) -> str:
        """Return headers, text, notes and footers, each once."""
        self._flush()
        self._end_margin("header")
        headers, footers = (dict.fromkeys(self._texts[each]) for each in ("header", "footer"))
        return "\n\n".join(each for each in (*headers, self._blocks.text(), *footers) if each)

    def open_group(self) -> None:
        """Begin a group."""
        self._flush()
        self._passed = 0
        if len(self._groups) >= _MOST_GROUPS:
            self.ended = True  # nobody nests so; what was read up to here is what there is
            self.found.add("document.cut_off")
            return
        self._groups.append(self._state)
        self._state = replace(self._state, closes="")

    def close_group(self) -> None:
        """End a group: what began with it ends, and what held before holds again."""
        self._flush()
        self._passed, self._starred = 0, False
        closes = self._state.closes
        if closes:
            self._close(closes)
        if self._groups:
            self._state = self._groups.pop()
        self.ended = not self._groups

    def words(self, text: bytes) -> None:
        """Take in letters as they stand."""
        passed = min(self._passed, len(text))
        self._passed -= passed
        if not self._state.skipped:
            self._bytes += text[passed:]

    def letter(self, byte: int) -> None:
        """Take in a letter given by its number in the code page."""
        if self._passed:
            self._passed -= 1
        elif not self._state.skipped:
            self._bytes.append(byte)

    def sign(self, sign: bytes) -> None:
        """Take in a control of one sign."""
        if sign == b"*":
            self._starred = True
        elif sign in b"\\{}":
            self.words(sign)
        elif sign in (b"\r", b"\n"):
            self.control("par", None)
        elif sign in (b"~", b"_"):
            self._flush()
            self._write(" " if sign == b"~" else "\u2011")

    def control(self, word: str, number: int | None) -> None:
        """Take in a control word and its number."""
        self._flush()
        starred, self._starred = self._starred, False
        if word == "u":
            self._unicode(number or 0)
            return
        self._passed = 0
        if (starred and word not in READ_GROUPS) or word in UNREAD_GROUPS:
            self._state.skipped = True
        if word in READ_GROUPS:
            self._begin_group(word)
        elif word in LETTERS:
            self._write(LETTERS[word])
        elif word in ENDS and not self._state.skipped and self._state.goes == "text":
            self._end(word)
        else:
            self._form(word, number)

    def _unicode(self, number: int) -> None:
        code = number & 0xFFFF if -0x8000 <= number < 0x10000 else number
        self._passed = self._state.alternative
        if 0xD800 <= code < 0xDC00:
            self._surrogate = code
        elif 0xDC00 <= code < 0xE000 and self._surrogate:
            self._write(chr(0x10000 + ((self._surrogate - 0xD800) << 10) + code - 0xDC00))
            self._surrogate = 0
        elif 0xF000 <= code <= 0xF0FF:
            self._write(symbol(self._symbols.get(self._state.font, "Symbol"), f"{code:x}"))
        elif 0 < code < 0x110000:
            self._write(chr(code))

    def _form(self, word: str, number: int | None) -> None:
        state = self._state
        match word:
            case "v":
                state.hidden = number != 0
            case "deleted":
                state.deleted = number != 0
                self.found.add("document.tracked_changes")
            case "revised":
                self.found.add("document.tracked_changes")
            case "plain":
                state.hidden = state.deleted = state.raised = False
                state.font = self._usual_font
            case "super":
                state.raised = number != 0
            case "nosupersub":
                state.raised = False
            case "uc":
                state.alternative = max(number or 0, 0)
            case "f":
                state.font = number or 0
            case _:
                self._table_or_charset(word, number)

    def _table_or_charset(self, word: str, number: int | None) -> None:
        match word:
            case "ansicpg":
                self._codec = known_codec(f"cp{number}") or _DEFAULT
            case "mac" | "pc" | "pca":
                self._codec = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850"}[word]
            case "deff":
                self._usual_font = self._state.font = number or 0
            case "fcharset" if self._state.goes == "fonts" and len(self._fonts) < _MOST_FONTS:
                self._fonts[self._state.font] = CHARSETS.get(number or 0, "")
                if number == 2:
                    self._symbols[self._state.font] = "Symbol"
            case "cpg" if self._state.goes == "fonts" and len(self._fonts) < _MOST_FONTS:
                self._fonts[self._state.font] = known_codec(f"cp{number}") or ""
            case "intbl":
                self._place.in_row = True
            case "pard":
                self._place.in_row = False

    def _begin_group(self, word: str) -> None:
        state = self._state
        if state.skipped and word != "ud":
            return
        match word:
            case "fonttbl":
                state.goes = "fonts"
            case "fldinst":
                state.goes, state.closes, self._instruction = "instruction", "instruction", ""
            case "fldrslt":
                state.closes = "link"
                state.skipped = self._main is not None and is_page_number(self._instruction)
                self._blocks.open_link(link_address(self._instruction))
                self._instruction = ""
            case "listtext" | "pntext":
                state.goes, state.closes, self._label = "label", "label", ""
            case "footnote":
                state.closes = "note"
                self._notes += 1
                self._blocks.open_note(str(self._notes))
                self._step_aside()
            case "shptxt" | "dptxbxtext":
                state.closes = "box"
                self._blocks.open_box()
                self._step_aside()
            case "ud":
                state.skipped = len(self._groups) > 1 and self._groups[-2].skipped
            case _ if word in _MARGINS and self._main is None:
                state.closes = word[:6]
                self._main, self._blocks = self._blocks, Blocks()
                self._step_aside()

    def _step_aside(self) -> None:
        self._places.append(self._place)
        self._place = RtfTablePlace()

    def _close(self, what: str) -> None:
        match what:
            case "link":
                self._blocks.close_link()
            case "note":
                self._blocks.close_note()
                self._place = self._places.pop()
            case "box":
                self._blocks.close_box()
                self._place = self._places.pop()
            case "header" | "footer":
                self._end_margin(what)
            case "label":
                label = " ".join(self._label.split())
                self._blocks.begin_item(label if label.isalnum() or len(label) > 1 else "•" if label else "")

    def _end_margin(self, kind: str) -> None:
        if self._main is None:
            return
        text, self._blocks, self._main = self._blocks.text(), self._main, None
        self._place = self._places.pop()
        if any(map(str.isalpha, text)):
            self._texts[kind].append(text)

    def _end(self, word: str) -> None:
        match ENDS[word]:
            case "line":
                self._blocks.break_line()
            case "cell":
                self._enter_cell()
                self._blocks.close_cell()
                self._place.cell = False
            case "row":
                self._blocks.close_row()
                self._place.cell = False
            case "nested":
                self._write(" ")
            case _:
                self._blocks.end_item()

    def _enter_cell(self) -> None:
        if not self._place.table:
            self._place.table = True
            self._blocks.open_table()
        if not self._place.cell:
            self._place.cell = True
            self._blocks.open_cell()

    def _enter(self) -> None:
        """Go into the table, or out of it, as the words that come now do."""
        if self._place.in_row:
            self._enter_cell()
        elif self._place.table:
            self._place.table = self._place.cell = False
            self._blocks.close_table()

    def _flush(self) -> None:
        if not self._bytes:
            return
        content = bytes(self._bytes)
        self._bytes.clear()
        font = self._state.font
        if font in self._symbols and self._state.goes == "text":
            self._write(
                "".join(symbol(self._symbols[font], f"{each:x}") if each > 32 else " " for each in content)
            )
            return
        codec = self._fonts.get(font) or self._codec
        self._write(content.decode(codec, "replace"))

    def _write(self, text: str) -> None:
        state = self._state
        if state.goes == "instruction" and len(self._instruction) < _LONGEST_INSTRUCTION:
            self._instruction += text
        elif state.goes == "fonts" and state.font in self._symbols and text.strip(" ;"):
            self._symbols[state.font] = text.strip(" ;")
        if state.skipped or state.goes in ("instruction", "fonts"):
            return
        if state.hidden and text.strip():
            self.found.add("document.hidden_text")
        if state.hidden or state.deleted:
            return
        if state.goes == "label":
            self._label = (self._label + text)[:_LONGEST_LABEL]
        elif text.strip() or self._blocks.in_paragraph:
            self._enter()
            self._blocks.raised = state.raised
            self._blocks.write(text)
