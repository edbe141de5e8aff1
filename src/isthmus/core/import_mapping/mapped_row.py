"""What a row of a spreadsheet became."""

from dataclasses import dataclass, field

from isthmus.core.import_mapping.records import CellReason, Record

__all__ = ["DOCUMENT", "Cells", "MappedRow"]

type Cells = dict[str, str]

# The id of the document of a list, before the list has one.
DOCUMENT = "d"


@dataclass(slots=True)
class MappedRow:
    """What a row became: rows of the register by sheet, or the `reasons` why it is set aside.

    `used`: the columns that its statement rests on; `remarks`: what was taken with less than the words may mean.
    """

    record: Record
    rows: dict[str, list[Cells]] = field(default_factory=dict)
    reasons: list[CellReason] = field(default_factory=list)
    used: tuple[str, ...] = ()
    remarks: list[CellReason] = field(default_factory=list)

    def add(self, sheet: str, cells: Cells) -> None:
        """Take a row of the register in."""
        self.rows.setdefault(sheet, []).append(cells)
