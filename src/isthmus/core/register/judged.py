"""The rows of a workbook by id, and what the judgements in force decide about pairs of them."""

from collections.abc import Iterable, Mapping
from functools import cached_property

from isthmus.core.ids import groups
from isthmus.core.register.judgements import Decisions, in_force
from isthmus.core.register.withdrawing import without_withdrawn
from isthmus.core.workbook.canonical import digest
from isthmus.core.workbook.rows import Act, Judgement, Mention, Place, Source, Statement, Workbook

__all__ = ["JudgedRows", "clusters", "owners"]


class JudgedRows:
    """A workbook without what was coded by mistake, by id, with what is decided; `in_force`: of the whole workbook."""

    def __init__(self, workbook: Workbook) -> None:
        self.whole = workbook
        # The judgements in force of the whole workbook, also those about what is withdrawn.
        self.in_force = in_force(workbook.judgements)
        self.workbook = without_withdrawn(workbook, self.in_force)

    @cached_property
    def digest(self) -> str:
        """Return the digest of the workbook: what every figure says it was made from."""
        return digest(self.whole)

    # -- rows by id ------------------------------------------------------------------------------------------

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        """Sources by id."""
        return {row.id: row for row in self.workbook.sources}

    @cached_property
    def kinds(self) -> Mapping[str, str]:
        """Return the kind of each source."""
        return {row.id: row.kind for row in self.workbook.sources}

    @cached_property
    def statements(self) -> Mapping[str, Statement]:
        """Statements by id."""
        return {row.id: row for row in self.workbook.statements}

    @cached_property
    def acts(self) -> Mapping[str, Act]:
        """Acts by id."""
        return {row.id: row for row in self.workbook.acts}

    @cached_property
    def mentions(self) -> Mapping[str, Mention]:
        """Mentions by id."""
        return {row.id: row for row in self.workbook.mentions}

    @cached_property
    def mentions_of(self) -> Mapping[str, tuple[Mention, ...]]:
        """Return the mentions of each act, in id order."""
        found: dict[str, list[Mention]] = {}
        for row in self.workbook.mentions:
            found.setdefault(row.act, []).append(row)
        return {act: tuple(rows) for act, rows in found.items()}

    @cached_property
    def authors(self) -> Mapping[str, tuple[str, ...]]:
        """Return the authors of each document."""
        return {row.id: row.author for row in self.workbook.documents}

    @cached_property
    def held(self) -> frozenset[str]:
        """Return the documents that we hold ourselves."""
        return frozenset(row.id for row in self.workbook.documents if row.held == "yes")

    @cached_property
    def places(self) -> Mapping[str, Place]:
        """Places by id."""
        return {row.id: row for row in self.workbook.places}

    @cached_property
    def place_of(self) -> Mapping[str, str]:
        """Return for each place the smallest id among those judged the same."""
        return owners(clusters(self.places, self.on_places.same))

    @cached_property
    def places_upward(self) -> Mapping[str, tuple[str, ...]]:
        """Return for each place, as in `place_of`, itself and all that it lies in, nearest first."""
        parents: dict[str, list[str]] = {}
        for place, one in self.place_of.items():
            if parent := self.places[place].parent:
                parents.setdefault(one, []).append(self.place_of[parent])
        chains = {one: _upward(one, parents) for one in set(self.place_of.values())}
        return {place: chains[one] for place, one in self.place_of.items()}

    def lies_in(self, place: str, outer: str) -> bool:
        """Tell whether a place is another one or lies in it."""
        return self.place_of.get(outer, outer) in self.places_upward.get(place, ())

    # -- judgements ------------------------------------------------------------------------------------------

    def _decided(self, kind: str) -> Decisions:
        return Decisions.of(self._judgements.get(kind, ()))

    @cached_property
    def _judgements(self) -> Mapping[str, list[Judgement]]:
        """Return the judgements on pairs, by kind."""
        found: dict[str, list[Judgement]] = {}
        for each in self.workbook.judgements:
            if each.decision != "examined":
                found.setdefault(each.kind, []).append(each)
        return found

    @cached_property
    def on_persons(self) -> Decisions:
        """Return what is decided about pairs of mentions."""
        return self._decided("person")

    @cached_property
    def on_incidents(self) -> Decisions:
        """Return what is decided about pairs of acts."""
        return self._decided("incident")

    @cached_property
    def on_sources(self) -> Decisions:
        """Return what is decided about pairs of sources."""
        return self._decided("source")

    @cached_property
    def on_places(self) -> Decisions:
        """Return what is decided about pairs of places."""
        return self._decided("place")

    @cached_property
    def on_retractions(self) -> Mapping[str, str]:
        """Return what is decided about each retracting statement: accepted, coerced or unsure."""
        decided = self._decided("retraction")
        return {left: next(iter(decided.about(left, ""))) for left, _ in decided.stated.values()}

    @cached_property
    def reasons_examined(self) -> tuple[str, ...]:
        """Return the reasons of the judgements in force that say that a link run compared every other pair."""
        return tuple(each.because for each in self.workbook.judgements if each.decision == "examined")

    @property
    def examined(self) -> bool:
        """Return whether a link run in force compared every pair of mentions not otherwise judged."""
        return bool(self.reasons_examined)


def _upward(place: str, parents: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    chain = [place]
    for each in chain:
        chain.extend(parent for parent in sorted(parents.get(each, ())) if parent not in chain)
    return tuple(chain)


def clusters(ids: Iterable[str], ties: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """Group ids that are tied together, directly or through others; each group under its smallest id, in order."""
    found = {members[0]: members for members in groups(ties)}
    inside = {each for members in found.values() for each in members}
    found.update((each, (each,)) for each in ids if each not in inside)
    return dict(sorted(found.items()))


def owners(clusters: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """Return for each member the id that its group stands under."""
    return {member: owner for owner, members in clusters.items() for member in members}
