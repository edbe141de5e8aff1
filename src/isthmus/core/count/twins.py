"""Which persons stand in the same way to everybody else, told by a signature: twins have the same."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain
from typing import Protocol

from isthmus.core.register.listed_incidents import When
from isthmus.core.register.told_apart import ACT, INCIDENTS, PEOPLE, Entry, ListId, ToldApart

__all__ = ["PairRules", "Signature", "Signatures"]

type Signature = tuple[object, ...]


class PairRules(Protocol):
    """What is asked of a graph of persons: who is in it, and what is known of pairs beside lists."""

    @property
    def told(self) -> ToldApart:
        """Return what tells apart."""
        ...

    @property
    def linked(self) -> Collection[str]:
        """Return those who are all apart from each other."""
        ...

    @property
    def persons(self) -> Sequence[str]:
        """Return the persons, in the order of the vertices."""
        ...

    def doubted_with(self, person: str) -> Collection[str]:
        """Return those from whom a person is not apart though a rule would have it."""
        ...

    def nested_with(self, person: str) -> Collection[str]:
        """Return those from whom lists would tell a person apart, but one lies in the other."""
        ...

    def besides(self, person: str) -> Collection[str]:
        """Return those from whom a person is judged apart."""
        ...


class Signatures:
    """How each vertex stands to the others, in such words that those who stand alike have the same."""

    def __init__(self, graph: PairRules) -> None:
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
