"""Independent lines: how many sources would all have to be wrong (MODEL section 3)."""

from isthmus.core.corroborate.evidence import Evidence
from isthmus.core.corroborate.graph import support_graph
from isthmus.core.corroborate.if_one import FewerLines, lines_if_one
from isthmus.core.corroborate.incident import LinesOf, corroborate_incident, mentioned_on, parts_in
from isthmus.core.corroborate.no_line import NO_LINE, UNASSERTED, why_no_line
from isthmus.core.corroborate.reason import denial, further_reason, opening, support_reason, unasserted
from isthmus.core.corroborate.record import Each, corroborate, in_turn, person_lines
from isthmus.core.corroborate.support import Route, Voices, occurring, route_by
from isthmus.core.corroborate.values import (
    Corroboration,
    DenialLines,
    GraphNode,
    GroundLines,
    IncidentLines,
    Lines,
    PersonLines,
    PersonPart,
    RetractionShown,
    Strengthening,
    SupportGraph,
)

__all__ = [
    "NO_LINE",
    "UNASSERTED",
    "Corroboration",
    "DenialLines",
    "Each",
    "Evidence",
    "FewerLines",
    "GraphNode",
    "GroundLines",
    "IncidentLines",
    "Lines",
    "LinesOf",
    "PersonLines",
    "PersonPart",
    "RetractionShown",
    "Route",
    "Strengthening",
    "SupportGraph",
    "Voices",
    "corroborate",
    "corroborate_incident",
    "denial",
    "further_reason",
    "in_turn",
    "lines_if_one",
    "mentioned_on",
    "occurring",
    "opening",
    "parts_in",
    "person_lines",
    "route_by",
    "support_graph",
    "support_reason",
    "unasserted",
    "why_no_line",
]
