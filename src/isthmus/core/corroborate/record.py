"""Corroboration of a whole register."""

from collections.abc import Callable, Iterable, Iterator

from isthmus.core.corroborate.evidence import Evidence
from isthmus.core.corroborate.incident import lines_on, parts_on
from isthmus.core.corroborate.values import Corroboration, IncidentLines, PersonLines, PersonPart
from isthmus.core.progress import Progress
from isthmus.core.register import Register

__all__ = ["Each", "corroborate", "in_turn", "person_lines"]

type Work = Callable[[str], "OfIncident"]
type OfIncident = tuple[IncidentLines, tuple[tuple[str, PersonPart], ...]]
# How work is spread over incidents: one after the other, or by whoever calls, over processes.
type Each = Callable[[Work, Iterable[str]], Iterator[OfIncident]]


def in_turn(work: Work, incidents: Iterable[str]) -> Iterator[OfIncident]:
    """Work through the incidents one by one."""
    return map(work, incidents)


def corroborate(
    register: Register, *, each: Each = in_turn, progress: Progress | None = None
) -> Corroboration:
    """Return the lines of every incident and every person's parts, the conflicts and the digest."""
    register.index()
    incidents: list[IncidentLines] = []
    parts: dict[str, list[PersonPart]] = {}
    total = len(register.incidents)
    for lines, of_persons in each(lambda incident: _of_incident(register, incident), register.incidents):
        incidents.append(lines)
        for person, part in of_persons:
            parts.setdefault(person, []).append(part)
        if progress:
            progress(len(incidents), total)
    persons = tuple(person_lines(register, person, parts.get(person, [])) for person in register.persons)
    return Corroboration(tuple(incidents), persons, register.conflicts, register.digest)


def person_lines(register: Register, person: str, parts: Iterable[PersonPart]) -> PersonLines:
    """Return a person with its parts in order and the roles it is mentioned in."""
    mentions = register.persons[person]
    roles = sorted({register.mentions[each].role for each in mentions})
    in_order = tuple(parts)
    if len(in_order) > 1:
        in_order = tuple(sorted(in_order, key=lambda part: (part.incident, part.role)))
    return PersonLines(person, mentions, tuple(roles), in_order)


def _of_incident(register: Register, incident: str) -> OfIncident:
    evidence = Evidence.on(register, incident)
    return lines_on(incident, evidence), tuple(parts_on(incident, evidence))
