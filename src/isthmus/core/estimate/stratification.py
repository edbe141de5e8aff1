"""What people are stratified by: the sex, the period of the act, or its place at a level, as far as it is stated."""

from collections.abc import Sequence
from dataclasses import dataclass

from isthmus.core.dates import bounds
from isthmus.core.messages import Message, MessageError

__all__ = ["Stratification"]

_SEXES = {
    **dict.fromkeys(("male", "man", "men", "boy", "m"), "male"),
    **dict.fromkeys(("female", "woman", "women", "girl", "f"), "female"),
}


@dataclass(frozen=True, slots=True)
class Stratification:
    """One way to stratify; `level` of places counts from the widest, 1. Written `sex`, `year`, `quarter`, `place 2`."""

    what: str = ""
    level: int = 0

    @classmethod
    def read(cls, written: str) -> "Stratification":
        """Return what was written; raises MessageError where it is nothing that people are stratified by."""
        what, _, level = written.partition(" ")
        if what == "place" and level.isdecimal() and 0 < int(level) < 100:
            return cls(what, int(level))
        if written in ("", "sex", "year", "quarter"):
            return cls(written)
        raise MessageError(Message("estimate.unknown_stratification"))

    @property
    def written(self) -> str:
        """Return what `read` understands."""
        return f"place {self.level}" if self.what == "place" else self.what

    def stratum(self, *, sex: str = "", date: str = "", places: Sequence[str] = ()) -> str:
        """Return the stratum of one mention; nothing where it is not stated closely enough.

        `places`: the place of the act and those above it, from narrow to wide.
        """
        match self.what:
            case "sex":
                return _SEXES.get(sex.strip().casefold(), "")
            case "year" | "quarter":
                return _period(date, 12 if self.what == "year" else 3)
            case "place" if 0 < self.level <= len(places):
                return places[-self.level]
        return ""


def _period(date: str, months: int) -> str:
    """Return the year, or the quarter, that a date lies in with both of its bounds."""
    span = bounds(date)
    if span.earliest is None or span.latest is None:
        return ""
    first, last = (each.year * 12 + each.month - 1 for each in (span.earliest, span.latest))
    if first // months != last // months:
        return ""
    return f"{span.earliest.year:04}" + (f" Q{(span.earliest.month - 1) // 3 + 1}" if months == 3 else "")
