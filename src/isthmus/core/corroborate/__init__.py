"""Independent lines: how many sources would all have to be wrong (MODEL section 3)."""

from isthmus.core.corroborate.graph import support_graph
from isthmus.core.corroborate.if_one import FewerLines, lines_if_one
from isthmus.core.corroborate.incident import corroborate_incident, parts_in
from isthmus.core.corroborate.no_line import NO_LINE, UNASSERTED, why_no_line
from isthmus.core.corroborate.reason import denial, further_reason, opening, support_reason, unasserted
from isthmus.core.corroborate.record import Each, corroborate, in_turn, person_lines
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
    "FewerLines",
    "GraphNode",
    "GroundLines",
    "IncidentLines",
    "Lines",
    "PersonLines",
    "PersonPart",
    "RetractionShown",
    "Strengthening",
    "SupportGraph",
    "corroborate",
    "corroborate_incident",
    "denial",
    "further_reason",
    "in_turn",
    "lines_if_one",
    "opening",
    "parts_in",
    "person_lines",
    "support_graph",
    "support_reason",
    "unasserted",
    "why_no_line",
]
