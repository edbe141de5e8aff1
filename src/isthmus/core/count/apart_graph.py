"""Who is apart from whom among persons and groups, without writing out the pairs of a list.

Persons who stand in the same way to everybody else are *twins*: a list of 55,000 people is one set of twins. Twins that
are apart from each other are taken together, so they become one vertex with all their weight; of twins that are not,
one is enough. Merging goes on until no two vertices are twins: nothing of the optimum is lost.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from isthmus.core.count.apart_bits import ApartBits
from isthmus.core.count.twins import Signature, Signatures
from isthmus.core.register.told_apart import ToldApart

__all__ = ["ApartGraph", "Vertex"]


@dataclass(slots=True)
class Vertex:
    """Twins as one: `person` stands for them; `weight` of the heaviest set of them that is pairwise apart.

    `size`: how many they are; `pairs`: how many pairs of them are apart.
    """

    person: str
    weight: int
    size: int = 1
    pairs: int = 0

    def take_in(self, weight: int, *, apart: bool) -> None:
        """Take in one more twin, who is apart from each of those here or from none."""
        self.weight = self.weight + weight if apart else max(self.weight, weight)
        self.pairs += self.size if apart else 0
        self.size += 1


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
        self.linked = frozenset(self.linked)
        _add(self._yes, (pair for pair in self.judged if self._has(pair)))
        _add(self._not, (pair for pair in self.doubted if self._has(pair) and self._by_rule(*pair)))
        nested = (pair for pair in self.nested if self._has(pair) and self.told.lists_tell_apart(*pair))
        _add(self._not_by_lists, nested)
        self._vertices = self._at_first()
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
        return ApartBits(self).apart()

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
        return pair[0] in self.weights and pair[1] in self.weights

    def _at_first(self) -> dict[str, Vertex]:
        """Return a vertex for each person; all are twins of whom neither a list nor a judgement on a pair says a thing.

        These are most persons of most registers; to ask how each stands to the others would take long.
        """
        spoken_of = self.told.sharing.union(self._yes, self._not, self._not_by_lists)
        found: dict[str, Vertex] = {}
        others: dict[bool, Vertex] = {}
        for person, weight in self.weights.items():
            linked = person in self.linked
            twin = None if person in spoken_of else others.get(linked)
            if twin is None:
                found[person] = Vertex(person, weight)
                if person not in spoken_of:
                    others[linked] = found[person]
            else:
                twin.take_in(weight, apart=linked)
        return found

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
        signed = Signatures(self)
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
