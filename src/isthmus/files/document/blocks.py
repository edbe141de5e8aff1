"""A text as it is put together from what a document marks: paragraphs, items of lists, rows of tables, notes.

Paragraphs are parted by a blank line; items of a list and rows of a table stand on a line each. Notes come after the
text, with their marks.
"""

import re
from dataclasses import dataclass, field

__all__ = ["Blocks"]

# Deeper tables are made to take time; their words are read as paragraphs.
_MOST_TABLES = 50
# A cell with more paragraphs is no value in a row: the table was used to lay out a page, and is read cell after cell.
_MOST_PARAGRAPHS_OF_A_CELL = 3
_LONGEST_ADDRESS = 2_000
_BLANKS = re.compile("[ \t]+")
_RAISED = str.maketrans("0123456789+-=()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾")
_SHOWN_ADDRESS = re.compile("(?:https?|ftps?|mailto|tel|sip|xmpp|magnet|geo):", re.IGNORECASE)
_BARE_ADDRESS = re.compile("^(?:mailto:|tel:|[a-z]+://)?(?:www\\.)?", re.IGNORECASE)


@dataclass(slots=True)
class _Flow:
    """What is read one after the other: of the whole text, of a cell, of a note or of a box beside the text."""

    role: str
    mark: str = ""
    table: int = 0
    blocks: list[tuple[str, str]] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    cells: list["_Flow"] = field(default_factory=list)
    beside: list["_Flow"] = field(default_factory=list)
    kind: str = ""
    label: str = ""


