"""Who is apart from whom among persons and groups, without writing out the pairs of a list.

Persons who stand in the same way to everybody else are *twins*: a list of 55,000 people is one set of twins. Twins that
are apart from each other are taken together, so they become one vertex with all their weight; of twins that are not,
one is enough. Merging goes on until no two vertices are twins: nothing of the optimum is lost.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain

from isthmus.core.register.listed_incidents import When
from isthmus.core.register.told_apart import ACT, INCIDENTS, PEOPLE, Entry, ListId, ToldApart

__all__ = ["ApartGraph", "Vertex"]

type Keys = Mapping[ListId, Mapping[str, int]]
type Signature = tuple[object, ...]


@dataclass(slots=True)
class Vertex:
    """Twins as one: `person` stands for them; `weight` of the heaviest set of them that is pairwise apart.

    `size`: how many they are; `pairs`: how many pairs of them are apart.
    """

    person: str
    weight: int
    size: int = 1
    pairs: int = 0


@dataclass
class ApartGraph:
    """Persons with their weights, and what tells pairs of them apart.

    `told`: lists; `linked`: persons who are all apart from each other; `doubted`: pairs that are apart in neither way;
    `nested`: pairs that no list tells apart, since one lies in the other; `judged`: pairs apart whatever else.
    """

    weights: Mapping[str, int]
    told: ToldApart
    linked: Collection[str] = ()
    doubted: Iterable[tuple[str, str]] = ()
    nested: Iterable[tuple[str, str]] = ()
    judged: Iterable[tuple[str, str]] = ()
    _vertices: dict[str, Vertex] = field(default_factory=dict)
    _not: dict[str, set[str]] = field(default_factory=dict)
    _not_by_lists: dict[str, set[str]] = field(default_factory=dict)
    _yes: dict[str, set[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._vertices = {person: Vertex(person, weight) for person, weight in self.weights.items()}
        self.linked = frozenset(self.linked)
        _add(self._yes, (pair for pair in self.judged if self._has(pair)))
        _add(self._not, (pair for pair in self.doubted if self._has(pair) and self._by_rule(*pair)))
        nested = (pair for pair in self.nested if self._has(pair) and self.told.lists_tell_apart(*pair))
        _add(self._not_by_lists, nested)
        while self._merge():
            pass

    @property
    def vertices(self) -> list[Vertex]:
        """Return the twins."""
        return list(self._vertices.values())

    @property
    def persons(self) -> list[str]:
        """Return who stands for the twins, in the order of the vertices."""
        return list(self._vertices)

    @cached_property
    def apart(self) -> list[int]:
        """Return for each vertex, in their order, the bit set of those it is apart from."""
        return _BitSets(self).apart()

    def pairs_apart(self) -> int:
        """Return how many pairs of persons are apart."""
        vertices = self.vertices
        inside = sum(each.pairs for each in vertices)
        across = 0
        for at, bits in enumerate(self.apart):
            later = bits >> (at + 1)
            while later:
                low = later & -later
                across += vertices[at].size * vertices[at + low.bit_length()].size
                later &= ~low
        return inside + across

    def doubted_with(self, person: str) -> Collection[str]:
        """Return those from whom a person is not apart though a list, or a link run, would have it."""
        return self._not.get(person, ())

    def nested_with(self, person: str) -> Collection[str]:
        """Return those from whom lists would tell a person apart, but one lies in the other."""
        return self._not_by_lists.get(person, ())

    def besides(self, person: str) -> Collection[str]:
        """Return those from whom a person is judged apart."""
        return self._yes.get(person, ())

    def _has(self, pair: tuple[str, str]) -> bool:
        return pair[0] in self._vertices and pair[1] in self._vertices

    def _by_rule(self, one: str, other: str) -> bool:
        if one in self.linked and other in self.linked:
            return True
        return other not in self._not_by_lists.get(one, ()) and self.told.lists_tell_apart(one, other)

    def _are_apart(self, one: str, other: str) -> bool:
        if other in self._yes.get(one, ()):
            return True
        return other not in self._not.get(one, ()) and self._by_rule(one, other)

    def _merge(self) -> bool:
        """Make vertices that are twins one; tell whether there were any."""
        signed = _Signatures(self)
        alike: dict[Signature, list[Vertex]] = {}
        for person, vertex in self._vertices.items():
            alike.setdefault(signed.of(person), []).append(vertex)
        if len(alike) == len(self._vertices):
            return False
        stands_for = {twin.person: twins[0].person for twins in alike.values() for twin in twins}
        self._vertices = {twins[0].person: self._one(twins) for twins in alike.values()}
        for known in (self._not, self._not_by_lists, self._yes):
            renamed = {
                person: {stands_for[each] for each in others}
                for person, others in known.items()
                if person in self._vertices
            }
            known.clear()
            known.update(renamed)
        return True

    def _one(self, twins: list[Vertex]) -> Vertex:
        if len(twins) == 1:
            return twins[0]
        together = self._are_apart(twins[0].person, twins[1].person)
        size = sum(each.size for each in twins)
        pairs = sum(each.pairs for each in twins)
        if together:
            pairs += (size * size - sum(each.size * each.size for each in twins)) // 2
            return Vertex(twins[0].person, sum(each.weight for each in twins), size, pairs)
        return Vertex(twins[0].person, max(each.weight for each in twins), size, pairs)


def _add(known: dict[str, set[str]], pairs: Iterable[tuple[str, str]]) -> None:
    for one, other in pairs:
        known.setdefault(one, set()).add(other)
        known.setdefault(other, set()).add(one)


class _Signatures:
    """How each vertex stands to the others, in such words that those who stand alike have the same."""

    def __init__(self, graph: ApartGraph) -> None:
        self.graph = graph
        self.told = graph.told
        self.profiles = {person: graph.told.profile(person) for person in graph.persons}
        self.holders: dict[ListId, dict[str, int]] = {}
        self.members: dict[ListId, int] = {}
        for _, mentions in self.profiles.values():
            entries: Collection[Entry] = mentions[0] if len(mentions) == 1 else set(chain(*mentions))
            for list_id, key in entries:
                keys = self.holders.setdefault(list_id, {})
                keys[key] = keys.get(key, 0) + 1
            for list_id in dict(entries):
                self.members[list_id] = self.members.get(list_id, 0) + 1
        self.whens = {
            list_id: self._whens(list_id, keys)
            for list_id, keys in self.holders.items()
            if list_id[0] == INCIDENTS and self.members[list_id] > 1
        }

    def of(self, person: str) -> Signature:
        """Return a vertex's signature."""
        group, mentions = self.profiles[person]
        graph = self.graph
        if group:
            standing: object = frozenset(frozenset(self._in_words(each)) for each in mentions)
        else:
            standing = frozenset(word for each in mentions for word in self._in_words(each))
        return (
            group,
            standing,
            person in graph.linked,
            frozenset(graph.doubted_with(person)),
            frozenset(graph.nested_with(person)),
            frozenset(graph.besides(person)),
        )

    def _in_words(self, entries: Iterable[Entry]) -> Iterator[tuple[object, ...]]:
        for list_id, key in entries:
            if self.members[list_id] > 1:
                yield (list_id, *self._key(list_id, key))

    def _key(self, list_id: ListId, key: str) -> tuple[object, ...]:
        if list_id[0] == ACT:
            return ()
        if list_id[0] == PEOPLE:
            return (key,) if self.holders[list_id][key] > 1 else ()
        if list_id[0] == INCIDENTS:
            return self._incident(list_id, key)
        return (key,)

    def _incident(self, list_id: ListId, incident: str) -> tuple[object, ...]:
        listed = self.told.lists_of_incidents[list_id]
        entries = listed.dated[incident]
        stands_for, shared = self.whens[list_id]
        if len(entries) > 1 or incident in listed.excepted or entries[0].statement in shared:
            return (incident,)
        own = incident if self.holders[list_id][incident] > 1 else ""
        return own, stands_for.get(entries[0].when)

    def _whens(self, list_id: ListId, incidents: Iterable[str]) -> tuple[dict[When, When], set[str]]:
        """Return for each when and where what stands for those barred alike; and statements of several incidents."""
        listed = self.told.lists_of_incidents[list_id]
        present: set[When] = set()
        statements: dict[str, int] = {}
        for incident in incidents:
            present.update(entry.when for entry in listed.dated[incident])
            for statement in {entry.statement for entry in listed.dated[incident]}:
                statements[statement] = statements.get(statement, 0) + 1
        first: dict[frozenset[When], When] = {}
        stands_for: dict[When, When] = {}
        for when in present:
            barred = present & listed.barred.get(when, frozenset())
            if barred:
                stands_for[when] = first.setdefault(frozenset(barred), when)
        return stands_for, {statement for statement, n in statements.items() if n > 1}


