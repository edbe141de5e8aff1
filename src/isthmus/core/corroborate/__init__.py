"""Independent lines: how many sources would all have to be wrong (MODEL section 3)."""

from isthmus.core.corroborate.graph import support_graph
from isthmus.core.corroborate.incident import corroborate_incident, parts_in
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
from isthmus.core.corroborate.words import APPROXIMATION, lines_in_words, listed, reason_in_words

__all__ = [
    "APPROXIMATION",
    "Corroboration",
    "DenialLines",
    "Each",
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
    "in_turn",
    "lines_in_words",
    "listed",
    "parts_in",
    "person_lines",
    "reason_in_words",
    "support_graph",
]
