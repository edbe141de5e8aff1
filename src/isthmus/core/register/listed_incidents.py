"""The incidents of one type in a document that lists incidents once: which of its entries are apart (MODEL section 2).

Two entries are apart unless one may hold the other, as a total does: it has no date, or its dates include the other's
and its place is the same, above, or one of the places is not stated; but not where dates and stated places are equal.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from isthmus.core.dates import Bounds

__all__ = ["EntryOf", "ListOfIncidents", "ListedAct", "When"]

# The first and the last possible day as ordinals; open sides are the first and the last day there is.
type Days = tuple[int, int]
# When and where: days, and the place as it is named (empty: not stated).
type When = tuple[Days, str]
type Pair = tuple[str, str]

_LAST = date.max.toordinal() + 1


@dataclass(frozen=True, slots=True)
class ListedAct:
    """An act that happens once in a life, as an entry of a document that lists incidents once.

    `dates`: nothing where it has no date. `place`: as places judged the same are named.
    """

    document: str
    type: str
    incident: str
    statement: str
    dates: Bounds | None
    place: str


@dataclass(frozen=True, slots=True)
class EntryOf:
    """An entry of an incident: when and where, and the statement that is the entry."""

    when: When
    statement: str


class ListOfIncidents:
    """The dated entries of a list by incident; `apart` tells whether it makes two of its incidents two.

    `above`: each place with all above it. `not_apart`: pairs of incidents, smaller id first, that no list makes two.
    """

    def __init__(
        self, acts: Iterable[ListedAct], above: Mapping[str, Collection[str]], not_apart: Collection[Pair]
    ) -> None:
        found: dict[str, set[EntryOf]] = {}
        for act in acts:
            if act.dates is not None:  # whatever has no date may hold everything
                found.setdefault(act.incident, set()).add(EntryOf(_when(act.dates, act.place), act.statement))
        self.dated: Mapping[str, Sequence[EntryOf]] = {
            incident: sorted(entries, key=lambda each: (each.when, each.statement))
            for incident, entries in found.items()
        }
        self.above = above
        self._not_apart = not_apart

    @cached_property
    def excepted(self) -> Mapping[str, frozenset[str]]:
        """Return for incidents of the list those of it from which judgements keep them from being told apart."""
        found: dict[str, set[str]] = {}
        for one, other in self._not_apart:
            if one in self.dated and other in self.dated:
                found.setdefault(one, set()).add(other)
                found.setdefault(other, set()).add(one)
        return {incident: frozenset(others) for incident, others in found.items()}

    @cached_property
    def barred(self) -> Mapping[When, frozenset[When]]:
        """Return for each when and where those that it may hold, or that may hold it; itself where two of it may."""
        whens = {entry.when for entries in self.dated.values() for entry in entries}
        found: dict[When, set[When]] = {}
        for one, other in _holding(whens, self.above):
            found.setdefault(one, set()).add(other)
            found.setdefault(other, set()).add(one)
        return {when: frozenset(others) for when, others in found.items()}

    def apart(self, one: str, other: str) -> bool:
        """Tell whether two incidents of the list are two."""
        if one == other or other in self.excepted.get(one, ()):
            return False
        nothing: frozenset[When] = frozenset()
        return any(
            mine.statement != theirs.statement and theirs.when not in self.barred.get(mine.when, nothing)
            for mine in self.dated.get(one, ())
            for theirs in self.dated.get(other, ())
        )


def _when(dates: Bounds, place: str) -> When:
    first = dates.earliest.toordinal() if dates.earliest else 0
    last = dates.latest.toordinal() if dates.latest else _LAST
    return (first, last), place


def _holding(whens: Iterable[When], above: Mapping[str, Collection[str]]) -> Iterator[tuple[When, When]]:
    """Yield which may hold which: by distinct dates, so that a list of thousands of days is not compared in pairs."""
    places: dict[Days, set[str]] = {}
    for days, place in whens:
        places.setdefault(days, set()).add(place)
    held = {days: _PlacesHeld(these, above) for days, these in places.items()}
    for days, here in places.items():
        for inside in _included(days, places):
            for place in here:
                for other in held[inside].by(place):
                    if (days, place) != (inside, other) or not place:
                        yield (days, place), (inside, other)


class _PlacesHeld:
    """Which of some places an entry may hold by its place: those in it, and those not stated; without a place, all."""

    def __init__(self, places: Collection[str], above: Mapping[str, Collection[str]]) -> None:
        self._all = places
        self._unstated = frozenset(place for place in places if not place)
        self._below: dict[str, set[str]] = {}
        for place in places:
            for each in above.get(place, (place,)) if place else ():
                self._below.setdefault(each, set(self._unstated)).add(place)

    def by(self, place: str) -> Collection[str]:
        """Return those that an entry of this place may hold."""
        return self._below.get(place, self._unstated) if place else self._all


def _included(days: Days, known: Mapping[Days, object]) -> Iterator[Days]:
    """Yield the known dates that lie within these, themselves too."""
    first, last = days
    if first == last:
        yield days
        return
    yield from (other for other in known if first <= other[0] and other[1] <= last)
