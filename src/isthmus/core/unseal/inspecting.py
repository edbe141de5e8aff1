"""What anybody sees of a sealed file who has no key."""

from collections.abc import Sequence
from dataclasses import dataclass

from isthmus.core.seal.age_file import VERSION
from isthmus.core.seal.sizes import HEADER, UNIT, LetterSize, padme, room_of
from isthmus.core.unseal.age_header import age_header
from isthmus.core.unseal.armour import sealed_bytes

__all__ = ["Outside", "outside"]


@dataclass(frozen=True, slots=True)
class Outside:
    """What shows. `size`: bytes of the whole file; `header`: of its header; `stanzas`: the kind of each recipient."""

    is_armour: bool
    size: int
    header: int
    stanzas: Sequence[str]

    @property
    def kind(self) -> str:
        """Return what has this size: `file`, `message`, `codes`, `attachment` or `other`."""
        if self.size in set(LetterSize):
            return LetterSize(self.size).name.lower()
        units, rest = divmod(self.size, UNIT)
        is_one = units and not rest and padme(units) == units and room_of(units) is not None
        return "attachment" if is_one else "other"

    @property
    def is_usual(self) -> bool:
        """Return whether the header is that of all letters and attachments."""
        return self.header == HEADER and self.stanzas == ("X25519",)


def outside(arrived: bytes, whole: int | None = None) -> Outside:
    """Return what shows of what arrived: a file (its beginning is enough, and `whole`, its bytes), or armour.

    Raises UnsealRefused where it is no age file.
    """
    sealed = sealed_bytes(arrived)
    is_armour = not arrived.startswith(VERSION)
    header = age_header(sealed)
    kinds = tuple(stanza.arguments[0].decode() for stanza in header.stanzas)
    return Outside(is_armour, len(sealed) if is_armour or whole is None else whole, header.end, kinds)
