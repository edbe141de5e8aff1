"""A workbook with its judgements applied: who is the same person, which acts are the same incident."""

from collections.abc import Collection, Mapping
from functools import cached_property

from isthmus.core.register.conflicts import Conflict, conflicts_of, neighbours, shortest_path
from isthmus.core.register.judged import JudgedRows, clusters, owners
from isthmus.core.register.look_alikes import LookAlikes, look_alikes
from isthmus.core.register.telling import (
    doubted_pairs,
    lists,
    outer_of,
    told_apart_in,
    told_apart_though_same,
)
from isthmus.core.register.told_apart import ToldApart
from isthmus.core.workbook.rows import Act, Source, Workbook
from isthmus.core.workbook.vocabularies import ONCE

__all__ = ["Register"]


INDEXES = (
    "statements",
    "acts",
    "mentions_of",
    "authors",
    "held",
    "place_of",
    "places_upward",
    "persons",
    "person_of",
    "incidents",
    "controlled",
    "not_for_contact",
    "ourselves",
    "anonymous",
    "anonymous_nodes",
    "surely_one",
    "on_sources",
    "retractions_of",
    "taken_back",
    "general_denials",
    "told_apart",
)


class Register(JudgedRows):
    """A sound workbook, indexed. Read only: make a new one when the workbook changes.

    The id of a person, incident or place is the smallest of its members'. Acts of scope `general` belong to no
    incident. Statements judged withdrawn are not in it, with their acts and mentions and what is judged of them.
    """

    @classmethod
    def of(cls, workbook: Workbook) -> "Register":
        """Return the register that a workbook holds."""
        return cls(workbook)

    def index(self) -> None:
        """Work out every index now, so that processes forked from here share them."""
        for name in INDEXES:
            getattr(self, name)

    # -- persons and incidents -------------------------------------------------------------------------------

    @cached_property
    def persons(self) -> Mapping[str, tuple[str, ...]]:
        """Return the mentions of each person, by person id, all in id order."""
        return clusters((row.id for row in self.workbook.mentions), self.on_persons.same)

    @cached_property
    def person_of(self) -> Mapping[str, str]:
        """Return the person of each mention."""
        return owners(self.persons)

    @cached_property
    def incidents(self) -> Mapping[str, tuple[str, ...]]:
        """Return the acts of each incident, by incident id, all in id order."""
        acts = (row.id for row in self.workbook.acts if row.scope != "general")
        return clusters(acts, self.on_incidents.same)

    @cached_property
    def incident_of(self) -> Mapping[str, str]:
        """Return the incident of each act of scope `this`."""
        return owners(self.incidents)

    @cached_property
    def conflicts(self) -> tuple[Conflict, ...]:
        """Contradictions among judgements, and of people with lists (bounds: see `isthmus.core.count`)."""
        return (
            *conflicts_of("person", self.on_persons),
            *conflicts_of("incident", self.on_incidents),
            *conflicts_of("source", self.on_sources),
            *conflicts_of("place", self.on_places),
            *told_apart_though_same(self),
        )

    def same_path(self, one: str, other: str) -> tuple[str, ...]:
        """Return the shortest path of `same` between two mentions; empty where there is none."""
        return shortest_path(self._same_mentions, one, other)

    @cached_property
    def _same_mentions(self) -> Mapping[str, tuple[str, ...]]:
        return neighbours(self.on_persons.same)

    # -- sources that count as one, statements that count ----------------------------------------------------

    @cached_property
    def controlled(self) -> Mapping[str, str]:
        """For each source, the smallest id among those under one control with it or judged the same."""
        ties = [(row.id, row.affiliation) for row in self.workbook.sources if row.affiliation]
        return owners(clusters(self.sources, [*ties, *self.on_sources.same]))

    @cached_property
    def same_sources(self) -> Mapping[str, tuple[str, ...]]:
        """Return for each source those judged the same as it, itself too: rows of one source, in id order."""
        found = clusters(self.sources, self.on_sources.same)
        return {each: found[owner] for each, owner in owners(found).items()}

    @cached_property
    def look_alikes(self) -> tuple[LookAlikes, ...]:
        """Return the sources, and the places, that are perhaps one: nobody judged them same or different."""
        return look_alikes(self)

    @cached_property
    def alike_source(self) -> Mapping[str, tuple[int, ...]]:
        """Return for each source (as in `controlled`) its groups of look-alikes, by their number in `look_alikes`."""
        found: dict[str, dict[int, None]] = {}
        for number, group in enumerate(self.look_alikes):
            for each in group.ids if group.kind == "source" else ():
                found.setdefault(self.controlled[each], {})[number] = None
        return {each: tuple(numbers) for each, numbers in found.items()}

    @cached_property
    def not_for_contact(self) -> frozenset[str]:
        """Return sources (as in `controlled`) of whom one is protected, anonymous, sealed or not to be contacted."""
        return frozenset(self.controlled[row.id] for row in self.workbook.sources if _leave_alone(row))

    @cached_property
    def ourselves(self) -> frozenset[str]:
        """Return the sources that stand for the organisation that keeps this register."""
        return frozenset(row.id for row in self.workbook.sources if row.kind == "self")

    @cached_property
    def anonymous(self) -> frozenset[str]:
        """Return the anonymous sources."""
        return frozenset(row.id for row in self.workbook.sources if row.kind == "anonymous")

    @cached_property
    def anonymous_nodes(self) -> frozenset[str]:
        """Return the sources (as in `controlled`) of whom one is anonymous."""
        return frozenset(self.controlled[each] for each in self.anonymous)

    @cached_property
    def anonymous_differ(self) -> bool:
        """Tell whether anything but `same` was judged of two anonymous sources: else they are all one."""
        return any(self.anonymous.issuperset(pair) for pair in self.on_sources.stated)

    @cached_property
    def surely_one(self) -> tuple[Mapping[str, str], frozenset[str]]:
        """Return for each source the node that it surely is part of, and the nodes that may be joined with others yet.

        Anonymous sources are all one, where none were judged different; but who is under one control with them is one
        with them only where they have a part.
        """
        if self.anonymous_differ:
            return self.controlled, self.anonymous_nodes
        known = {node for each, node in self.controlled.items() if each not in self.anonymous}
        unknown = self.anonymous_nodes - known
        one = min(unknown, default="")
        nodes = {each: one if node in unknown else node for each, node in self.controlled.items()}
        return nodes, self.anonymous_nodes & known

    @cached_property
    def retractions_of(self) -> Mapping[str, tuple[str, ...]]:
        """Return the statements that retract each statement, in id order."""
        found: dict[str, list[str]] = {}
        for row in self.workbook.statements:
            for retracted in row.retracts:
                found.setdefault(retracted, []).append(row.id)
        return {each: tuple(rows) for each, rows in found.items()}

    @cached_property
    def taken_back(self) -> frozenset[str]:
        """Return the statements that count for nothing since a retraction of theirs was judged `accepted`."""
        decided = self.on_retractions
        return frozenset(
            each
            for each, by in self.retractions_of.items()
            if any(decided.get(one) == "accepted" for one in by)
        )

    @cached_property
    def telling(self) -> frozenset[str]:
        """Return the statements that tell people apart: asserting, in held documents, not taken back."""
        held, back = self.held, self.taken_back
        return frozenset(
            row.id
            for row in self.workbook.statements
            if row.stance == "asserts" and row.document in held and row.id not in back
        )

    @cached_property
    def once(self) -> frozenset[str]:
        """Return the types of acts that happen to a person once in a life."""
        own = (row.code for row in self.workbook.vocabulary if row.list == "type" and row.once == "yes")
        return ONCE | frozenset(own)

    @cached_property
    def lists_of_people(self) -> frozenset[str]:
        """Return the documents that list people once."""
        return frozenset(row.id for row in self.workbook.documents if lists(row.lists_once, "people"))

    @cached_property
    def judged_within(self) -> Mapping[str, tuple[str, ...]]:
        """Return for each mention those of which it was judged a part."""
        found: dict[str, tuple[str, ...]] = {}
        for pair, said in self.on_persons.besides_same:
            if "part_of" in said:
                left, right = self.on_persons.stated[pair]
                found[left] = (*found.get(left, ()), right)
        return found

    @cached_property
    def outer_persons(self) -> Mapping[str, Collection[str]]:
        """Return for each person those in which it lies, as mentions say or judgements."""
        return outer_of(self)

    @cached_property
    def doubted_persons(self) -> Collection[tuple[str, str]]:
        """Return the pairs of persons, smaller id first, on whom a judgement says unsure or part_of."""
        return doubted_pairs(self.on_persons, self.person_of)

    @cached_property
    def told_apart(self) -> ToldApart:
        """Return who is told apart by what a source says."""
        return told_apart_in(self)

    @cached_property
    def general_denials(self) -> Mapping[tuple[str, str], tuple[Act, ...]]:
        """Return the acts of scope `general` of denying statements, by (type or "", place or "")."""
        found: dict[tuple[str, str], list[Act]] = {}
        for act in self.workbook.acts:
            if act.scope == "general" and self.statements[act.statement].stance == "denies":
                found.setdefault((act.type, self.place_of.get(act.place, "")), []).append(act)
        return {key: tuple(acts) for key, acts in found.items()}


def _leave_alone(source: Source) -> bool:
    return (
        source.kind in ("protected", "anonymous") or source.protection == "sealed" or source.contact == "no"
    )
