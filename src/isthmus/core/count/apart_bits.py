"""Who is apart from whom among vertices, as bit sets."""

from collections.abc import Iterable, Sequence
from functools import cached_property

from isthmus.core.count.twins import PairRules
from isthmus.core.register.told_apart import ACT, INCIDENTS, Entry, ListId, ToldApart

__all__ = ["ApartBits"]


class ApartBits:
    """Who is apart from whom, as bit sets: of each list its members, and of each key those it is not apart from."""

    def __init__(self, graph: PairRules) -> None:
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
