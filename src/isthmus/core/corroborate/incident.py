"""Corroboration of one incident, and of the persons' parts in it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from isthmus.core.corroborate.alone import alone_on
from isthmus.core.corroborate.evidence import DENIED_BY_DEFAULT, Evidence
from isthmus.core.corroborate.no_line import why_no_line
from isthmus.core.corroborate.paths import Flow
from isthmus.core.corroborate.support import Route, Support, build, disjoint_routes, goes_through
from isthmus.core.corroborate.values import (
    DenialLines,
    GroundLines,
    IncidentLines,
    Lines,
    PersonPart,
    RetractionShown,
    Strengthening,
)
from isthmus.core.register import Register
from isthmus.core.workbook.rows import Statement
from isthmus.core.workbook.tokens import is_token

__all__ = [
    "LinesOf",
    "corroborate_incident",
    "cuts",
    "lines_on",
    "mentioned_on",
    "parts_in",
    "parts_on",
    "reached_nodes",
    "strengthening",
]

NONE = Lines(0, (), ())


@dataclass(slots=True)
class LinesOf:
    """Lines of sets of statements of one incident, each set worked out once.

    `routes`: those of the statements that count, by statement; `speakers`: who speaks on the whole incident; `away`:
    sources that are supposed to be wrong.
    """

    register: Register
    routes: Mapping[str, Route]
    speakers: frozenset[str]
    away: frozenset[str] = frozenset()
    _numbers: dict[tuple[int, tuple[str, ...]], int] = field(default_factory=dict)
    _cuts: dict[tuple[str, ...], Lines] = field(default_factory=dict)

    def up_to(self, enough: int, statements: Iterable[str]) -> int:
        """Return how many independent lines these statements have, or `enough` where they have more."""
        key = tuple(statements)
        found = self._numbers.get((enough, key))
        if found is None:
            # Short paths are taken all at once, also where they are more than enough.
            found = min(enough, self._up_to(enough, [self.routes[each] for each in key]))
            self._numbers[enough, key] = found
        return found

    def _up_to(self, enough: int, routes: list[Route]) -> int:
        if not routes:
            return 0
        if len(routes) == 1:
            lost = self._lose(routes)
            if not lost or self._is_simple(routes[0]):
                return int(self._leads_on(routes[0]) and not (lost and self._is_broken(routes[0])))
        between = disjoint_routes(self.register, routes, self.speakers, enough, self.away)
        if len(between) == 1:
            return between.start
        return Flow(self._support(routes), enough).lines

    def _leads_on(self, route: Route) -> bool:
        """Return whether a route by itself leads to the origin: by its speaker, or by whom the speaker names."""
        known = self.speakers | self.away if self.away else self.speakers
        return route.direct or not known.issuperset(route.told)

    def _is_broken(self, route: Route) -> bool:
        return not self.away.isdisjoint(route.chain)

    def _lose(self, routes: Iterable[Route]) -> bool:
        """Return whether what is supposed to be wrong has a part in any of the routes."""
        return bool(self.away) and any(goes_through(each, self.away) for each in routes)

    def _support(self, routes: Sequence[Route]) -> Support:
        return build(self.register, routes, self.speakers, away=self.away)

    def __call__(self, statements: Iterable[str]) -> Lines:
        """Return the lines of these statements, what they rest on and what they are known through."""
        key = tuple(statements)
        found = self._cuts.get(key)
        if found is None:
            found = self._cuts[key] = self._lines([self.routes[each] for each in key])
        return found

    def _lines(self, routes: list[Route]) -> Lines:
        if len(routes) == 1 and self._is_simple(routes[0]) and not self._lose(routes):
            return self._alone(routes[0])
        support = self._support(routes)
        return cuts(support, Flow(support))

    def _is_simple(self, route: Route) -> bool:
        """Return whether all sources of a route are nodes of their own."""
        sources = (*route.chain, *route.told)
        nodes = {self.register.controlled[each] for each in sources}
        apart = len(nodes) == len(sources) and not route.joint
        return apart and len(self.register.anonymous.intersection(sources)) < 2

    def _alone(self, route: Route) -> Lines:
        """Return the lines of one simple route: it rests on whoever all of its ends go through."""
        speaker = route.chain[-1]
        ends = [speaker] if route.direct else [each for each in route.told if each not in self.speakers]
        if not ends:
            return NONE
        return Lines(1, (ends[0] if len(ends) == 1 else speaker,), route.chain[:1])


def cuts(support: Support, flow: Flow, towards: set[int] | None = None) -> Lines:
    """Return the lines of a flow with both nearest cuts, nodes by name."""
    if not flow.lines:
        return NONE
    rests_on = flow.rests_on(flow.towards_origin() if towards is None else towards)
    return Lines(flow.lines, _named(support, rests_on), _named(support, flow.known_through()))


def _named(support: Support, nodes: Iterable[int]) -> tuple[str, ...]:
    return tuple(sorted(support.sources[node][0] for node in nodes))


def corroborate_incident(register: Register, incident: str) -> IncidentLines:
    """Return all that MODEL section 3 says of one incident. Raises KeyError where there is no such incident."""
    return lines_on(incident, Evidence.on(register, incident))


def lines_on(incident: str, evidence: Evidence) -> IncidentLines:
    """Return all that MODEL section 3 says of one incident, from the evidence on it."""
    register = evidence.register
    lines = LinesOf(register, evidence.routes, evidence.speakers)
    support = build(register, list(evidence.routes.values()), evidence.speakers)
    flow = Flow(support)
    towards = flow.towards_origin()
    found, if_distinct = cuts(support, flow, towards), _if_distinct(evidence, support, flow.lines)
    would_strengthen = strengthening(register, support, found.lines, towards)
    rests_alone_on = alone_on(evidence, support, flow)
    at_most = flow.lines_if_also_origin(support.vague)  # ends the use of the flow for cuts
    return IncidentLines(
        id=incident,
        acts=register.incidents[incident],
        type=evidence.acts[0].type,
        support=found,
        would_strengthen=would_strengthen,
        rests_alone_on=rests_alone_on,
        circular=_circular(support),
        lines_if_distinct=if_distinct,
        lines_at_most=at_most,
        grounds=tuple(_grounds(evidence, lines)),
        denials=tuple(_denials(evidence)),
        retractions=_retractions(evidence),
        suspected=tuple(each.id for each in evidence.suspecting),
        both_ways=_both_ways(evidence),
        no_line="" if found.lines else why_no_line(evidence, at_most),
    )


def strengthening(
    register: Register, support: Support, lines: int, towards: set[int]
) -> tuple[Strengthening, ...]:
    """Return whose own document would raise the lines, in id order.

    One edge from RECORD to a node lets through one path more, and does so exactly where ORIGIN can still be reached
    from that node: so every one that helps makes it `lines + 1`.
    """
    starts = set(support.starts)
    helping = (node for node in range(len(support.sources)) if node not in starts and 2 * node in towards)
    names = (support.sources[node][0] for node in helping if _may_be_asked(register, support.sources[node]))
    return tuple(Strengthening(name, lines + 1) for name in sorted(names))


def _may_be_asked(register: Register, sources: tuple[str, ...]) -> bool:
    return not any(register.controlled[each] in register.not_for_contact for each in sources)


def _if_distinct(evidence: Evidence, support: Support, lines: int) -> int:
    anonymous = evidence.register.anonymous
    joined = anonymous and any(len(anonymous.intersection(sources)) > 1 for sources in support.sources)
    if not joined:
        return lines
    routes = list(evidence.routes.values())
    return Flow(build(evidence.register, routes, evidence.speakers, distinct=True)).lines


def _circular(support: Support) -> bool:
    """Tell whether RECORD reaches a cycle from which ORIGIN is out of reach."""
    stuck = reached_nodes(support.starts, support.after) - _reaching(support)
    # Peel off what leads nowhere; a cycle is what can not be peeled.
    while stuck:
        ends = {node for node in stuck if not any(other in stuck for other in support.after[node])}
        if not ends:
            return True
        stuck -= ends
    return False


def reached_nodes(starts: Iterable[int], after: Sequence[Sequence[int]]) -> set[int]:
    """Return the nodes that can be reached from these, themselves too."""
    queue = list(starts)
    seen = set(queue)
    for node in queue:
        for other in after[node]:
            if other not in seen:
                seen.add(other)
                queue.append(other)
    return seen


def _reaching(support: Support) -> set[int]:
    before: list[list[int]] = [[] for _ in support.after]
    for node, others in enumerate(support.after):
        for other in others:
            before[other].append(node)
    return reached_nodes(support.origins, before)


def _grounds(evidence: Evidence, lines: LinesOf) -> Iterator[GroundLines]:
    stated: dict[str, set[str]] = {}
    for act in evidence.acts:
        if act.ground and not is_token(act.ground):
            stated.setdefault(act.ground, set()).add(act.statement)
    shown = {each.id for each in evidence.shown}
    for code in sorted(stated):
        if stated[code] & shown:
            stating = (each for each in evidence.routes if each in stated[code])
            yield GroundLines(code, lines.up_to(len(evidence.routes), stating))


def _denials(evidence: Evidence) -> Iterator[DenialLines]:
    if not evidence.denying:
        return
    lines = LinesOf(evidence.register, evidence.denying_routes, evidence.denying_speakers)
    for what in sorted({_denied(each) for each in evidence.denying}):
        ids = tuple(each.id for each in evidence.denying if _denied(each) == what)
        yield DenialLines(what, ids, lines(each for each in ids if each in evidence.denying_routes))


def _denied(statement: Statement) -> str:
    return "closed" if is_token(statement.denies) else statement.denies or DENIED_BY_DEFAULT


def _retractions(evidence: Evidence) -> tuple[RetractionShown, ...]:
    decided = evidence.register.on_retractions
    with_decision = ((each, decided.get(each, "unjudged")) for each in evidence.retracting())
    return tuple(
        RetractionShown(each, decision) for each, decision in with_decision if decision != "accepted"
    )


def _both_ways(evidence: Evidence) -> tuple[str, ...]:
    asserting = {one for each in evidence.shown for one in each.speaker}
    return tuple(sorted(asserting & {one for each in evidence.denying for one in each.speaker}))


def parts_in(register: Register, incident: str) -> Iterator[tuple[str, PersonPart]]:
    """Yield (person id, part) for each person and role of one incident; 0 lines where it is only denied."""
    return parts_on(incident, Evidence.on(register, incident))


def parts_on(incident: str, evidence: Evidence) -> Iterator[tuple[str, PersonPart]]:
    """Yield the same as `parts_in`, from the evidence on the incident."""
    register = evidence.register
    lines = LinesOf(register, evidence.routes, evidence.speakers)
    for (person, role), statements in sorted(mentioned_on(evidence).items()):
        yield (
            person,
            PersonPart(incident, role, lines(each for each in evidence.routes if each in statements)),
        )


def mentioned_on(evidence: Evidence) -> dict[tuple[str, str], set[str]]:
    """Return the ids of the statements that mention each (person, role) in the acts looked at."""
    register = evidence.register
    found: dict[tuple[str, str], set[str]] = {}
    for act in evidence.acts:
        for mention in register.mentions_of.get(act.id, ()):
            found.setdefault((register.person_of[mention.id], mention.role), set()).add(act.statement)
    return found
