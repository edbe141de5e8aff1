"""What breaks no rule of a workbook and is asked about all the same: its author may have meant something else."""

from dataclasses import dataclass, field
from datetime import date

from isthmus.core.messages import Message
from isthmus.core.workbook.problems import KEPT_IN_FULL

__all__ = ["Caution", "Cautions"]


@dataclass(frozen=True, slots=True)
class Caution:
    """A cell to look at again; it is imported as it is. `row` is numbered as in a `Problem`, and so is `value` short.

    `doubt`: what is unusual. `mend`: what to do if it was not meant so. `value` is empty where it must not be shown.
    """

    sheet: str
    row: int | None
    column: str
    value: str
    doubt: Message
    mend: Message

    def as_json(self) -> dict[str, object]:
        """Return the caution as a job keeps it: what is unusual and what to do as messages."""
        return {
            "sheet": self.sheet,
            "row": self.row,
            "column": self.column,
            "value": self.value,
            "doubt": self.doubt.as_json(),
            "mend": self.mend.as_json(),
        }


@dataclass(slots=True)
class Cautions:
    """All cautions of one workbook, read on the day `today`: the first thousand in full, and how many there are."""

    today: date
    total: int = 0
    first: list[Caution] = field(default_factory=list)

    def add(self, caution: Caution) -> None:
        """Count the caution, and keep it while there is room."""
        self.total += 1
        if len(self.first) < KEPT_IN_FULL:
            self.first.append(caution)

    def extend(self, more: "Cautions") -> None:
        """Count more cautions, and keep them while there is room."""
        self.total += more.total
        self.first += more.first[: KEPT_IN_FULL - len(self.first)]

    @property
    def headline(self) -> Message:
        """Return how many there are."""
        return Message("workbook.cautions", n=self.total)

    def __bool__(self) -> bool:
        return self.total > 0

    def as_json(self) -> dict[str, object]:
        """Return `{"cautions": [...], "total_cautions": n}` as a job keeps them."""
        return {"cautions": [each.as_json() for each in self.first], "total_cautions": self.total}
