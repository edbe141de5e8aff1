"""What would remain of one incident."""

from dataclasses import dataclass

from isthmus.core.corroborate import Evidence, Lines, LinesOf, mentioned_on
from isthmus.core.register import Register
from isthmus.core.what_if.away import falls

__all__ = ["IncidentWithout", "PartWithout", "incident_without"]


@dataclass(frozen=True, slots=True)
class PartWithout:
    """A person's part in the incident: its lines as they are, and those that would remain."""

    person: str
    role: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class IncidentWithout:
    """An incident without some sources: its lines as they are, what would remain, and which statements fall.

    `parts` are those of which lines would be lost.
    """

    before: Lines
    after: Lines
    falling: tuple[str, ...]
    parts: tuple[PartWithout, ...]


def incident_without(register: Register, incident: str, away: frozenset[str]) -> IncidentWithout:
    """Return what would remain of an incident. Raises KeyError where there is no such incident."""
    evidence = Evidence.on(register, incident)
    lines = LinesOf(register, evidence.routes, evidence.speakers)
    remaining = LinesOf(register, evidence.routes, evidence.speakers, away)
    return IncidentWithout(
        before=lines(evidence.routes),
        after=remaining(evidence.routes),
        falling=tuple(each for each, route in evidence.routes.items() if falls(route, away)),
        parts=tuple(each for each in _parts(evidence, lines, remaining) if each.after < each.before),
    )


def _parts(evidence: Evidence, lines: LinesOf, remaining: LinesOf) -> list[PartWithout]:
    found = []
    for (person, role), statements in sorted(mentioned_on(evidence).items()):
        counted = [each for each in evidence.routes if each in statements]
        found.append(PartWithout(person, role, lines(counted).lines, remaining(counted).lines))
    return found
