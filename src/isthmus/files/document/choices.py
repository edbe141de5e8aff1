"""What a person chose of how a file is read, where the file does not say it: its charset, the order of its dates."""

from collections.abc import Iterable
from dataclasses import dataclass

from isthmus.files.document.chat_dates import DateOrder
from isthmus.files.document.guessed_charset import CHARSETS

__all__ = ["ORDERS", "Choices", "choices_in"]

ORDERS = (DateOrder.DAY_FIRST, DateOrder.MONTH_FIRST)
_CHARSET, _ORDER = "charset=", "order="


@dataclass(frozen=True, slots=True)
class Choices:
    """Empty where nothing was chosen."""

    charset: str = ""
    order: str = ""

    @classmethod
    def of(cls, arguments: Iterable[str]) -> "Choices":
        """Return the choices that are arguments of a program; what is none of ours is left out."""
        found = cls()
        for each in arguments:
            if each.startswith(_CHARSET):
                found = cls(each.removeprefix(_CHARSET), found.order)
            elif each.startswith(_ORDER):
                found = cls(found.charset, each.removeprefix(_ORDER))
        return found.known()

    @classmethod
    def from_json(cls, value: object) -> "Choices":
        """Return what `as_json` gave; nothing chosen for anything else."""
        match value:
            case {"charset": str(charset), "order": str(order)}:
                return cls(charset, order).known()
        return cls()

    def known(self) -> "Choices":
        """Return them without what cannot be chosen."""
        return Choices(
            self.charset if self.charset in CHARSETS else "", self.order if self.order in ORDERS else ""
        )

    def as_json(self) -> dict[str, object]:
        """Return them as JSON holds them."""
        return {"charset": self.charset, "order": self.order}

    def arguments(self) -> tuple[str, ...]:
        """Return them as arguments of a program."""
        told = ((_CHARSET, self.charset), (_ORDER, self.order))
        return tuple(f"{name}{value}" for name, value in told if value)


def choices_in(parameters: str) -> Choices:
    """Return as what a file was read, chosen or not, as the parameters of its reading say."""
    words = parameters.split()
    order = next((each for each in words if each in ORDERS), "")
    charset = next((each.removeprefix(_CHARSET) for each in words if each.startswith(_CHARSET)), "")
    return Choices(charset, order)
