"""Why an incident stands on no line: what the record says of it all the same."""

from isthmus.core.corroborate.evidence import Evidence
from isthmus.core.corroborate.paths import Flow
from isthmus.core.corroborate.support import build

__all__ = ["NO_LINE", "UNASSERTED", "lines_at_most", "why_no_line"]

# In the order in which they are told: asserted, but how they know is not stated, or in nothing that is held, or only
# by reports that lead to nobody, or by statements that were all taken back; then what nobody asserts.
NO_LINE = ("at_most", "not_held", "leads_nowhere", "taken_back", "suspected", "denied")
# What no sentence counts among the incidents that somebody asserts (MODEL section 2).
UNASSERTED = ("suspected", "denied")


def why_no_line(evidence: Evidence, at_most: int) -> str:
    """Return why the evidence on an incident has no line, one of `NO_LINE`; `at_most`: its lines at most."""
    if evidence.counted:
        return "at_most" if at_most else "leads_nowhere"
    if evidence.shown:
        return "not_held"
    if any(each.stance == "asserts" for each in evidence.statements):
        return "taken_back"
    if any(each.stance == "suspects" for each in evidence.statements):
        return "suspected"
    return "denied"


def lines_at_most(evidence: Evidence, speakers: frozenset[str]) -> int:
    """Return the lines if all who do not say how they know knew at first hand; `speakers`: of the whole incident."""
    support = build(evidence.register, list(evidence.routes.values()), speakers)
    return Flow(support).lines_if_also_origin(support.vague)
