"""Sources and places that cells name: those that the register has, by exactly that name, and new ones."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count

from isthmus.core.dates.date_words import folded
from isthmus.core.workbook.rows import Place, Source

__all__ = ["NameIds"]


@dataclass(slots=True)
class NameIds:
    """Gives each name its id; what is new is kept, in the order in which it came.

    `known`: by sheet, the ids of the names that the register has. `prefix`: how ids of new ones begin; they are
    numbered, those that are `taken` left out, since an id must say nothing of a name that may be sealed. Names are the
    same where they differ in case, blanks and accents alone: what is more alike than equal is for people to judge.
    """

    prefix: str = ""
    known: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    taken: frozenset[str] = frozenset()
    new: dict[str, dict[str, str]] = field(default_factory=lambda: {"sources": {}, "places": {}})
    _ids: dict[tuple[str, str], str] = field(default_factory=dict)
    _made: dict[tuple[str, str], str] = field(default_factory=dict)
    _since: list[tuple[str, str, str]] = field(default_factory=list)

    @classmethod
    def of(cls, prefix: str, sources: Iterable[Source], places: Iterable[Place]) -> "NameIds":
        """Return the naming of a register that has these."""
        known_sources, known_places = list(sources), list(places)
        taken = frozenset([*(each.id for each in known_sources), *(each.id for each in known_places)])
        return cls(prefix, {"sources": _by_name(known_sources), "places": _by_name(known_places)}, taken)

    def id_of(self, sheet: str, name: str) -> str:
        """Return the id of the source or place of that name."""
        key = (sheet, name)
        found = self._ids.get(key)
        if found is None:
            found = self._ids[key] = self._named(sheet, name)
        return found

    def keep(self) -> None:
        """Keep the names that were new until now."""
        self._since.clear()

    def forget(self) -> None:
        """Forget the names that were new since some were kept: the row that has them is set aside."""
        for sheet, name, plain in self._since:
            self._ids.pop((sheet, name), None)
            if made := self._made.pop((sheet, plain), ""):
                self.new[sheet].pop(made, None)
        self._since.clear()

    def _named(self, sheet: str, name: str) -> str:
        plain = folded(name)
        if known := self.known.get(sheet, {}).get(plain):
            return known
        key = (sheet, plain)
        if key not in self._made:
            made = self._made[key] = next(each for each in self._numbered(sheet) if each not in self.taken)
            self.new[sheet][made] = " ".join(name.split())
            self._since.append((sheet, name, plain))
        return self._made[key]

    def _numbered(self, sheet: str) -> Iterator[str]:
        """Yield ids of the sheet from the first that was not given yet."""
        last = next(reversed(self.new[sheet]), "")
        first = int(last.removeprefix(self.prefix)[1:]) + 1 if last else 1
        return (f"{self.prefix}{sheet[0]}{number}" for number in count(first))


def _by_name(rows: Iterable[Source | Place]) -> dict[str, str]:
    """Return the smallest id of each name."""
    found: dict[str, str] = {}
    for each in sorted(rows, key=lambda row: row.id, reverse=True):
        found[folded(each.name)] = each.id
    return found
