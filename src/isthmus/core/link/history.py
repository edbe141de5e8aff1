"""Persons keep their ids from run to run; what became of each is told."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from isthmus.core.messages import Message, MessageError

__all__ = ["Change", "History", "carried_on"]

type Kind = Literal["gone", "merge", "moved", "new", "split"]


@dataclass(frozen=True, order=True)
class Change:
    """What became of a person.

    new: an id that was not there before; its records came from `from_ids` (none, where no record had a person).
    gone: the id is no more; its records are with `to_ids` (none, where no record is left).
    merge: the person has records of several persons, at least one of them gone: `from_ids`.
    split: records of the person are now with several, at least one of them new: `to_ids`.
    moved: the person stays, and gave records to another that was there before: `to_ids`.
    """

    person: str
    kind: Kind
    from_ids: tuple[str, ...]
    to_ids: tuple[str, ...]


@dataclass(frozen=True)
class History:
    """Each record's person id, and the changes by person id and kind."""

    assignment: dict[str, str]
    changes: tuple[Change, ...]


def carried_on(
    previous: Mapping[str, str],
    clusters: Iterable[Collection[str]],
    *,
    taken: Collection[str] = (),
    named: Callable[[str], str] | None = None,
) -> History:
    """Give each cluster of record ids a person id, the previous one where it can be kept.

    `previous` gives the person of a record. The cluster and the person that share most records go together first, ties
    by the smallest shared record id; an id is kept by one cluster only. Any other cluster gets `named(smallest record
    id)`, or that id itself, with -2, -3 and so on behind it where it was ever given (`previous`, `taken`). ValueError
    where a record is in two clusters, a cluster is empty, or `named` returns an id that was given.
    """
    groups = [sorted(each) for each in clusters]
    _check(groups)
    kept = _kept(previous, groups)
    given = {*previous.values(), *taken}
    assignment: dict[str, str] = {}
    for number, group in sorted(enumerate(groups), key=lambda each: each[1]):
        person = kept.get(number) or _fresh(group[0], given, named)
        given.add(person)
        assignment.update(dict.fromkeys(group, person))
    return History(assignment, tuple(sorted(_changes(previous, assignment))))


def _check(groups: list[list[str]]) -> None:
    if not all(groups):
        raise MessageError(Message("link.clusters.empty"))
    if len({record for group in groups for record in group}) < sum(map(len, groups)):
        raise MessageError(Message("link.clusters.not_disjoint"))


def _kept(previous: Mapping[str, str], groups: list[list[str]]) -> dict[int, str]:
    """Return which groups keep which previous id."""
    shared: dict[tuple[int, str], list[str]] = {}
    for number, group in enumerate(groups):
        for record in group:
            if record in previous:
                shared.setdefault((number, previous[record]), []).append(record)
    kept: dict[int, str] = {}
    used: set[str] = set()
    for number, person in sorted(shared, key=lambda each: (-len(shared[each]), shared[each][0])):
        if number not in kept and person not in used:
            kept[number] = person
            used.add(person)
    return kept


def _fresh(smallest: str, given: set[str], named: Callable[[str], str] | None) -> str:
    if named:
        person = named(smallest)
        if person in given:
            raise MessageError(Message("link.clusters.id_twice"))
        return person
    person, number = smallest, 1
    while person in given:
        number += 1
        person = f"{smallest}-{number}"
    return person


def _changes(previous: Mapping[str, str], assignment: Mapping[str, str]) -> Iterable[Change]:
    before, after = set(previous.values()), set(assignment.values())
    sources: dict[str, set[str]] = {person: set() for person in after}
    targets: dict[str, set[str]] = {person: set() for person in before}
    for record, person in assignment.items():
        if record in previous:
            sources[person].add(previous[record])
            targets[previous[record]].add(person)
    for person in after - before:
        yield Change(person, "new", tuple(sorted(sources[person])), (person,))
    for person in before - after:
        yield Change(person, "gone", (person,), tuple(sorted(targets[person])))
    for person, came in sources.items():
        if len(came) > 1 and came - after:
            yield Change(person, "merge", tuple(sorted(came)), (person,))
    for person, went in targets.items():
        if len(went) > 1 and went - before:
            yield Change(person, "split", (person,), tuple(sorted(went)))
        if person in after and (others := (went & before) - {person}):
            yield Change(person, "moved", (person,), tuple(sorted(others)))
