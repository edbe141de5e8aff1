"""The sources on whom an incident rests alone: without any one of them it would have no line."""

from isthmus.core.corroborate.evidence import Evidence
from isthmus.core.corroborate.paths import Flow
from isthmus.core.corroborate.support import Support, build

__all__ = ["alone_on"]


def alone_on(evidence: Evidence, support: Support, flow: Flow) -> tuple[str, ...]:
    """Return them, in id order; a source goes with those judged the same, and with nobody else.

    Only an incident of one line can have any, and only on the one path that was found.
    """
    if flow.lines != 1:
        return ()
    register, routes = evidence.register, list(evidence.routes.values())
    on_path = {source for node in flow.on_paths() for source in support.sources[node]}
    found: set[str] = set()
    for each in {register.same_sources[source] for source in on_path}:
        remaining = build(register, routes, evidence.speakers, away=frozenset(each))
        if not Flow(remaining, 1).lines:
            found.update(on_path.intersection(each))
    return tuple(sorted(found))
