"""What breaks no rule of a workbook and is asked about all the same: its author may have meant something else."""

from dataclasses import dataclass, field
from datetime import date

from isthmus.core.messages import Message
from isthmus.core.workbook.problems import KEPT_IN_FULL, CellRemark, Remarks

__all__ = ["Caution", "Cautions"]


@dataclass(frozen=True, slots=True)
class Caution(CellRemark):
    """A cell to look at again; it is imported as it is. `value` is empty where it must not be shown.

    `doubt`: what is unusual. `mend`: what to do if it was not meant so.
    """

    doubt: Message
    mend: Message

    @property
    def says(self) -> tuple[Message, Message]:
        """Return what is unusual, and what to do."""
        return self.doubt, self.mend


@dataclass
class Cautions(Remarks[Caution]):
    """All cautions of one workbook, read on the day `today`: the first thousand in full, and how many there are."""

    today: date
    total: int = 0
    first: list[Caution] = field(default_factory=list)

    def extend(self, more: "Cautions") -> None:
        """Count more cautions, and keep them while there is room."""
        self.total += more.total
        self.first += more.first[: KEPT_IN_FULL - len(self.first)]

    @property
    def headline(self) -> Message:
        """Return how many there are."""
        return Message("workbook.cautions", n=self.total)

    def as_json(self) -> dict[str, object]:
        """Return `{"cautions": [...], "total_cautions": n}` as a job keeps them."""
        return {"cautions": [each.as_json() for each in self.first], "total_cautions": self.total}
