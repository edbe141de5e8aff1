"""Where the parts of a text begin, and what a place in it is called."""

from bisect import bisect_right
from dataclasses import dataclass

from isthmus.core.reading.values import PartKind, TextReading

__all__ = ["WHOLE_TEXT", "Places", "time_code"]


@dataclass(frozen=True, slots=True)
class Places:
    """Where each part of a text begins, in characters.

    `marks`: what is known of a part beside its number: who wrote a message and when, or the second at which it begins.
    """

    kind: PartKind
    starts: tuple[int, ...] = (0,)
    marks: tuple[str, ...] = ()

    @classmethod
    def of(cls, reading: TextReading) -> "Places":
        """Return the places of a text that was read."""
        if reading.kind is PartKind.CUE:
            marks = tuple(time_code(part.seconds[0]) if part.seconds else "" for part in reading.parts)
        else:
            marks = tuple(part.label for part in reading.parts)
        return cls(reading.kind, reading.starts or (0,), marks if any(marks) else ())

    def as_json(self) -> dict[str, object]:
        """Return it as JSON holds it."""
        return {"kind": self.kind.value, "starts": list(self.starts), "marks": list(self.marks)}

    @classmethod
    def from_json(cls, value: object) -> "Places":
        """Return what `as_json` gave. Raises ValueError for anything else."""
        match value:
            case {"kind": str(kind), "starts": [0, *_] as starts, "marks": list(marks)}:
                if all(isinstance(each, int) for each in starts) and starts == sorted(starts):
                    return cls(PartKind(kind), tuple(starts), tuple(map(str, marks)))
        raise ValueError("places")

    def part_at(self, place: int) -> int:
        """Return the number, from 0, of the part in which a character stands."""
        return max(bisect_right(self.starts, place) - 1, 0)

    def span(self, part: int, text: str) -> tuple[int, int]:
        """Return where a part, from 1, begins and ends in the text, without the blank lines after it."""
        start = self.starts[part - 1]
        end = self.starts[part] if part < len(self.starts) else len(text)
        return start, start + len(text[start:end].rstrip("\n"))

    def locator(self, part: int, paragraph: int) -> str:
        """Return what a paragraph of a part is called, both counted from 1: `p. 3, ¶2`, `#12`, `0:12:04`."""
        match self.kind:
            case PartKind.PAGE:
                return f"p. {part}, ¶{paragraph}"
            case PartKind.MESSAGE:
                return f"#{part}"
            case PartKind.CUE:
                return self.mark(part) or f"#{part}"
            case PartKind.WHOLE:
                return f"¶{paragraph}"

    def mark(self, part: int) -> str:
        """Return what is known of a part, counted from 1, beside its number."""
        return self.marks[part - 1] if part <= len(self.marks) else ""


WHOLE_TEXT = Places(PartKind.WHOLE)


def time_code(seconds: float) -> str:
    """Return a time as hours, minutes and seconds, cut to the second in which it lies: `1:02:03`."""
    whole = max(int(seconds), 0)
    return f"{whole // 3600}:{whole // 60 % 60:02}:{whole % 60:02}"
