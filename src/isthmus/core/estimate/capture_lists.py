"""Lists drawn up from the record: which identifiable people which sources document, and who could not enter.

A person is on a list where a counted statement, in a document by a source of that list, asserts them as a victim of the
acts that are looked at. Only single people with a name enter: nobody could tell whether others are on two lists. Needs
nothing beyond Python, so that lists can be looked at where nothing is installed to estimate from them.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from isthmus.core.messages import Message, MessageError

__all__ = [
    "CaptureLists",
    "DocumentedPeople",
    "ExcludedPeople",
    "Pattern",
    "SourceList",
    "VictimMention",
    "capture_lists",
    "documented_people",
    "list_of_source",
    "single_value",
]

type Pattern = tuple[bool, ...]
"""For each list whether somebody is on it."""


@dataclass(frozen=True, slots=True)
class SourceList:
    """A list: what it is called, and the ids of the sources whose documents make it up."""

    name: str
    sources: frozenset[str]


@dataclass(frozen=True, slots=True)
class VictimMention:
    """A victim as one counted statement mentions them.

    `key` is the mention's, `person` whom it is judged to be about; `authors` the ids of the sources whose document it
    stands in; `low` to `high` people (None: open); `stratum`: what the statement says of what is stratified by.
    """

    key: int
    person: str
    authors: tuple[str, ...]
    low: int
    high: int | None
    named: bool
    unit: bool = False
    stratum: str = ""


@dataclass(frozen=True, slots=True)
class ExcludedPeople:
    """Who is documented and on no list that can be estimated from.

    `unnamed` single people; `groups` of people or units, of at least `in_groups` people, who may be the same ones;
    `elsewhere`: single people with a name, on no list, since their sources are in none.
    """

    unnamed: int = 0
    groups: int = 0
    in_groups: int = 0
    elsewhere: int = 0


@dataclass(frozen=True)
class CaptureLists:
    """How many people have which pattern, by stratum (the empty one: not stated, or stated in several ways)."""

    names: tuple[str, ...]
    strata: Mapping[str, Mapping[Pattern, int]]
    excluded: ExcludedPeople = field(default_factory=ExcludedPeople)

    @property
    def patterns(self) -> dict[Pattern, int]:
        """Return all strata together: how many people have each pattern, in the order of the patterns."""
        found: Counter[Pattern] = Counter()
        for patterns in self.strata.values():
            found.update(patterns)
        return dict(sorted(found.items()))

    @property
    def n(self) -> int:
        """Return the documented people: everybody on a list, counted once."""
        return sum(self.patterns.values())

    @property
    def sizes(self) -> tuple[int, ...]:
        """Return how many people each list has."""
        on = self.patterns.items()
        return tuple(sum(n for pattern, n in on if pattern[at]) for at in range(len(self.names)))

    @property
    def overlapping(self) -> int:
        """Return how many people are on two lists or more."""
        return sum(n for pattern, n in self.patterns.items() if sum(pattern) > 1)

    @property
    def share_excluded(self) -> float:
        """Of the single people documented by the sources of the lists, or by none of them, the share without a name."""
        out = self.excluded
        singles = self.n + out.elsewhere + out.unnamed
        return out.unnamed / singles if singles else 0.0


@dataclass(frozen=True, slots=True)
class DocumentedPeople:
    """Single people by name, how many of them are documented under two controls or more, and those without a name."""

    people: int
    by_two: int
    controls: int
    unnamed: int


def documented_people(mentioned: Iterable[VictimMention], control_of: Mapping[str, str]) -> DocumentedPeople:
    """Return what lists could be made of, were each control (of sources, by id) one list."""
    controls = sorted(set(control_of.values()))
    number = {control: at for at, control in enumerate(controls)}
    by_source = {source: number[control] for source, control in control_of.items()}
    found: defaultdict[str, _Person] = defaultdict(_Person)
    for each in mentioned:
        found[each.person].add(each, by_source)
    people = [person.on for person in found.values() if person.identifiable]
    unnamed = sum(person.single and not person.named for person in found.values())
    return DocumentedPeople(
        len(people), sum(len(on) > 1 for on in people), len(set[int]().union(*people)), unnamed
    )


def capture_lists(mentioned: Iterable[VictimMention], lists: Sequence[SourceList]) -> CaptureLists:
    """Return who is on which list, each person counted once."""
    by_source = list_of_source(lists)
    found: defaultdict[str, _Person] = defaultdict(_Person)
    for each in mentioned:
        found[each.person].add(each, by_source)
    strata: defaultdict[str, Counter[Pattern]] = defaultdict(Counter)
    for person in found.values():
        if person.identifiable and person.on:
            strata[single_value(person.strata)][tuple(at in person.on for at in range(len(lists)))] += 1
    sorted_strata = {stratum: dict(sorted(strata[stratum].items())) for stratum in sorted(strata)}
    return CaptureLists(tuple(each.name for each in lists), sorted_strata, _excluded(found.values()))


def list_of_source(lists: Sequence[SourceList]) -> dict[str, int]:
    """Return the number of the list of each source. Raises MessageError where a source is in two."""
    found: dict[str, int] = {}
    for at, each in enumerate(lists):
        for source in each.sources:
            if found.setdefault(source, at) != at:
                raise MessageError(Message("estimate.source_on_two_lists"))
    return found


def single_value(stated: Iterable[str]) -> str:
    """Return what all of those say that say anything; nothing where they differ."""
    said = {each for each in stated if each}
    return said.pop() if len(said) == 1 else ""


@dataclass(slots=True)
class _Person:
    """What all counted statements together say of one person or group."""

    on: set[int] = field(default_factory=set)
    low: int = 0
    high: int | None = None
    named: bool = False
    unit: bool = False
    strata: set[str] = field(default_factory=set)

    def add(self, said: VictimMention, by_source: Mapping[str, int]) -> None:
        self.on.update(_lists_of(said, by_source))
        self.low = max(self.low, said.low)
        if said.high is not None:
            self.high = said.high if self.high is None else min(self.high, said.high)
        self.named |= said.named
        self.unit |= said.unit
        self.strata.add(said.stratum)

    @property
    def single(self) -> bool:
        return self.low == 1 and self.high == 1 and not self.unit

    @property
    def identifiable(self) -> bool:
        return self.single and self.named


def _lists_of(said: VictimMention, by_source: Mapping[str, int]) -> Iterator[int]:
    return (by_source[source] for source in said.authors if source in by_source)


def _excluded(persons: Iterable[_Person]) -> ExcludedPeople:
    listed = list(persons)
    groups = [each for each in listed if not each.single]
    return ExcludedPeople(
        unnamed=sum(each.single and not each.named for each in listed),
        groups=len(groups),
        in_groups=max((each.low for each in groups), default=0),
        elsewhere=sum(each.identifiable and not each.on for each in listed),
    )
