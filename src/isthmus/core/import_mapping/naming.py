"""Sources and places that cells name: those that the register has, by exactly that name, and new ones."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from isthmus.core.dates.date_words import folded
from isthmus.core.workbook.rows import Place, Source

__all__ = ["NameIds"]


@dataclass(slots=True)
class NameIds:
    """Gives each name its id; what is new is kept, in the order in which it came.

    `known`: by sheet, the ids of the names that the register has. `prefix`: how ids of new ones begin, which no id of
    the register does; they are numbered, since an id must say nothing of a name that may be sealed. Names are the same
    where they differ in case, blanks and accents alone: what is more alike than equal is for people to judge.
    """

    prefix: str = ""
    known: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    new: dict[str, dict[str, str]] = field(default_factory=lambda: {"sources": {}, "places": {}})
    _ids: dict[tuple[str, str], str] = field(default_factory=dict)
    _made: dict[tuple[str, str], str] = field(default_factory=dict)

    @classmethod
    def of(cls, prefix: str, sources: Iterable[Source], places: Iterable[Place]) -> "NameIds":
        """Return the naming of a register that has these."""
        known = {"sources": _by_name(sources), "places": _by_name(places)}
        return cls(prefix, known)

    def id_of(self, sheet: str, name: str) -> str:
        """Return the id of the source or place of that name."""
        key = (sheet, name)
        found = self._ids.get(key)
        if found is None:
            found = self._ids[key] = self._named(sheet, name)
        return found

    def _named(self, sheet: str, name: str) -> str:
        plain = folded(name)
        if known := self.known.get(sheet, {}).get(plain):
            return known
        key = (sheet, plain)
        if key not in self._made:
            self._made[key] = f"{self.prefix}{sheet[0]}{len(self.new[sheet]) + 1}"
            self.new[sheet][self._made[key]] = " ".join(name.split())
        return self._made[key]


def _by_name(rows: Iterable[Source | Place]) -> dict[str, str]:
    """Return the smallest id of each name."""
    found: dict[str, str] = {}
    for each in sorted(rows, key=lambda row: row.id, reverse=True):
        found[folded(each.name)] = each.id
    return found