class _BitSets:
    """Who is apart from whom, as bit sets: of each list its members, and of each key those it is not apart from."""

    def __init__(self, graph: ApartGraph) -> None:
        self.graph = graph
        self.told = graph.told
        self.number = {person: at for at, person in enumerate(graph.persons)}
        self.profiles = [graph.told.profile(person) for person in self.number]
        self.members: dict[ListId, int] = {}
        self.keys: dict[ListId, dict[str, int]] = {}
        for at, (_, mentions) in enumerate(self.profiles):
            self._add(at, {entry for each in mentions for entry in each})
        self._conflicts: dict[Entry, int] = {}

    def _add(self, at: int, entries: set[Entry]) -> None:
        keys: dict[ListId, set[str]] = {}
        for list_id, key in entries:
            keys.setdefault(list_id, set()).add(key)
        for list_id, found in keys.items():
            self.members[list_id] = self.members.get(list_id, 0) | 1 << at
            if len(found) == 1:  # who has two keys is apart from whoever has one of them
                of = self.keys.setdefault(list_id, {})
                key = next(iter(found))
                of[key] = of.get(key, 0) | 1 << at

    def apart(self) -> list[int]:
        """Return for each vertex those it is apart from."""
        meets = [self._met(group, mentions) for group, mentions in self.profiles]
        for at, (group, mentions) in enumerate(self.profiles):
            if group and len(mentions) > 1:
                self._both_ways(at, meets)
        graph = self.graph
        linked = sum(1 << self.number[each] for each in graph.linked if each in self.number)
        for at, person in enumerate(self.number):
            meets[at] &= ~self._bits(graph.nested_with(person))
            if linked >> at & 1:
                meets[at] |= linked
            meets[at] &= ~self._bits(graph.doubted_with(person))
            meets[at] |= self._bits(graph.besides(person))
            meets[at] &= ~(1 << at)
        return meets

    def _bits(self, persons: Iterable[str]) -> int:
        bits = 0
        for each in persons:
            bits |= 1 << self.number[each]
        return bits

    def _met(self, group: bool, mentions: Sequence[tuple[Entry, ...]]) -> int:
        """Return those from whom one mention is told apart; of a group, each of its mentions."""
        found = [self._told(entries) for entries in mentions]
        if not found:
            return 0
        met = found[0]
        for each in found[1:]:
            met = met & each if group else met | each
        return met

    def _told(self, entries: Iterable[Entry]) -> int:
        bits = 0
        for entry in entries:
            bits |= self.members[entry[0]] & ~self._conflict(entry)
        return bits

    def _both_ways(self, at: int, meets: list[int]) -> None:
        """Keep of a group's pairs those that hold from either side."""
        for other in range(len(meets)):
            if not (meets[at] >> other & 1 and meets[other] >> at & 1):
                meets[at] &= ~(1 << other)
                meets[other] &= ~(1 << at)

    def _conflict(self, entry: Entry) -> int:
        """Return those whose only key in a list is not apart from this one."""
        found = self._conflicts.get(entry)
        if found is None:
            list_id, key = entry
            if list_id[0] == ACT:
                found = 0
            elif list_id[0] == INCIDENTS:
                found = self._incidents(list_id, key)
            else:
                found = self.keys.get(list_id, {}).get(key, 0)
            self._conflicts[entry] = found
        return found

    def _incidents(self, list_id: ListId, incident: str) -> int:
        listed = self.told.lists_of_incidents[list_id]
        masks = self.keys.get(list_id, {})
        near = {incident, *self._several[list_id], *listed.excepted.get(incident, ())}
        for entry in listed.dated[incident]:
            near.update(self._of_statement[list_id].get(entry.statement, ()))
            for when in listed.barred.get(entry.when, ()):
                near.update(self._of_when[list_id].get(when, ()))
        bits = 0
        for other in near if len(listed.dated[incident]) == 1 else masks:
            if other in masks and not listed.apart(incident, other):
                bits |= masks[other]
        return bits

    @cached_property
    def _listed(self) -> dict[ListId, list[str]]:
        return {list_id: list(keys) for list_id, keys in self.keys.items() if list_id[0] == INCIDENTS}

    @cached_property
    def _several(self) -> dict[ListId, list[str]]:
        """Return the incidents of each list that have several entries in it."""
        dated = {list_id: self.told.lists_of_incidents[list_id].dated for list_id in self._listed}
        return {
            one: [each for each in keys if len(dated[one][each]) > 1] for one, keys in self._listed.items()
        }

    @cached_property
    def _of_statement(self) -> dict[ListId, dict[object, list[str]]]:
        return {one: _indexed(self.told, one, keys, "statement") for one, keys in self._listed.items()}

    @cached_property
    def _of_when(self) -> dict[ListId, dict[object, list[str]]]:
        return {one: _indexed(self.told, one, keys, "when") for one, keys in self._listed.items()}


def _indexed(told: ToldApart, list_id: ListId, incidents: Iterable[str], by: str) -> dict[object, list[str]]:
    """Return the incidents of a list by the statements, or the whens, of their entries."""
    found: dict[object, list[str]] = {}
    for incident in incidents:
        for entry in told.lists_of_incidents[list_id].dated[incident]:
            found.setdefault(getattr(entry, by), []).append(incident)
    return found
