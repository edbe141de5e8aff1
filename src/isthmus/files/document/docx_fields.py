"""Fields of a DOCX: of each its result is read, of a link also the address; instructions are not."""

import re

from isthmus.files.document.blocks import Blocks

__all__ = ["FieldStack", "is_page_number", "link_address"]

_LINK = re.compile(r'\s*HYPERLINK\s+"([^"]*)"', re.IGNORECASE)
_PAGE = re.compile(r"\s*(?:PAGE|NUMPAGES|SECTIONPAGES)\b", re.IGNORECASE)
_LONGEST_INSTRUCTION = 10_000


def link_address(instruction: str) -> str:
    """Return the address that the instruction of a field leads to; empty, where it is no link."""
    found = _LINK.match(instruction)
    return found[1] if found else ""


def is_page_number(instruction: str) -> bool:
    """Return whether the instruction of a field asks for the number of a page, or of pages."""
    return bool(_PAGE.match(instruction))


class _Field:
    """One field: what it is told, and how far it is."""

    def __init__(self) -> None:
        self.instruction = ""
        self.in_result = self.hidden = self.linked = False
        self.checked: bool | None = None


class FieldStack:
    """The fields that stand in each other, at a place of the text."""

    def __init__(self, blocks: Blocks) -> None:
        self.blocks = blocks
        self.without_pages = False
        self._fields: list[_Field] = []
        self._hidden = 0

    @property
    def hides(self) -> bool:
        """Return whether words here are not read."""
        return self._hidden > 0

    def is_page(self, instruction: str) -> bool:
        """Return whether a field is the number of a page that is not read."""
        return self.without_pages and is_page_number(instruction)

    def instruct(self, text: str) -> None:
        """Take in a piece of an instruction."""
        if self._fields and len(self._fields[-1].instruction) < _LONGEST_INSTRUCTION:
            self._fields[-1].instruction += text

    def check(self, value: bool) -> None:
        """Take in whether a box to tick is ticked; what was ticked comes after what was there at first."""
        if self._fields:
            self._fields[-1].checked = value

    def turn(self, kind: str) -> None:
        """Begin a field, its result, or end it."""
        if kind == "begin":
            self._fields.append(_Field())
        elif self._fields and kind == "separate" and not self._fields[-1].in_result:
            self._begin_result(self._fields[-1])
        elif self._fields and kind == "end":
            field = self._fields.pop()
            self._hidden -= field.hidden
            if field.linked:
                self.blocks.close_link()
            if "FORMCHECKBOX" in field.instruction:
                self.blocks.write("☒" if field.checked else "☐")

    def _begin_result(self, field: _Field) -> None:
        field.in_result = True
        field.hidden = self.is_page(field.instruction) or "FORMCHECKBOX" in field.instruction
        self._hidden += field.hidden
        address = link_address(field.instruction)
        if address:
            field.linked = True
            self.blocks.open_link(address)