class Blocks:
    """Takes in a document in its own order. What is closed without having been opened changes nothing."""

    def __init__(self, *, collapse: bool = False) -> None:
        self._flows = [_Flow("text")]
        self._notes: list[_Flow] = []
        self._collapse = collapse
        self._tables = self._open_tables = self._too_deep = 0
        self._link: tuple[str, list[str]] | None = None
        self.raised = self.as_it_stands = False

    @property
    def in_paragraph(self) -> bool:
        """Return whether something was written since the last paragraph ended."""
        return bool(self._flows[-1].pieces)

    def write(self, text: str) -> None:
        """Add words to the paragraph."""
        self._flows[-1].pieces.append(text.translate(_RAISED) if self.raised else text)
        if self._link:
            self._link[1].append(text)

    def break_line(self) -> None:
        """Begin another line of the paragraph."""
        self._flows[-1].pieces.append("\n")

    def end_paragraph(self) -> None:
        """End the paragraph, if there is one; boxes beside it come after it."""
        flow = self._flows[-1]
        text = self._joined(flow)
        if text:
            label, flow.label = flow.label, ""
            flow.blocks.append((flow.kind, f"{label} {text}" if label else text))
        boxes, flow.beside = flow.beside, []
        for box in boxes:
            flow.blocks += box.blocks

    def _joined(self, flow: _Flow) -> str:
        text = "".join(flow.pieces)
        flow.pieces.clear()
        if self._collapse and not self.as_it_stands:
            text = _BLANKS.sub(" ", text)
        if self.as_it_stands:
            return text.strip("\n") if text.strip() else ""
        return (
            "\n".join([line.strip() for line in text.split("\n")]).strip() if "\n" in text else text.strip()
        )

    def begin_item(self, label: str) -> None:
        """Begin an item of a list: what is written until its end stands on lines of the list."""
        self.end_paragraph()
        self._flows[-1].kind, self._flows[-1].label = "item", label

    def end_item(self) -> None:
        """End the item."""
        self.end_paragraph()
        self._flows[-1].kind = self._flows[-1].label = ""

    def open_link(self, address: str) -> None:
        """Remember where the words lead that follow."""
        self.close_link()
        if _SHOWN_ADDRESS.match(address):
            self._link = (address.strip(), [])

    def close_link(self) -> None:
        """Write the address after the words that lead to it, where it differs from them."""
        if not self._link:
            return
        (address, words), self._link = self._link, None
        said = " ".join("".join(words).split())
        if not said or _bare(said) == _bare(address):
            return
        after = f" ⟨{address[:_LONGEST_ADDRESS]}{'…' if len(address) > _LONGEST_ADDRESS else ''}⟩"
        flow = self._flows[-1]
        if not flow.pieces and flow.blocks:
            kind, text = flow.blocks[-1]
            flow.blocks[-1] = (kind, text + after)
        else:
            flow.pieces.append(after)

    def open_table(self) -> None:
        """Begin a table."""
        self.end_paragraph()
        if self._open_tables >= _MOST_TABLES:
            self._too_deep += 1
            return
        self._tables += 1
        self._open_tables += 1
        self._flows.append(_Flow("table", table=self._tables))

    def open_row(self) -> None:
        """Begin a row of the table, ending the one before."""
        self.close_row()
        if not self._too_deep and self._flows[-1].role == "table":
            self._flows.append(_Flow("row", table=self._flows[-1].table))

    def open_cell(self) -> None:
        """Begin a cell of the row, ending the one before."""
        self.close_cell()
        if self._too_deep or self._flows[-1].role not in ("row", "table"):
            return
        if self._flows[-1].role == "table":
            self.open_row()
        self._flows.append(_Flow("cell"))

    def close_cell(self) -> None:
        """End a cell."""
        self.end_paragraph()
        self._close("cell", "table")

    def close_row(self) -> None:
        """End a row, and its cell."""
        self.end_paragraph()
        self._close("row", "table")

    def close_table(self) -> None:
        """End a table, and its row."""
        self.end_paragraph()
        if self._too_deep:
            self._too_deep -= 1
        else:
            self._close("table", "note", "box")

    def open_note(self, mark: str) -> None:
        """Begin a note, which comes after the text; its mark stands where it belongs."""
        self._flows[-1].pieces.append(f"[{mark}]")
        self._flows.append(_Flow("note", mark=mark))

    def close_note(self) -> None:
        """End a note."""
        self.end_paragraph()
        self._close("note", "box")

    def open_box(self) -> None:
        """Begin a box beside the paragraph, which is read after it."""
        self._flows.append(_Flow("box"))

    def close_box(self) -> None:
        """End a box."""
        self.end_paragraph()
        self._close("box", "note")

    def text(self) -> str:
        """Return the text, and the notes after it."""
        self._too_deep = 0
        while len(self._flows) > 1:
            self.end_paragraph()
            self._close(self._flows[-1].role)
        self.close_link()
        self.end_paragraph()
        blocks = self._flows[0].blocks
        for note in self._notes:
            texts = [text for _, text in note.blocks]
            blocks.append(("note", "\n".join([f"[{note.mark}] {texts[0] if texts else ''}", *texts[1:]])))
        return _together(blocks)

    def _close(self, role: str, *walls: str) -> None:
        """Close the innermost flow of a role, and those in it; nothing, where a wall is further in."""
        if self._too_deep and role in ("cell", "row"):
            return
        for flow in reversed(self._flows):
            if flow.role == role:
                break
            if flow.role in walls or flow.role == "text":
                return
        while True:
            self.end_paragraph()
            closed = self._flows.pop()
            self._open_tables -= closed.role == "table"
            self._put_away(closed, self._flows[-1])
            if closed.role == role:
                return

    def _put_away(self, closed: _Flow, parent: _Flow) -> None:
        match closed.role:
            case "cell":
                parent.cells.append(closed)
            case "row":
                parent.blocks += _row(closed)
            case "note":
                self._notes.append(closed)
            case "box":
                parent.beside.append(closed)
            case _:
                parent.blocks += closed.blocks


def _row(row: _Flow) -> list[tuple[str, str]]:
    filled = [cell for cell in row.cells if cell.blocks]
    laid_out = len(row.cells) == 1 or any(map(_is_laid_out, filled))
    if laid_out or not filled:
        return row.blocks + [block for cell in filled for block in cell.blocks]
    texts = [" ".join(" ".join(text.split()) for _, text in cell.blocks) for cell in row.cells]
    return [*row.blocks, (f"row {row.table}", " | ".join(texts).strip())]


def _is_laid_out(cell: _Flow) -> bool:
    return len(cell.blocks) > _MOST_PARAGRAPHS_OF_A_CELL or any(
        kind.startswith("row") for kind, _ in cell.blocks
    )


def _together(blocks: list[tuple[str, str]]) -> str:
    pieces, before = list[str](), ""
    for kind, text in blocks:
        if pieces:
            pieces.append("\n" if kind and kind == before else "\n\n")
        pieces.append(text)
        before = kind
    return "".join(pieces)


def _bare(address: str) -> str:
    return _BARE_ADDRESS.sub("", address.strip()).rstrip("/").casefold()
