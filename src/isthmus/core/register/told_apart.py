"""Who is told apart by what a source says (MODEL section 2): people of one act, of one list, of two deaths.

Pairs are never written out: a list of 55,000 people has 1.5 billion of them. A mention stands in *lists* (an act, a
document that lists people once, a document that lists incidents once, two incidents judged different), each under a
key; two mentions are told apart where they share a list in which their keys are apart.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from isthmus.core.ids import by_first, reached
from isthmus.core.register.judgements import ordered
from isthmus.core.register.listed_incidents import ListedAct, ListOfIncidents

__all__ = ["ACT", "DIFFERENT", "INCIDENTS", "PEOPLE", "Entry", "IncidentPairs", "TellingMention", "ToldApart"]

ACT, PEOPLE, INCIDENTS, DIFFERENT = "act", "people", "incidents", "different"

type ListId = tuple[str, ...]
# A list in which a mention stands, and its key there.
type Entry = tuple[ListId, str]
type Pair = tuple[str, str]


class TellingMention(NamedTuple):
    """A mention of victims whose statement tells apart: it asserts, its document is held, and it was not taken back.

    `apart`: whether its act says that its people have nobody in common. `people_of`: its document, where that lists
    people once. `once`: the type of its act, where that happens once in a life and the outcome may be death.
    """

    mention: str
    person: str
    individual: bool
    act: str
    apart: bool
    statement: str
    people_of: str
    incident: str
    once: str


@dataclass(frozen=True, slots=True)
class IncidentPairs:
    """What is judged of incidents by judgements on their acts: pairs smaller id first, `part_of` from left to right."""

    different: Collection[Pair] = ()
    unsure: Collection[Pair] = ()
    part_of: Collection[Pair] = ()


@dataclass
class ToldApart:
    """What tells apart in a register: the mentions that do, the lists of incidents, what is judged of incidents.

    `outer`: for each person those in which it lies by `within` or a judgement. `doubted`: pairs of persons, smaller id
    first, on whose mentions a judgement says unsure or part_of.
    """

    tellings: Mapping[str, TellingMention]
    listed: Collection[ListedAct]
    incidents: IncidentPairs
    above: Mapping[str, Collection[str]]
    outer: Mapping[str, Collection[str]]
    doubted: Collection[Pair]
    _entries: dict[tuple[str, bool], tuple[Entry, ...]] = field(default_factory=dict)
    _profiles: dict[str, tuple[bool, Sequence[tuple[Entry, ...]]]] = field(default_factory=dict)
    _over: dict[str, Collection[str]] = field(default_factory=dict)

    def but(self, statements: Collection[str]) -> "ToldApart":
        """Return who is told apart without what these statements say.

        What is known of others is kept: where no entry of a list goes, who is told apart from whom by a list hangs on
        what is said of the two, and on nobody else.
        """
        kept = {key: each for key, each in self.tellings.items() if each.statement not in statements}
        listed = [each for each in self.listed if each.statement not in statements]
        found = ToldApart(
            kept, listed, self.incidents, self.above, self.outer, self.doubted, _over=self._over
        )
        if len(listed) == len(self.listed):
            lost = {each.person for each in self.tellings.values() if each.statement in statements}
            found._profiles = {one: each for one, each in self._profiles.items() if one not in lost}
            found._entries = {
                key: each
                for key, each in self._entries.items()
                if key[0] in kept and kept[key[0]].person not in lost
            }
        return found

    @cached_property
    def of_person(self) -> Mapping[str, tuple[TellingMention, ...]]:
        """Return the telling mentions of each person, in id order."""
        found: dict[str, list[TellingMention]] = {}
        for name in sorted(self.tellings):
            found.setdefault(self.tellings[name].person, []).append(self.tellings[name])
        return {person: tuple(each) for person, each in found.items()}

    @cached_property
    def sharing(self) -> frozenset[str]:
        """Return the persons of whom a mention may stand in a list beside another: lists tell nobody else apart.

        Who stands in a list of incidents is among them, whatever else they are in.
        """
        found: set[str] = set()
        acts: dict[str, TellingMention] = {}
        documents: dict[str, TellingMention] = {}
        for each in self.tellings.values():
            beside = [acts.setdefault(each.act, each)] if each.individual or each.apart else []
            if each.people_of and each.individual:
                beside.append(documents.setdefault(each.people_of, each))
            found.update(person for one in beside if one is not each for person in (one.person, each.person))
            if each.once and (each.incident, each.once) in self._lists_of:
                found.add(each.person)
        return frozenset(found)

    @cached_property
    def in_two_deaths(self) -> frozenset[str]:
        """Return the persons whom `same` puts into two incidents that happen once in a life."""
        found = by_first((each.person, each.incident) for each in self.tellings.values() if each.once)
        return frozenset(person for person, incidents in found.items() if len(incidents) > 1)

    @cached_property
    def lists_of_incidents(self) -> Mapping[ListId, ListOfIncidents]:
        """Return the documents that list incidents once, one list for each type of act in each."""
        acts: dict[ListId, list[ListedAct]] = {}
        for each in self.listed:
            acts.setdefault((INCIDENTS, each.document, each.type), []).append(each)
        return {one: ListOfIncidents(these, self.above, self.not_apart) for one, these in acts.items()}

    @cached_property
    def not_apart(self) -> frozenset[Pair]:
        """Return the pairs of incidents, smaller id first, judged unsure or one part of the other."""
        outer = by_first(self.incidents.part_of)
        within = {(one, other) for one in outer for other in reached(outer, one) if one != other}
        return frozenset(ordered(*pair) for pair in {*within, *self.incidents.unsure})

    @cached_property
    def _lists_of(self) -> Mapping[tuple[str, str], tuple[ListId, ...]]:
        """Return for an incident and a type the lists by which (c) may tell it apart."""
        found: dict[tuple[str, str], list[ListId]] = {}
        for one, listed in self.lists_of_incidents.items():
            for incident in listed.dated:
                found.setdefault((incident, one[2]), []).append(one)
        types = {(each.incident, each.once) for each in self.tellings.values() if each.once}
        once: dict[str, set[str]] = {}
        for incident, kind in types:
            once.setdefault(incident, set()).add(kind)
        for pair in sorted(set(self.incidents.different) - self.not_apart):
            for kind in once.get(pair[0], set()) & once.get(pair[1], set()):
                for incident in pair:
                    found.setdefault((incident, kind), []).append((DIFFERENT, *pair, kind))
        return {key: tuple(lists) for key, lists in found.items()}

    def entries(self, telling: TellingMention, *, alone: bool = False) -> tuple[Entry, ...]:
        """Return the lists in which a mention stands, with its keys; `alone`: whatever else its person is in."""
        known = self._entries.get((telling.mention, alone))
        if known is None:
            known = self._entries[telling.mention, alone] = tuple(self._standing(telling, alone))
        return known

    def _standing(self, telling: TellingMention, alone: bool) -> Iterator[Entry]:
        if telling.individual or telling.apart:
            yield (ACT, telling.act), telling.mention
        if telling.individual and telling.people_of:
            yield (PEOPLE, telling.people_of), telling.statement
        if telling.once and (alone or telling.person not in self.in_two_deaths):
            for one in self._lists_of.get((telling.incident, telling.once), ()):
                yield one, telling.incident

    def profile(self, person: str) -> tuple[bool, Sequence[tuple[Entry, ...]]]:
        """Return whether a person is a group, and the lists in which each of its telling mentions stands."""
        known = self._profiles.get(person)
        if known is None:
            tellings = self.of_person.get(person, ())
            known = not is_individual(tellings), [self.entries(each) for each in tellings]
            self._profiles[person] = known
        return known

    def keys_apart(self, list_id: ListId, one: str, other: str) -> bool:
        """Tell whether two keys of one list are apart."""
        if list_id[0] == INCIDENTS:
            return self.lists_of_incidents[list_id].apart(one, other)
        return one != other

    def mentions_apart(self, one: TellingMention, other: TellingMention, *, alone: bool = False) -> bool:
        """Tell whether a list has both, with keys that are apart; that one lies within the other is left aside."""
        theirs = dict(self.entries(other, alone=alone))
        return any(
            list_id in theirs and self.keys_apart(list_id, key, theirs[list_id])
            for list_id, key in self.entries(one, alone=alone)
        )

    def persons_apart(self, one: str, other: str) -> bool:
        """Tell whether two different persons or groups are told apart."""
        if ordered(one, other) in self.doubted or self.one_within_other(one, other):
            return False
        return self.lists_tell_apart(one, other)

    def lists_tell_apart(self, one: str, other: str) -> bool:
        """Tell whether lists tell two persons apart, whatever is judged of them and whether one lies in the other."""
        return self._has_all_apart(one, other) and self._has_all_apart(other, one)

    def one_within_other(self, one: str, other: str) -> bool:
        """Tell whether one of two persons or groups lies within the other, through any chain."""
        return other in self.over(one) or one in self.over(other)

    def over(self, person: str) -> Collection[str]:
        """Return those in which a person or group lies, through any chain."""
        if person not in self.outer:
            return ()
        if person not in self._over:
            self._over[person] = reached(self.outer, person)
        return self._over[person]

    def nested_among(self, persons: Collection[str]) -> Iterator[Pair]:
        """Yield the pairs of these persons of which one lies within the other, through any chain."""
        for person in self.outer:
            if person in persons:
                yield from (
                    (person, other) for other in self.over(person) if other in persons and other != person
                )

    def _has_all_apart(self, one: str, other: str) -> bool:
        """Tell whether a mention of one is told apart from the other's; of a group, each of its mentions."""
        theirs = self.of_person.get(other, ())
        mine = self.of_person.get(one, ())
        found = (any(self.mentions_apart(each, their) for their in theirs) for each in mine)
        return any(found) if is_individual(mine) else bool(mine) and all(found)


def is_individual(tellings: Iterable[TellingMention]) -> bool:
    """Tell whether a person is one person in all its telling mentions."""
    return all(each.individual for each in tellings)
